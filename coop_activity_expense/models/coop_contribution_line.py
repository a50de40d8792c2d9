from odoo import api, fields, models
from odoo.exceptions import UserError

from .coop_contribution_run_guard import _KEY, _STEP


class CoopContributionLine(models.Model):
    """What a run takes of an activity for a year: what that has come to, less what
    was taken before. Kept as it was computed; a mistake is made up for by the next
    run, or reversed with its own."""

    _name = "coop.contribution.line"
    _description = "Contribution of an Activity"
    _order = "run_id desc, activity_id, year_start desc, id"
    _rec_name = "activity_id"

    run_id = fields.Many2one(
        "coop.contribution.run", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    activity_id = fields.Many2one(
        "coop.activity", required=True, readonly=True, index=True, ondelete="restrict"
    )
    scheme_id = fields.Many2one(
        "coop.contribution.scheme", readonly=True, ondelete="restrict"
    )
    year_start = fields.Date("Year", required=True, readonly=True)
    period_end = fields.Date(
        "To", required=True, readonly=True, help="As far as the year goes here."
    )
    base = fields.Monetary(readonly=True, help="What is new since it was last taken.")
    amount = fields.Monetary(readonly=True)
    year_base = fields.Monetary("Base of the year", readonly=True)
    year_amount = fields.Monetary("Of the year so far", readonly=True)
    taken = fields.Monetary("Taken before", readonly=True)
    parts = fields.Json(readonly=True)
    explanation = fields.Text(compute="_compute_explanation")
    state = fields.Selection(
        [("draft", "Draft"), ("posted", "Posted"), ("reversed", "Reversed")],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        index=True,
    )
    move_id = fields.Many2one(
        "account.move", "Entry", readonly=True, index=True, ondelete="restrict"
    )

    _once = models.UniqueIndex(
        "(run_id, activity_id, year_start)",
        "A run takes the contribution of an activity once.",
    )
    _posted_has_entry = models.Constraint(
        "CHECK (state = 'draft' OR amount = 0 OR move_id IS NOT NULL)",
        "What is posted has an entry.",
    )

    @api.depends("parts", "amount", "taken", "activity_id")
    @api.depends_context("lang")
    def _compute_explanation(self):
        for line in self:
            line.explanation = " ".join(line._sentences())

    @api.model_create_multi
    def create(self, vals_list):
        self._check_step()
        return super().create(vals_list)

    def write(self, vals):
        self._check_step()
        return super().write(vals)

    def unlink(self):
        self._check_step()
        self._check_draft()
        return super().unlink()

    def _check_draft(self):
        if any(line.state != "draft" for line in self):
            raise UserError(self.env._("What is posted is kept: reverse its run."))

    def _check_step(self):
        if self.env.context.get(_KEY) is not _STEP:
            raise UserError(
                self.env._("Contributions are computed by their run, not written.")
            )
