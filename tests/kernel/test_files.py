import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_member.core.files import (
    ENDINGS,
    HEIC,
    MAX_NAME,
    PDF,
    EmptyFile,
    FileTooLarge,
    UnknownContent,
    check_file,
    content_type,
    file_name,
)

PHOTO = b"\x00\x00\x00\x18ftypheic"


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"msf1"])
def test_photos_of_iphones(brand):
    assert content_type(b"\x00\x00\x00\x18ftyp" + brand) == HEIC


@pytest.mark.parametrize("brand", [b"mp42", b"avif", b"qt  "])
def test_films_are_no_photos(brand):
    assert content_type(b"\x00\x00\x00\x18ftyp" + brand) is None


@given(st.binary(max_size=40))
def test_a_kind_is_told_by_the_first_bytes(content):
    kind = content_type(content)
    assert kind is None or kind in ENDINGS
    assert content_type(content + b"<script>") == kind or len(content) < 12


def test_what_is_kept():
    assert check_file(PHOTO, ENDINGS, len(PHOTO)) == HEIC
    with pytest.raises(FileTooLarge):
        check_file(PHOTO, ENDINGS, len(PHOTO) - 1)
    with pytest.raises(UnknownContent):
        check_file(PHOTO, {PDF}, len(PHOTO))
    with pytest.raises(UnknownContent):
        check_file(b"<svg/>", ENDINGS, 100)
    with pytest.raises(EmptyFile):
        check_file(b"", ENDINGS, 100)


@given(st.text(), st.sampled_from(sorted(ENDINGS)))
def test_any_name_becomes_a_safe_one(sent, kind):
    name = file_name(sent, kind, "paper")
    assert re.fullmatch(r"[\w\s.,()'’-]+\.\w{3,4}", name)
    assert name.endswith(f".{ENDINGS[kind]}")
    assert len(name) <= MAX_NAME + 5
    assert not name.startswith(".")
    assert "\n" not in name


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("Attestation d'assurance 2026.pdf", "Attestation d'assurance 2026.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("..", "paper.pdf"),
        ('a"b;c\r\nd.php', "abc d.pdf"),
        ("éléphant.PDF.exe", "éléphant.PDF.pdf"),
        ("", "paper.pdf"),
    ],
)
def test_names(sent, expected):
    assert file_name(sent, "application/pdf", "paper") == expected
