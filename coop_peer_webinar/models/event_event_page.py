from typing import NamedTuple

from odoo import fields, models
from odoo.tools import format_date, format_time, is_html_empty

from odoo.addons.coop_member.core.portal_home import HomeItem

from ..core.schedule import OPEN


class Speaker(NamedTuple):
    """Who speaks, and how they may be reached: empty where they do not wish it."""

    name: str
    email: str = ""
    phone: str = ""


class Card(NamedTuple):
    """A webinar as everybody who may see it does, in plain values: ``day`` and
    ``hours`` are those of the place, ``seats_left`` None where everybody finds one."""

    id: int
    url: str
    title: str
    subtitle: str
    day: object
    day_text: str
    hours: str
    zone: str
    place: str
    speakers: list
    topics: list
    company: str
    is_members_only: bool
    is_over: bool
    is_called_off: bool
    has_takeaways: bool
    seats_left: int | None

    @property
    def is_full(self):
        """Whether who registers now waits for a seat."""
        return self.seats_left == 0


class Kept(NamedTuple):
    """What is kept of a webinar: ``points`` as (text, sub-points), ``files`` as (id,
    name)."""

    points: list
    advice: str
    recording_url: str
    files: list


class EventEvent(models.Model):
    """What pages show of webinars. Records are found under record rules, by whoever is
    asking; what visitors may know of them is read here, field by field."""

    _inherit = "event.event"

    def _webinar_cards(self):
        """`Card` for each of these webinars, in a number of queries that does not
        depend on how many there are."""
        webinars_sudo = self.sudo()  # sudo: names of speakers, seats; fields of `Card`
        names = self.env["coop.member"]._gift_names(webinars_sudo.speaker_ids)
        return [webinar_sudo._webinar_card(names) for webinar_sudo in webinars_sudo]

    def _webinar_card(self, names):
        """`Card` of this one (a sudo record); ``names`` of speakers by their id."""
        self.ensure_one()
        limited = self.seats_limited and self.seats_max
        return Card(
            id=self.id,
            url=self.website_url,
            title=self.name,
            subtitle=self.subtitle or "",
            day=self._webinar_day(),
            day_text=self._webinar_day_text(),
            hours=self._webinar_hours(),
            zone=self.date_tz or "UTC",
            place=self.address_inline or "",
            speakers=[names[one.id] for one in self.speaker_ids],
            topics=[(one.id, one.name, one.icon) for one in self.topic_ids],
            company=self.company_id.name,
            is_members_only=self.webinar_access == "members",
            is_over=self._is_over(),
            is_called_off=self._is_called_off(),
            has_takeaways=self.takeaways_published,
            seats_left=max(self.seats_available, 0) if limited else None,
        )

    def _webinar_day_text(self):
        """The day in words: Tuesday 24 March 2026."""
        self.ensure_one()
        return format_date(self.env, self._webinar_day(), date_format="EEEE d MMMM y")

    def _webinar_hours(self):
        """When it begins and ends, on the clock of the place: 12:00–13:00; with the
        day where it ends on another one."""
        self.ensure_one()
        zone = self.date_tz or "UTC"
        begin, end = (
            format_time(self.env, moment, zone, "short")
            for moment in (self.date_begin, self.date_end)
        )
        here = self.with_context(tz=zone)
        last = fields.Datetime.context_timestamp(here, self.date_end).date()
        if last == self._webinar_day():
            return f"{begin}–{end}"
        return (
            f"{begin} – {format_date(self.env, last, date_format='EEEE d MMMM')} {end}"
        )

    def _webinar_item(self, key, note=""):
        """This webinar (a sudo record) as an item of a member's home page, with a
        ``note`` on their part in it."""
        self.ensure_one()
        return HomeItem(
            key,
            self.name,
            f"/my/coop/webinars/{self.id}",
            icon="fa-microphone",
            hint=" · ".join(filter(None, (self._webinar_hours(), note))),
            level="success" if self._webinar_door() == OPEN else "info",
            day=self._webinar_day(),
        )

    def _webinar_introduction(self):
        """What it is about, as HTML; empty where nobody wrote anything."""
        self.ensure_one()
        text = self.sudo().description  # sudo: what it is about
        return "" if is_html_empty(text) else text

    def _webinar_speakers(self, reader):
        """`Speaker` for each who speaks, as ``reader`` (a member, or none) may know
        them."""
        speakers_sudo = self.sudo().speaker_ids  # sudo: what they allow, no more
        return [one._webinar_speaker(reader) for one in speakers_sudo]

    def _webinar_stage(self, member):
        """For ``member`` who speaks: the ``url`` of the meeting near the time, empty
        before and after; None for who does not speak."""
        self.ensure_one()
        webinar_sudo = self.sudo()  # sudo: the link is for who speaks, too
        if member.id not in webinar_sudo.speaker_ids.ids:
            return None
        opened = webinar_sudo._webinar_door() == OPEN
        shown = opened and not webinar_sudo._is_called_off()
        return {"url": webinar_sudo.meeting_url or "" if shown else ""}

    def _webinar_kept(self):
        """`Kept` once it is published, else None."""
        self.ensure_one()
        webinar_sudo = self.sudo()  # sudo: what is published, to who sees it
        if not webinar_sudo.takeaways_published:
            return None
        files_sudo = webinar_sudo.file_ids
        return Kept(
            points=webinar_sudo._nested_takeaways(),
            advice="" if is_html_empty(webinar_sudo.advice) else webinar_sudo.advice,
            recording_url=webinar_sudo.recording_url or "",
            files=[(file.id, file.name) for file in files_sudo],
        )

    def _webinar_file(self, file_id):
        """The file of that id (a sudo record), once it is published; none otherwise."""
        self.ensure_one()
        webinar_sudo = self.sudo()  # sudo: published files, to who may see the webinar
        files_sudo = webinar_sudo.file_ids if webinar_sudo.takeaways_published else []
        return next((file for file in files_sudo if file.id == file_id), None)

    def _webinar_closed_sentence(self):
        """Why nobody can register now; empty where people can."""
        self.ensure_one()
        webinar_sudo = self.sudo()  # sudo: dates and whether it is held
        if webinar_sudo._is_called_off():
            return self.env._("This webinar is cancelled.")
        if webinar_sudo._is_over():
            return self.env._("This webinar has taken place.")
        if not webinar_sudo.is_published or not webinar_sudo.is_peer_webinar:
            return self.env._("This webinar is not open yet.")
        return ""
