from odoo import models
from odoo.exceptions import AccessError, UserError

from .coop_share_account import ROLES


def account_field(role):
    """Name of the company's field that holds the account of a role."""
    return f"coop_share_{role}_account_id"


class ResCompany(models.Model):
    """The capital of a cooperative: its accounts, journal and bank."""

    _name = "res.company"
    _inherit = ["res.company", "coop.share.settings.mixin"]

    def action_coop_set_up_capital(self):
        """Give the cooperative a capital journal and, for each use, the default
        account of its country; what it has chosen is left alone.

        Raises AccessError for who is not a manager.
        """
        if not self.env.su and not self.env.user.has_group("coop_member.group_manager"):
            raise AccessError(self.env._("Only managers set up the capital."))
        self.check_access("read")
        for company_sudo in self.sudo():  # sudo: managers may not write companies
            company_sudo._coop_set_up_capital()

    def _coop_set_up_capital(self):
        self.ensure_one()
        defaults = self.env["coop.share.account"]
        for role, _label in ROLES:
            name = account_field(role)
            self[name] = self[name] or defaults._find_or_make(self, role)
        if not self.coop_share_journal_id:
            self.coop_share_journal_id = self._coop_find_or_make_capital_journal()

    def _coop_find_or_make_capital_journal(self):
        self.ensure_one()
        journals = self.env["account.journal"].with_company(self)
        found = journals.search(
            [("company_id", "=", self.id), ("code", "=", "CAP")], limit=1
        )
        language = self.partner_id.lang or self.env.lang
        return found or journals.create(
            {
                "name": self.with_context(lang=language).env._("Capital"),
                "code": "CAP",
                "type": "general",
                "company_id": self.id,
            }
        )

    def _coop_share_account(self, role):
        """The account of a role; raises UserError until it is chosen."""
        self.ensure_one()
        account = self[account_field(role)]
        if not account or not self.coop_share_journal_id:
            raise UserError(
                self.env._(
                    "%s has no accounts for its capital yet: a manager chooses them "
                    "in the settings of the cooperative.",
                    self.display_name,
                )
            )
        return account

    def _coop_share_bank(self):
        """The bank account that shares are paid to, none where there is none."""
        self.ensure_one()
        journals = self.env["account.journal"].search(
            [("company_id", "=", self.id), ("type", "=", "bank")]
        )
        return self.coop_share_bank_account_id or journals.bank_account_id[:1]
