from datetime import date
from decimal import Decimal

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..core.vat import Facts
from .common import ExpenseCase

DAY = date(2026, 3, 10)


@tagged("post_install", "-at_install")
class TestVatRules(ExpenseCase):
    def _terms(self, category, country="fr", **facts):
        self.company.account_fiscal_country_id = self.env.ref(f"base.{country}")
        facts = {"day": DAY, "amount": 100, **facts}
        facts = Facts(**facts | {"amount": Decimal(str(facts["amount"]))})
        rule = self._category(category)._vat_rule(self.company, facts)
        return rule.rate, rule.deductible

    def test_france(self):
        for category, facts, terms in (
            ("transport", {}, (0, 0)),
            ("taxi", {}, (0, 0)),
            ("car_rental", {"vehicle": "car"}, (0, 0)),
            ("car_rental", {}, (0, 0)),
            ("charging", {"vehicle": "car", "energy": "electric"}, (20, 100)),
            ("fuel", {}, (20, 80)),
            ("fuel", {"vehicle": "motorcycle", "energy": "petrol"}, (20, 80)),
            ("fuel", {"vehicle": "van", "energy": "diesel"}, (20, 100)),
            ("fuel", {"vehicle": "car", "energy": "gas"}, (20, 100)),
            ("fuel", {"vehicle": "car", "energy": "hybrid"}, (20, 80)),
            ("charging", {"vehicle": "van", "energy": "electric"}, (20, 100)),
            ("car_rental", {"vehicle": "van"}, (20, 100)),
            ("car_care", {"vehicle": "van"}, (20, 100)),
            ("car_care", {"vehicle": "moped"}, (0, 0)),
            ("parking", {"vehicle": "car"}, (20, 100)),
            ("lodging", {"beneficiary": "member"}, (0, 0)),
            ("lodging", {"beneficiary": "job"}, (0, 0)),
            ("lodging", {"beneficiary": "third"}, (10, 100)),
            ("restaurant", {"amount": 164.99}, (10, 100)),
            ("restaurant", {"amount": 165}, (0, 0)),
            ("restaurant", {"amount": 165, "named": True}, (10, 100)),
            ("supplies", {}, (20, 100)),
            ("books", {}, (5.5, 100)),
            ("press", {}, (2.1, 100)),
            ("post", {}, (0, 0)),
            ("insurance", {}, (0, 0)),
            ("gifts", {}, (0, 0)),
            ("mileage", {"vehicle": "car"}, (0, 0)),
        ):
            with self.subTest(category=category, **facts):
                self.assertEqual(self._terms(category, **facts), terms)

    def test_belgium(self):
        for category, facts, terms in (
            ("car_care", {"vehicle": "car"}, (21, 50)),
            ("car_care", {"vehicle": "van"}, (21, 100)),
            ("fuel", {}, (21, 50)),
            ("fuel", {"vehicle": "van"}, (21, 100)),
            ("charging", {"vehicle": "car", "energy": "electric"}, (21, 50)),
            ("parking", {"vehicle": "motorcycle"}, (21, 50)),
            ("car_rental", {}, (21, 50)),
            ("restaurant", {"beneficiary": "third", "named": True}, (12, 0)),
            ("restaurant", {"beneficiary": "member", "named": True}, (12, 0)),
            ("restaurant", {"beneficiary": "job"}, (12, 0)),
            ("restaurant", {"beneficiary": "job", "named": True}, (12, 100)),
            ("lodging", {"beneficiary": "job"}, (12, 0)),
            ("lodging", {"beneficiary": "job", "named": True}, (12, 100)),
            ("lodging", {"day": date(2026, 2, 28)}, (6, 0)),
            ("lodging", {"day": date(2026, 3, 1)}, (12, 0)),
            ("transport", {}, (6, 100)),
            ("taxi", {}, (6, 100)),
            ("books", {}, (6, 100)),
            ("press", {}, (0, 0)),
            ("gifts", {}, (21, 0)),
            ("insurance", {}, (0, 0)),
            ("supplies", {}, (21, 100)),
            ("mileage", {"vehicle": "car"}, (0, 0)),
        ):
            with self.subTest(category=category, **facts):
                self.assertEqual(self._terms(category, "be", **facts), terms)

    def test_every_category_is_ready_in_both_countries(self):
        for category in self.env["coop.expense.category"].search([]):
            for country in ("fr", "be"):
                of_country = self.env.ref(f"base.{country}")
                with self.subTest(category=category.code, country=country):
                    self.assertIn(of_country, category.account_ids.country_id)
                    if category.kind == "receipt":
                        self.assertIn(of_country, category.vat_rule_ids.country_id)

    def test_for_whom_is_asked_where_it_matters(self):
        for category, country, asked in (
            ("lodging", "fr", True),
            ("restaurant", "fr", False),
            ("restaurant", "be", True),
            ("supplies", "be", False),
        ):
            with self.subTest(category=category, country=country):
                country = self.env.ref(f"base.{country}")
                self.company.account_fiscal_country_id = country
                category = self._category(category).with_user(self.noor_user)
                company = self.noor.with_user(self.noor_user).company_id
                self.assertEqual(category._asks_beneficiary(company), asked)

    def test_rules_of_the_cooperative_come_first_and_stay_with_it(self):
        rule = self.env.ref("coop_activity_expense.vat_fr_taxi_any")
        rule.copy({"company_id": self.other_company.id, "rate": 20, "deductible": 100})
        self.assertEqual(self._terms("taxi"), (0, 0))
        rule.copy({"company_id": self.company.id, "rate": 10, "sequence": 99})
        self.assertEqual(self._terms("taxi"), (10, 0))

    def test_tax_follows_what_the_line_says(self):
        line = self._claim(self._line("fuel", 60)).line_ids
        self.assertEqual(line.sudo().tax_id.name, "20% F")
        van = self._vehicle(kind="van")
        line.vehicle_id = van.id
        self.assertEqual(line.sudo().tax_id.name, "20% G")
        van.kind = "car"
        self.assertEqual(line.sudo().tax_id.name, "20% F")
        line.category_id = self._category("transport")
        self.assertFalse(line.sudo().tax_id)
        self.assertRecordValues(
            line, [{"base_amount": 60, "tax_amount": 0, "deductible_amount": 0}]
        )

    def test_what_is_in_the_books_stays(self):
        van = self._vehicle(kind="van")
        line = self._posted(self._line("fuel", 60, vehicle_id=van.id)).line_ids
        values = {
            name: line[name]
            for name in ("vat_rule_id", "tax_id", "base_amount", "deductible_amount")
        }
        van.kind = "car"
        self.company.account_fiscal_country_id = self.env.ref("base.be")
        self.env.flush_all()
        self.assertEqual({name: line[name] for name in values}, values)

    def test_accountants_decide_otherwise_with_a_reason(self):
        line = self._submitted(self._line("transport", 55)).line_ids
        tax = self.env["coop.expense.tax"]._of_chart(
            self.company, "tva_acq_intermediaire"
        )
        by_accountant = line.with_user(self.accountant)
        with self.assertRefused("Say why"):
            by_accountant.action_decide_vat(tax, False)
        by_accountant.action_decide_vat(tax, "Foreign train, invoiced with VAT")
        self.assertRecordValues(
            by_accountant,
            [{"tax_id": tax.id, "base_amount": 50, "deductible_amount": 5}],
        )
        self.assertIn("Foreign train", self._told(line.expense_id))
        by_accountant.date = "2026-03-09"
        self.assertEqual(by_accountant.tax_id, tax)
        by_accountant.action_decide_vat(tax.browse(), "No VAT on this one")
        self.assertEqual(by_accountant.base_amount, 55)

    def test_nobody_else_decides(self):
        claim = self._claim(self._line("transport", 55))
        for name, value in (
            ("vat_override", True),
            ("override_reason", "Because"),
            ("tax_id", 1),
            ("base_amount", 1),
        ):
            with self.subTest(name=name), self.assertRefused("VAT|follows|rights"):
                claim.line_ids.write({name: value})
        claim.action_submit()
        with self.assertRaises(AccessError):
            claim.line_ids.with_user(self.adviser).write({"vat_override": True})

    def test_a_sales_tax_decides_nothing(self):
        sale = self.env["account.tax"].search(
            [("company_id", "=", self.company.id), ("type_tax_use", "=", "sale")],
            limit=1,
        )
        line = self._submitted(self._line("transport", 55)).line_ids
        with self.assertRefused("not a purchase tax"):
            line.with_user(self.accountant).action_decide_vat(sale, "Oops")
