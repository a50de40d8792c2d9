from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ExpenseCase


@tagged("post_install", "-at_install")
class TestFlow(ExpenseCase):
    def test_from_draft_to_paid_and_back(self):
        claim = self._claim(self._line("supplies", 120), self._line("taxi", 30))
        self.assertRecordValues(
            claim, [{"state": "draft", "total_amount": 150, "name": False}]
        )
        claim.action_submit()
        self.assertEqual(claim.state, "submitted")
        self.assertRegex(claim.name, r"^EXP/\d{4}/\d{5}$")
        claim.with_user(self.adviser).action_approve()
        self.assertRecordValues(
            claim.with_user(self.adviser),
            [
                {
                    "state": "approved",
                    "approved_by_id": self.adviser.id,
                    "self_approved": False,
                }
            ],
        )
        by_accountant = claim.with_user(self.accountant)
        by_accountant.action_post()
        self.assertEqual(claim.state, "posted")
        entry = by_accountant.account_move_id
        self.assertEqual(entry.partner_id, self.noor.partner_id)
        payment = self._pay(entry)
        self.assertEqual(claim.state, "paid")
        payment.move_id.line_ids.remove_move_reconcile()
        self.assertEqual(claim.state, "posted")

    def _pay(self, entry):
        wizard = (
            self.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=entry.ids)
            .create({})
        )
        return wizard._create_payments()

    def test_a_number_is_given_once(self):
        claim = self._submitted(self._line("taxi", 30))
        number = claim.name
        claim.action_draft()
        self.assertEqual(claim.state, "draft")
        claim.action_submit()
        self.assertEqual(claim.name, number)

    def test_a_refusal_has_a_reason_and_a_way_to_correct(self):
        claim = self._submitted(self._line("taxi", 30))
        by_adviser = claim.with_user(self.adviser)
        with self.assertRefused("Tell the member why"):
            by_adviser.action_refuse("  ")
        by_adviser.action_refuse("Which client?")
        self.assertRecordValues(
            claim, [{"state": "refused", "refusal_reason": "Which client?"}]
        )
        claim.action_draft()
        claim.line_ids.name = "To Oak & Co"
        claim.action_submit()
        self.assertRecordValues(
            claim, [{"state": "submitted", "refusal_reason": False}]
        )

    def test_steps_come_in_their_order(self):
        claim = self._claim(self._line("taxi", 30))
        with self.assertRefused("cannot do this: it is draft"):
            claim.with_user(self.adviser).action_approve()
        with self.assertRefused("cannot do this: it is draft"):
            claim.with_user(self.accountant).action_post()
        claim.action_submit()
        with self.assertRefused("cannot do this: it is submitted"):
            claim.sudo().action_submit()
        with self.assertRefused("cannot do this: it is submitted"):
            claim.with_user(self.accountant).action_post()
        claim.with_user(self.adviser).action_approve()
        with self.assertRefused("cannot do this: it is approved"):
            claim.action_draft()
        claim.with_user(self.accountant).action_post()
        with self.assertRefused("cannot do this: it is posted"):
            claim.with_user(self.accountant).action_post()
        with self.assertRefused("cannot do this: it is posted"):
            claim.with_user(self.adviser).action_refuse("Too late")

    def test_who_may_take_which_step(self):
        claim = self._submitted(self._line("taxi", 30))
        for action, users in (
            ("action_approve", (self.noor_user, self.accountant, self.employee)),
            ("action_post", (self.noor_user, self.adviser, self.employee)),
        ):
            for user in users:
                with self.subTest(action=action, user=user.login):
                    with self.assertRaises(AccessError):
                        getattr(claim.with_user(user), action)()
        for user in (self.noor_user, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                claim.with_user(user).action_refuse("No")
        with self.assertRaises(AccessError):
            claim.with_user(self.adviser).action_draft()

    def test_nobody_approves_their_own_claim(self):
        ali = self._member("Ali Roche")
        ali.partner_id = self.adviser.partner_id
        self.oak.member_ids += ali
        self._running(ali, self.volunteering, "2020-01-01")
        claim = self._submitted(
            self._line("taxi", 30), member=ali, user=self.accountant
        )
        with self.assertRefused("Somebody else approves"):
            claim.with_user(self.adviser).action_approve()
        claim.with_user(self.manager).action_approve()

    def test_small_claims_need_no_adviser(self):
        self.company.coop_expense_self_limit = 50
        for amount, day, state in (
            (50, "2026-03-01", "approved"),
            (50.01, "2026-03-02", "submitted"),
        ):
            with self.subTest(amount=amount):
                claim = self._submitted(self._line("taxi", amount, day))
                self.assertEqual(claim.state, state)
                self.assertEqual(claim.self_approved, state == "approved")
        supplier = self._submitted(
            self._line("taxi", 20, "2026-03-03"), payer="supplier"
        )
        self.assertEqual(supplier.state, "submitted")

    def test_remarks_call_for_an_adviser(self):
        self.company.coop_expense_self_limit = 50
        self._submitted(self._line("taxi", 20))
        twin = self._submitted(self._line("taxi", 20))
        self.assertEqual(twin.state, "submitted")

    def test_members_write_drafts_only(self):
        claim = self._submitted(self._line("taxi", 30))
        line = claim.line_ids
        attempts = (
            lambda: claim.write({"description": "Other"}),
            lambda: line.write({"amount": 300}),
            lambda: claim.write({"line_ids": [Command.update(line.id, {"name": "x"})]}),
            lambda: line.unlink(),
            lambda: claim.unlink(),
            lambda: line.copy({"expense_id": claim.id}),
            lambda: self._receipt(line, b"%PDF-1.4 other"),
            lambda: line.receipt_ids.unlink(),
            lambda: line.receipt_ids.write({"line_id": False}),
        )
        for number, attempt in enumerate(attempts):
            with self.subTest(attempt=number), self.assertRefused("."):
                attempt()
        self.assertRecordValues(line, [{"amount": 30, "name": False}])

    def test_nobody_writes_a_step(self):
        claim = self._claim(self._line("taxi", 30))
        for user in (self.noor_user, self.accountant, self.env.user):
            for vals in (
                {"step": "approved"},
                {"state": "approved"},
                {"name": "EXP/1"},
                {"account_move_id": 1},
                {"posting_number": 7},
                {"self_approved": True},
                {"member_id": self.noor.id},
            ):
                with self.subTest(user=user.login, vals=vals), self.assertRefused("."):
                    claim.with_user(user).write(vals)
        with self.assertRefused("starts as a draft"):
            self._claim(step="approved", name="EXP/1", user=self.accountant)
        with self.assertRaises(AccessError):
            self._claim(step="approved", name="EXP/1")
        forged = {"coop_expense_step": True}
        with self.assertRefused("go on by their buttons"):
            claim.with_context(**forged).write({"step": "approved"})

    def test_lines_stay_in_their_claim(self):
        one, other = (self._claim(self._line("taxi", amount)) for amount in (10, 20))
        with self.assertRefused("stays in its claim"):
            one.line_ids.expense_id = other

    def test_accountants_correct_until_posted_and_it_is_told(self):
        claim = self._submitted(self._line("taxi", 30))
        claim.with_user(self.accountant).line_ids.amount = 28
        self.assertEqual(claim.total_amount, 28)
        self.assertRegex(self._told(claim), "30.* → 28")
        claim.with_user(self.accountant).line_ids.copy({"amount": 3})
        self.assertRegex(self._told(claim), "Added: “Taxi, .*3.00")
        claim.with_user(self.accountant).line_ids[-1].unlink()
        self.assertRegex(self._told(claim), "Removed: “Taxi, .*3.00")
        claim.with_user(self.adviser).action_approve()
        claim.with_user(self.accountant).action_post()
        with self.assertRefused("is in the books"):
            claim.with_user(self.accountant).line_ids.amount = 27
        with self.assertRefused("is in the books"):
            claim.with_user(self.manager).line_ids.unlink()

    def test_an_activity_of_one_s_own(self):
        ali = self._member("Ali Roche")
        elm = self._activity("Elm", ali)
        with self.assertRefused("is not an activity of Noor|access"):
            self._claim(activity_id=elm.id)
        with self.assertRefused("is not an activity of Noor"):
            self._claim(activity_id=elm.id, user=self.accountant)

    def test_drafts_can_be_thrown_away(self):
        claim = self._claim(self._line("taxi", 30))
        receipt = claim.line_ids.receipt_ids
        claim.unlink()
        self.assertRecordValues(receipt, [{"line_id": False}])
        numbered = self._submitted(self._line("taxi", 30))
        numbered.action_draft()
        with self.assertRefused("claims that were are kept"):
            numbered.unlink()

    def test_an_entry_is_reversed_and_the_claim_opens_again(self):
        claim = self._posted(self._line("supplies", 120))
        first = claim.account_move_id
        claim.action_reverse("Wrong activity")
        self.assertRecordValues(claim, [{"state": "approved", "step": "posted"}])
        self.assertEqual(first.payment_state, "reversed")
        self.assertEqual(len(claim.entry_ids), 2)
        claim.line_ids.category_id = self._category("equipment")
        claim.action_post()
        self.assertEqual(claim.state, "posted")
        self.assertNotEqual(claim.account_move_id, first)
        balance = sum(
            self.env["account.move.line"]
            .search([("coop_activity_id", "=", self.oak.id)])
            .filtered(lambda line: line.account_id.account_type == "expense")
            .mapped("balance")
        )
        self.assertEqual(balance, 100)

    def test_a_reversal_by_odoo_s_own_window(self):
        claim = self._posted(self._line("supplies", 120))
        wizard = (
            self.env["account.move.reversal"]
            .with_user(self.accountant)
            .with_context(
                active_model="account.move", active_ids=claim.account_move_id.ids
            )
            .create({"journal_id": claim.account_move_id.journal_id.id})
        )
        wizard.reverse_moves(is_modify=False)
        reversal = claim.entry_ids - claim.account_move_id
        self.assertEqual(claim.state, "posted")
        reversal.action_post()
        self.assertEqual(claim.state, "approved")

    def test_a_paid_claim_can_be_reversed(self):
        claim = self._posted(self._line("supplies", 120))
        self._pay(claim.account_move_id)
        claim.action_reverse("Twice")
        self.assertEqual(claim.state, "approved")

    def test_entries_are_not_taken_back_behind_the_claim(self):
        claim = self._posted(self._line("supplies", 120))
        for action in ("button_draft", "button_cancel"):
            with self.subTest(action=action), self.assertRefused("reverse it instead"):
                getattr(claim.account_move_id, action)()
