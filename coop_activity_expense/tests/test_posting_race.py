from odoo.exceptions import UserError
from odoo.tests import tagged

from .expense_race_case import ExpenseRaceCase


@tagged("post_install", "-at_install")
class TestPostingRace(ExpenseRaceCase):
    """Two post at once: nothing is posted twice, kilometres follow each other."""

    def test_a_claim_is_posted_once(self):
        claim = self._approved(self.receipt_id, amount=30)
        first, second = self._at_once(self._post(claim), self._post(claim))
        self.assertEqual(first, "post")
        self.assertIsInstance(second, UserError)
        self.assertRegex(str(second), "cannot do this: it is posted")
        self.assertEqual(self._entries(claim), [1])

    def test_batches_that_share_claims(self):
        ids = [self._approved(self.receipt_id, amount=n) for n in (10, 20, 30)]
        found = self._at_once(self._post(*ids[:2]), self._post(*ids[1:]))
        self.assertEqual(found, ["post", "post"])
        self.assertEqual(self._entries(*ids), [1, 1, 1])

    def test_kilometres_of_a_vehicle_follow_each_other(self):
        trip = {"vehicle_id": self.vehicle_id}
        ids = [
            self._approved(self.mileage_id, distance=distance, **trip)
            for distance in (4000, 3000)
        ]
        found = self._at_once(*map(self._post, reversed(ids)))
        self.assertEqual(found, ["post", "post"])
        total, ranks = self._commit(
            lambda env: (
                sum(env["coop.expense"].browse(ids).mapped("total_amount")),
                env["coop.expense"].browse(ids).line_ids.mapped("posting_rank"),
            )
        )
        # 7,000 km of a year
        self.assertAlmostEqual(total, 3894)
        self.assertEqual(sorted(ranks), [1, 2])

    def test_trips_of_a_vehicle_are_charged_one_after_the_other(self):
        """Even where nothing else, such as the number of an entry, would have the
        second one wait."""
        trip = {"vehicle_id": self.vehicle_id}
        one, other = (
            self._approved(self.mileage_id, distance=distance, **trip)
            for distance in (4000, 3000)
        )
        charged = []

        def charge(claim):
            def work(env):
                charged.append(claim)
                env["coop.expense"].browse(claim).line_ids._charge_for_posting()
                return "charged"

            return work

        found = self._at_once(charge(one), charge(other))
        self.assertEqual(found, ["charged", "charged"])
        self.assertEqual(charged.count(one), 1)
        self.assertEqual(charged.count(other), 2, "it has to run again")
