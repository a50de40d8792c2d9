from decimal import Decimal

from odoo.tests import tagged

from ..core.vat import split
from .common import ExpenseCase


@tagged("post_install", "-at_install")
class TestVatExact(ExpenseCase):
    """Odoo's tax engine and `core.vat` agree to the cent."""

    def _engine_split(self, tax, amount):
        """(base, deductible part, other part) that Odoo makes of an amount."""
        taxes = self.env["account.tax"]
        line = taxes._prepare_base_line_for_taxes_computation(
            {},
            price_unit=amount,
            quantity=1,
            tax_ids=tax,
            currency_id=self.company.currency_id,
            special_mode="total_included",
        )
        taxes._add_tax_details_in_base_line(line, self.company)
        taxes._round_base_lines_tax_details([line], self.company)
        taxes._add_accounting_data_to_base_line_tax_details(line, self.company)
        parts = {True: 0, False: 0}
        for data in line["tax_details"]["taxes_data"]:
            for part in data["tax_reps_data"]:
                parts[bool(part["tax_rep"].account_id)] += part["tax_amount"]
        details = line["tax_details"]
        base = details["total_excluded"] + details["delta_total_excluded"]
        return round(base, 2), round(parts[True], 2), round(parts[False], 2)

    def test_every_cent_up_to_ten_euros(self):
        find = self.env["coop.expense.tax"]._find_or_make
        for terms in ((20, 100), (20, 80), (5.5, 100), (10, 50), (20, 35), (20, 85)):
            rate, deductible = map(Decimal, map(str, terms))
            tax = find(self.company, rate, deductible)
            for cents in (*range(1, 1000, 3), 123456, 9999999):
                amount = Decimal(cents) / 100
                ours = split(amount, rate, deductible)
                found = self._engine_split(tax, float(amount))
                wanted = ours.base, ours.deductible, ours.non_deductible
                self.assertEqual(
                    found, tuple(map(float, wanted)), f"{amount} at {terms}"
                )

    def test_a_line_shows_what_its_entry_says(self):
        claim = self._claim(self._line("fuel", 47.03), self._line("books", 19.99))
        claim.action_submit()
        shown = [
            (line.base_amount, line.tax_amount, line.deductible_amount)
            for line in claim.line_ids
        ]
        claim.with_user(self.adviser).action_approve()
        claim.with_user(self.accountant).action_post()
        for line, (base, tax, deductible) in zip(claim.line_ids, shown, strict=True):
            journal_items = self.env["account.move.line"].with_company(self.company)
            items = journal_items.search([("coop_expense_line_id", "=", line.id)])
            vat = items.filtered("tax_line_id")
            deducted = vat.filtered(lambda item: item.account_id.code == "445660")
            self.assertAlmostEqual(sum((items - vat).mapped("balance")), base)
            self.assertAlmostEqual(sum(vat.mapped("balance")), tax)
            self.assertAlmostEqual(sum(deducted.mapped("balance")), deductible)
