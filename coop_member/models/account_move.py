from odoo import fields, models
from odoo.exceptions import UserError

#: what an entry of the capital register must keep
KEPT_ON_LINES = {
    "account_id",
    "partner_id",
    "balance",
    "debit",
    "credit",
    "amount_currency",
    "move_id",
}


class AccountMove(models.Model):
    """Entries that post capital movements stay as the register has them."""

    _inherit = "account.move"

    coop_share_move_ids = fields.Many2many(
        "coop.share.move",
        "coop_share_move_entry_rel",
        "entry_id",
        "share_move_id",
        "Capital movements",
        readonly=True,
        copy=False,
    )
    coop_called_share_ids = fields.One2many(
        "coop.share.move", "account_move_id", "Posted capital movements", readonly=True
    )

    def write(self, vals):
        if vals.get("state", "posted") != "posted":
            self._coop_refuse_capital()
        return super().write(vals)

    def action_open_coop_share_moves(self):
        """Open the capital movements that this entry posts."""
        self.ensure_one()
        return self.coop_share_move_ids._open(self.env._("Capital movements"))

    def _coop_refuse_capital(self):
        """Raise UserError for posted entries of the capital register."""
        entries_sudo = self.sudo()  # sudo: who keeps the books may not see members
        for entry in entries_sudo.filtered("coop_share_move_ids"):
            if entry.state == "posted":
                raise UserError(
                    self.env._(
                        "%s posts a capital movement: cancel or reverse the movement "
                        "instead.",
                        entry.name,
                    )
                )


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def write(self, vals):
        if KEPT_ON_LINES & vals.keys():
            self.move_id._coop_refuse_capital()
        return super().write(vals)
