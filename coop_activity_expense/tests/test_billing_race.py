from datetime import date, timedelta
from decimal import Decimal

from odoo.exceptions import UserError
from odoo.tests import tagged

from .billing_race_case import BillingRaceCase


@tagged("post_install", "-at_install")
class TestBillingRace(BillingRaceCase):
    """Two at once, really committed: a quote is accepted once and never invoiced
    beyond, an invoice is accepted once, numbers follow days, time is charged once, a
    VAT number makes one company, a charge makes one entry."""

    def _invoice(self, day=None, activity_number=0):
        """Id of a committed invoice that is submitted."""

        def work(env):
            self._ready(env)
            activity = env["coop.activity"].browse(self.activities[activity_number])
            customer = env["coop.customer"].browse(self.customers[activity_number])
            partner = customer._accounting_partner()
            partner.property_account_receivable_id = self.receivable_id
            header = {"customer_id": customer.id, "invoice_date": day}
            move = env["account.move"]._coop_save(activity, header, self._lines())
            move.action_coop_submit()
            return move.id

        return self._commit(work)

    def _quote(self, accepted=True):
        """Id and token of a committed quote that was sent."""

        def work(env):
            self._ready(env)
            activity = env["coop.activity"].browse(self.activities[0])
            header = {"customer_id": self.customers[0]}
            quote = env["coop.quote"]._save(activity, header, self._lines())
            quote.action_send()
            token = quote.access_token
            if accepted:
                quote._answer(token, True, "Léa")
            return quote.id, token

        return self._commit(work)

    # -- races ------------------------------------------------------------------------

    def test_an_invoice_is_accepted_once(self):
        move = self._invoice()

        def accept(env):
            env["account.move"].browse(move).action_coop_accept()
            return "accepted"

        first, second = self._at_once(accept, accept)
        self.assertEqual(first, "accepted")
        self.assertRegex(str(second), "it is accepted")

    def test_numbers_follow_days(self):
        def choose(dating):
            return lambda env: env.ref("base.main_company").write(
                {"coop_invoice_dating": dating}
            )

        self._commit(choose("typed"))
        self.addCleanup(self._commit, choose("accepted"))
        today = date.today()
        # of two activities: their invoices have the numbers alone in common
        early = self._invoice(today - timedelta(days=9), 0)
        late = self._invoice(today - timedelta(days=2), 1)

        def accept(move):
            return lambda env: (
                env["account.move"].browse(move).action_coop_accept() or "accepted"
            )

        # whoever comes second runs again, and finds the later day
        results = self._at_once(accept(late), accept(early))
        self.assertEqual(results, ["accepted", "accepted"])

        def numbered(env):
            moves = env["account.move"].browse((early, late))
            in_order = moves.sorted("sequence_number")
            return in_order.ids, in_order.mapped("invoice_date")

        ids, days = self._commit(numbered)
        self.assertEqual(ids, [late, early])
        self.assertEqual(days, [today - timedelta(days=2)] * 2)

    def test_accepted_or_taken_back(self):
        move = self._invoice()

        def accept(env):
            env["account.move"].browse(move).action_coop_accept()
            return "accepted"

        def take_back(env):
            env["account.move"].browse(move).action_coop_take_back()
            return "draft"

        first, second = self._at_once(take_back, accept)
        self.assertEqual(first, "draft")
        self.assertIsInstance(second, UserError)

    def test_a_quote_is_answered_once(self):
        quote, token = self._quote(accepted=False)

        def answer(accepted):
            return lambda env: (
                env["coop.quote"].browse(quote)._answer(token, accepted, "Léa") or "ok"
            )

        first, second = self._at_once(answer(True), answer(False))
        self.assertEqual(first, "ok")
        self.assertIn("answered already", second)
        again = self._at_once(answer(True), answer(True))
        self.assertEqual(again, ["ok", "ok"])

    def test_two_invoices_of_a_quote(self):
        quote, _token = self._quote()

        def deposit(env):
            return env["coop.quote"].browse(quote)._invoice("deposit", Decimal(60)).id

        first, second = self._at_once(deposit, deposit)
        self.assertIsInstance(first, int)
        self.assertIsInstance(second, UserError)
        self.assertRegex(str(second), "beyond it")

    def test_time_is_charged_once(self):
        def note(env):
            self._ready(env)
            return (
                env["coop.worked.time"]
                .create(
                    {
                        "activity_id": self.activities[0],
                        "customer_id": self.customers[0],
                        "minutes": 60,
                        "name": "Race",
                        "price_hour": 50,
                    }
                )
                .id
            )

        spell = self._commit(note)

        def charge(env):
            return env["coop.worked.time"].browse(spell)._charge().id

        first, second = self._at_once(charge, charge)
        self.assertIsInstance(first, int)
        self.assertIsInstance(second, UserError)

    def test_a_vat_number_makes_one_company(self):
        def number(env):
            customers = env["coop.customer"].browse(self.customers)
            customers.write({"vat": "FR23334175221"})

        self._commit(number)

        def meet(customer):
            return lambda env: (
                env["coop.customer"]
                .browse(customer)
                ._accounting_partner()
                .commercial_partner_id.id
            )

        first, second = self._at_once(*map(meet, self.customers))
        self.assertIsInstance(first, int)
        self.assertEqual(first, second)

    def test_a_charge_makes_one_entry(self):
        def offer(env):
            transfer = env["coop.activity.transfer"].create(
                {
                    "from_activity_id": self.activities[0],
                    "to_activity_id": self.activities[1],
                    "amount": 10,
                    "description": "Race",
                }
            )
            transfer.action_offer()
            return transfer.id

        transfer = self._commit(offer)

        def accept(env):
            env["coop.activity.transfer"].browse(transfer).action_accept()
            return "accepted"

        first, second = self._at_once(accept, accept)
        self.assertEqual(first, "accepted")
        self.assertRegex(str(second), "it is accepted")
        entries = self._commit(
            lambda env: env["account.move"].search_count(
                [("journal_id", "=", self.journals[1])]
            )
        )
        self.assertEqual(entries, 1)
