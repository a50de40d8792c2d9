from odoo import models

#: what decides which country's declarations are proposed
COUNTRY = frozenset({"country_id", "account_fiscal_country_id"})


class ResCompany(models.Model):
    """Cooperatives follow what is proposed in their country from the beginning."""

    _inherit = "res.company"

    def _coop_set_up(self):
        result = super()._coop_set_up()
        self._coop_follow_first_declarations()
        return result

    def write(self, vals):
        result = super().write(vals)
        if COUNTRY & vals.keys():
            self._coop_follow_first_declarations()
        return result

    def _coop_follow_first_declarations(self):
        """Have those that follow nothing yet, archived or not, follow what is proposed:
        what somebody chose is left alone."""
        declarations = self.env["coop.declaration"].with_context(active_test=False)
        declarations_sudo = declarations.sudo()  # sudo: who sets up the company
        following = declarations_sudo.search(
            [("company_id", "in", self.ids)]
        ).company_id
        (self - following)._coop_follow_declarations()

    def _coop_follow_declarations(self):
        """Have each cooperative follow what is proposed in its country."""
        declarations_sudo = self.env["coop.declaration"].sudo()  # sudo: as above
        proposals_sudo = declarations_sudo.search(
            [("company_id", "=", False), ("proposed", "=", True)]
        )
        by_country = proposals_sudo.grouped("country_id")
        for company in self:
            country = company.account_fiscal_country_id
            by_country.get(country, declarations_sudo)._follow(company)
