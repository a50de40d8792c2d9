from odoo import api, fields, models


class CoopExpense(models.Model):
    """What the team's screens need: the receipts of a claim, and what its buttons
    open."""

    _inherit = "coop.expense"

    receipt_ids = fields.One2many(
        "coop.expense.receipt", "expense_id", "Receipts", readonly=True
    )
    has_trip = fields.Boolean(compute="_compute_has_trip")
    has_receipt_line = fields.Boolean(compute="_compute_has_trip")
    entry_count = fields.Integer(
        compute="_compute_entry_count", groups="base.group_user"
    )

    @api.depends("line_ids.kind")
    def _compute_has_trip(self):
        for claim in self:
            kinds = set(claim.line_ids.mapped("kind"))
            claim.has_trip = "mileage" in kinds
            claim.has_receipt_line = "receipt" in kinds

    @api.depends("entry_ids")
    def _compute_entry_count(self):
        for claim in self:
            claim.entry_count = len(claim.entry_ids)

    def action_ask_refusal(self):
        """Ask why these claims are refused."""
        return self._open_window("coop.expense.refuse", self.env._("Refuse"))

    def action_ask_reversal(self):
        """Ask why the entries of these claims are reversed."""
        return self._open_window("coop.expense.reverse", self.env._("Reverse"))

    def action_ask_vat(self):
        """Ask which VAT applies to an expense of this claim."""
        return self._open_window(
            "coop.expense.decide.vat", self.env._("Decide the VAT")
        )

    def _open_window(self, model, title):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": model,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                **self.env.context,
                "active_model": self._name,
                "active_ids": self.ids,
            },
        }


class CoopExpenseLine(models.Model):
    _inherit = "coop.expense.line"

    receipt_count = fields.Integer(compute="_compute_receipt_count")

    @api.depends("receipt_ids")
    def _compute_receipt_count(self):
        for line in self:
            line.receipt_count = len(line.receipt_ids)

    def action_ask_vat(self):
        """Ask which VAT applies to this expense."""
        self.ensure_one()
        claim = self.expense_id.with_context(default_line_id=self.id)
        return claim.action_ask_vat()
