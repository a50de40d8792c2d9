from odoo import models
from odoo.exceptions import UserError

from .res_company_capital import account_field

#: uses of accounts that movements in these states keep: the balance of what is paid up
#: is the register's; what is called is paid, or cancelled, where it was posted
KEPT = {
    "paid": ("called", "done"),
    "called": ("called",),
    "receivable": ("called",),
}


class ResCompany(models.Model):
    """The accounts on which the register finds its entries again stay the same."""

    _inherit = "res.company"

    def write(self, vals):
        for role, states in KEPT.items():
            name = account_field(role)
            if name in vals:
                moved = self.filtered(lambda one, name=name: one[name].id != vals[name])
                moved._coop_require_unused(name, states)
        return super().write(vals)

    def _coop_require_unused(self, name, states):
        """Raise UserError where the register has movements in one of these states, for
        which it keeps the account that the field ``name`` holds."""
        moves_sudo = self.env["coop.share.move"].sudo()  # sudo: whether there is any
        for company_sudo in self.sudo().filtered(name):  # sudo: the account's name
            own = [("company_id", "=", company_sudo.id), ("state", "in", states)]
            if moves_sudo.search_count(own, limit=1):
                raise UserError(
                    self.env._(
                        "The capital register has entries on account %(account)s: it "
                        "remains the one for “%(use)s”.",
                        account=company_sudo[name].display_name,
                        use=self._fields[name]._description_string(self.env),
                    )
                )
