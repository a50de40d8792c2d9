"""What is known of a file under import: which rows are bad, and why."""

import pytest

from coop_member.core.imports import ImportReport

ROW = {"rows": {"from": 4, "to": 4}, "record": 4}


@pytest.fixture
def messages():
    return []


@pytest.fixture
def report(messages):
    return ImportReport(messages.append)


def test_a_refused_row_is_bad_and_its_message_passed_on(report, messages):
    report.refuse(ROW, "No name.", "name")
    assert report.is_bad(ROW)
    assert messages == [
        {**ROW, "type": "error", "message": "No name.", "field": "name"}
    ]


def test_no_field_need_be_to_blame(report, messages):
    report.refuse(ROW, "Not so.", None)
    assert messages == [{**ROW, "type": "error", "message": "Not so."}]


@pytest.mark.parametrize(
    "message",
    [
        {**ROW, "type": "warning", "message": "Two of that name."},
        {"type": "error", "message": "No rights."},
    ],
)
def test_only_errors_about_rows_make_them_bad(report, messages, message):
    report.note(message)
    assert messages == [message]
    assert not report.is_bad(ROW)
