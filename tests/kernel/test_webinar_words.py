from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coop_peer_webinar.core import (
    calendar_file,
    outline,
    schedule,
    search,
    webinar_forms,
)

anything = st.one_of(
    st.none(), st.integers(), st.text(max_size=400), st.lists(st.text())
)
TODAY = date(2026, 3, 1)
lines = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40
)


def post_of(*names):
    return st.dictionaries(st.sampled_from(names), anything)


@given(post_of("kind", "name", "topic", "wished_date", "description", "state"))
def test_whatever_is_sent_is_a_proposal_or_told(post):
    sent, errors = webinar_forms.parse_proposal(
        {"kind": "ask", "name": "Accounts without tears", **post}, {3}, TODAY
    )
    assert (sent is None) == bool(errors)
    if sent:
        assert sent.kind in webinar_forms.KINDS and sent.topic_id in (3, None)
        assert sent.wished_date is None or sent.wished_date >= TODAY


@given(post_of("name", "email", "event_id"))
def test_whatever_is_sent_is_a_guest_or_told(post):
    guest, errors = webinar_forms.parse_guest({"name": "Zoé", **post})
    assert (guest is None) == bool(errors)
    assert guest is None or "@" in guest.email


@given(post_of("rating", "sentence"))
def test_whatever_is_sent_is_feedback_or_told(post):
    feedback, errors = webinar_forms.parse_feedback(post)
    assert (feedback is None) == bool(errors)
    assert feedback is None or 1 <= feedback.rating <= 5


@given(post_of("points", "advice"))
def test_whatever_is_sent_is_takeaways_or_told(post):
    points, _advice, errors = webinar_forms.parse_takeaways(post)
    assert (points is None) == bool(errors)


@given(st.text(max_size=500))
def test_an_outline_is_read_as_it_was_written(text):
    points = outline.parse(text)
    assert not points or points[0].level == 0
    again = outline.parse(outline.write(points))
    assert [p.level for p in again if p.text] == [p.level for p in again]
    assert outline.parse(outline.write(again)) == again


@given(st.text(max_size=300))
def test_no_tag_is_left(text):
    words = outline.plain(f"<p onclick='x()'>{text.replace('<', '')}</p>")
    assert "onclick" not in words.replace(text, "")


@given(st.text(max_size=300))
def test_words_of_a_search_are_plain(text):
    found = search.words(text)
    assert len(found) <= search.MOST_WORDS
    assert all(word == search.fold(word) and word.isalnum() for word in found)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 6))
def test_the_next_day_is_that_weekday_and_free(today, weekday):
    day = schedule.next_day(today, weekday, 14)
    assert day.weekday() == weekday and 14 <= (day - today).days < 21
    later = schedule.next_day(today, weekday, 14, {day})
    assert later == day + timedelta(days=7)


@given(lines, lines)
def test_lines_of_a_calendar_are_short_and_whole(title, text):
    moment = datetime(2026, 3, 24, 11)
    entry = calendar_file.Entry("1@x", title, moment, moment, moment, text=text)
    content = calendar_file.calendar(entry)
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    unfolded = content.replace("\r\n ", "")
    assert f"SUMMARY:{calendar_file._text(title)}\r\n" in unfolded
