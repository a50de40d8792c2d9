from odoo import Command, models

#: percentages of the capital, and days after the call, in which it may be paid
INSTALMENTS = ((33, 0), (33, 30), (34, 60))


class CoopDemo(models.AbstractModel):
    """What the cooperatives set up before anybody subscribes: legal form, accounts,
    bank, instalments, types of share."""

    _inherit = "coop.demo"

    def _load_capital(self):
        for row in self._missing("coops", "share_term"):
            company = self._ref(f"coop_{row['ref']}")
            company.coop_legal_form_id = self.env.ref(
                f"coop_member.legal_form_{row['legal_form']}"
            )
            company.action_coop_set_up_capital()
            self._open_bank_account(company, row["iban"])
            term = self._remember(f"share_term_{row['ref']}", self._make_term(company))
            company.coop_share_term_ids = term
        for row in self._missing("share_types", "share_type"):
            self._remember(f"share_type_{row['ref']}", self._make_share_type(row))

    def _open_bank_account(self, company, iban):
        self._bank_journal(company).bank_account_id = self.env[
            "res.partner.bank"
        ].create({"acc_number": iban, "partner_id": company.partner_id.id})

    def _bank_journal(self, company):
        return self.env["account.journal"].search(
            [("company_id", "=", company.id), ("type", "=", "bank")], limit=1
        )

    def _make_term(self, company):
        term = self.env["account.payment.term"].create(
            {
                "name": "In three instalments",
                "company_id": company.id,
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": percent, "nb_days": days}
                    )
                    for percent, days in INSTALMENTS
                ],
            }
        )
        term.with_context(lang="fr_FR").name = "En trois fois"
        term.with_context(lang="nl_NL").name = "In drie keer"
        return term

    def _make_share_type(self, row):
        company = self._ref(f"coop_{row['coop']}")
        colleges = self.env["coop.college"].union(
            *(self._college(company, key) for key in row["colleges"].split())
        )
        share_type = self.env["coop.share.type"].create(
            {
                "company_id": company.id,
                "code": row["code"],
                "name": row["name"],
                "nominal_value": float(row["value"]),
                "min_quantity": int(row["minimum"]),
                "college_ids": [Command.set(colleges.ids)],
                "description": row["description"],
            }
        )
        share_type.with_context(lang="nl_NL").write(
            {"name": row["name_nl"], "description": row["description_nl"]}
        )
        return share_type
