from odoo.tests import tagged

from .common_billing import BillingCase


@tagged("post_install", "-at_install")
class TestBillingPlace(BillingCase):
    """VAT of customers abroad: fiscal positions say, members need not know."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.vat = "FR23334175221"
        cls.berlin = cls._abroad("Kunsthalle Berlin", "de", vat="DE136695976")
        cls.chur = cls._abroad("Bergmuseum Graubünden", "ch")
        cls.union = cls._replacing(cls.berlin)
        cls.outside = cls._replacing(cls.chur)

    @classmethod
    def _abroad(cls, name, country, **vals):
        vals.setdefault("is_company", True)
        return cls._customer(name, country_id=cls.env.ref(f"base.{country}").id, **vals)

    @classmethod
    def _replacing(cls, customer):
        taxes = cls.env["account.tax"].with_context(active_test=False)
        own = taxes.search([("original_tax_ids", "in", cls._tax(20).ids)])
        position = cls.env["coop.billing"]._fiscal_position(customer)
        return own.filtered(lambda tax: tax in position.sudo().tax_ids)

    def _taxes_of(self, document):
        return document.sudo().invoice_line_ids.tax_ids  # sudo: members read no taxes

    def test_organisations_abroad(self):
        self.assertNotEqual(self.union, self.outside)
        for customer, tax in ((self.berlin, self.union), (self.chur, self.outside)):
            invoice = self._draft(self._item(percent=20), customer=customer)
            self.assertEqual((len(tax), self._taxes_of(invoice)), (1, tax))
            self.assertEqual(invoice.amount_total, 100)
            self.assertIn(tax, invoice.sudo().fiscal_position_id.tax_ids)

    def test_persons_and_neighbours_keep_the_rate(self):
        person = self._abroad("Anna Frei", "ch", is_company=False)
        for customer in (person, self.bakery):
            invoice = self._draft(self._item(percent=20), customer=customer)
            self.assertEqual(invoice.amount_total, 120)

    def test_a_customer_that_changes(self):
        invoice = self._draft(self._item(percent=20), customer=self.berlin)
        lines = invoice._coop_core_lines()
        self._save_again(invoice, self.chur, lines)
        self.assertFalse(self._taxes_of(invoice), "of which rate, nobody knows")
        self.assertIn("tax", [one.code for one in invoice._coop_remarks()])
        self._save_again(invoice, self.bakery, [self._item(percent=10)])
        self.assertEqual(invoice.amount_total, 110)

    def _save_again(self, invoice, customer, lines):
        header = {"customer_id": customer.id}
        invoice._coop_save(self.oak, header, lines, move=invoice)

    def test_copies_and_credit_notes_keep_it(self):
        invoice = self._accepted_invoice(self._item(percent=20), customer=self.berlin)
        copy = invoice.action_coop_copy()
        self.assertEqual(self._taxes_of(copy), self.union)
        note = invoice.action_coop_credit()
        self.berlin._as_step().is_company = False
        note._coop_save(
            self.oak,
            {"customer_id": self.berlin.id},
            note._coop_core_lines(),
            move=note,
        )
        self.assertEqual(self._taxes_of(note), self.union)

    def test_what_another_place_asks_for_is_refused(self):
        line = self._item(percent=None)
        with self.assertRefused("choose its VAT"):
            self._draft(line.__class__("line", "Shelf", tax=self.union.id))

    def test_totals_while_typing(self):
        rows = [{"name": "Shelf", "price": "100", "tax": str(self._tax(20).id)}]
        billing = self.env["coop.billing"].with_user(self.noor_user)
        customer = self.berlin.with_user(self.noor_user)
        totals = billing._portal_totals(self.company, rows, customer=customer)
        self.assertEqual(totals["total"], totals["untaxed"])
        self.assertTrue(totals["place"])
        totals = billing._portal_totals(
            self.company, rows, customer=self.bakery.with_user(self.noor_user)
        )
        self.assertEqual((totals["place"], totals["total"]), ("", "120.00\xa0€"))

    def test_quotes_as_well(self):
        quote = self._quote(self._item(percent=20), customer=self.chur)
        self.assertEqual(quote.sudo().line_ids.tax_id, self.outside)
        self.assertEqual(quote.amount_total, 100)

    def test_names_of_taxes(self):
        self.assertEqual(self._tax(20)._coop_words(), "20 % · Services")
        self.assertEqual(self._tax(5.5)._coop_words(), "5.5 % · Services")
        self.assertEqual(self.union._coop_words(), self.union.name)
