from typing import NamedTuple

from odoo import api, models

from odoo.addons.coop_member.core.forms import INVALID, MISSING, TOO_LONG, TOO_SHORT
from odoo.addons.coop_member.core.portal_home import HomeItem

from ..core import schedule
from ..core.queue import rank
from ..core.webinar_forms import LONGEST_NAME, LONGEST_SENTENCE, parse_feedback

#: keeps nothing but the registration
QUIET = {
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "tracking_disable": True,
}


class Mine(NamedTuple):
    """A registration as who registered sees it. ``standing`` is one of seated, waiting,
    attended, absent; ``rank`` their place among those who wait; ``door`` one of
    `core.schedule`; ``action`` the address that its forms are sent to."""

    standing: str
    rank: int
    door: str
    door_minutes: int
    is_online: bool
    is_over: bool
    name: str
    rating: int
    sentence: str
    action: str


class EventRegistration(models.Model):
    """What those who registered do: come, cancel, say what they thought. Methods here
    are for controllers; records are of whoever is asking, or proved by their link."""

    _inherit = "event.registration"

    @api.model
    def _live_of(self, event, member=None, email=None):
        """The registration for ``event`` of ``member``, or of who has that address,
        that was not cancelled (a sudo record)."""
        registrations_sudo = self.sudo()  # sudo: their own registration
        domain = [("event_id", "=", event.id), ("state", "!=", "cancel")]
        who = [("coop_member_id", "=", member.id)] if member else []
        key = member.portal_partner_id.email_normalized if member else email
        if key:
            by_key = [("webinar_key", "=", key)]
            who = ["|", *who, *by_key] if who else by_key
        return registrations_sudo.search([*domain, *who], limit=1)

    @api.model
    def _sign_up(self, event, member=None, guest=None):
        """Register ``member``, or a `core.webinar_forms.Guest`, for ``event``: seated
        where there is a seat, else waiting. Returns a sentence where that cannot be.

        Twice is once, and whoever comes first is seated first, however many come at
        the same moment.
        """
        turn = self.env["coop.webinar.turn"]
        return turn._take(
            lambda env: env["event.registration"]._sign_up_in_turn(
                env["event.event"].browse(event.id),
                member and env["coop.member"].browse(member.id),
                guest,
            )
        )

    @api.model
    def _sign_up_in_turn(self, event, member, guest):
        sentence = event._webinar_closed_sentence() or self._may_not(event, member)
        if sentence:
            return sentence
        live_sudo = self._live_of(event, member, guest and guest.email)
        if live_sudo:
            live_sudo._take_over(member)
            return ""
        registrations_sudo = self.sudo()  # sudo: visitors register; fields listed here
        if member:
            partner = member.portal_partner_id
            vals = {
                "partner_id": partner.id,
                "coop_member_id": member.id,
                "name": partner.name,
                "email": partner.email,
            }
        else:
            vals = {"name": guest.name, "email": guest.email}
        vals |= {"event_id": event.id, "state": "draft", "is_waiting": True}
        # others wait meanwhile: no log of what its own fields tell
        made_sudo = registrations_sudo.with_context(**QUIET).create(vals)
        if made_sudo.is_waiting:
            made_sudo._wake("coop_peer_webinar.ir_cron_webinar_tell")
        else:
            # a seat at once: nobody had to wait
            made_sudo.seated_on = False
        return ""

    def _take_over(self, member):
        """Have a registration that ``member`` sent as a guest be the member's."""
        if member and not self.coop_member_id:
            partner = member.portal_partner_id
            self.write({"coop_member_id": member.id, "partner_id": partner.id})

    @api.model
    def _may_not(self, event, member):
        """Why ``member``, or a guest, may not register for ``event``."""
        event_sudo = event.sudo()  # sudo: who it is open to
        is_member = (
            bool(member)
            and member.state == "active"
            and member.company_id == event_sudo.company_id
        )
        if event_sudo.webinar_access == "members" and not is_member:
            return self.env._("Only members of today register here.")
        return ""

    def _portal_act(self, action, post):
        """Do what who registered asks: ``cancel``, ``join`` or ``feedback``. Returns
        (address to go to, sentences by field)."""
        self.ensure_one()
        if action == "cancel":
            return "", self._portal_cancel()
        if action == "join":
            return self._portal_join()
        return "", self._portal_feedback(post)

    def _portal_cancel(self):
        registration_id = self.id

        def cancel(env):
            registration = env["event.registration"].browse(registration_id)
            registration_sudo = registration.sudo()  # sudo: theirs, this step alone
            if registration_sudo.event_id._is_over():
                return {"form": env._("This webinar has taken place.")}
            if registration_sudo.state == "done":
                return {"form": env._("You are there already.")}
            if registration_sudo.state != "cancel":
                registration_sudo.action_cancel()
            return {}

        errors = self.env["coop.webinar.turn"]._take(cancel)
        self.invalidate_recordset()
        return errors

    def _portal_join(self):
        """Take who registered to the meeting, and note that they came."""
        registration_sudo = self.sudo()  # sudo: theirs; the link is for who registered
        event_sudo = registration_sudo.event_id
        sentence = registration_sudo._portal_join_sentence()
        if sentence:
            return "", {"form": sentence}
        if registration_sudo.state == "open":
            registration_sudo.action_set_done()
        return event_sudo.meeting_url, {}

    def _portal_join_sentence(self):
        """Why the link is not shown now; empty where it is."""
        self.ensure_one()
        event = self.event_id
        if event._is_called_off():
            return self.env._("This webinar is cancelled.")
        if self.is_waiting:
            return self.env._("You are on the waiting list: there is no seat yet.")
        if self.state not in ("open", "done"):
            return self.env._("You are not registered any more.")
        door = event._webinar_door()
        if door == schedule.OVER:
            return self.env._("This webinar has taken place.")
        if door == schedule.EARLY:
            return self.env._(
                "The link opens %s minutes before it begins: come back then.",
                event.company_id.coop_webinar_door_minutes,
            )
        if not event.meeting_url:
            return self.env._("There is no link yet: please try again in a moment.")
        return ""

    def _portal_feedback(self, post):
        sent, codes = parse_feedback(post)
        errors = self._portal_sentences(codes)
        registration_sudo = self.sudo()  # sudo: what they thought, of their own
        if not errors and registration_sudo.state != "done":
            errors = {"form": self.env._("Only who attended says how it was.")}
        if errors:
            return errors
        feedback_sudo = self.env["coop.webinar.feedback"].sudo()  # sudo: as above
        vals = {"rating": sent.rating, "sentence": sent.sentence}
        known_sudo = feedback_sudo.search([("registration_id", "=", self.id)])
        if known_sudo:
            known_sudo.write(vals)
        else:
            feedback_sudo.create(vals | {"registration_id": self.id})
        return {}

    def _portal_mine(self, action):
        """`Mine` of this registration; None where there is none, or was."""
        registration_sudo = self.sudo()  # sudo: their own, the fields of `Mine`
        if not registration_sudo or registration_sudo.state == "cancel":
            return None
        event_sudo = registration_sudo.event_id
        over = event_sudo._is_over()
        standings = {"done": "attended", "open": "absent" if over else "seated"}
        feedback_sudo = self.env["coop.webinar.feedback"].sudo()  # sudo: their own
        feedback_sudo = feedback_sudo.search([("registration_id", "=", self.id)])
        return Mine(
            standing=standings.get(registration_sudo.state, "waiting"),
            rank=registration_sudo._portal_rank(),
            door=event_sudo._webinar_door(),
            door_minutes=event_sudo.company_id.coop_webinar_door_minutes,
            is_online=event_sudo._is_online(),
            is_over=over,
            name=registration_sudo.name or "",
            rating=feedback_sudo.rating,
            sentence=feedback_sudo.sentence or "",
            action=action,
        )

    def _portal_item(self):
        """This registration as an item of its member's home page."""
        self.ensure_one()
        event = self.event_id
        day = event._webinar_day()
        hint = event._webinar_hours()
        if self.is_waiting:
            hint = self.env._("%s · on the waiting list", hint)
        return HomeItem(
            f"webinar_{event.id}",
            event.name,
            f"/my/coop/webinars/{event.id}",
            icon="fa-microphone",
            hint=hint,
            level="success" if event._webinar_door() == schedule.OPEN else "info",
            day=day,
            sequence=8,
        )

    def _portal_rank(self):
        """Their place among those who wait; 0 for who does not."""
        self.ensure_one()
        if not self.is_waiting:
            return 0
        before = [("event_id", "=", self.event_id.id), ("is_waiting", "=", True)]
        return rank(self.id, self.search(before).ids)

    @api.model
    def _portal_sentences(self, codes):
        """Sentences by field, for codes of `core.webinar_forms` by field."""
        sentences = {
            ("rating", MISSING): self.env._("Choose from one to five."),
            ("rating", INVALID): self.env._("Choose from one to five."),
            ("sentence", TOO_LONG): self.env._(
                "Write %s letters at most.", LONGEST_SENTENCE
            ),
            ("name", MISSING): self.env._("Enter your name."),
            ("name", TOO_SHORT): self.env._("Enter your name in full."),
            ("name", TOO_LONG): self.env._("Write %s letters at most.", LONGEST_NAME),
            ("email", MISSING): self.env._("Enter your e-mail address."),
            ("email", INVALID): self.env._(
                "Enter an address such as name@example.org."
            ),
        }
        return {field: sentences[field, code] for field, code in codes.items()}

    @api.model
    def _find_by_token(self, registration_id, token):
        """The registration that a personal link is of (a sudo record), or none."""
        registrations_sudo = self.sudo()  # sudo: the link proves whose it is
        found_sudo = registrations_sudo.browse(registration_id).exists()
        if not found_sudo or not found_sudo.event_id.is_peer_webinar:
            return registrations_sudo.browse()
        return found_sudo._check_token(token)
