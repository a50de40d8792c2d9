from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from coop_activity_expense.core.calendar import Entry, calendar, escaped, folded

CHANGED = datetime(2026, 1, 2, 3, 4, 5)
texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]))


@given(texts)
def test_folding_loses_nothing(text):
    lines = folded(text).split("\r\n ")
    assert "".join(lines) == text
    assert all(len(line.encode()) <= 75 for line in folded(text).split("\r\n"))


@given(st.text(alphabet="ab\\;,\n"))
def test_what_is_escaped_can_be_read_back(text):
    signs = iter(escaped(text))
    read = [
        {"n": "\n"}.get(following := next(signs), following) if sign == "\\" else sign
        for sign in signs
    ]
    assert "".join(read) == text


def test_an_entry_in_full():
    entry = Entry(
        "7@coop", date(2026, 12, 31), "VAT", CHANGED, "Grid 71", "https://x/7", 10
    )
    lines = calendar("A, B", [entry]).split("\r\n")
    assert "X-WR-CALNAME:A\\, B" in lines
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    assert event[1:] == [
        "UID:7@coop",
        "DTSTAMP:20260102T030405Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:VAT",
        "TRANSP:TRANSPARENT",
        "DESCRIPTION:Grid 71",
        "URL:https://x/7",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:VAT",
        "TRIGGER:-P10D",
        "END:VALARM",
    ]


def test_nothing_to_tell():
    assert "VEVENT" not in calendar("Empty", [])
