from datetime import date
from decimal import Decimal

from odoo.addons.coop_activity_expense.core.billing import Line

from .common import ExpenseCase


class BillingCase(ExpenseCase):
    """Verbs of quotes and invoices: ``noor`` runs ``oak``, ``ali`` runs ``kiln``, each
    with a portal user. Documents come in the environment of the member."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._activate_taxes()
        cls.company.coop_invoice_dating = "typed"
        cls.ali = cls._member("Ali Roche")
        cls._running(cls.ali, cls.volunteering, date(2020, 1, 1))
        cls.ali_user = cls._portal_user(cls.ali)
        cls.kiln = cls._activity("Kiln", cls.ali)
        cls.bakery = cls._customer("Bakery Martin")

    @classmethod
    def _activate_taxes(cls):
        """Offer the reduced rates of services, which the chart has archived."""
        taxes = cls.env["account.tax"].with_context(active_test=False)
        domain = [("company_id", "=", cls.company.id), ("type_tax_use", "=", "sale")]
        found = taxes.search(domain)
        found.filtered(lambda tax: tax.tax_scope == "service").active = True
        found.filtered(lambda tax: tax.tax_scope != "service").coop_offered = False

    @classmethod
    def _customer(cls, name, activity=None, user=None, **vals):
        """A customer of Noor's with all that an invoice needs."""
        return (
            cls.env["coop.customer"]
            .with_user(user or cls.noor_user)
            .create(
                {
                    "name": name,
                    "activity_id": (activity or cls.oak).id,
                    "street": "1 rue du Four",
                    "zip": "59000",
                    "city": "Lille",
                    "country_id": cls.env.ref("base.fr").id,
                    "email": "bakery@example.com",
                    **vals,
                }
            )
        )

    @classmethod
    def _tax(cls, percent):
        """The sales tax of ``percent`` of the chart."""
        taxes = cls.env["coop.billing"]._taxes(cls.company)
        return taxes.filtered(lambda tax: tax.amount == percent)[:1]

    @classmethod
    def _item(cls, name="Oak shelf", price=100, quantity=1, percent=20, **vals):
        """A line as it is typed; ``percent`` None for one without tax."""
        tax = cls._tax(percent) if percent is not None else cls.env["account.tax"]
        return Line(
            "line",
            name,
            quantity=Decimal(str(quantity)),
            price=Decimal(str(price)),
            tax=tax.id or None,
            **vals,
        )

    @classmethod
    def _draft(cls, *lines, user=None, activity=None, customer=None, **header):
        """A draft invoice of Noor's."""
        header.setdefault("customer_id", (customer or cls.bakery).id)
        moves = cls.env["account.move"].with_user(user or cls.noor_user)
        activity = (activity or cls.oak).with_env(moves.env)
        return moves._coop_save(activity, header, list(lines) or [cls._item()])

    @classmethod
    def _submitted_invoice(cls, *lines, **more):
        move = cls._draft(*lines, **more)
        move.action_coop_submit()
        return move

    @classmethod
    def _accepted_invoice(cls, *lines, **more):
        """A posted invoice, in the environment of its member."""
        move = cls._submitted_invoice(*lines, **more)
        move.with_user(cls.accountant).action_coop_accept()
        return move

    @classmethod
    def _quote(cls, *lines, user=None, activity=None, customer=None, **header):
        """A draft quote of Noor's."""
        header.setdefault("customer_id", (customer or cls.bakery).id)
        quotes = cls.env["coop.quote"].with_user(user or cls.noor_user)
        activity = (activity or cls.oak).with_env(quotes.env)
        return quotes._save(activity, header, list(lines) or [cls._item()])

    @classmethod
    def _accepted_quote(cls, *lines, **more):
        """A quote that its customer accepted by the link."""
        quote = cls._quote(*lines, **more)
        quote.action_send()
        token = quote.sudo().access_token
        public = quote.with_user(cls.env.ref("base.public_user"))
        assert public._answer(token, True, "Léa Martin") is None
        return quote

    def _pay(self, move, amount=None, day=None):
        """Register a payment of an invoice, as the accountant."""
        wizard = (
            self.env["account.payment.register"]
            .with_user(self.accountant)
            .with_context(active_model="account.move", active_ids=move.ids)
            .create(
                {
                    "payment_date": day or date.today(),
                    **({"amount": amount} if amount else {}),
                }
            )
        )
        return wizard._create_payments()

    def assertItems(self, move, expected):
        """The items of ``move`` are exactly ``expected``, in any order: (account code,
        debit, credit, names of tags)."""
        lines = move.sudo().line_ids.with_company(self.company)
        found = [
            (
                line.account_id.code,
                line.debit,
                line.credit,
                ",".join(sorted(line.tax_tag_ids.mapped("name"))),
            )
            for line in lines
            if line.display_type not in ("line_section", "line_note")
        ]
        self.assertCountEqual(found, expected)
