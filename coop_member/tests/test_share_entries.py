from datetime import timedelta

from .share_case import ShareCase


class TestShareEntries(ShareCase):
    """What each operation posts, line by line."""

    def test_call(self):
        move = self._called(quantity=10)
        self.assertEntry(
            move.account_move_id,
            [("456255", self.noor, 150, 0), ("101200", self.noor, 0, 150)],
        )
        self.assertEqual(move.state, "called")
        self.assertEqual(move.amount_due, 150)
        self.assertFalse(move.number)
        self.assertEqual(self.noor.share_quantity, 0)

    def test_payment(self):
        move = self._called(quantity=10)
        self._pay(move)
        payment = move.entry_ids - move.account_move_id
        self.assertEntry(
            payment, [("101200", self.noor, 150, 0), ("101300", self.noor, 0, 150)]
        )
        self.assertRecordValues(
            move, [{"state": "done", "number": 1, "amount_due": 0, "date": self.today}]
        )
        self.assertEqual(self.noor.share_capital, 150)

    def test_payment_in_parts(self):
        move = self._called(quantity=10)
        self._pay(move, 50)
        self.assertEqual(move.state, "called")
        self.assertEqual(self._balance("101300"), -50)
        self.assertEqual(self._balance("101200"), -100)
        self._pay(move)
        self.assertEqual(move.state, "done")
        self.assertEqual(self._balance("101300"), -150)
        self.assertEqual(self._balance("101200"), 0)

    def test_cancelled_call(self):
        move = self._called(quantity=10)
        move.action_cancel()
        credit = move.entry_ids - move.account_move_id
        self.assertEntry(
            credit, [("101200", self.noor, 150, 0), ("456255", self.noor, 0, 150)]
        )
        self.assertTrue(all(move._payment_lines().mapped("reconciled")))
        self.assertRecordValues(move, [{"state": "cancelled", "number": 0}])

    def test_cancelled_call_owes_what_was_paid(self):
        move = self._called(quantity=10)
        self._pay(move, 40)
        move.action_cancel()
        self.assertEqual(self._balance("101300"), 0)
        self.assertEqual(self._balance("101200"), 0)
        self.assertEqual(self._balance("456255"), -40)
        self.assertRecordValues(move, [{"amount_due": 40, "date_next_due": self.today}])

    def test_transfer(self):
        self._subscribed(self.noor, 10)
        move = self._recorded("transfer", 4, giver=self.noor, receiver=self.ali)
        self.assertEntry(
            move.account_move_id,
            [("101300", self.noor, 60, 0), ("101300", self.ali, 0, 60)],
        )
        self.assertEqual((self.noor.share_quantity, self.ali.share_quantity), (6, 4))

    def test_reimbursement(self):
        self._subscribed(self.noor, 10)
        move = self._recorded("reimbursement", 4, giver=self.noor, loss_amount=9.99)
        self.assertEntry(
            move.account_move_id,
            [
                ("101300", self.noor, 60, 0),
                ("119000", None, 0, 9.99),
                ("456705", self.noor, 0, 50.01),
            ],
        )
        self.assertEqual(move.amount_due, 50.01)
        self._pay(move)
        self.assertEqual(move.amount_due, 0)

    def test_reduction(self):
        self._subscribed(self.noor, 10)
        self._subscribed(self.ali, 5)
        moves = self._move("reduction", 2, giver=self.noor)
        moves |= self._move("reduction", 1, giver=self.ali)
        moves.action_record()
        self.assertEntry(
            moves.account_move_id,
            [
                ("101300", self.noor, 30, 0),
                ("101300", self.ali, 15, 0),
                ("119000", None, 0, 45),
            ],
        )

    def test_reversed_subscription(self):
        move = self._subscribed(self.noor, 10)
        reversal = move._reverse(self.today, "Entered twice")
        self.assertEntry(
            reversal.account_move_id,
            [("101300", self.noor, 150, 0), ("456705", self.noor, 0, 150)],
        )
        self.assertEqual(reversal.amount_due, 150)
        self.assertEqual(self.noor.share_quantity, 0)

    def test_reversed_transfer(self):
        self._subscribed(self.noor, 10)
        move = self._recorded("transfer", 4, giver=self.noor, receiver=self.ali)
        reversal = move._reverse(self.today, "The wrong person")
        self.assertEntry(
            reversal.account_move_id,
            [("101300", self.ali, 60, 0), ("101300", self.noor, 0, 60)],
        )

    def test_reversed_reimbursement(self):
        self._subscribed(self.noor, 10)
        move = self._recorded("reimbursement", 4, giver=self.noor, loss_amount=10)
        reversal = move._reverse(self.today, "Not this member")
        self.assertEntry(
            reversal.account_move_id,
            [
                ("101300", self.noor, 0, 60),
                ("119000", None, 10, 0),
                ("456705", self.noor, 50, 0),
            ],
        )
        self.assertEqual((move.amount_due, reversal.amount_due), (0, 0))
        self.assertEqual(self.noor.share_quantity, 10)

    def test_reversed_reduction(self):
        self._subscribed(self.noor, 10)
        move = self._recorded("reduction", 2, giver=self.noor)
        reversal = move._reverse(self.today, "Losses were covered otherwise")
        self.assertEntry(
            reversal.account_move_id,
            [("101300", self.noor, 0, 30), ("119000", None, 30, 0)],
        )

    def test_register_goes_on_from_its_last_day(self):
        self._subscribed(self.noor, day=self.today)
        move = self._called(self.ali)
        self._pay(move, day=self.today - timedelta(days=3))
        self.assertEqual(move.date, self.today)
