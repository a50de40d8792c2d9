from datetime import date, timedelta
from decimal import Decimal

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.coop_activity_expense.core.billing import Line

from .common_billing import BillingCase


@tagged("post_install", "-at_install")
class TestQuote(BillingCase):
    def _public(self, quote):
        return quote.with_user(self.env.ref("base.public_user"))

    def _sent(self, *lines, **more):
        """A sent quote, and its token."""
        quote = self._quote(*lines, **more)
        quote.action_send()
        return quote, quote.access_token

    # -- drafts ------------------------------------------------------------------------

    def test_totals_are_those_of_the_invoice(self):
        lines = [
            Line("section", "Kitchen"),
            self._item("A", 33.33, 3, 20, discount=Decimal("12.5")),
            self._item("B", 0.07, 7, 5.5),
            self._item("C", 19.99, 1.37, 10),
            Line("note", "Oiled"),
        ]
        quote = self._accepted_quote(*lines)
        move = quote._invoice("balance")
        self.assertRecordValues(
            move,
            [
                {
                    "amount_untaxed": quote.amount_untaxed,
                    "amount_tax": quote.amount_tax,
                    "amount_total": quote.amount_total,
                    "coop_quote_id": quote.id,
                    "coop_quote_kind": "balance",
                }
            ],
        )
        self.assertEqual(
            [line.name for line in move._coop_core_lines()],
            [line.name for line in lines],
        )
        self.assertAlmostEqual(quote.amount_left, 0)

    def test_a_draft_is_rewritten(self):
        quote = self._quote(subject="Shelves")
        version = quote.version
        header = {"customer_id": self.bakery.id, "subject": "Tables"}
        quote._save(self.oak, header, [self._item(price=5)], quote, version)
        self.assertRecordValues(
            quote, [{"subject": "Tables", "amount_untaxed": 5, "amount_total": 6}]
        )
        with self.assertRefused("changed meanwhile"):
            quote._save(self.oak, header, [], quote, version)
        with self.assertRefused("changed meanwhile"):
            quote.action_send(version=version)

    def test_nothing_is_written_by_hand(self):
        quote = self._quote()
        for user in (self.noor_user, self.accountant, self.manager):
            record = quote.with_user(user)
            self.assertFalse(record.has_access("write"))
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                record.line_ids.write({"price_unit": 1})
            with self.assertRefused("by their buttons"):
                record.step = "accepted"
        with self.assertRefused("by their buttons"):
            quote.with_user(self.env.ref("base.user_root")).step = "accepted"
        with self.assertRaises(AccessError):
            self._quote(step="accepted")

    def test_only_ones_own(self):
        quote, _token = self._sent()
        foreign = quote.with_user(self.ali_user)
        self.assertFalse(foreign.has_access("read"))
        self.assertFalse(foreign.search([]))
        for action in ("action_send", "action_draft", "action_copy"):
            with self.subTest(action=action), self.assertRaises(AccessError):
                getattr(foreign, action)()
        with self.assertRaises(AccessError):
            quote.with_user(self.adviser).action_draft()
        pottery = self._customer("Pottery", self.kiln, self.ali_user)
        with self.assertRaises(AccessError):
            self._quote(customer=pottery)
        with self.assertRaises(AccessError):
            self._quote(activity=self.kiln)

    # -- sent --------------------------------------------------------------------------

    def test_what_cannot_be_sent(self):
        for lines, sentence in (
            ([Line("note", "A")], "nothing in this quote"),
            ([self._item(price=-1)], "more than nothing"),
        ):
            with self.subTest(sentence=sentence), self.assertRefused(sentence):
                self._quote(*lines).action_send()
        quote = self._quote()
        self.bakery.active = False
        with self.assertRefused("is archived"):
            quote.action_send()

    def test_sent_numbered_and_expiring(self):
        quote, token = self._sent()
        self.assertRegex(quote.name, r"^Q/\d{4}/\d{5}$")
        self.assertEqual(quote.date_valid, date.today() + timedelta(days=30))
        self.assertTrue(token)
        with self.assertRefused("has been sent"):
            quote.unlink()
        quote._as_step().date_valid = date.today() - timedelta(days=1)
        self.assertEqual(quote.state, "expired")
        found = quote.search([("state", "=", "expired")])
        self.assertEqual(found, quote)
        self.assertFalse(quote.search([("state", "in", ["sent", "draft"])]))
        self.assertIn(
            "was valid until", self._public(quote)._answer(token, True, "Léa")
        )
        number = quote.name
        quote.action_send()
        self.assertRecordValues(quote, [{"state": "sent", "name": number}])
        self.assertEqual(quote.search([("state", "=", "sent")]), quote)

    def test_the_link_is_mailed(self):
        quote, token = self._sent()
        mail = self.env["mail.mail"].search(
            [("model", "=", "coop.quote"), ("res_id", "=", quote.id)]
        )
        self.assertEqual(mail.email_to, "bakery@example.com")
        self.assertIn(f"/coop/quote/{quote.id}?access_token={token}", mail.body_html)
        queue = self.env.ref("mail.ir_cron_mail_scheduler_action")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", queue.id)])
        self.assertTrue(triggers, "it is sent now, not within the hour")
        self.bakery.email = False
        silent, _token = self._sent()
        self.assertFalse(
            self.env["mail.mail"].search(
                [("model", "=", "coop.quote"), ("res_id", "=", silent.id)]
            )
        )

    def test_the_link_is_the_right(self):
        quote, token = self._sent()
        public = self._public(quote)
        self.assertFalse(public.has_access("read"))
        for wrong in (None, "", "x", token + "x", token[:-1]):
            with self.subTest(wrong=wrong), self.assertRaises(AccessError):
                public._see(wrong)
            with self.subTest(wrong=wrong), self.assertRaises(AccessError):
                public._answer(wrong, True, "Léa")
        seen = public._see(token)
        self.assertEqual(seen.amount_total, 120)
        with self.assertRefused("by their buttons"):
            seen.step = "accepted"
        self.assertTrue(quote.seen_date)
        quote.action_draft()
        with self.assertRaises(AccessError):
            public._see(token)
        draft = self._quote()
        with self.assertRaises(AccessError):
            self._public(draft)._see(draft._as_step()._portal_ensure_token())

    def test_accepted_online(self):
        quote, token = self._sent()
        public = self._public(quote)
        self.assertIn("Tell your name", public._answer(token, True, "  "))
        self.assertIsNone(public._answer(token, True, " Léa\n Martin "))
        self.assertRecordValues(
            quote, [{"state": "accepted", "answered_name": "Léa Martin"}]
        )
        self.assertTrue(quote.answered_date)
        # the same again is the same; another is not
        self.assertIsNone(public._answer(token, True, "Léo"))
        self.assertEqual(quote.answered_name, "Léa Martin")
        self.assertIn("already", public._answer(token, False, "Léa"))
        with self.assertRefused("it is accepted"):
            quote.action_draft()

    def test_refused_online_then_sent_again(self):
        quote, token = self._sent()
        self.assertIsNone(self._public(quote)._answer(token, False, "Léa", "Too dear"))
        self.assertRecordValues(
            quote, [{"state": "refused", "refusal_reason": "Too dear"}]
        )
        with self.assertRefused("it is declined"):
            quote._invoice("balance")
        quote.action_draft()
        quote.action_send()
        self.assertNotEqual(quote.access_token, token)

    def test_signed_on_paper(self):
        quote, _token = self._sent()
        for name, day in (("", date.today()), ("A", date.today() + timedelta(days=1))):
            with self.assertRefused("who signed, and when"):
                quote._accept_by_hand(name, day)
        quote._accept_by_hand("Léa", date.today())
        self.assertEqual(quote.state, "accepted")

    def test_copy(self):
        quote, _token = self._sent(subject="Shelves")
        copy = quote.action_copy()
        self.assertRecordValues(
            copy, [{"state": "draft", "name": False, "amount_total": 120}]
        )

    # -- invoiced ----------------------------------------------------------------------

    def test_deposit_progress_balance(self):
        quote = self._accepted_quote(
            self._item("A", 1000, 1, 20), self._item("B", 333.33, 1, 10)
        )
        deposit = quote._invoice("deposit", Decimal(30))
        self.assertRecordValues(
            deposit.sudo().invoice_line_ids,
            [
                {"price_subtotal": 300, "tax_ids": self._tax(20).ids},
                {"price_subtotal": 100, "tax_ids": self._tax(10).ids},
            ],
        )
        progress = quote._invoice("progress", Decimal(50))
        self.assertEqual(progress.amount_untaxed, 666.67)
        balance = quote._invoice("balance")
        self.assertEqual(balance.amount_untaxed, 266.66)
        self.assertEqual(sum(quote.invoice_ids.mapped("amount_untaxed")), 1333.33)
        self.assertLessEqual(abs(quote.amount_left), 0.02)
        for move in quote.invoice_ids:
            move.action_coop_submit()
        with self.assertRefused("Nothing of"):
            quote._invoice("balance")

    def test_never_beyond_without_saying_so(self):
        quote = self._accepted_quote(self._item("A", 1000))
        quote._invoice("deposit", Decimal(60))
        with self.assertRefused("120.00.* beyond it"):
            quote._invoice("deposit", Decimal(50))
        move = quote._invoice("deposit", Decimal(40))
        header = {"customer_id": self.bakery.id}
        lines = move._coop_core_lines() + [self._item("More", 10)]
        move._coop_save(self.oak, header, lines, move)
        with self.assertRefused("12.00.* beyond it"):
            move.action_coop_submit()
        move.action_coop_submit(beyond=True)
        self.assertTrue(move.coop_beyond_quote)

    def test_beyond_and_said(self):
        quote = self._accepted_quote(self._item("A", 1000))
        quote._invoice("deposit", Decimal(60))
        move = quote._invoice("deposit", Decimal(50), beyond=True)
        move.action_coop_submit()
        self.assertEqual(quote.amount_left, -120)

    def test_what_is_discarded_or_credited_is_left_again(self):
        quote = self._accepted_quote(self._item("A", 1000))
        quote._invoice("deposit", Decimal(30)).action_coop_discard()
        self.assertEqual(quote.amount_left, 1200)
        move = quote._invoice("progress", Decimal(100))
        move.action_coop_submit()
        move.with_user(self.accountant).action_coop_accept()
        with self.assertRefused("Nothing of"):
            quote._invoice("progress", Decimal(100))
        note = move.action_coop_credit()
        note.action_coop_submit()
        note.with_user(self.accountant).action_coop_accept()
        self.assertEqual(quote.amount_left, 1200)
        self.assertEqual(quote._invoice("balance").amount_total, 1200)

    def test_what_is_not_given_back_yet_is_not_left(self):
        quote = self._accepted_quote(self._item("A", 1000))
        move = quote._invoice("balance")
        move.action_coop_submit()
        move.with_user(self.accountant).action_coop_accept()
        note = move.action_coop_credit()
        self.assertEqual(note.coop_quote_id, quote)
        self.assertEqual(quote.amount_left, 0)
        self.assertFalse(self.noor.with_user(self.noor_user)._portal_quotes_left())
        with self.assertRefused("Nothing of"):
            quote._invoice("balance")
        note.action_coop_discard()

    def test_a_list_costs_the_same_whatever_its_length(self):
        names = ["name", "state", "amount_total", "amount_left", "customer_id"]

        def read():
            self.env.invalidate_all()
            found = self.env["coop.quote"].with_user(self.noor_user).search([])
            start = self.env.cr.sql_log_count
            found.read(names)
            return self.env.cr.sql_log_count - start

        for _number in range(2):
            self._accepted_quote()._invoice("deposit", Decimal(30))
        read()
        few = read()
        for _number in range(4):
            self._accepted_quote()._invoice("deposit", Decimal(30))
        self.assertEqual(read(), few)

    def test_percentages(self):
        quote = self._accepted_quote()
        for percent in (0, -1, 101):
            with self.assertRefused("lies above 0"):
                quote._invoice("deposit", Decimal(percent))

    def test_lines_rewritten_stay_parts_of_the_quote(self):
        quote = self._accepted_quote(self._item("A", 1000))
        move = quote._invoice("progress", Decimal(40))
        move._coop_save(
            self.oak, {"customer_id": self.bakery.id}, move._coop_core_lines(), move
        )
        self.assertEqual(
            move.sudo().invoice_line_ids.coop_quote_line_id, quote.line_ids
        )
        self.assertEqual(quote._invoice("balance").amount_untaxed, 600)
