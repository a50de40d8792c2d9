import string
from ipaddress import IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_member.core.addresses import is_email, visitor_network
from coop_member.core.forms import INVALID, MISSING, TOO_FEW, TOO_LONG, TOO_SHORT
from coop_member.core.join_form import FIELDS, LENGTHS, is_bot, parse, read
from coop_member.core.share_form import Wish
from coop_member.core.text import clean_line, clean_text, same_name

COLLEGES = {3, 7}
PERSON = {
    "college": "7",
    "kind": "person",
    "name": "Camille Martin",
    "email": "camille@example.org",
    "phone": "+33 6 12 34 56 78",
    "motivation": "I would like to bake bread for my town.",
    "consent": "1",
}
anything = st.text() | st.none() | st.integers() | st.lists(st.text())
names = st.text(string.ascii_letters + "éèçñ' -", min_size=3, max_size=120).filter(
    lambda text: len(clean_line(text)) >= 3 and any(map(str.isalpha, text))
)


def errors_of(**changes):
    return parse({**PERSON, **changes}, COLLEGES)[1]


def test_a_person():
    application, errors = parse(PERSON, COLLEGES)
    assert errors == {}
    assert application.college_id == 7
    assert not application.is_organisation


def test_an_organisation():
    application, errors = parse(
        {**PERSON, "kind": "organisation", "organisation": "Le Fournil"}, COLLEGES
    )
    assert errors == {}
    assert application.is_organisation
    assert application.organisation == "Le Fournil"


def test_a_person_keeps_no_organisation():
    application, _errors = parse({**PERSON, "organisation": "Le Fournil"}, COLLEGES)
    assert application.organisation == ""


@pytest.mark.parametrize("field", sorted(set(PERSON) - {"phone"}))
def test_required_fields(field):
    assert errors_of(**{field: " \t"}) == {field: MISSING}
    assert parse({k: v for k, v in PERSON.items() if k != field}, COLLEGES)[1] == {
        field: MISSING
    }


def test_phone_is_optional():
    assert errors_of(phone="") == {}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("college", "8", INVALID),
        ("college", "7 or 1=1", INVALID),
        ("college", "٧", INVALID),
        ("kind", "robot", INVALID),
        ("consent", "no", INVALID),
        ("name", "Al", TOO_SHORT),
        ("name", "...", INVALID),
        ("name", "x" * 121, TOO_LONG),
        ("email", "camille", INVALID),
        ("email", "c@x.org\nBcc: d@x.org", INVALID),
        ("email", "x" * 60 + "@" + "y" * 63 + ".org" * 60, TOO_LONG),
        ("phone", "call me maybe", INVALID),
        ("phone", "12345", INVALID),
        ("phone", "1" * 20, INVALID),
        ("phone", "1" * 33, TOO_LONG),
        ("motivation", "Bread.", TOO_SHORT),
        ("motivation", "x" * 4001, TOO_LONG),
        ("motivation", "1" * 30, INVALID),
    ],
)
def test_refused(field, value, code):
    assert errors_of(**{field: value}) == {field: code}


def test_organisation_is_asked_only_of_organisations():
    assert errors_of(kind="organisation") == {"organisation": MISSING}
    assert errors_of(kind="organisation", organisation="x" * 121) == {
        "organisation": TOO_LONG
    }


@pytest.mark.parametrize("field", sorted(LENGTHS))
def test_bounds_themselves_are_accepted(field):
    for length in LENGTHS[field]:
        if field == "phone":
            value = ("1" * min(length, 15)).ljust(length, "-")
        elif field == "email":
            value = {6: "a@b.fr", 254: "a" * 64 + "@" + "b.c" * 62 + ".fr"}[length]
        else:
            value = "x" * length
        assert len(value) == length
        form = {"kind": "organisation", "organisation": "Le Fournil", field: value}
        assert errors_of(**form) == {}


def test_script_tags_are_text():
    tag = "<script>alert(document.cookie)</script>"
    application, errors = parse({**PERSON, "name": tag, "motivation": tag}, COLLEGES)
    assert errors == {}
    assert application.name == application.motivation == tag


def test_key_is_kept_only_when_it_looks_like_one():
    key = "k" * 22
    assert parse({**PERSON, "key": key}, COLLEGES)[0].key == key
    assert parse({**PERSON, "key": "'; --"}, COLLEGES)[0].key is None
    assert parse(PERSON, COLLEGES)[0].key is None


