"""Where Odoo is fetched from, and what is said when packages are missing."""

import debian
import pytest
from steps import Failure

DEB822 = """\
Types: deb
# a comment in the stanza
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/archive.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main

Types: deb-src
URIs: http://sources.example/debian
Suites: bookworm
Components: main

Enabled: no
Types: deb
URIs: http://disabled.example/debian
Suites: bookworm
Components: main
"""

PASTED_KEY = """\
Types: deb
URIs: http://mirror.example/debian/
Suites: trixie
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBF
"""

ONE_LINE = """\
# deb http://commented.example/debian bookworm main
deb http://security.example/debian-security bookworm-security main
deb [arch=amd64 signed-by=/key.gpg] http://mirror.example/debian bookworm main contrib
deb-src http://mirror.example/debian bookworm main
deb https://cloud.example/apt cloud-sdk-bookworm main
"""


def write_sources(etc, **files):
    """Write a configuration of apt and return what is read from it."""
    (etc / "sources.list.d").mkdir()
    for name, text in files.items():
        stem, _underscore, kind = name.rpartition("_")
        folder = etc if stem == "sources" else etc / "sources.list.d"
        (folder / f"{stem}.{kind}").write_text(text)
    return debian.read_sources(etc)


def test_main_archive_of_deb822_sources(tmp_path):
    archives = write_sources(tmp_path, debian_sources=DEB822)
    archive, suite = debian.main_archive(archives, "bookworm")
    assert archive.uri == "http://mirror.example/debian"
    assert suite == "bookworm"
    assert archive.options == "signed-by=/usr/share/keyrings/archive.gpg"


def test_disabled_and_source_entries_are_left_out():
    uris = [archive.uri for archive in debian.parse_deb822(DEB822)]
    assert uris == [
        "http://mirror.example/debian",
        "http://mirror.example/debian-security",
    ]


def test_key_pasted_in_the_file_is_not_an_option():
    [archive] = debian.parse_deb822(PASTED_KEY)
    assert archive.options == ""
    assert debian.main_archive([archive], "trixie") == (archive, "trixie")


def test_main_archive_of_one_line_sources(tmp_path):
    archives = write_sources(tmp_path, sources_list=ONE_LINE)
    archive, suite = debian.main_archive(archives, "bookworm")
    assert archive.uri == "http://mirror.example/debian"
    assert archive.components == ("main", "contrib")
    assert archive.options == "arch=amd64 signed-by=/key.gpg"
    assert suite == "bookworm"


def test_third_party_with_the_same_suite_comes_after_debian(tmp_path):
    third = "deb https://third.example/php/ bookworm main\n"
    archives = write_sources(tmp_path, aaa_list=third, debian_sources=DEB822)
    archive, _suite = debian.main_archive(archives, "bookworm")
    assert archive.uri == "http://mirror.example/debian"


def test_generic_suites_are_known(tmp_path):
    text = "deb http://mirror.example/debian stable main\n"
    archives = write_sources(tmp_path, sources_list=text)
    assert debian.main_archive(archives, "bookworm")[1] == "stable"


def test_machine_without_debian_has_no_archive(tmp_path):
    text = "deb http://mirror.example/ubuntu noble main\n"
    archives = write_sources(tmp_path, sources_list=text)
    assert debian.main_archive(archives, "bookworm") == (None, None)


def test_other_users_are_told_the_exact_line(monkeypatch):
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)
    missing = {"chromium": lambda: False, "wkhtmltopdf": lambda: False}
    line = "sudo apt-get install --no-install-recommends chromium wkhtmltopdf,"
    with pytest.raises(Failure, match=line):
        debian.ensure({**missing, "postgresql": lambda: True})


def test_nothing_is_asked_when_nothing_is_missing(monkeypatch):
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)
    debian.ensure({"postgresql": lambda: True})
