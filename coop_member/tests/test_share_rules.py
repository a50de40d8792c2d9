from datetime import timedelta

from odoo.exceptions import UserError

from .share_case import ShareCase


class TestShareRules(ShareCase):
    """What capital movements must keep to, each with its sentence."""

    def test_more_than_held(self):
        self._subscribed(self.noor, 10)
        with self.assertRefused("Noor Vidal holds 10 shares .* cannot give 11"):
            self._recorded("transfer", 11, giver=self.noor, receiver=self.ali)
        with self.assertRefused("Ali Roche holds 0 shares"):
            self._recorded("reimbursement", 1, giver=self.ali)

    def test_more_than_held_together(self):
        self._subscribed(self.noor, 10)
        moves = self._move("transfer", 6, giver=self.noor, receiver=self.ali)
        moves |= self._move("transfer", 6, giver=self.noor, receiver=self.ali)
        with self.assertRefused("holds 4 shares"):
            moves.action_record()

    def test_another_type_is_not_held(self):
        self._subscribed(self.noor, 10)
        other = self._share_type("B", 20)
        with self.assertRefused("holds 0 shares of type Share B"):
            self._recorded(
                "transfer",
                1,
                giver=self.noor,
                receiver=self.ali,
                share_type_id=other.id,
            )

    def test_backwards(self):
        self._subscribed(self.noor, 10)
        with self.assertRefused("the day of movement 1: choose that day or a later"):
            self._recorded(
                "transfer",
                1,
                giver=self.noor,
                receiver=self.ali,
                day=self.today - timedelta(days=1),
            )

    def test_future(self):
        self._subscribed(self.noor, 10)
        with self.assertRefused("is in the future"):
            self._recorded(
                "transfer",
                1,
                giver=self.noor,
                receiver=self.ali,
                day=self.today + timedelta(days=1),
            )

    def test_locked_period(self):
        past = self.today - timedelta(days=400)
        self._subscribed(self.noor, 10, day=past)
        self.company.sudo().fiscalyear_lock_date = past + timedelta(days=30)
        with self.assertRefused("is in a locked period"):
            self._recorded("reimbursement", 1, giver=self.noor, day=past)
        late = self._recorded("reimbursement", 1, giver=self.noor)
        self.assertEqual(late.account_move_id.date, self.today)

    def test_another_company(self):
        jef = self._foreign_member()
        with self.assertRaises(UserError):
            self._move("subscription", 1, receiver=jef)

    def test_nobody_and_oneself(self):
        for giver, receiver in ((None, None), (self.noor, self.noor)):
            with self.assertRefused("A subscription is received by a member"):
                self._move("transfer", 1, giver=giver, receiver=receiver)

    def test_no_share(self):
        for quantity in (0, -3):
            with self.assertRefused("at least one share"):
                self._move("subscription", quantity, receiver=self.noor)

    def test_left_members_receive_nothing(self):
        self.noor.exit_reason_id = self.exit_reason
        self.noor.action_leave()
        with self.assertRefused("neither a member nor a candidate"):
            self._called(self.noor)

    def test_candidates_may_subscribe(self):
        candidate = self._candidate("Zoé Blanc")
        self._subscribed(candidate, 3)
        self.assertEqual(candidate.share_quantity, 3)
        self.assertEqual(candidate.associate_date, self.today)

    def test_type_for_other_colleges(self):
        others = self.env["coop.college"].search(
            [("company_id", "=", self.company.id), ("id", "!=", self.college.id)]
        )
        kind = self._share_type("B", 20, college_ids=[(6, 0, others.ids)])
        with self.assertRefused("not for the college of Noor Vidal"):
            self._called(self.noor, share_type_id=kind.id)

    def test_minimum_of_the_college(self):
        self.college.min_shares = 3
        with self.assertRefused("would hold 2 shares, and must hold at least 3"):
            self._called(self.noor, 2)
        self._called(self.noor, 3)
        self._called(self.noor, 1)

    def test_minimum_of_the_type(self):
        kind = self._share_type("B", 20, min_quantity=5)
        with self.assertRefused("would hold 4 shares, and must hold at least 5"):
            self._called(self.noor, 4, share_type_id=kind.id)
        self._called(self.noor, 10)
        with self.assertRefused("would hold 4 shares, and must hold at least 5"):
            self._called(self.noor, 4, share_type_id=kind.id)
        self._called(self.noor, 5, share_type_id=kind.id)
        self._called(self.noor, 1, share_type_id=kind.id)

    def test_giving_below_the_minimum(self):
        self.college.min_shares = 3
        self._subscribed(self.noor, 10)
        self._subscribed(self.ali, 10)
        with self.assertRefused("Noor Vidal would hold 2 shares"):
            self._recorded("transfer", 8, giver=self.noor, receiver=self.ali)
        self._recorded("transfer", 10, giver=self.noor, receiver=self.ali)
        self.assertFalse(self.noor.associate_date)

    def test_giving_below_the_minimum_in_two_steps_at_once(self):
        self.college.min_shares = 5
        self._subscribed(self.noor, 10)
        moves = self._move("reimbursement", 4, giver=self.noor)
        moves |= self._move("reimbursement", 4, giver=self.noor)
        with self.assertRefused("Noor Vidal would hold 2 shares"):
            moves.action_record()
        self.assertEqual(self.noor.share_quantity, 10)

    def test_ceiling(self):
        self.company.sudo().coop_share_ceiling_percent = 50
        self._subscribed(self.noor, 10)
        self._subscribed(self.ali, 8)
        with self.assertRefused("more than the 50.0%"):
            self._called(self.noor, 9)
        self._called(self.ali, 2)

    def test_ceiling_counts_what_is_called(self):
        self.company.sudo().coop_share_ceiling_percent = 60
        self._subscribed(self.noor, 10)
        self._subscribed(self.ali, 10)
        self._called(self.noor, 4)
        with self.assertRefused("270.00.*420.00.*more than the 60.0%"):
            self._called(self.noor, 4)

    def test_ceiling_waits_for_holders(self):
        self.company.sudo().coop_share_ceiling_percent = 25
        self._subscribed(self.noor, 10)
        self._subscribed(self.ali, 80)
        self.assertEqual(self.ali.share_quantity, 80)

    def test_floor(self):
        self.company.sudo().coop_share_floor_percent = 50
        self._subscribed(self.noor, 10)
        with self.assertRefused("The capital would fall to .*60.00.*floor of .*75.00"):
            self._recorded("reimbursement", 6, giver=self.noor)
        self._recorded("reimbursement", 5, giver=self.noor)

    def test_floor_counts_what_came_before(self):
        self.company.sudo().write(
            {"coop_share_floor_percent": 50, "coop_share_highest_before": 290}
        )
        self._subscribed(self.noor, 10)
        with self.assertRefused("floor of .*145.00"):
            self._recorded("reimbursement", 1, giver=self.noor)

    def test_floor_does_not_count_mistakes(self):
        self.company.sudo().coop_share_floor_percent = 50
        self._subscribed(self.noor, 10)
        mistake = self._subscribed(self.ali, 1000)
        mistake._reverse(self.today, "One zero too many, and another")
        self._recorded("reimbursement", 5, giver=self.noor)
        self.assertEqual(float(self.company._coop_capital_floor()), 75)

    def test_losses_may_break_the_floor(self):
        self.company.sudo().coop_share_floor_percent = 50
        self._subscribed(self.noor, 10)
        self._recorded("reduction", 8, giver=self.noor)
        self.assertEqual(self.noor.share_capital, 30)

    def test_loss_above_the_value(self):
        self._subscribed(self.noor, 10)
        with self.assertRefused("share of losses lies between"):
            self._recorded("reimbursement", 2, giver=self.noor, loss_amount=31)
        with self.assertRefused("Only a reimbursement bears"):
            self._recorded(
                "transfer", 2, giver=self.noor, receiver=self.ali, loss_amount=5
            )

    def test_reversed_once(self):
        move = self._subscribed(self.noor, 10)
        reversal = move._reverse(self.today, "Twice")
        with self.assertRefused("already reversed"):
            move._reverse(self.today, "Again")
        with self.assertRefused("itself a reversal"):
            reversal._reverse(self.today, "After all")

    def test_reversal_of_what_was_given_on(self):
        move = self._subscribed(self.noor, 10)
        transfer = self._recorded("transfer", 4, giver=self.noor, receiver=self.ali)
        with self.assertRefused("holds 6 shares .* cannot give 10"):
            move._reverse(self.today, "Too late")
        (move | transfer)._reverse(self.today, "Both")
        self.assertEqual((self.noor.share_quantity, self.ali.share_quantity), (0, 0))

    def test_done_stays_paid(self):
        move = self._subscribed(self.noor, 10)
        paid = move._payment_lines()
        with self.assertRefused("put movement 1 into the capital register"):
            paid.remove_move_reconcile()
        move._reverse(self.today, "The bank took it back")
        paid.remove_move_reconcile()

    def test_payment_taken_back_before_the_end(self):
        move = self._called(self.noor, 10)
        self._pay(move, 50)
        move._payment_lines().remove_move_reconcile()
        self.assertEqual(self._balance("101300"), 0)
        self.assertEqual(move.amount_due, 150)

    def test_wrong_state(self):
        move = self._subscribed(self.noor, 10)
        for action in ("action_call", "action_record", "action_cancel", "action_draft"):
            with self.subTest(action=action), self.assertRefused("cannot do this"):
                getattr(move, action)()

    def test_cancelled_call_does_not_come_back(self):
        move = self._called(self.noor)
        move.action_cancel()
        with self.assertRefused("was called and cancelled in the books"):
            move.action_draft()

    def test_no_accounts_no_call(self):
        self.company.sudo().coop_share_called_account_id = False
        with self.assertRefused("has no accounts for its capital yet"):
            self._called(self.noor)

    def test_reimbursement_is_due_after_the_delay(self):
        self.company.sudo().coop_share_reimburse_months = 60
        self._subscribed(self.noor, 10)
        move = self._recorded("reimbursement", 4, giver=self.noor)
        self.assertEqual(move.date_due.year, self.today.year + 5)
        owed = move._payment_lines()
        self.assertEqual(owed.date_maturity, move.date_due)
