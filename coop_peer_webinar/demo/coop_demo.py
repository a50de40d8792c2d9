from datetime import timedelta
from pathlib import Path

from odoo import Command, models

from odoo.addons.coop_member.demo.tables import read

from ..core.schedule import slot

FOLDER = Path(__file__).parent / "data"
ZONES = {"fr": "Europe/Paris", "be": "Europe/Brussels"}
LINK = "https://meet.example.org/midi"
#: who may be reached after webinars
CONTACTS = {"ines": "members", "karim": "public", "benoit": "public"}


class CoopDemo(models.AbstractModel):
    """Four webinars that took place, two to come, and topics to choose from."""

    _inherit = "coop.demo"

    def _load(self):
        result = super()._load()
        self._load_webinars()
        self._load_wishes()
        return result

    # -- webinars --------------------------------------------------------------------

    def _load_webinars(self):
        for member, contact in CONTACTS.items():
            self._ref(f"member_{member}").webinar_contact = contact
        for row in self._missing("webinars", "webinar", folder=FOLDER):
            event = self._remember(f"webinar_{row['ref']}", self._make_webinar(row))
            self._load_attendance(event, row)
            if row["attended"]:
                self._load_kept(event, row["ref"])

    def _make_webinar(self, row):
        speaker = self._ref(f"member_{row['speaker']}")
        company = self._ref(f"coop_{row['coop']}")
        begin, end = slot(self._webinar_day(row["when"]), 12, 60, ZONES[row["coop"]])
        events = self._as_adviser(self.env["event.event"], speaker)
        lang = events.env.lang
        event = events.create(
            {
                "name": row["name"],
                "subtitle": row["subtitle"],
                "description": False,
                "event_type_id": self.env.ref(
                    "coop_peer_webinar.event_type_lunchtime"
                ).id,
                "is_peer_webinar": True,
                "company_id": company.id,
                "date_begin": begin,
                "date_end": end,
                "date_tz": ZONES[row["coop"]],
                "address_id": False,
                "meeting_url": f"{LINK}-{row['ref']}",
                "webinar_access": row["access"],
                "speaker_ids": [Command.set(speaker.ids)],
                "topic_ids": [
                    Command.set(
                        self.env.ref(f"coop_peer_webinar.topic_{row['topic']}").ids
                    )
                ],
                "seats_limited": True,
                "seats_max": int(row["seats"]),
                "user_id": events.env.uid,
                "stage_id": self.env.ref(
                    f"event.event_stage_{'done' if row['attended'] else 'announced'}"
                ).id,
            }
        )
        event.write({"seats_limited": True, "seats_max": int(row["seats"])})
        names = {"en_US": row["en"], "nl_NL": row["nl"], lang: row["name"]}
        for code, name in names.items():
            event.with_context(lang=code).name = name
        event.is_published = True
        return event

    def _webinar_day(self, when):
        """The Tuesday on that day or after it."""
        day = self._day(when)
        return day + timedelta(days=(1 - day.weekday()) % 7)

    def _load_attendance(self, event, row):
        """Who came and who stayed away, as the organiser entered it; who is coming, as
        they registered themselves."""
        registrations = self.env["event.registration"].with_env(event.env)
        for state, column in (("done", "attended"), ("open", "absent")):
            members = self._members(row[column])
            registrations.create(
                [
                    {
                        "event_id": event.id,
                        "partner_id": member.portal_partner_id.id,
                        "state": state,
                        "is_thanked": True,
                    }
                    for member in members
                ]
            )
        for member in self._members(row["waiting"]):
            own = self._as_webinar_member(registrations, member)
            own._sign_up_in_turn(event.with_env(own.env), member, None)
        self._consider_told(event)

    def _consider_told(self, event):
        """Nobody is written to about what the demonstration made up."""
        registrations = event.sudo().registration_ids  # sudo: marks of the machinery
        registrations.is_told_waiting = True
        for scheduler in event.sudo().event_mail_ids:  # sudo: as above
            if scheduler.interval_type == "after_sub":
                told = scheduler._create_missing_mail_registrations(registrations)
                told.mail_sent = True

    def _load_kept(self, event, ref):
        points = [row for row in read("takeaways", FOLDER) if row["webinar"] == ref]
        advice = {row["webinar"]: row["text"] for row in read("advice", FOLDER)}
        event.write(
            {
                "takeaway_ids": [
                    Command.create(
                        {
                            "sequence": 10 * position,
                            "level": row["level"],
                            "name": row["text"],
                        }
                    )
                    for position, row in enumerate(points, 1)
                ],
                "advice": f"<p>{advice[ref]}</p>",
                "recording_url": f"https://video.example.org/{ref}",
            }
        )
        event.action_publish_takeaways()
        for row in read("feedback", FOLDER):
            if row["webinar"] == ref:
                self._make_feedback(event, row)

    def _make_feedback(self, event, row):
        member = self._ref(f"member_{row['member']}")
        registration = self.env["event.registration"]._live_of(event, member)
        registration._portal_feedback(row)

    # -- topics ----------------------------------------------------------------------

    def _load_wishes(self):
        for row in self._missing("wishes", "wish", folder=FOLDER):
            member = self._ref(f"member_{row['member']}")
            topic = self.env.ref(f"coop_peer_webinar.topic_{row['topic']}")
            proposal = self.env["coop.webinar.proposal"].create(
                {
                    "kind": row["kind"],
                    "name": row["name"],
                    "description": row["description"],
                    "topic_id": topic.id,
                    "company_id": self._ref(f"coop_{row['coop']}").id,
                    "proposer_id": member.id,
                }
            )
            voters = self._members(row["votes"])
            if row["kind"] == "ask":
                voters |= member
            for action, members in (
                ("coop.webinar.vote", voters),
                ("coop.webinar.offer", self._members(row["speaks"])),
            ):
                for one in members:
                    proposal._record(action, one, wanted=True)
            self._remember(f"wish_{row['ref']}", proposal)

    # -- helpers ---------------------------------------------------------------------

    def _members(self, refs):
        members = self.env["coop.member"]
        return members.union(*(self._ref(f"member_{ref}") for ref in refs.split()))

    def _as_webinar_member(self, record, member):
        """``record`` (or a model) as the portal user of ``member`` uses it."""
        user = member.portal_partner_id.user_ids[:1]
        return record.with_user(user).with_context(
            allowed_company_ids=member.company_id.ids
        )
