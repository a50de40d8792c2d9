from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, formatLang

from ..core.shares import apportion, decimal


class CoopShareReduction(models.TransientModel):
    """Ask how much of the losses the capital absorbs: holders lose shares pro rata of
    what they hold, to the last share.

    One type of share at a time: a share of each is worth something else.
    """

    _name = "coop.share.reduction"
    _description = "Reduction of the Capital for Losses"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    share_type_id = fields.Many2one(
        "coop.share.type",
        required=True,
        domain="[('company_id', '=', company_id)]",
        default=lambda self: self.env["coop.share.move"]._default_share_type(),
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    note = fields.Char("Reason", help="Shown to the members.")
    measure = fields.Selection(
        [("amount", "An amount of losses"), ("quantity", "A number of shares")],
        "Reduce by",
        required=True,
        default="amount",
    )
    losses = fields.Monetary(
        "Losses to absorb", default=lambda self: self.env.company._coop_losses()
    )
    quantity = fields.Integer("Shares to cancel")
    nominal_value = fields.Monetary(related="share_type_id.nominal_value")
    held = fields.Integer("Shares held", compute="_compute_held")
    is_previewed = fields.Boolean()
    line_ids = fields.One2many(
        "coop.share.reduction.line", "reduction_id", "Shares by holder", readonly=True
    )
    move_ids = fields.Many2many("coop.share.move", string="Reductions", readonly=True)
    total_quantity = fields.Integer("Shares cancelled", compute="_compute_totals")
    total_amount = fields.Monetary("Losses absorbed", compute="_compute_totals")

    @api.depends("share_type_id")
    def _compute_held(self):
        for wizard in self:
            wizard.held = sum(wizard._held_by_member().values())

    @api.depends("line_ids.quantity")
    def _compute_totals(self):
        for wizard in self:
            wizard.total_quantity = sum(wizard.line_ids.mapped("quantity"))
            wizard.total_amount = wizard.total_quantity * wizard.nominal_value

    def _held_by_member(self):
        """Shares of the type by member id, in the order of ids."""
        held = self.env["coop.share.holding"]._holdings(self.company_id)
        return {
            member: quantity
            for (member, kind), quantity in sorted(held.items())
            if kind == self.share_type_id.id
        }

    def _parts(self):
        """Shares that each holder loses, by member id."""
        held = self._held_by_member()
        parts = apportion(self._quantity_to_cancel(), list(held.values()))
        return dict(zip(held, parts, strict=True))

    def _quantity_to_cancel(self):
        """How many shares are cancelled in all; UserError where it cannot be."""
        quantity = self.quantity
        if self.measure == "amount":
            quantity = self._quantity_worth(decimal(self.losses))
        if quantity <= 0:
            raise UserError(self.env._("Say how much is to be absorbed."))
        if quantity > self.held:
            raise UserError(
                self.env._(
                    "Only %(held)s shares of type %(type)s are held: %(quantity)s "
                    "cannot be cancelled.",
                    held=self.held,
                    type=self.share_type_id.display_name,
                    quantity=quantity,
                )
            )
        return quantity

    def _quantity_worth(self, losses):
        """The number of shares worth ``losses``; UserError where it is not whole."""
        value = decimal(self.nominal_value)
        below, rest = divmod(losses, value)
        if rest:
            raise UserError(
                self.env._(
                    "%(losses)s is no whole number of shares of %(value)s. The nearest "
                    "amounts are %(below)s and %(above)s.",
                    losses=self._money(losses),
                    value=self._money(value),
                    below=self._money(below * value),
                    above=self._money((below + 1) * value),
                )
            )
        return int(below)

    def _money(self, amount):
        return formatLang(self.env, float(amount), currency_obj=self.currency_id)

    def action_preview(self):
        """Show what each holder would lose, before anything is recorded."""
        self.ensure_one()
        lines = [
            Command.create({"member_id": member, "held": held, "quantity": quantity})
            for (member, quantity), held in zip(
                self._parts().items(), self._held_by_member().values(), strict=True
            )
        ]
        self.write({"line_ids": [Command.clear(), *lines], "is_previewed": True})
        return self._reopen()

    def action_back(self):
        """Ask again."""
        self.write({"line_ids": [Command.clear()], "is_previewed": False})
        return self._reopen()

    def _reopen(self):
        return {
            "name": self.env._("Reduce the capital for losses"),
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_record(self):
        """Record the reduction as it was shown, in one entry, and open it; once, of a
        button pressed twice.

        Raises UserError where holdings changed since, or it cannot be recorded: see
        `_check_record`.
        """
        self.ensure_one()
        self._take_turns()
        self.move_ids = self.move_ids or self._make_moves()
        return self.move_ids._open(self.env._("Reductions"))

    def _take_turns(self):
        self.env.execute_query(
            SQL("UPDATE coop_share_reduction SET id = id WHERE id = %s", self.id)
        )

    def _make_moves(self):
        shown = {line.member_id.id: line.quantity for line in self.line_ids}
        if self._parts() != shown:
            raise UserError(
                self.env._("Holdings changed since the preview: look at it again.")
            )
        moves = self.env["coop.share.move"].create(
            [line._prepare_move() for line in self.line_ids.filtered("quantity")]
        )
        moves.action_record()
        return moves
