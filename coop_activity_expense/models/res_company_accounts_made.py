from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import UserError, ValidationError

CONTRIBUTION = "coop_contribution_account_id"
CHARGED, PAID = "coop_transfer_income_account_id", "coop_transfer_charge_account_id"


class Made(NamedTuple):
    """An account that is made, or taken from the chart where nothing is booked on it:
    its code, and Odoo's type."""

    code: str
    account_type: str


#: setting → the account it gets where nobody chose one, by country
ACCOUNTS = {
    CONTRIBUTION: {"FR": Made("658900", "expense"), "BE": Made("648900", "expense")},
    # what is exchanged inside is no turnover of the cooperative: the French chart has
    # accounts for it, the Belgian one an item of its own under other income
    CHARGED: {
        "FR": Made("187000", "liability_non_current"),
        "BE": Made("749800", "income_other"),
    },
    PAID: {
        "FR": Made("186000", "liability_non_current"),
        "BE": Made("749900", "income_other"),
    },
}


class ResCompany(models.Model):
    """Accounts that a cooperative gets with the first entry that needs them."""

    _inherit = "res.company"

    @api.constrains(CHARGED, PAID)
    def _check_coop_transfer_accounts(self):
        for company in self:
            if company[CHARGED] and company[CHARGED] == company[PAID]:
                raise ValidationError(
                    self.env._(
                        "Choose two accounts for charges between activities: on one, "
                        "what is paid would be shown as turnover that was lost."
                    )
                )

    def _coop_transfer_accounts(self):
        """Accounts of what is earned from, and owed to, other activities."""
        return self._coop_account(CHARGED), self._coop_account(PAID)

    def _coop_account(self, setting):
        """The account that ``setting`` names, set up where nobody chose one. Raises
        UserError for a country without a default."""
        self.ensure_one()
        company_sudo = self.sudo()  # sudo: who posts does not set up the company
        if not company_sudo[setting]:
            company_sudo[setting] = company_sudo._coop_make_account(setting)
        return company_sudo[setting]

    def _coop_make_account(self, setting):
        made = ACCOUNTS[setting].get(self.account_fiscal_country_id.code)
        if not made:
            raise UserError(self._coop_sentence_no_account(setting))
        accounts = self.env["account.account"].with_company(self)
        domain = [*accounts._check_company_domain(self), ("code", "=", made.code)]
        known = accounts.search(domain, limit=1)
        if known and not known._coop_is_used():
            return known
        return accounts.create(
            {
                "name": self._coop_account_name(setting),
                "code": accounts._search_new_account_code(made.code, cache=set()),
                "account_type": made.account_type,
                "company_ids": self.ids,
            }
        )

    def _coop_account_name(self, setting):
        return {
            CONTRIBUTION: self.env._("Contribution to the cooperative"),
            CHARGED: self.env._("Charged to other activities"),
            PAID: self.env._("Charged by other activities"),
        }[setting]

    def _coop_sentence_no_account(self, setting):
        if setting == CONTRIBUTION:
            return self.env._(
                "%s has no account for contributions yet: choose it in the settings.",
                self.display_name,
            )
        return self.env._(
            "%s has no account for charges between activities yet: ask accounting to "
            "choose one.",
            self.display_name,
        )


class AccountAccount(models.Model):
    _inherit = "account.account"

    def _coop_is_used(self):
        """Whether anything is booked on this account."""
        items = self.env["account.move.line"]
        return bool(items.search_count([("account_id", "=", self.id)], limit=1))
