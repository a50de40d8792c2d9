from datetime import date
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from .common import ExpenseCase

AVAILABLE = (
    "odoo.addons.coop_activity_expense.models.coop_activity.CoopActivity"
    "._coop_available_money"
)


@tagged("post_install", "-at_install")
class TestChecks(ExpenseCase):
    def _codes(self, claim):
        return {(remark.code, remark.level) for remark in claim._remarks()}

    def test_nothing_to_say(self):
        claim = self._claim(self._line("taxi", 30))
        self.assertFalse(claim._remarks())
        self.assertFalse(claim.line_ids.remark_text)

    def test_an_empty_claim(self):
        with self.assertRefused("nothing in this claim yet"):
            self._claim().action_submit()

    def test_receipt_missing(self):
        claim = self._claim(self._line("taxi", 30, name="To Lyon"))
        claim.line_ids.receipt_ids.unlink()
        self.assertEqual(claim.line_ids.remark_text, "To Lyon: the receipt is missing.")
        with self.assertRefused("To Lyon: the receipt is missing"):
            claim.action_submit()
        self._category("taxi").receipt_required = False
        claim.action_submit()

    def test_every_sentence_at_once(self):
        claim = self._claim(self._line("taxi", 0), self._line("taxi", 10, "2019-01-01"))
        with self.assertRefused("(?s)enter the amount.*no contract"):
            claim.action_submit()
        self.assertEqual(claim.state, "draft")

    def test_too_old_and_yet_to_come(self):
        today = fields.Date.context_today(self.oak)
        for days, code in ((0, None), (30, None), (31, "old"), (-1, "future")):
            with self.subTest(days=days):
                self.company.coop_expense_max_days = 30
                day = fields.Date.subtract(today, days=days)
                claim = self._claim(self._line("taxi", 30 + days, day))
                self.assertEqual(
                    self._codes(claim), {(code, "block")} if code else set()
                )
                if code == "old":
                    self.company.coop_expense_max_days = 0
                    self.assertFalse(self._codes(claim))

    def test_above_the_ceiling(self):
        self._category("taxi").ceiling = 25
        claim = self._claim(self._line("taxi", 25.01))
        self.assertEqual(self._codes(claim), {("ceiling", "warn")})
        self.assertRegex(claim.line_ids.remark_text, "25.01.* above the ceiling of")
        claim.action_submit()
        claim = self._claim(self._line("taxi", 25))
        self.assertFalse(self._codes(claim))

    def test_same_day_and_amount(self):
        first = self._submitted(self._line("taxi", 30))
        twin = self._claim(self._line("supplies", 30))
        self.assertEqual(self._codes(twin), {("same_amount", "warn")})
        self.assertIn(first.name, twin.line_ids.remark_text)
        first.with_user(self.adviser).action_refuse("No")
        self.assertFalse(self._codes(twin))
        self.assertFalse(self._codes(self._claim(self._line("taxi", 30, "2026-03-11"))))

    def test_same_file(self):
        self._submitted(self._line("taxi", 30, name="Train to Lyon"))
        content = self.env["coop.expense.receipt"].search([], limit=1).document
        claim = self._claim(self._line("taxi", 31, "2026-03-12"))
        self.env["coop.expense.receipt"].with_user(self.noor_user).create(
            {
                "member_id": self.noor.id,
                "line_id": claim.line_ids.id,
                "name": "again.pdf",
                "document": content,
            }
        )
        self.assertEqual(self._codes(claim), {("same_file", "warn")})
        self.assertIn("Train to Lyon", claim.line_ids.remark_text)

    def test_the_same_file_of_another_member_tells_members_nothing(self):
        ali = self._member("Ali Roche")
        self._running(ali, self.volunteering, date(2020, 1, 1))
        self.oak.member_ids += ali
        theirs = self._claim(
            self._line("taxi", 50, name="Secret client"),
            member=ali,
            user=self._portal_user(ali),
        )
        claim = self._claim(self._line("taxi", 30))
        for line in (theirs.line_ids, claim.line_ids):
            self._receipt(line, b"%PDF-1.4 shared")
        self.assertIn("another claim has the same receipt", claim.line_ids.remark_text)
        self.assertNotIn("Secret", claim.line_ids.remark_text)
        shown = claim.line_ids.with_user(self.accountant).remark_text
        self.assertIn("Secret client", shown)

    def test_a_closed_activity(self):
        claim = self._claim(self._line("taxi", 30))
        self.oak.action_close()
        with self.assertRefused("Oak and Lime is not open"):
            claim.action_submit()

    def test_no_contract_on_that_day(self):
        contract = self.noor.contract_ids
        claim = self._claim(self._line("taxi", 30))
        contract.write({"date_end": "2026-03-10", "state": "ended"})
        self.assertFalse(self._codes(claim))
        contract.date_end = "2026-03-09"
        with self.assertRefused("no contract was running on 03/10/2026"):
            claim.action_submit()
        contract.write({"date_end": False, "state": "draft"})
        self.assertEqual(self._codes(claim), {("contract", "block")})

    def test_above_what_is_available(self):
        claim = self._claim(self._line("taxi", 30))
        for available, policy, level in (
            (None, "block", None),
            (30, "block", None),
            (29.99, "block", "block"),
            (29.99, "warn", "warn"),
            (29.99, "ignore", None),
            (-5, "warn", "warn"),
        ):
            self.company.coop_expense_over_available = policy
            with (
                self.subTest(available=available, policy=policy),
                patch(AVAILABLE, lambda self, a=available: a),
            ):
                self.assertEqual(
                    self._codes(claim), {("available", level)} if level else set()
                )
                if level == "block":
                    with self.assertRefused("above the money that Oak and Lime has"):
                        claim.action_submit()

    def test_trips(self):
        car = self._vehicle(registration_paper=False)
        for vals, code, level in (
            ({"distance": 10}, "vehicle", "block"),
            ({"vehicle_id": car.id}, "distance", "block"),
            (
                {"vehicle_id": car.id, "distance": 10, "date": "2020-06-01"},
                "scale",
                "block",
            ),
            ({"vehicle_id": car.id, "distance": 10}, "paper", "warn"),
        ):
            with self.subTest(code=code):
                self.company.coop_expense_max_days = 0
                line = {**self._line("mileage"), **vals}
                claim = self._claim(line)
                self.assertEqual(self._codes(claim), {(code, level)})
                claim.unlink()

    def test_beyond_the_kilometres_of_a_year(self):
        self.company.account_fiscal_country_id = self.env.ref("base.be")
        car = self._vehicle()
        claim = self._claim(self._trip(car, 24000), self._trip(car, 0.1, "2026-03-11"))
        self.assertFalse(claim.line_ids[0]._remarks())
        self.assertRegex(claim.line_ids[1].remark_text, "goes beyond 24000 km a year")

    def test_queries_do_not_grow_with_lines(self):
        few, many = (
            self._claim(*(self._line("taxi", n + k) for n in range(1, lines)))
            for k, lines in ((0, 4), (100, 24))
        )
        counts = []
        for claim in (few, many):
            self.env.invalidate_all()
            claim.line_ids.mapped("display_name")
            before = self.cr.sql_log_count
            claim._remarks()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)
