from odoo.tests import tagged

from .common import ExpenseCase


@tagged("post_install", "-at_install")
class TestNotice(ExpenseCase):
    """Who is told what becomes of a claim."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.noor.adviser_id = cls.adviser

    def _waiting_for(self, user, claim):
        return self.env["mail.activity"].search_count(
            [
                ("res_model", "=", "coop.expense"),
                ("res_id", "=", claim.id),
                ("user_id", "=", user.id),
            ]
        )

    def _mails(self, claim):
        """Subjects of the mails about a claim that the member got."""
        messages = self.env["mail.message"].search(
            [
                ("model", "=", "coop.expense"),
                ("res_id", "=", claim.id),
                ("partner_ids", "in", self.noor.portal_partner_id.id),
            ],
            order="id",
        )
        return messages.mapped("subject")

    def _run_job(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            job = self.env.ref("coop_activity_expense.ir_cron_expense_notice")
            job.method_direct_trigger()
        self.env.invalidate_all()

    def _pay(self, claim):
        action = claim.with_user(self.accountant).action_register_payment()
        windows = self.env[action["res_model"]].with_user(self.accountant)
        return windows.with_context(**action["context"]).create({})._create_payments()

    def test_the_adviser_is_asked_until_it_is_decided(self):
        for decide in (
            lambda claim: claim.with_user(self.manager).action_approve(),
            lambda claim: claim.with_user(self.accountant).action_refuse("No"),
            lambda claim: claim.action_draft(),
        ):
            claim = self._claim(self._line("taxi", 30))
            self.assertEqual(self._waiting_for(self.adviser, claim), 0)
            claim.action_submit()
            self.assertEqual(self._waiting_for(self.adviser, claim), 1)
            decide(claim)
            self.assertEqual(self._waiting_for(self.adviser, claim), 0)

    def test_without_adviser_the_one_of_all_is_asked(self):
        self.noor.adviser_id = False
        self.company.coop_default_adviser_id = self.manager
        claim = self._submitted(self._line("taxi", 30))
        self.assertEqual(self._waiting_for(self.manager, claim), 1)
        self.company.coop_default_adviser_id = False
        self.assertTrue(self._submitted(self._line("taxi", 31)))

    def test_an_adviser_who_has_gone_is_asked_nothing(self):
        self.company.coop_default_adviser_id = self.manager
        self.adviser.active = False
        claim = self._submitted(self._line("taxi", 30))
        self.assertEqual(self._waiting_for(self.adviser, claim), 0)
        self.assertEqual(self._waiting_for(self.manager, claim), 1)

    def test_nobody_is_asked_about_what_needs_no_approval(self):
        self.company.coop_expense_self_limit = 50
        claim = self._submitted(self._line("taxi", 30))
        self.assertEqual(claim.state, "approved")
        self.assertEqual(self._waiting_for(self.adviser, claim), 0)

    def test_a_refusal_reaches_the_member(self):
        claim = self._submitted(self._line("taxi", 30))
        claim.with_user(self.adviser).action_refuse("Which client?")
        self.assertEqual(
            self._mails(claim), [f"To be corrected: your expense claim {claim.name}"]
        )
        told = self._told(claim)
        self.assertIn("Which client?", told)
        self.assertIn(f"/my/coop/expenses/{claim.id}", told)
        self.assertIn("30.00", told)

    def test_a_payment_reaches_the_member_once(self):
        claim = self._posted(self._line("taxi", 30))
        self._pay(claim)
        self.assertFalse(self._mails(claim))
        self._run_job()
        self._run_job()
        self.assertEqual(self._mails(claim), [f"Paid: your expense claim {claim.name}"])

    def test_a_payment_that_is_undone_is_not_told(self):
        claim = self._posted(self._line("taxi", 30))
        payment = self._pay(claim)
        payment.move_id.line_ids.remove_move_reconcile()
        self._run_job()
        self.assertFalse(self._mails(claim))
        self.assertFalse(claim.payment_to_tell)

    def test_part_of_a_payment_is_not_told(self):
        claim = self._posted(self._line("taxi", 30))
        action = claim.action_register_payment()
        windows = self.env[action["res_model"]].with_user(self.accountant)
        windows.with_context(**action["context"]).create(
            {"amount": 10}
        )._create_payments()
        self._run_job()
        self.assertFalse(self._mails(claim))

    def test_an_accountant_is_told_of_what_waits_once(self):
        first = self._approved(self._line("taxi", 30))
        self._approved(self._line("taxi", 40))
        self._run_job()
        self._run_job()
        self.assertEqual(self._waiting_for(self.accountant, first), 1)
        self.assertEqual(
            first.with_user(self.accountant).activity_ids.summary,
            "Expense claims to post: 2",
        )
        first.with_user(self.accountant).action_post()
        self.assertEqual(self._waiting_for(self.accountant, first), 0)

    def test_nobody_marks_payments_by_hand(self):
        claim = self._posted(self._line("taxi", 30))
        with self.assertRefused("go on by their buttons"):
            claim.write({"payment_to_tell": True})
