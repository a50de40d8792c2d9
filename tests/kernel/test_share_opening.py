"""Files of opening holdings: read whatever a spreadsheet makes of them, and every bad
line named."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_member.core.share_opening import (
    COLUMNS,
    MOST,
    BadQuotes,
    Flaw,
    Holding,
    MissingColumn,
    Row,
    check_rows,
    read_rows,
)

MEMBERS = {"00001": "Ana", "00002": "Bo"}
TYPES = {"A": "part", "É": "épargne"}
LINE = "member,share_type,quantity\n00001,É,10\n"

cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=6
)


def checked(*lines):
    rows = [Row(number, *line) for number, line in enumerate(lines, 2)]
    return check_rows(rows, MEMBERS, TYPES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_of_every_spreadsheet(encoding, separator, end):
    text = LINE.replace(",", separator).replace("\n", end)
    assert read_rows(text.encode(encoding)) == [Row(2, "00001", "É", "10")]


@given(st.lists(st.tuples(cells, cells, cells), max_size=5), st.sampled_from(",;"))
def test_what_a_csv_writer_wrote_is_read(lines, separator):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows([COLUMNS, *lines])
    found = read_rows(file.getvalue().encode())
    assert [row[1:] for row in found] == lines


def test_columns_come_in_any_order_and_among_others():
    text = "Quantity , name,SHARE_TYPE,member\n 10 ,Ana,A, 00001\n"
    assert read_rows(text.encode()) == [Row(2, "00001", "A", "10")]


def test_empty_lines_count_and_are_left_out():
    text = "member,share_type,quantity\n\n,,\n00001,A,10\n  \n00002,A,5"
    assert [row.line for row in read_rows(text.encode())] == [4, 6]


def test_missing_cells_are_empty():
    assert read_rows(b"member,share_type,quantity\n00001") == [Row(2, "00001", "", "")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "member"),
        ("00001,A,10\n", "member"),
        ("member,share_type\n00001,A\n", "quantity"),
        ("member;type;quantity\n", "share_type"),
    ],
)
def test_the_missing_column_is_named(text, name):
    with pytest.raises(MissingColumn) as caught:
        read_rows(text.encode())
    assert caught.value.name == name


@pytest.mark.parametrize("line", ['"00001,A,10\n', '"00001"x,A,10\n'])
def test_quotes_that_swallow_the_rest_are_refused(line):
    with pytest.raises(BadQuotes) as caught:
        read_rows(f"member,share_type,quantity\n00002,A,5\n{line}".encode())
    assert caught.value.line == 3


def test_good_lines_are_holdings():
    assert checked(("00001", "A", "10"), ("00001", "É", "1"), ("00002", "A", "5")) == (
        [
            Holding(2, "Ana", "part", 10),
            Holding(3, "Ana", "épargne", 1),
            Holding(4, "Bo", "part", 5),
        ],
        [],
    )


def test_everything_wrong_with_a_line_is_named():
    holdings, flaws = checked(("00009", "Z", "x"), ("00001", "A", "10"))
    assert holdings == [Holding(3, "Ana", "part", 10)]
    assert flaws == [
        Flaw(2, "member", "00009"),
        Flaw(2, "share_type", "Z"),
        Flaw(2, "quantity", "x"),
    ]


@pytest.mark.parametrize(
    "text", ["", "0", "-3", "1.5", "1,5", "1e3", "²", "٣", "1 000", f"{MOST + 1}"]
)
def test_only_whole_numbers_above_zero_are_quantities(text):
    assert checked(("00001", "A", text)) == ([], [Flaw(2, "quantity", text)])


def test_the_greatest_quantity():
    [holding], _flaws = checked(("00001", "A", f"{MOST}"))
    assert holding.quantity == MOST


def test_a_member_has_one_line_for_a_type():
    holdings, flaws = checked(
        ("00001", "A", "10"), ("00001", "A", "4"), ("1", "A", "4")
    )
    assert len(holdings) == 1
    assert flaws == [Flaw(3, "line", "2"), Flaw(4, "line", "2")]


def test_numbers_are_found_without_their_zeros_where_one_member_is_meant():
    members = {"007": "Ana", "07": "Bo", "0012": "Cy", "12": "Di", "0": "El"}
    found = {
        text: [holding.member for holding in check_rows([row], members, TYPES)[0]]
        for text in ("007", "7", "12", "0012", "", "0")
        for row in [Row(2, text, "A", "1")]
    }
    assert found == {
        "007": ["Ana"],
        "7": [],
        "12": ["Di"],
        "0012": ["Cy"],
        "": [],
        "0": ["El"],
    }
