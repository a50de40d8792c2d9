from datetime import timedelta

from odoo import fields

from odoo.addons.coop_member.tests.common_gift import GiftVerbs
from odoo.addons.coop_member.tests.gift_source_case import GiftSourceCase

from ..core.webinar_forms import Guest

LINK = "https://meet.example.org/lunch"


class WebinarVerbs(GiftVerbs):
    """Webinars, and what members and organisers do with them. ``ada`` speaks, ``jo``
    listens; `listeners` makes more. Organisers act as the adviser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.topic = cls.env.ref("coop_peer_webinar.topic_communication")
        cls.registrations = cls.env["event.registration"]
        cls.now = fields.Datetime.now()

    @classmethod
    def webinar(cls, name="First steps on Instagram", days=7, **vals):
        """A published webinar in so many days, made by the adviser."""
        begin = cls.now + timedelta(days=days)
        events = cls.env["event.event"].with_user(cls.adviser)
        event = events.with_company(cls.company).create(
            {
                "name": name,
                "is_peer_webinar": True,
                "company_id": cls.company.id,
                "date_begin": begin,
                "date_end": begin + timedelta(hours=1),
                "date_tz": "Europe/Paris",
                "address_id": False,
                "meeting_url": LINK,
                "speaker_ids": cls.ada.ids,
                "webinar_access": "public",
                **vals,
            }
        )
        event.is_published = True
        return event

    @classmethod
    def listeners(cls, count):
        """So many members with portal users."""
        members = cls.env["coop.member"]
        for number in range(count):
            member = cls._member(f"Listener {number}")
            cls._portal_user(member, f"listener_{member.id}")
            members |= member
        return members

    def register(self, event, *members):
        """Have ``members`` register one after the other, as they do on the portal;
        returns their registrations (sudo records)."""
        for member in members:
            self.assertEqual(self.try_to_register(event, member), "")
        return self.registration_of(event, *members)

    def try_to_register(self, event, member=None, guest=None):
        """The sentence that ``member``, or a guest, gets."""
        user = (
            member.portal_partner_id.user_ids
            if member
            else self.env.ref("base.public_user")
        )
        registrations = self.registrations.with_user(user)
        return self.in_turn(
            lambda: registrations._sign_up(
                event.with_user(user), member and member.with_user(user), guest
            )
        )

    def register_guest(self, event, email="zoe@example.org", name="Zoé Petit"):
        """Have a guest register; returns the registration (a sudo record)."""
        self.assertEqual(self.try_to_register(event, guest=Guest(name, email)), "")
        return self.registrations.search(
            [("event_id", "=", event.id), ("email", "=", email)], limit=1
        )

    def cancel(self, registration):
        """Have who registered give their place back."""
        user = registration.partner_id.user_ids or self.env.ref("base.public_user")
        errors = self.in_turn(registration.with_user(user)._portal_cancel)
        self.assertEqual(errors, {})

    def in_turn(self, work):
        """The result of ``work``, whose transactions of their own see this one."""
        self.env.flush_all()
        with self.enter_registry_test_mode():
            result = work()
        self.env.invalidate_all()
        return result

    def registration_of(self, event, *members):
        """Live registrations of ``members``, in their order."""
        found = self.registrations.search(
            [("event_id", "=", event.id), ("state", "!=", "cancel")]
        )
        by_member = {one.coop_member_id: one for one in found}
        return self.registrations.union(*(by_member[one] for one in members))

    def states(self, event):
        """(name, state, is_waiting) of everybody, in the order in which they came."""
        found = self.registrations.search([("event_id", "=", event.id)], order="id")
        return [(one.name, one.state, one.is_waiting) for one in found]

    def end(self, event, days=1):
        """Have ``event`` have taken place so many days ago."""
        begin = self.now - timedelta(days=days)
        event.write({"date_begin": begin, "date_end": begin + timedelta(hours=1)})

    def open_door(self, event):
        """Have ``event`` begin in ten minutes."""
        begin = fields.Datetime.now() + timedelta(minutes=10)
        event.write({"date_begin": begin, "date_end": begin + timedelta(hours=1)})

    def attend(self, event, *members):
        """Have the organiser mark ``members``, who registered, as present."""
        for registration in self.registration_of(event, *members):
            registration.with_user(self.adviser).action_set_done()

    def propose(self, member, name="Prices that pay for the work", kind="ask", **vals):
        """The open topic that ``member`` proposes in their space."""
        user = member.portal_partner_id.user_ids
        proposals = self.env["coop.webinar.proposal"].with_user(user)
        form = {
            "kind": kind,
            "name": name,
            "key": f"{name[:6]}-{member.id}".rjust(22, "k"),
        }
        form["key"] = "".join(c if c.isalnum() else "-" for c in form["key"])[:60]
        proposal, errors = proposals._portal_propose(
            member.with_user(user), form | vals
        )
        self.assertEqual(errors, {})
        return proposal

    def act(self, proposal, member, action):
        """The sentence that ``member`` gets for doing ``action`` on a topic."""
        user = member.portal_partner_id.user_ids
        return proposal.with_user(user)._portal_act(member.with_user(user), action)


class WebinarCase(WebinarVerbs, GiftSourceCase):
    """A cooperative with webinars."""
