from odoo.tests import tagged

from .share_race_case import ShareRaceCase


@tagged("post_install", "-at_install")
class TestPortalSharesRace(ShareRaceCase):
    """A double click in the member's space, as two workers get it."""

    def setUp(self):
        super().setUp()
        self._write_member("active", "RACE", "2020-01-01")
        self.addCleanup(self._write_member, "candidate", None, None)

    def _write_member(self, state, number, admission_date):
        # an admission would take a number of the cooperative's for good
        self._commit(
            lambda env: env.cr.execute(
                "UPDATE coop_member SET state = %s, number = %s, admission_date = %s "
                "WHERE id = %s",
                [state, number, admission_date, self.noor],
            )
        )

    def _form(self, quantity):
        return {
            "share": str(self.type_id),
            "quantity": str(quantity),
            "agree": "1",
            "key": "k" * 22,
        }

    def _send(self, method, quantity=5):
        """Work that sends a form, and returns what is wrong with it."""

        def work(env):
            member = env["coop.member"].browse(self.noor)
            form = self._form(quantity)
            return getattr(env["coop.share.move"], method)(member, form)

        return work

    def _moves(self):
        """(kind, state, number of entries, number of activities) of each movement."""
        return self._commit(
            lambda env: [
                (move.kind, move.state, len(move.entry_ids), len(move.activity_ids))
                for move in env["coop.share.move"].search(
                    [("member_id", "=", self.noor)], order="id"
                )
            ]
        )

    def test_a_double_click_subscribes_once(self):
        click = self._send("_portal_subscribe")
        self.assertEqual(self._at_once(click, click), [{}, {}])
        self.assertEqual(self._moves(), [("subscription", "called", 1, 0)])

    def test_two_different_forms_are_two_subscriptions(self):
        forms = [self._send("_portal_subscribe", quantity) for quantity in (5, 6)]
        self.assertEqual(self._at_once(*forms), [{}, {}])
        self.assertEqual(self._moves(), 2 * [("subscription", "called", 1, 0)])

    def test_a_double_click_asks_once_for_a_reimbursement(self):
        self._commit(self._pay(self._called(self.noor)))
        click = self._send("_portal_reimburse", 3)
        self.assertEqual(self._at_once(click, click), [{}, {}])
        bought, asked = self._moves()
        self.assertEqual(asked[:2], ("reimbursement", "draft"))
        self.assertLessEqual(asked[3], 1)

    def test_what_is_being_paid_is_not_cancelled(self):
        called = self._called(self.noor)

        def cancel(env):
            member = env["coop.member"].browse(self.noor)
            return env["coop.share.move"]._portal_cancel(member, called)

        self.assertEqual(self._at_once(self._pay(called), cancel), [1, False])
        self.assertEqual(self._difference(), "")

    def test_what_is_being_cancelled_is_not_cancelled_twice(self):
        called = self._called(self.noor)

        def cancel(env):
            member = env["coop.member"].browse(self.noor)
            return env["coop.share.move"]._portal_cancel(member, called)

        self.assertEqual(self._at_once(cancel, cancel), [True, False])
        self.assertEqual(self._moves(), [("subscription", "cancelled", 2, 0)])
