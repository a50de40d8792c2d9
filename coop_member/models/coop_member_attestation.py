from typing import NamedTuple

from odoo import fields, models

from ..core.circulation import Backwards, NoDay, read_period


class Attested(NamedTuple):
    """Minutes given for one kind of help: to the commons, and to other members."""

    category: models.Model
    to_commons: int
    to_members: int

    @property
    def total(self):
        """All the minutes."""
        return self.to_commons + self.to_members


class CoopMember(models.Model):
    """The attestation of a member's volunteering."""

    _inherit = "coop.member"

    def _gift_attested(self, date_from, date_to):
        """What this member gave from ``date_from`` to ``date_to``, both included, as
        `Attested` by kind, in the order of the kinds. It obeys access rights."""
        self.ensure_one()
        groups = self.env["coop.gift"]._read_group(
            [
                ("giver_id", "=", self.id),
                ("state", "=", "confirmed"),
                ("date", ">=", date_from),
                ("date", "<=", date_to),
            ],
            ["category_id", "receiver_id"],
            ["minutes:sum"],
            having=[("minutes:sum", ">", 0)],
        )
        sums = {}
        for category, receiver, minutes in groups:
            by_side = sums.setdefault(category, [0, 0])
            by_side[bool(receiver)] += minutes
        # groups come in the order of the kinds
        return [Attested(category, *by_side) for category, by_side in sums.items()]

    def _attestation_period(self, first, last):
        """((first day, last day), errors) of a period typed in ISO format; errors are
        sentences by field, and there is no period when there are any."""
        try:
            days = read_period(first, last)
        except NoDay:
            return None, {"period": self.env._("Choose the first and the last day.")}
        except Backwards:
            return None, {
                "period": self.env._("The first day cannot be after the last one.")
            }
        if not self._gift_attested(*days):
            return None, {
                "period": self.env._("No time given is confirmed in this period.")
            }
        return days, {}

    def _attestation_default(self):
        """The year that an attestation is asked for at first: the last one, or the
        present one where nothing was given in the last."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        last = today.replace(year=today.year - 1, month=1, day=1)
        end = last.replace(month=12, day=31)
        if self._gift_attested(last, end):
            return last, end
        return today.replace(month=1, day=1), today
