import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coop_member.core.payment_reference import (
    belgian_communication,
    is_belgian_communication,
)

numbers = st.integers(0, 10**10 - 1)


def typed(digits):
    """Twelve digits as people type them."""
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"


def digits_of(communication):
    return re.sub(r"\D", "", communication)


@given(numbers)
def test_a_communication_is_its_number_and_a_remainder(number):
    communication = belgian_communication(number)
    digits = digits_of(communication)
    assert communication == typed(digits)
    assert int(digits[:10]) == number
    assert 1 <= int(digits[10:]) <= 97
    assert (number - int(digits[10:])) % 97 == 0
    assert is_belgian_communication(communication)


@given(numbers, st.integers(0, 10))
def test_long_numbers_keep_their_last_ten_digits(number, more):
    long_number = number + more * 10**10
    assert belgian_communication(long_number) == belgian_communication(number)


@given(numbers, st.integers(0, 11), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_seen(number, position, digit):
    digits = digits_of(belgian_communication(number))
    assume(digits[position] != digit)
    wrong = digits[:position] + digit + digits[position + 1 :]
    assert not is_belgian_communication(typed(wrong))


@given(numbers, st.integers(0, 10))
def test_two_digits_that_changed_places_are_seen(number, position):
    digits = digits_of(belgian_communication(number))
    one, other = digits[position : position + 2]
    assume(one != other)
    wrong = digits[:position] + other + one + digits[position + 2 :]
    assert not is_belgian_communication(typed(wrong))


@pytest.mark.parametrize(
    ("number", "communication"),
    [
        (108068171, "+++010/8068/17183+++"),
        (0, "+++000/0000/00097+++"),
        (96, "+++000/0000/09696+++"),
        (97, "+++000/0000/09797+++"),
        (98, "+++000/0000/09801+++"),
    ],
)
def test_known_communications(number, communication):
    assert belgian_communication(number) == communication


@pytest.mark.parametrize(
    "text",
    [
        "",
        "010/8068/17183",
        "+++010/8068/17183+++\n",
        "***010/8068/17183***",
        "+++010806817183+++",
        "+++000/0000/00000+++",
        "+++٠١٠/٨٠٦٨/١٧١٨٣+++",
        "Invoice +++010/8068/17183+++",
    ],
)
def test_anything_else_is_none(text):
    assert not is_belgian_communication(text)
