from psycopg2.errors import CheckViolation

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.coop_expense_line import MOST_AMOUNT, MOST_DISTANCE
from .common import ExpenseCase


@tagged("post_install", "-at_install")
class TestExtremes(ExpenseCase):
    """Claims and trips of nothing, of less than nothing, and of far too much."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.car = cls._vehicle()

    # -- amounts -----------------------------------------------------------------------

    def test_amounts_below_zero(self):
        with self.assertRefused("the amount lies between"):
            self._claim(self._line("taxi", -0.01))
        line = self._claim(self._line("taxi", 10)).line_ids
        with self.assertRefused("the amount lies between"):
            line.amount = -0.01

    def test_nothing_is_neither_sent_nor_posted(self):
        with self.assertRefused("enter the amount"):
            self._claim(self._line("taxi", 0)).action_submit()
        claim = self._approved(self._line("taxi", 10)).with_user(self.accountant)
        claim.line_ids.amount = 0
        with self.assertRefused("comes to .*0.00.*nothing to pay"):
            claim.action_post()
        self.assertFalse(claim.entry_ids)

    def test_a_cent(self):
        entry = self._posted(self._line("supplies", 0.01)).account_move_id
        self.assertEqual(entry.amount_total, 0.01)
        self.assertFalse(entry.amount_tax)

    def test_far_too_much(self):
        claim = self._posted(self._line("supplies", MOST_AMOUNT))
        self.assertEqual(claim.account_move_id.amount_total, MOST_AMOUNT)
        self.assertEqual(claim.account_move_id.amount_tax, 166666666.67)
        for amount in (MOST_AMOUNT + 0.01, 1e15, 1e300):
            with self.assertRefused("the amount lies between"):
                self._claim(self._line("supplies", amount))

    def test_no_numbers(self):
        infinite, no_number = float("inf"), float("nan")
        for line, error in (
            (self._line("taxi", infinite), ValidationError),
            (self._line("taxi", no_number), ValueError),
            (self._trip(self.car, infinite), OverflowError),
            (self._trip(self.car, no_number), ValueError),
        ):
            with self.subTest(line=line), self.assertRaises(error):
                self._claim(line)

    # -- trips -------------------------------------------------------------------------

    def test_distances_below_zero(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.cr.savepoint(),
        ):
            self._claim(self._trip(self.car, -1))
        line = self._claim(self._trip(self.car, 10)).line_ids
        with self.assertRefused("the distance lies between"):
            line.distance = -1
        self.assertRecordValues(line, [{"distance": 10, "amount": 6.36}])

    def test_no_distance(self):
        for distance in (0, 0.04):
            claim = self._claim(self._trip(self.car, distance))
            self.assertEqual(claim.total_amount, 0)
            with self.assertRefused("how many kilometres"):
                claim.action_submit()

    def test_round_the_world(self):
        claim = self._claim(self._trip(self.car, MOST_DISTANCE))
        self.assertEqual(claim.total_amount, 42700)
        for distance in (MOST_DISTANCE + 0.1, 1e15):
            with self.assertRefused("the distance lies between"):
                self._claim(self._trip(self.car, distance))

    def test_a_year_that_was_charged_too_much(self):
        """A rate that is corrected downwards: what is left is claimed together with
        other expenses."""
        self._posted(self._trip(self.car, 4000, "2026-02-01"))
        scale = self.env.ref("coop_activity_expense.scale_fr_2023_car_5")
        scale.band_ids[0].rate = 0.6
        claim = self._claim(self._trip(self.car, 10, "2026-02-03"))
        self.assertRecordValues(
            claim.line_ids, [{"amount": -138, "mileage_correction": -144}]
        )
        with self.assertRefused("comes to .*138.00.*together with other expenses"):
            claim.action_submit()
        claim.line_ids = [(0, 0, self._line("taxi", 150))]
        self._receipt(claim.line_ids[-1])
        claim.action_submit()
        claim.with_user(self.adviser).action_approve()
        claim.with_user(self.accountant).action_post()
        self.assertEqual(claim.sudo().account_move_id.amount_total, 12)

    def test_a_scale_that_falls(self):
        """Mopeds in 2021, as published: the year costs less above 3,000 km."""
        moped = self._vehicle(kind="moped", power=0, plate="M-1")
        claim = self._claim(
            self._trip(moped, 3000, "2021-02-03"),
            self._trip(moped, 1, "2021-02-04"),
            self._trip(moped, 2999, "2021-02-05"),
        )
        self.assertEqual(claim.line_ids.mapped("amount"), [816, -207.94, 191.94])
        self.assertEqual(claim.total_amount, 800)

    def test_trips_far_apart_in_time(self):
        for day in ("0001-01-01", "9999-12-31"):
            claim = self._claim(self._trip(self.car, 10, day))
            self.assertFalse(claim.line_ids.scale_id)
            with self.assertRefused("there is no mileage scale"):
                claim.action_submit()
