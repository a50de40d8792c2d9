from odoo import api, fields, models


class CoopShareMove(models.Model):
    """What the team sorts and finds movements by, and the queue of what is owed."""

    _inherit = "coop.share.move"

    member_id = fields.Many2one(
        "coop.member",
        compute="_compute_member_id",
        store=True,
        precompute=True,
        help="Whom this movement concerns first: who receives, else who gives.",
    )
    college_id = fields.Many2one(related="member_id.college_id")
    adviser_id = fields.Many2one(related="member_id.adviser_id")
    date_next_due = fields.Date(
        "To be paid by",
        compute="_compute_date_next_due",
        store=True,
        help="Last day of the next payment: by the member for called shares, to the "
        "member for shares given up.",
    )
    reversal_id = fields.Many2one(
        "coop.share.move", "Reversed by", compute="_compute_reversal_id"
    )
    instalment_ids = fields.Many2many(
        "account.move.line",
        string="Instalments",
        compute="_compute_instalment_ids",
        groups="account.group_account_readonly,account.group_account_invoice",
    )

    @api.depends("from_member_id", "to_member_id")
    def _compute_member_id(self):
        for move in self:
            move.member_id = move._holder()

    @api.depends("amount_due", "entry_ids.line_ids.date_maturity")
    def _compute_date_next_due(self):
        for move in self:
            open_lines = move._open_instalments() if move.amount_due else None
            move.date_next_due = open_lines and open_lines[:1].date_maturity

    @api.depends("reversal_ids.state")
    def _compute_reversal_id(self):
        for move in self:
            move.reversal_id = move.reversal_ids.filtered(lambda m: m.state == "done")

    @api.depends("account_move_id", "entry_ids", "state")
    def _compute_instalment_ids(self):
        for move in self:
            move.instalment_ids = move._payment_lines().sorted("date_maturity")

    def action_open_entries(self):
        """Open the journal entries that post this movement."""
        self.ensure_one()
        return {
            "name": self.env._("Journal entries"),
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.entry_ids.ids)],
            "context": {"create": False},
        }

    def _open(self, name):
        """Window on these movements: on the form of a single one."""
        action = {
            "name": name,
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.ids)],
        }
        if len(self) == 1:
            action |= {"views": [(False, "form")], "res_id": self.id}
        return action
