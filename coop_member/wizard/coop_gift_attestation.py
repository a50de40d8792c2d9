from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.durations import format_minutes


class CoopGiftAttestation(models.TransientModel):
    """Ask for which period the volunteering of a member is attested."""

    _name = "coop.gift.attestation"
    _description = "Attestation of Volunteering"

    member_id = fields.Many2one(
        "coop.member",
        required=True,
        readonly=True,
        default=lambda self: self.env.context.get("active_id"),
    )
    date_from = fields.Date(
        "From", required=True, compute="_compute_period", store=True, readonly=False
    )
    date_to = fields.Date(
        "To", required=True, compute="_compute_period", store=True, readonly=False
    )
    time = fields.Char("Time given", compute="_compute_time")

    @api.depends("member_id")
    def _compute_period(self):
        for wizard in self.filtered("member_id"):
            days = wizard.member_id._attestation_default()
            wizard.date_from, wizard.date_to = days

    @api.depends("member_id", "date_from", "date_to")
    def _compute_time(self):
        for wizard in self:
            days = wizard.date_from, wizard.date_to
            known = wizard.member_id and all(days)
            rows = wizard.member_id._gift_attested(*days) if known else []
            wizard.time = format_minutes(sum(row.total for row in rows))

    def action_print(self):
        """Print the attestation."""
        self.ensure_one()
        member = self.member_id
        _days, errors = member._attestation_period(
            str(self.date_from), str(self.date_to)
        )
        for sentence in errors.values():
            raise UserError(sentence)
        return self.env.ref("coop_member.action_report_gift_attestation").report_action(
            None,
            data={
                "member_id": member.id,
                "date_from": self.date_from.isoformat(),
                "date_to": self.date_to.isoformat(),
            },
            config=False,
        )
