from odoo import fields, models
from odoo.fields import Domain

from ..core.gifts import Limits, quiet_from


class ResCompany(models.Model):
    """How each cooperative cares for don / contre-don."""

    _inherit = "res.company"

    coop_gift_low_minutes = fields.Integer(
        "Invite to give below",
        default=-600,
        help="Whose balance is lower sees ideas for giving.",
    )
    coop_gift_high_minutes = fields.Integer(
        "Invite to receive above",
        default=1200,
        help="Whose balance is higher sees ideas for receiving.",
    )
    coop_gift_block = fields.Boolean(
        "Do not pass limits",
        help="Refuse gifts that bring a balance beyond the limits. What documents "
        "record, such as attendance, is not refused.",
    )
    coop_gift_floor_minutes = fields.Integer("Lowest balance", default=-1800)
    coop_gift_ceiling_minutes = fields.Integer("Highest balance", default=3600)
    coop_gift_remind_days = fields.Integer(
        "Remind after (days)",
        default=5,
        help="When who was asked to confirm a gift is reminded. 0: never.",
    )
    coop_gift_confirm_days = fields.Integer(
        "Confirm by itself after (days)",
        default=14,
        help="When a gift that nobody answers is taken as right. 0: never.",
    )
    coop_gift_pledge_remind_days = fields.Integer(
        "Remind of pledges before (days)",
        default=30,
        help="When a member is reminded of time still to give back. 0: never.",
    )
    coop_gift_quiet_months = fields.Integer(
        "Quiet after (months)",
        default=6,
        help="Members who neither gave nor received for so long are listed.",
    )

    _coop_gift_limits_ordered = models.Constraint(
        "CHECK (coop_gift_floor_minutes <= coop_gift_low_minutes "
        "AND coop_gift_low_minutes <= 0 AND coop_gift_high_minutes >= 0 "
        "AND coop_gift_high_minutes <= coop_gift_ceiling_minutes)",
        "The limits of balances go from the lowest, below zero, to the highest.",
    )
    _coop_gift_delays_positive = models.Constraint(
        "CHECK (coop_gift_remind_days >= 0 AND coop_gift_confirm_days >= 0 "
        "AND coop_gift_pledge_remind_days >= 0 AND coop_gift_quiet_months > 0)",
        "Delays cannot be negative, and members are quiet after a month at least.",
    )

    def _coop_gift_limits(self):
        """The `core.gifts.Limits` of balances."""
        self.ensure_one()
        blocks = self.coop_gift_block
        return Limits(
            self.coop_gift_low_minutes,
            self.coop_gift_high_minutes,
            self.coop_gift_floor_minutes if blocks else None,
            self.coop_gift_ceiling_minutes if blocks else None,
        )

    def _coop_gift_quiet_from(self):
        """The day since which the quiet neither gave nor received."""
        self.ensure_one()
        return quiet_from(fields.Date.context_today(self), self.coop_gift_quiet_months)

    def _coop_gift_quiet_domain(self):
        """Domain of the cooperative's quiet members."""
        since = self._coop_gift_quiet_from()
        lately = [("is_live", "=", True), ("date", ">=", since)]
        return (
            Domain("company_id", "=", self.id)
            & Domain("state", "=", "active")
            & Domain("admission_date", "<", since)
            & Domain("gift_given_ids", "not any", lately)
            & Domain("gift_received_ids", "not any", lately)
        )
