"""Tables on pages: every row is there once, and no page takes more than it holds."""

from hypothesis import given
from hypothesis import strategies as st

from coop_member.core.pages import HEADINGS, TITLE, TOTAL, Paper, lay_out
from coop_member.core.tables import Column, Table

PAPER = Paper(lines=20, first=10, characters=40)
NAME = Column("Name", width=60)
NUMBER = Column("Number", "number", 40, total=True)

words = st.text(st.sampled_from("abc ABC"), max_size=60)
rows = st.lists(st.tuples(words, st.integers(0, 1000)), max_size=60)


def text(_column, value):
    return str(value)


def table(values, title="Table", **options):
    return Table(title, [NAME, NUMBER], values, **options)


def heights(pages):
    """Lines that the rows and headings of each page take at least."""
    return [
        sum(
            HEADINGS
            + len(part.rows) * part.table.lines
            + (TOTAL if part.ends and part.table.has_total else 0)
            for part in page
        )
        for page in pages
    ]


@given(st.lists(rows, min_size=1, max_size=4))
def test_every_row_is_on_a_page_once_and_in_order(tables):
    pages = lay_out([table(values) for values in tables], PAPER, text)
    found = [row for page in pages for part in page for row in part.rows]
    assert found == [[name, str(n)] for values in tables for name, n in values]


@given(st.lists(rows, min_size=1, max_size=4), st.integers(0, 8))
def test_no_page_holds_more_than_fits(tables, foot):
    pages = lay_out([table(values) for values in tables], PAPER, text, foot)
    first, *others = heights(pages)
    assert first <= PAPER.first + TOTAL
    assert all(height <= PAPER.lines + TOTAL for height in others)


@given(rows)
def test_a_part_knows_its_first_row_and_the_last_part_ends(values):
    pages = lay_out([table(values)], PAPER, text)
    parts = [part for page in pages for part in page]
    assert [part.ends for part in parts] == [False] * (len(parts) - 1) + [True]
    seen = 0
    for part in parts:
        assert part.first == seen
        seen += len(part.rows)


def test_long_texts_take_several_lines():
    long = "a name that goes on and on, over more than one line of its column"
    few = lay_out([table([("short", 1)] * 9)], PAPER, text)
    many = lay_out([table([(long, 1)] * 9)], PAPER, text)
    assert (len(few), len(many)) == (1, 2)


def test_capitals_are_broader():
    pages = [lay_out([table([(name * 20, 1)] * 9)], PAPER, text) for name in ("a", "A")]
    assert [len(found) for found in pages] == [1, 2]


def test_rows_to_write_in_are_higher():
    pages = lay_out([table([("name", 1)] * 6, lines=2)], PAPER, text)
    assert [len(part.rows) for [part] in pages] == [4, 2]


def test_a_table_is_not_begun_at_the_end_of_a_page():
    filler = table([("name", 1)] * (PAPER.first - TITLE - 1))
    pages = lay_out([filler, table([("name", 1)] * 3)], PAPER, text)
    assert [len(page) for page in pages] == [1, 1]


def test_a_full_page_is_followed_by_none():
    values = [("name", 1)] * (PAPER.first - HEADINGS)
    assert len(lay_out([table(values)], PAPER, text)) == 1


def test_the_foot_has_its_place():
    values = [("name", 1)] * (PAPER.first - HEADINGS - TOTAL - 2)
    assert len(lay_out([table(values)], PAPER, text, foot=2)) == 1
    assert len(lay_out([table(values)], PAPER, text, foot=3)) == 2


def test_totals_and_widths():
    shown = table([("a", 1), ("b", 2)])
    lay_out([shown], PAPER, text)
    assert shown.total == [None, 3]
    assert (shown.has_total, shown.width) == (True, 100)
    assert not Table("", [NAME], []).has_total
    assert Table("", [Column("Narrow", width=30)], []).width == 30