def test_honeypot():
    assert is_bot({**PERSON, "homepage": "http://spam.example"})
    assert not is_bot(PERSON)


@given(st.dictionaries(st.sampled_from([*FIELDS, "key", "state"]), anything))
def test_any_form_gives_an_application_or_errors(post):
    application, errors = parse(post, COLLEGES)
    assert (application is None) == bool(errors)
    assert set(errors) <= set(FIELDS)
    assert set(read(post)) == set(FIELDS)


@given(st.dictionaries(st.text(), anything))
def test_other_fields_change_nothing(extra):
    extra = {name: value for name, value in extra.items() if name not in FIELDS}
    extra.pop("key", None)
    assert parse({**extra, **PERSON}, COLLEGES) == parse(PERSON, COLLEGES)


@given(names)
def test_reading_again_what_was_kept_changes_nothing(name):
    application, errors = parse({**PERSON, "name": name}, COLLEGES)
    assert errors == {}
    again, _errors = parse({**PERSON, "name": application.name}, COLLEGES)
    assert again == application


@given(st.text())
def test_cleaning_is_final(text):
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text())
def test_a_clean_line_is_one_line_that_a_database_takes(text):
    line = clean_line(text)
    assert len(line.splitlines()) <= 1
    assert "\x00" not in line
    assert line == line.strip()
    line.encode()


@given(st.text())
def test_cleaning_text_keeps_every_word(text):
    assert clean_text(text).split() == clean_line(text).split()


@given(st.emails(domains=st.sampled_from(["example.org", "mail.example.co.uk"])))
def test_usual_addresses_are_accepted(email):
    assert is_email(email)


@given(st.text(max_size=300))
def test_an_accepted_address_is_one_address(text):
    if is_email(text):
        assert text.count("@") == 1
        assert not set(text) & set(' \t\r\n,;<>"()')


@given(st.lists(st.text(string.ascii_letters + "éàü", min_size=1), min_size=1))
def test_same_name_in_any_order(words):
    assert same_name(" ".join(words), ", ".join(reversed(words)).upper())


def test_names_without_words_are_never_the_same():
    assert not same_name("...", "...")


@given(st.ip_addresses(v=4))
def test_ipv4_visitors_are_told_apart(address):
    assert visitor_network(str(address)) == str(address)


@given(st.ip_addresses(v=6), st.integers(0, 2**64 - 1))
def test_ipv6_visitors_count_by_network(address, host):
    neighbour = IPv6Address((int(address) >> 64 << 64) | host)
    if not (address.ipv4_mapped or neighbour.ipv4_mapped):
        assert visitor_network(str(address)) == visitor_network(str(neighbour))


@pytest.mark.parametrize("domain", ["a" * 64 + ".org", "ex..org"])
def test_what_is_no_name_of_a_site_is_no_address(domain):
    assert not is_email(f"camille@{domain}")


def test_a_form_sent_twice_is_recognised_by_its_key():
    def fingerprint(**changes):
        return parse({**PERSON, **changes}, COLLEGES)[0].fingerprint

    assert fingerprint() is None
    key = {"key": "k" * 22}
    assert fingerprint(**key) == fingerprint(**key)
    assert fingerprint(**key) != fingerprint(**key, name="Camille Martine")
    assert fingerprint(**key) != fingerprint(key="l" * 22)


def test_shares_are_an_option():
    offers = {(7, 4): 5}
    assert parse(PERSON, COLLEGES, offers)[0].wish is None
    application, errors = parse({**PERSON, "quantity": "5"}, COLLEGES, offers)
    assert errors == {}
    assert application.wish == Wish(4, 5)
    assert parse({**PERSON, "quantity": "5"}, COLLEGES)[0].wish is None


def test_shares_come_back_with_what_is_wrong():
    offers = {(7, 4): 5, (3, 4): 1}
    assert parse({**PERSON, "quantity": "4"}, COLLEGES, offers) == (
        None,
        {"quantity": TOO_FEW},
    )
    errors = parse({**PERSON, "college": "", "quantity": "4"}, COLLEGES, offers)[1]
    assert errors == {"college": MISSING}


def test_the_same_wish_has_the_same_fingerprint():
    def fingerprint(quantity):
        form = {**PERSON, "key": "k" * 22, "quantity": quantity}
        return parse(form, COLLEGES, {(7, 4): 5})[0].fingerprint

    assert fingerprint("5") == fingerprint(" 5 ")
    assert fingerprint("5") != fingerprint("6")
