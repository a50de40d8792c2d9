from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import mute_logger

from odoo.addons.coop_member.core.forms import INVALID, MISSING, TOO_LONG, TOO_SHORT

from ..core import schedule
from ..core.webinar_forms import LONGEST_NAME, LONGEST_SENTENCE, parse_feedback


class EventRegistration(models.Model):
    """What those who registered do: come, cancel, say what they thought. Methods here
    are for controllers; records are of whoever is asking, or proved by their link."""

    _inherit = "event.registration"

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
            return {}
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                feedback_sudo.create(vals | {"registration_id": self.id})
        except UniqueViolation as error:
            # two clicks at once: the second time, the first is found
            raise ConcurrencyError(str(error)) from error
        return {}

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
