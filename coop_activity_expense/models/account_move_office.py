from odoo import api, fields, models

from .account_move_dating import DATED


class AccountMove(models.Model):
    """What the team's screens need of invoices: what is to be pointed out, and what
    their buttons open."""

    _inherit = "account.move"

    coop_remark_text = fields.Text(
        "To be looked at", compute="_compute_coop_remark_text"
    )

    @api.depends("coop_review_state", "state", "amount_total", "coop_evidence_id")
    def _compute_coop_remark_text(self):
        for move in self:
            waits = move.coop_review_state == "submitted"
            remarks = move._coop_remarks() if waits else ()
            if move.company_id._coop_dates_at_acceptance():
                # as for all: nothing to look at
                remarks = [one for one in remarks if one.code != DATED]
            move.coop_remark_text = "\n".join(r.sentence for r in remarks)

    def action_coop_ask_return(self):
        """Ask why these documents are returned to their members."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Return"),
            "res_model": "coop.billing.return",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                **self.env.context,
                "active_model": self._name,
                "active_ids": self.ids,
            },
        }

    def action_coop_open_accounting(self):
        """Open this document with its journal items, in accounting's own form."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref("account.view_move_form").id, "form")],
        }

    def action_coop_open_review(self):
        """Open this document as its review shows it, with what it prints beside."""
        self.ensure_one()
        view = self.env.ref("coop_activity_expense.coop_invoice_view_form")
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
        }
