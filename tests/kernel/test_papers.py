from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_member.core.files import (
    ENDINGS,
    EmptyFile,
    FileTooLarge,
    NoFile,
    UnknownContent,
)
from coop_member.core.papers import (
    MAX_BYTES,
    MAX_PHOTOS,
    MAX_YEARS,
    AlreadyExpired,
    ExpiryMissing,
    ExpiryUnreadable,
    NotOnePaper,
    Sent,
    check_expiry,
    check_files,
    standing,
)

TODAY = date(2026, 11, 22)
SAMPLES = {
    "application/pdf": b"%PDF-1.4\n",
    "image/jpeg": b"\xff\xd8\xff\xe0",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/webp": b"RIFF\x10\x00\x00\x00WEBPVP8 ",
}


@pytest.mark.parametrize(("kind", "content"), SAMPLES.items())
def test_kinds_are_told_by_their_content(kind, content):
    assert check_files([content]) == kind
    assert kind in ENDINGS


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"MZ\x90",
        b"PK\x03\x04",
        b"GIF89a",
        b"RIFF\x10\x00\x00\x00WAVE",
        b" %PDF-1.4",
        b"\xff\xd8",
        # a photo that no page can be made of
        b"\x00\x00\x00\x18ftypheic",
    ],
)
def test_anything_else_is_refused(content):
    with pytest.raises(UnknownContent):
        check_files([content])


def test_sizes():
    at_most = SAMPLES["application/pdf"].ljust(MAX_BYTES, b"\0")
    assert check_files([at_most]) == "application/pdf"
    with pytest.raises(FileTooLarge):
        check_files([at_most + b"\0"])
    with pytest.raises(EmptyFile):
        check_files([b""])
    with pytest.raises(NoFile):
        check_files([])


def test_several_photos_make_one_pdf():
    photo, pdf = SAMPLES["image/jpeg"], SAMPLES["application/pdf"]
    assert check_files([photo] * MAX_PHOTOS) == "application/pdf"
    for several in ([photo] * (MAX_PHOTOS + 1), [photo, pdf], [pdf, pdf]):
        with pytest.raises(NotOnePaper):
            check_files(several)
    with pytest.raises(EmptyFile):
        check_files([photo, b""])
    with pytest.raises(UnknownContent):
        check_files([photo, b"GIF89a"])


def test_what_was_cut_off_at_the_limit_is_too_large():
    with pytest.raises(FileTooLarge):
        check_files([SAMPLES["image/jpeg"].ljust(MAX_BYTES + 1), b""])


@given(st.dates(TODAY, date(TODAY.year + MAX_YEARS, 12, 31)))
def test_dates_to_come_are_read(day):
    assert check_expiry(day.isoformat(), True, TODAY) == day


@given(st.dates(date(1, 1, 1), TODAY - timedelta(days=1)))
def test_past_dates_are_refused(day):
    with pytest.raises(AlreadyExpired):
        check_expiry(day.isoformat(), True, TODAY)


@given(st.text())
def test_any_text_gives_a_date_or_a_reason(typed):
    try:
        assert check_expiry(typed, True, TODAY) >= TODAY
    except (ExpiryMissing, ExpiryUnreadable, AlreadyExpired):
        pass


@pytest.mark.parametrize(
    "typed",
    ["20270331", "2027-W13-3", "2027-02-30", "31/03/2027", "20266-01-01", "2077-01-01"],
)
def test_unreadable_dates(typed):
    with pytest.raises(ExpiryUnreadable):
        check_expiry(typed, True, TODAY)


def test_no_date_where_one_is_needed():
    with pytest.raises(ExpiryMissing):
        check_expiry("  ", True, TODAY)


def sent(state, days=None):
    return Sent(state, None if days is None else TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ([], "missing"),
        ([sent("replaced", 400)], "missing"),
        ([sent("received"), sent("accepted", 400)], "received"),
        ([sent("rejected"), sent("accepted", 400)], "rejected"),
        ([sent("accepted"), sent("rejected")], "valid"),
        ([sent("accepted", 31)], "valid"),
        ([sent("accepted", 30)], "expiring"),
        ([sent("accepted", 0)], "expiring"),
        ([sent("accepted", -1)], "expired"),
    ],
)
def test_standing(papers, expected):
    assert standing(papers, TODAY, 30) == expected
