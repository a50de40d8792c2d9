from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class CoopStrategyHours(models.Model):
    """Time that a member gave to a project. Once confirmed it is a gift to the
    commons; what the team notes itself is confirmed."""

    _name = "coop.strategy.hours"
    _description = "Hours Given"
    _order = "date desc, id desc"

    contribution_id = fields.Many2one(
        "coop.strategy.contribution", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="contribution_id.company_id", store=True, index=True
    )
    member_id = fields.Many2one(
        related="contribution_id.member_id", store=True, index=True
    )
    project_id = fields.Many2one(
        related="contribution_id.project_id", store=True, index=True
    )
    date = fields.Date("Day", required=True, default=fields.Date.context_today)
    minutes = fields.Integer("Time", required=True)
    name = fields.Char("What for")
    state = fields.Selection(
        [
            ("declared", "To confirm"),
            ("confirmed", "Confirmed"),
            ("refused", "Not kept"),
        ],
        "Status",
        default="confirmed",
        required=True,
        readonly=True,
        copy=False,
    )
    answer = fields.Char(
        "Words to the member", help="The member reads them beside the hours."
    )

    _declared_idx = models.Index("(company_id) WHERE state = 'declared'")
    _minutes_in_range = models.Constraint(
        "CHECK (minutes BETWEEN 1 AND 1440)",
        "Enter one minute at least and 24 hours at most.",
    )

    @api.constrains("date")
    def _check_date(self):
        today = fields.Date.context_today(self)
        if any(line.date > today for line in self):
            raise ValidationError(self.env._("Hours are noted once they are given."))

    @api.constrains("contribution_id")
    def _check_accepted(self):
        for line in self:
            if line.contribution_id.state != "accepted":
                raise ValidationError(
                    self.env._("Accept the offer first, then note hours.")
                )

    def action_confirm(self):
        """Keep these hours: they become gifts to the commons."""
        self._decide("confirmed")

    def action_refuse(self):
        """Do not keep these hours, whose gifts are reversed, and tell the members."""
        self._decide("refused")
        self.contribution_id._tell("coop_strategy_project.mail_template_hours_refused")

    def _decide(self, state):
        if any(line.state == state for line in self):
            raise UserError(self.env._("This has been decided already."))
        self.write({"state": state})
        self.contribution_id._end_waiting()

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.contribution_id._sync_gifts()
        return lines

    def write(self, vals):
        if "contribution_id" in vals:
            raise UserError(self.env._("Hours stay with who gave them."))
        result = super().write(vals)
        self.contribution_id._sync_gifts()
        return result

    def unlink(self):
        contributions = self.contribution_id
        result = super().unlink()
        contributions._sync_gifts()
        contributions._end_waiting()
        return result
