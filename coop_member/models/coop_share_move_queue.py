from odoo import api, fields, models


class CoopShareMove(models.Model):
    """What the team sorts and finds movements by, and the queue of what is owed."""

    _inherit = "coop.share.move"

    member_id = fields.Many2one(
        "coop.member",
        "Member",
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
    is_reversed = fields.Boolean("Reversed", compute="_compute_is_reversed")
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
    def _compute_is_reversed(self):
        for move in self:
            move.is_reversed = "done" in move.reversal_ids.mapped("state")

    @api.depends("account_move_id", "entry_ids", "state")
    def _compute_instalment_ids(self):
        for move in self:
            move.instalment_ids = move._payment_lines().sorted("date_maturity")
