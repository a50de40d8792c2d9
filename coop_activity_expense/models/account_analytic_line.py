from odoo import api, models

from .account_move_guard import _FOLLOWS, _KEY

#: fields that analytic figures are made of, besides the account of each plan
FIGURES = {"amount", "move_line_id", "date", "company_id"}


class AccountAnalyticLine(models.Model):
    """Analytic items of posted journal items follow them, and change by no other
    door."""

    _inherit = "account.analytic.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._coop_check_open()
        return lines

    def write(self, vals):
        figures = FIGURES | set(self._get_plan_fnames())
        if figures & vals.keys():
            self._coop_check_open()
        return super().write(vals)

    def unlink(self):
        self._coop_check_open()
        return super().unlink()

    def _coop_check_open(self):
        """Raise UserError where an entry's period is closed; tell it otherwise."""
        if self.env.context.get(_KEY) is _FOLLOWS:
            return
        lines_sudo = self.sudo()  # sudo: entries may be hidden from who keeps time
        entries = lines_sudo.move_line_id.move_id.filtered(
            lambda entry: entry.state == "posted"
        )
        entries._coop_check_figures_open()
        for entry in entries:
            entry.message_post(body=self.env._("Analytic items changed by hand."))
