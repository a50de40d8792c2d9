from odoo.exceptions import UserError
from odoo.tests import tagged

from .share_race_case import ShareRaceCase


@tagged("post_install", "-at_install")
class TestShareRace(ShareRaceCase):
    """Two people at once in the capital register: its numbers have no gaps, its chain
    does not fork, and nothing is given or called twice."""

    def test_two_payments_get_consecutive_numbers(self):
        ids = [self._called(self.noor), self._called(self.ali)]
        self.assertEqual(self._at_once(*map(self._pay, ids)), [1, 2])
        self.assertEqual(self._difference(), "")

    def test_shares_are_given_once(self):
        self._commit(self._pay(self._called(self.noor)))
        drafts = [
            self._draft("transfer", giver=self.noor, receiver=self.ali) for _ in "ab"
        ]
        first, second = self._at_once(*map(self._record, drafts))
        self.assertEqual(first, 2)
        self.assertIsInstance(second, UserError)
        self.assertRegex(str(second), "holds 0 shares")
        self.assertEqual(self._difference(), "")

    def test_a_movement_is_recorded_once(self):
        self._commit(self._pay(self._called(self.noor)))
        draft = self._draft("transfer", giver=self.noor, receiver=self.ali)
        first, second = self._at_once(self._record(draft), self._record(draft))
        self.assertEqual(first, 2)
        self.assertRegex(str(second), "cannot do this")

    def test_a_subscription_is_called_once(self):
        draft = self._draft("subscription", receiver=self.noor)

        def call(env):
            self._move(env, draft).action_call()
            return "called"

        first, second = self._at_once(call, call)
        self.assertEqual(first, "called")
        self.assertRegex(str(second), "cannot do this")
        entries = self._commit(lambda env: len(self._move(env, draft).entry_ids))
        self.assertEqual(entries, 1)

    def test_a_movement_is_reversed_once(self):
        called = self._called(self.noor)
        self._commit(self._pay(called))

        def reverse(env):
            move = self._move(env, called)
            return move._reverse(move.date, "Twice").number

        first, second = self._at_once(reverse, reverse)
        self.assertEqual(first, 2)
        self.assertIsInstance(second, Exception)
        self.assertEqual(self._difference(), "")
