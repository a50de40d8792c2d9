from odoo.tests import tagged

from .common import ExpenseCase

OWED = "440000"
VAT = "411000"


@tagged("post_install", "-at_install")
class TestEntriesBelgium(ExpenseCase):
    """Entries of Belgian claims, line by line: what is not deductible is reported in
    grid 82, where its base is."""

    chart, country = "be_comp", "be"

    def _assert_posts(self, line, expected):
        entry = self._posted(line).account_move_id
        self.assertEntry(entry, expected)

    def test_wholly_deductible(self):
        for category, account, amount, base, tax in (
            ("supplies", "612000", 121, 100, 21),
            ("books", "612000", 10.6, 10, 0.6),
        ):
            with self.subTest(category=category):
                self._assert_posts(
                    self._line(category, amount),
                    [
                        (account, base, 0, "82", True),
                        (VAT, tax, 0, "59", False),
                        (OWED, 0, amount, "", False),
                    ],
                )

    def test_costs_of_cars_are_deductible_by_half(self):
        self._assert_posts(
            self._line("fuel", 60.5, vehicle_id=self._vehicle().id),
            [
                ("612901", 50, 0, "82", True),
                ("612901", 5.25, 0, "82", True),
                (VAT, 5.25, 0, "59", False),
                (OWED, 0, 60.5, "", False),
            ],
        )

    def test_costs_of_cars_by_the_flat_option(self):
        rule = self.env.ref("coop_activity_expense.vat_be_fuel_car")
        rule.copy({"company_id": self.company.id, "deductible": 35})
        self._assert_posts(
            self._line("fuel", 121),
            [
                ("612901", 100, 0, "82", True),
                ("612901", 13.65, 0, "82", True),
                (VAT, 7.35, 0, "59", False),
                (OWED, 0, 121, "", False),
            ],
        )

    def test_meals_are_not_deductible(self):
        self._assert_posts(
            self._line("restaurant", 112),
            [
                ("616580", 100, 0, "82", True),
                ("616580", 12, 0, "82", True),
                (OWED, 0, 112, "", False),
            ],
        )

    def test_meals_at_work_elsewhere_invoiced_to_the_cooperative(self):
        self._assert_posts(
            self._line("restaurant", 112, beneficiary="job", company_named=True),
            [
                ("616580", 100, 0, "82", True),
                (VAT, 12, 0, "59", False),
                (OWED, 0, 112, "", False),
            ],
        )

    def test_lodging_changes_rate_on_the_first_of_march_2026(self):
        for day, amount, tax in (("2026-02-28", 106, 6), ("2026-03-01", 112, 12)):
            for beneficiary, deductible in (("job", True), ("member", False)):
                with self.subTest(day=day, beneficiary=beneficiary):
                    line = self._line(
                        "lodging",
                        amount,
                        day,
                        beneficiary=beneficiary,
                        company_named=True,
                    )
                    vat = (
                        (VAT, tax, 0, "59", False)
                        if deductible
                        else ("616501", tax, 0, "82", True)
                    )
                    self._assert_posts(
                        line,
                        [
                            ("616501", 100, 0, "82", True),
                            vat,
                            (OWED, 0, amount, "", False),
                        ],
                    )

    def test_another_part_is_made_with_the_grids_of_the_chart(self):
        rule = self.env.ref("coop_activity_expense.vat_be_lodging_any_12")
        rule.copy({"company_id": self.company.id, "deductible": 25})
        claim = self._posted(self._line("lodging", 112, "2026-03-05"))
        self.assertEntry(
            claim.account_move_id,
            [
                ("616501", 100, 0, "82", True),
                ("616501", 9, 0, "82", True),
                (VAT, 3, 0, "59", False),
                (OWED, 0, 112, "", False),
            ],
        )
        tax = claim.line_ids.tax_id
        grids = {
            (line.repartition_type, line.factor_percent): sorted(
                line.tag_ids.mapped("name")
            )
            for line in tax.refund_repartition_line_ids
        }
        self.assertEqual(
            grids,
            {
                ("base", 100): ["82", "85"],
                ("tax", 75): ["82", "85"],
                ("tax", 25): ["63"],
            },
        )

    def test_kilometres_by_quarter_or_year(self):
        vehicle = self._vehicle()
        for period, day, amount in (
            ("quarter", "2025-12-31", 431.2),
            ("quarter", "2026-01-01", 432.6),
            ("year", "2026-01-02", 444.9),
        ):
            with self.subTest(period=period, day=day):
                self.company.coop_mileage_period = period
                self._assert_posts(
                    self._trip(vehicle, 1000, day),
                    [("616505", amount, 0, "", True), (OWED, 0, amount, "", False)],
                )
