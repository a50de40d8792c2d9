import base64
from datetime import date, timedelta
from unittest.mock import patch

from odoo.fields import Domain
from odoo.tests import tagged

from .common_billing import BillingCase


@tagged("post_install", "-at_install")
class TestInvoiceStatus(BillingCase):
    """Sent, seen, due, late, paid; reminders; how it is sent and paid."""

    def _late(self, days=10):
        late = self._accepted_invoice()
        self._step(late).invoice_date_due = date.today() - timedelta(days=days)
        return late

    def _step(self, move):
        return move._coop_as_step()

    def test_every_status_is_found(self):
        today = date.today()
        ready, sent, seen = (self._accepted_invoice(invoice_date=today) for _n in "123")
        self._step(sent).is_move_sent = True
        seen._coop_seen()
        submitted = self._submitted_invoice()
        returned = self._submitted_invoice()
        returned.with_user(self.accountant).action_coop_return("No")
        late, partial_late, partial, paid, given_back = (
            self._late(),
            self._late(),
            self._accepted_invoice(invoice_date=today),
            self._late(),
            self._late(),
        )
        self._pay(partial_late, 10)
        self._pay(partial, 10)
        self._pay(paid)
        note = given_back.action_coop_credit()
        note.action_coop_submit()
        note.with_user(self.accountant).action_coop_accept()
        moves = self.env["account.move"].with_user(self.noor_user)
        own = self.oak.id
        self.env.invalidate_all()
        for status, expected in {
            "draft": self._draft(),
            "submitted": submitted,
            "returned": returned,
            "ready": ready,
            "sent": sent,
            "seen": seen,
            "late": late | partial_late,
            "partial": partial,
            "paid": paid | note,
            "reversed": given_back,
            "cancelled": moves,
        }.items():
            with self.subTest(status=status):
                domain = moves._coop_status_domain(status)
                found = moves.search(domain & Domain("coop_activity_id", "=", own))
                self.assertEqual(set(found), set(expected))
                self.assertEqual(
                    set(expected.mapped("coop_status")), {status} if expected else set()
                )

    def test_reminders_in_the_cooperatives_words(self):
        move = self._late()
        with patch.object(type(self.env["mail.mail"]), "send", lambda *_a, **_k: True):
            move.action_coop_remind()
        self.assertRecordValues(
            move,
            [{"coop_reminder_count": 1, "coop_reminder_date": date.today()}],
        )
        message = move.sudo().message_ids[:1]
        self.assertIn("was due on", message.body)
        self.assertIn(move.name, message.body)
        self.assertEqual(message.partner_ids, move.sudo().partner_id)
        with self.assertRefused("The last reminder was sent"):
            move.action_coop_remind()
        self._step(move).coop_reminder_date = date.today() - timedelta(days=7)
        move.action_coop_remind()
        self.assertEqual(move.coop_reminder_count, 2)

    def test_ones_own_words(self):
        template = self.env.ref("coop_activity_expense.mail_template_reminder").copy(
            {"body_html": "<p>Dear friend</p>"}
        )
        self.company.coop_reminder_template_id = template
        move = self._late()
        move.action_coop_remind()
        self.assertIn("Dear friend", move.sudo().message_ids[:1].body)

    def test_no_reminder_of_what_is_not_late(self):
        fresh = self._accepted_invoice(invoice_date=date.today())
        paid = self._late()
        self._pay(paid)
        for move in (fresh, paid, self._draft()):
            with self.assertRefused("is not late"):
                move.action_coop_remind()
        silent = self._late()
        self.bakery.email = False
        with self.assertRefused("has no e-mail address"):
            silent.action_coop_remind()

    def test_sent_by_core(self):
        move = self._accepted_invoice()
        self.bakery.email = "new@example.com"
        sending = type(self.env["account.move.send"])
        with patch.object(sending, "_generate_and_send_invoices") as send:
            move.action_coop_send()
        [moves], settings = send.call_args
        self.assertEqual(moves, move)
        self.assertEqual(settings["sending_methods"], {"email"})
        self.assertEqual(move.sudo().partner_id.email, "new@example.com")
        with self.assertRefused("Only posted documents"):
            self._draft().action_coop_send()

    def test_the_customer_sees_it(self):
        draft = self._draft()
        draft._coop_seen()
        self.assertFalse(draft.coop_seen_date)
        move = self._accepted_invoice()
        move._coop_seen()
        seen = move.coop_seen_date
        self.assertTrue(seen)
        move._coop_seen()
        self.assertEqual(move.coop_seen_date, seen)

    def test_paid_by_qr_code(self):
        move = self._late()
        self.assertIsNone(move._coop_payment_qr())
        bank = self.env["res.partner.bank"].create(
            {
                "acc_number": "FR7630006000011234567890189",
                "partner_id": self.company.partner_id.id,
                "allow_out_payment": True,
            }
        )
        self.company.qr_code = True
        move = self._accepted_invoice()
        self.assertEqual(move.sudo().partner_bank_id, bank)
        code = move._coop_payment_qr()
        self.assertTrue(code.startswith("data:image/png;base64,"))
        self.assertTrue(base64.b64decode(code.split(",")[1]).startswith(b"\x89PNG"))

    def test_a_list_costs_the_same_whatever_its_length(self):
        for _number in range(3):
            self._late()
        moves = self.env["account.move"].with_user(self.noor_user)
        names = ["name", "coop_status", "amount_total", "coop_customer_id"]

        def read():
            self.env.invalidate_all()
            found = moves.search([("coop_activity_id", "=", self.oak.id)])
            start = self.env.cr.sql_log_count
            found.read(names)
            return self.env.cr.sql_log_count - start

        read()
        few = read()
        for _number in range(5):
            self._late()
        self.assertEqual(read(), few)
