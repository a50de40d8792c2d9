from odoo.tests import tagged

from .common import ExpenseCase

OWED = "401100"
VAT = "445660"


@tagged("post_install", "-at_install")
class TestEntriesFrance(ExpenseCase):
    """Entries of French claims, line by line: (account, debit, credit, tags of the VAT
    return, analytic or not)."""

    def _assert_posts(self, line, expected, **claim):
        entry = self._posted(line, **claim).account_move_id
        self.assertEqual(entry.move_type, "in_receipt")
        self.assertEntry(entry, expected)

    def test_wholly_deductible(self):
        for category, account, rate, amount, base, tax in (
            ("supplies", "606400", 20, 120, 100, 20),
            ("books", "618100", 5.5, 10.55, 10, 0.55),
            ("press", "618100", 2.1, 10.21, 10, 0.21),
        ):
            with self.subTest(rate=rate):
                self._assert_posts(
                    self._line(category, amount),
                    [
                        (account, base, 0, "", True),
                        (VAT, tax, 0, "20", False),
                        (OWED, 0, amount, "", False),
                    ],
                )

    def test_fuel_of_a_car_is_deductible_at_80_percent(self):
        self._assert_posts(
            self._line("fuel", 60, vehicle_id=self._vehicle().id),
            [
                ("606100", 50, 0, "", True),
                ("606100", 2, 0, "", True),
                (VAT, 8, 0, "20", False),
                (OWED, 0, 60, "", False),
            ],
        )

    def test_fuel_of_a_van_is_wholly_deductible(self):
        van = self._vehicle(kind="van", plate="VN-1")
        self._assert_posts(
            self._line("fuel", 60, vehicle_id=van.id),
            [
                ("606100", 50, 0, "", True),
                (VAT, 10, 0, "20", False),
                (OWED, 0, 60, "", False),
            ],
        )

    def test_lodging_of_the_member_is_not_deductible(self):
        self._assert_posts(
            self._line("lodging", 110),
            [("625600", 110, 0, "", True), (OWED, 0, 110, "", False)],
        )

    def test_lodging_of_guests_is_deductible(self):
        self._assert_posts(
            self._line("lodging", 110, beneficiary="third"),
            [
                ("625600", 100, 0, "", True),
                (VAT, 10, 0, "20", False),
                (OWED, 0, 110, "", False),
            ],
        )

    def test_meals(self):
        deductible = [
            ("625700", 200, 0, "", True),
            (VAT, 20, 0, "20", False),
            (OWED, 0, 220, "", False),
        ]
        whole = [("625700", 220, 0, "", True), (OWED, 0, 220, "", False)]
        self._assert_posts(self._line("restaurant", 220), whole)
        named = self._line("restaurant", 220, company_named=True, day="2026-03-11")
        self._assert_posts(named, deductible)

    def test_kilometres_carry_no_vat(self):
        self._assert_posts(
            self._trip(self._vehicle(), 100),
            [("625100", 63.6, 0, "", True), (OWED, 0, 63.6, "", False)],
        )

    def test_several_lines_keep_their_taxes_apart(self):
        # rounded together, the tax would be 0.21
        self._assert_posts_together([0.63, 0.63], [0.52, 0.52], [0.11, 0.11])

    def _assert_posts_together(self, amounts, bases, taxes):
        for method in ("round_per_line", "round_globally"):
            with self.subTest(method=method):
                self.company.tax_calculation_rounding_method = method
                claim = self._posted(
                    *(self._line("supplies", amount) for amount in amounts)
                )
                self.assertEntry(
                    claim.account_move_id,
                    [
                        *(("606400", base, 0, "", True) for base in bases),
                        *((VAT, tax, 0, "20", False) for tax in taxes),
                        (OWED, 0, sum(amounts), "", False),
                    ],
                )

    def test_owed_to_members_on_an_account_of_its_own(self):
        account = self.env["account.account"].create(
            {
                "name": "Members",
                "code": "467100",
                "account_type": "liability_payable",
                "reconcile": True,
                "company_ids": self.company.ids,
            }
        )
        self.company.coop_expense_account_id = account
        self._assert_posts(
            self._line("transport", 80),
            [("625100", 80, 0, "", True), ("467100", 0, 80, "", False)],
        )

    def test_services_that_the_cooperative_pays(self):
        printer = self.env["res.partner"].create({"name": "Imprimerie du Pont"})
        claim = self._approved(
            self._line("advertising", 120), payer="supplier", supplier_reference="F-12"
        ).with_user(self.accountant)
        with self.assertRefused("choose the supplier"):
            claim.action_post()
        claim.supplier_id = printer
        claim.action_post()
        entry = claim.account_move_id
        self.assertRecordValues(
            entry,
            [{"move_type": "in_invoice", "ref": "F-12", "partner_id": printer.id}],
        )
        # deductible once the supplier is paid
        self.assertEqual(entry.invoice_line_ids.tax_ids.tax_exigibility, "on_payment")
        self.assertEntry(
            entry,
            [
                ("623100", 100, 0, "", True),
                ("445640", 20, 0, "", False),
                (OWED, 0, 120, "", False),
            ],
        )

    def test_another_part_makes_a_tax_once(self):
        rule = self.env.ref("coop_activity_expense.vat_fr_supplies_any")
        rule.copy({"company_id": self.company.id, "deductible": 60})
        claims = [
            self._posted(self._line("supplies", 120, day=f"2026-03-{day}"))
            for day in (20, 21)
        ]
        taxes = claims[0].line_ids.sudo().tax_id | claims[1].line_ids.sudo().tax_id
        self.assertRecordValues(taxes, [{"amount": 20, "name": "20% G D60"}])
        self.assertEntry(
            claims[1].account_move_id,
            [
                ("606400", 100, 0, "", True),
                ("606400", 8, 0, "", True),
                (VAT, 12, 0, "20", False),
                (OWED, 0, 120, "", False),
            ],
        )

    def test_a_chart_without_the_rate(self):
        rule = self.env.ref("coop_activity_expense.vat_fr_supplies_any")
        rule.copy({"company_id": self.company.id, "rate": 7})
        claim = self._approved(self._line("supplies", 120))
        with self.assertRefused("no purchase tax of 7 %"):
            claim.with_user(self.accountant).action_post()
        self.assertEqual(claim.state, "approved")

    def test_a_chart_without_the_account(self):
        self.env.ref("coop_activity_expense.account_fr_supplies").code = "ZZ"
        claim = self._approved(self._line("supplies", 120))
        with self.assertRefused("No account is known for “Office supplies”"):
            claim.with_user(self.accountant).action_post()
