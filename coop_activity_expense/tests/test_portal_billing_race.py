from odoo.tests import tagged

from odoo.addons.coop_activity_expense.core.invoice_form import read_document

from .billing_race_case import BillingRaceCase

KEY = "k" * 22


@tagged("post_install", "-at_install")
class TestPortalBillingRace(BillingRaceCase):
    """A form whose button is pressed twice: both requests arrive at the same moment,
    really committed, and make one record."""

    def _sent_twice(self, model, send):
        """``send(env, activity)`` runs twice at once; both find the same record."""

        def work(env):
            activity = env["coop.activity"].browse(self.activities[0])
            record, errors = send(env, activity)[:2]
            self.assertEqual(errors, {})
            return record.id

        self._commit(self._ready)
        before = self._count(model)
        first, second = self._at_once(work, work)
        self.assertIsInstance(first, int)
        if model == "coop.customer":
            self.made.append((model, first))
        self.assertEqual(first, second)
        self.assertEqual(self._count(model), before + 1)

    def _count(self, model):
        return self._commit(lambda env: env[model].search_count([]))

    def _post(self, **values):
        return {"key": KEY, "date": "2026-03-10", **values}

    def test_hours(self):
        post = self._post(
            customer=str(self.customers[0]), time="1:30", name="Race", price="50"
        )
        self._sent_twice(
            "coop.worked.time",
            lambda env, activity: env["coop.worked.time"]._portal_save(activity, post),
        )

    def test_charges(self):
        post = self._post(to=str(self.activities[1]), amount="10", description="Race")
        self._sent_twice(
            "coop.activity.transfer",
            lambda env, activity: env["coop.activity.transfer"]._portal_save(
                activity, post
            ),
        )

    def test_customers(self):
        country = self._commit(lambda env: str(env.ref("base.fr").id))
        post = self._post(name="Race café", country=country)
        self._sent_twice(
            "coop.customer",
            lambda env, activity: env["coop.customer"]._portal_save(activity, post),
        )

    def test_invoices_and_quotes(self):
        for model in ("account.move", "coop.quote"):
            with self.subTest(model):
                self._sent_twice(model, self._send_document(model))

    def _send_document(self, model):
        post = {"customer": str(self.customers[0])}
        row = {"kind": "line", "name": "Race", "price": "10", "tax": str(self.tax_id)}
        typed = read_document(post, {name: [value] for name, value in row.items()})
        return lambda env, activity: env["coop.billing"]._portal_keep(
            env[model], activity, typed, KEY
        )
