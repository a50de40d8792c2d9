from decimal import Decimal

from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class CoopExpenseTax(models.Model):
    """Which purchase tax stands for a rate and its deductible part: one of a country's
    chart, by its external id there, or one that a company chose."""

    _name = "coop.expense.tax"
    _description = "Tax of Expenses"
    _order = "country_id, rate desc, deductible desc, id"

    country_id = fields.Many2one("res.country", required=True)
    rate = fields.Float("VAT (%)", digits=(5, 2), required=True, aggregator=None)
    deductible = fields.Float(
        "Deductible (%)", digits=(5, 2), default=100, aggregator=None
    )
    on_payment = fields.Boolean(
        help="Deductible when the supplier is paid; for invoices of services that the "
        "cooperative pays itself."
    )
    code = fields.Char("External id in the chart")
    company_id = fields.Many2one("res.company", index=True)
    tax_id = fields.Many2one(
        "account.tax",
        domain="[('company_id', '=', company_id), ('type_tax_use', '=', 'purchase')]",
        ondelete="restrict",
    )

    _terms_unique = models.UniqueIndex(
        "(country_id, COALESCE(company_id, 0), rate, deductible, on_payment)",
        "There is already a tax for these terms.",
    )
    _code_or_tax = models.Constraint(
        "CHECK ((code IS NOT NULL) != (company_id IS NOT NULL AND tax_id IS NOT NULL))",
        "Name a tax of the chart, or choose a cooperative and its tax.",
    )

    @api.model
    def _find(self, company, rate, deductible, on_payment=False):
        """The company's purchase tax of ``rate`` percent, ``deductible`` percent of it
        deductible; none where its chart has none, or where ``rate`` is 0."""
        if not rate:
            return self.env["account.tax"]
        timings = (True, False) if on_payment else (False,)
        for timing in timings:
            tax = self._chosen(company, rate, deductible, timing) or self._made(
                company, rate, deductible, timing
            )
            if tax:
                return tax
        return self.env["account.tax"]

    @api.model
    def _find_or_make(self, company, rate, deductible, on_payment=False):
        """The tax that `_find` finds, made like the wholly deductible one where the
        chart has none so partly deductible.

        Raises UserError where the chart has no tax of this rate at all.
        """
        found = self._find(company, rate, deductible, on_payment)
        if found or not rate:
            found.filtered(lambda tax: not tax.active).active = True
            return found
        whole = self._find(company, rate, Decimal(100))
        if not whole:
            raise UserError(
                self.env._(
                    "%(company)s has no purchase tax of %(rate)s %%: an accountant "
                    "names it in the taxes of expenses.",
                    company=company.display_name,
                    rate=f"{rate.normalize():f}",
                )
            )
        return self._make(company, whole, deductible)

    @api.model
    def _chosen(self, company, rate, deductible, on_payment):
        rows = self.search(
            [
                ("country_id", "=", company.account_fiscal_country_id.id),
                ("company_id", "in", (False, company.id)),
                ("on_payment", "=", on_payment),
            ]
        ).filtered(lambda row: row._terms() == (rate, deductible))
        for row in rows.sorted(lambda row: not row.company_id):
            tax = row.tax_id or self._of_chart(company, row.code)
            if tax:
                return tax
        return self.env["account.tax"]

    def _terms(self):
        values = self.rate, self.deductible
        return tuple(Decimal(str(round(value, 2))) for value in values)

    @api.model
    def _of_chart(self, company, code):
        """The tax that a company's chart of accounts made of ``code``."""
        # branches use the taxes of their head
        for holder in (company, company.root_id):
            tax = self.env.ref(f"account.{holder.id}_{code}", False)
            if tax:
                return tax
        return self.env["account.tax"]

    @api.model
    def _made(self, company, rate, deductible, on_payment):
        """The tax that `_make` made before."""
        if on_payment:
            return self.env["account.tax"]
        xml_id = self._made_id(company, rate, deductible)
        return self.env.ref(xml_id, False) or self.env["account.tax"]

    @api.model
    def _made_id(self, company, rate, deductible):
        # the external id is unique: two at once do not make it twice
        terms = f"{rate.normalize():f}_{deductible.normalize():f}".replace(".", "_")
        return f"coop_activity_expense.{company.id}_expense_tax_{terms}"

    @api.model
    def _make(self, company, whole, deductible):
        """A tax like ``whole``, ``deductible`` percent of it deductible: what is not
        is part of the cost, and reported where the base is."""
        rate = Decimal(str(whole.amount))
        tax = whole.copy(
            {
                "name": f"{whole.name} D{deductible.normalize():f}",
                "active": True,
                "repartition_line_ids": [
                    Command.create(vals)
                    for document in ("invoice", "refund")
                    for vals in self._prepare_repartition(whole, document, deductible)
                ],
            }
        )
        self.env["ir.model.data"]._update_xmlids(
            [
                {
                    "xml_id": self._made_id(company, rate, deductible),
                    "record": tax,
                    "noupdate": True,
                }
            ]
        )
        return tax

    @api.model
    def _prepare_repartition(self, whole, document, deductible):
        """Values of repartition lines: the base, the part that is not deductible, and
        the one that is."""
        lines = whole[f"{document}_repartition_line_ids"]
        base = lines.filtered(lambda line: line.repartition_type == "base")
        tax = lines.filtered(lambda line: line.repartition_type == "tax")[:1]
        parts = [
            ("base", 100, base, False),
            ("tax", float(100 - deductible), base, False),
            ("tax", float(deductible), tax, tax.account_id),
        ]
        return [
            {
                "document_type": document,
                "repartition_type": kind,
                "factor_percent": percent,
                "tag_ids": [Command.set(like.tag_ids.ids)],
                "account_id": account and account.id,
                "use_in_tax_closing": bool(account) and like.use_in_tax_closing,
            }
            for kind, percent, like, account in parts
            if percent
        ]
