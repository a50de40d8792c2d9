from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError

from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_LONG,
    TOO_MANY,
    fingerprint,
)

from ..core.hours_form import MOST_NAME, parse_hours


class CoopStrategyHours(models.Model):
    """Declaring hours from the member's space. Members write none themselves: what
    they typed is read by `core.hours_form`."""

    _inherit = "coop.strategy.hours"

    fingerprint = fields.Char(
        readonly=True, copy=False, help="The same for one form sent twice."
    )

    _fingerprint_unique = models.UniqueIndex(
        "(fingerprint) WHERE fingerprint IS NOT NULL",
        "These hours have already been declared.",
    )

    @api.model
    def _portal_declare(self, contribution, post):
        """Declare what the form sent as ``post`` for the accepted ``contribution``.

        Returns what is wrong, as a sentence by field (``form`` where it is none in
        particular); nothing is kept unless that is empty. The same form a second time
        changes nothing; one that was changed after it was sent declares other hours.
        Raises AccessError for whose contribution it is not.
        """
        contribution.check_access("read")
        declared, codes = parse_hours(post)
        if codes:
            return self._portal_sentences(codes)
        errors = self._portal_refuse(contribution, declared.day)
        if errors:
            return errors
        said = (str(declared.day), declared.minutes, declared.name)
        key = fingerprint([declared.key, contribution.id, *said])
        hours_sudo = self.sudo()  # sudo: members write none themselves
        if hours_sudo.search_count([("fingerprint", "=", key)], limit=1):
            return {}
        vals = {
            "contribution_id": contribution.id,
            "date": declared.day,
            "minutes": declared.minutes,
            "name": declared.name,
            "state": "declared",
            "fingerprint": key,
        }
        try:
            with self.env.cr.savepoint():
                hours_sudo.create(vals).contribution_id._ask_responsible()
        except UniqueViolation as error:
            # sent twice at the same moment: the second time, the first is found
            raise ConcurrencyError(str(error)) from error
        return {}

    @api.model
    def _portal_refuse(self, contribution, day):
        """Why no hours of ``day`` can be declared, as a sentence by field."""
        if not contribution._may_declare_hours():
            return {"form": self.env._("Hours are declared while you take part.")}
        if day > fields.Date.context_today(self):
            return {"day": self.env._("Hours are noted once they are given.")}
        if day < contribution.date:
            return {"day": self.env._("Choose a day since you answered the call.")}
        return {}

    @api.model
    def _portal_sentences(self, codes):
        sentences = {
            ("day", MISSING): self.env._("Say on which day."),
            ("day", INVALID): self.env._("Say on which day."),
            ("given", MISSING): self.env._("Say how long it took."),
            ("given", INVALID): self.env._("Enter hours and minutes, such as 1 h 30."),
            ("given", TOO_MANY): self.env._("A day has 24 hours."),
            ("name", TOO_LONG): self.env._("Write %s letters at most.", MOST_NAME),
            ("form", MISSING): self.env._("Please send the form once more."),
        }
        return {field: sentences[field, code] for field, code in codes.items()}

    def _portal_take_back(self):
        """Take hours back that nobody has decided on. Returns a sentence where that
        cannot be."""
        self.ensure_one()
        self.check_access("read")
        if self.state != "declared":
            return self.env._("The team has answered you already.")
        self.sudo().unlink()  # sudo: members delete none themselves
        return ""
