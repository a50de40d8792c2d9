from datetime import timedelta

from odoo import Command

from .share_case import ShareCase


class TestShareCallDay(ShareCase):
    """The day on which a subscription is posted, and from which it is to be paid."""

    def setUp(self):
        super().setUp()
        self.company.coop_share_payment_days = 30
        self.earlier = self.today - timedelta(days=20)

    def _called_on(self, day, **vals):
        move = self._move("subscription", receiver=self.noor)
        move.date = day
        move._as_step().write(vals)
        move.action_call()
        return move

    def assertCalledOn(self, move, day):
        self.assertEqual(move.account_move_id.date, day)
        self.assertEqual(move.date_due, day + timedelta(days=30))

    def test_what_is_encoded_late_keeps_its_day(self):
        self.assertCalledOn(self._called_on(self.earlier), self.earlier)

    def test_instalments_count_from_that_day(self):
        term = self.env["account.payment.term"].create(
            {
                "name": "In two instalments",
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": 50, "nb_days": days}
                    )
                    for days in (0, 10)
                ],
            }
        )
        move = self._called_on(self.earlier, payment_term_id=term.id)
        self.assertEqual(
            move._open_instalments().mapped("date_maturity"),
            [self.earlier, self.earlier + timedelta(days=10)],
        )

    def test_the_register_has_the_day_of_payment(self):
        move = self._called_on(self.earlier)
        paid_on = self.earlier + timedelta(days=5)
        self._pay(move, day=paid_on)
        self.assertRecordValues(move, [{"state": "done", "date": paid_on}])

    def test_what_members_asked_for_is_called_when_they_are_told(self):
        for source in ("form", "portal"):
            move = self._called_on(self.earlier, source=source)
            self.assertCalledOn(move, self.today)

    def test_days_to_come_are_not_posted(self):
        move = self._called_on(self.today + timedelta(days=20))
        self.assertCalledOn(move, self.today)

    def test_closed_days_are_not_posted(self):
        self.company.hard_lock_date = self.earlier
        self.assertCalledOn(self._called_on(self.earlier), self.today)
        opened = self.earlier + timedelta(days=1)
        self.assertCalledOn(self._called_on(opened), opened)
