from odoo import fields, models
from odoo.exceptions import UserError

from .coop_contribution_run_guard import _KEY, _STEP


class AccountMove(models.Model):
    """Entries of contributions: their run posts and reverses them, nobody else."""

    _inherit = "account.move"

    coop_contribution_run_id = fields.Many2one(
        "coop.contribution.run",
        "Contribution run",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    coop_contribution_batch = fields.Integer(
        readonly=True,
        copy=False,
        help="Which part of the run this posts; below zero for reversals.",
    )

    # a part that two post at once, or that is posted again after a breakdown
    _coop_contribution_once = models.UniqueIndex(
        "(coop_contribution_run_id, coop_contribution_batch) "
        "WHERE (coop_contribution_run_id IS NOT NULL)",
        "This part of the run is posted already.",
    )

    def write(self, vals):
        if vals.get("state", "posted") != "posted":
            self._coop_refuse_contribution()
        return super().write(vals)

    def _reverse_moves(self, default_values_list=None, cancel=False):
        self._coop_refuse_contribution()
        reversals = super()._reverse_moves(default_values_list, cancel)
        for entry, reversal in zip(self, reversals, strict=True):
            if entry.coop_contribution_run_id:
                reversal.write(
                    {
                        "coop_contribution_run_id": entry.coop_contribution_run_id.id,
                        "coop_contribution_batch": -entry.coop_contribution_batch,
                    }
                )
        return reversals

    def _coop_refuse_contribution(self):
        """Raise UserError for posted entries of contributions, except to their run."""
        if self.env.context.get(_KEY) is _STEP:
            return
        for entry in self:
            if entry.coop_contribution_run_id and entry.state == "posted":
                raise UserError(
                    self.env._(
                        "%s posts contributions: reverse their run instead.", entry.name
                    )
                )


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    coop_contribution_line_id = fields.Many2one(
        "coop.contribution.line",
        "Contribution",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )

    # what was taken once is not taken again
    _coop_contribution_once = models.UniqueIndex(
        "(coop_contribution_line_id) WHERE (coop_contribution_line_id IS NOT NULL)",
        "This contribution is posted already.",
    )
