from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class CoopShareReimburse(models.TransientModel):
    """Ask which shares are paid back to members who give them up, and how much of the
    losses they bear."""

    _name = "coop.share.reimburse"
    _description = "Reimbursement of Shares"

    member_ids = fields.Many2many(
        "coop.member",
        string="Members",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(
        "Given up on",
        required=True,
        default=fields.Date.context_today,
        help="The day asked for in the register.",
    )
    date_due = fields.Date(
        "Paid back by", compute="_compute_date_due", store=True, readonly=False
    )
    losses = fields.Monetary(
        "Losses to share",
        compute="_compute_losses",
        store=True,
        readonly=False,
        help="Losses that weigh on the whole capital: what the account of losses "
        "charged to capital holds, unless you know better.",
    )
    note = fields.Char("Reason", help="Shown to the member.")
    line_ids = fields.One2many(
        "coop.share.reimburse.line",
        "reimburse_id",
        "Shares",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    move_ids = fields.Many2many(
        "coop.share.move", string="Reimbursements", readonly=True
    )

    @api.depends("member_ids")
    def _compute_company_id(self):
        for wizard in self:
            wizard.company_id = wizard.member_ids[:1].company_id

    @api.depends("date", "company_id")
    def _compute_date_due(self):
        for wizard in self:
            company, day = wizard.company_id, wizard.date
            wizard.date_due = company and day and company._coop_reimbursement_day(day)

    @api.depends("company_id")
    def _compute_losses(self):
        for wizard in self:
            wizard.losses = wizard.company_id and wizard.company_id._coop_losses()

    @api.depends("member_ids")
    def _compute_line_ids(self):
        moves = self.env["coop.share.move"]
        for wizard in self:
            lines = [
                {
                    "member_id": member.id,
                    "share_type_id": kind.id,
                    "held": held,
                    "quantity": held,
                }
                for member in wizard.member_ids._origin
                for kind, held in moves._left_to_give(member).items()
            ]
            wizard.line_ids = [Command.clear(), *map(Command.create, lines)]

    def action_prepare(self):
        """Leave the reimbursements as drafts, and open them."""
        return self._create_moves()._open(self.env._("Reimbursements"))

    def action_record(self):
        """Record the reimbursements in the register, and open them.

        Raises UserError where one cannot be: see `_check_record`.
        """
        moves = self._create_moves()
        moves.filtered(lambda move: move.state == "draft").action_record()
        return moves._open(self.env._("Reimbursements"))

    def _create_moves(self):
        """The reimbursements that were asked for, made once: of a button pressed twice,
        the second time finds what the first one made."""
        self.ensure_one()
        self._take_turns()
        self.move_ids = self.move_ids or self._make_moves()
        return self.move_ids

    def _take_turns(self):
        self.env.execute_query(
            SQL("UPDATE coop_share_reimburse SET id = id WHERE id = %s", self.id)
        )

    def _make_moves(self):
        lines = self.line_ids.filtered("quantity")
        if not lines:
            raise UserError(self.env._("No share is paid back: say how many are."))
        if len(lines.member_id.company_id) > 1:
            raise UserError(self.env._("These members are of several cooperatives."))
        return self.env["coop.share.move"].create(
            [line._prepare_move() for line in lines]
        )
