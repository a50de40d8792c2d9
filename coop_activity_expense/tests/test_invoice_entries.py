from datetime import date

from odoo.tests import tagged

from .common_billing import BillingCase


class EntriesCase(BillingCase):
    def _given_back(self, move):
        """The posted credit note of ``move``."""
        note = move.action_coop_credit()
        note.action_coop_submit()
        note.with_user(self.accountant).action_coop_accept()
        return note

    def assertOwned(self, move):
        """All items are the activity's; those of income say so to analytics."""
        lines = move.sudo().line_ids
        self.assertEqual(lines.coop_activity_id, self.oak)
        self.assertTrue(all(line.coop_activity_id for line in lines))
        wanted = {str(self.oak.analytic_account_id.id): 100}
        for line in lines:
            income = line.display_type == "product"
            self.assertEqual(line.analytic_distribution, wanted if income else False)


@tagged("post_install", "-at_install")
class TestInvoiceEntriesFrance(EntriesCase):
    """Entries in France, line by line: VAT on services is due on payment."""

    def _invoice(self, percents=(20, 10, 5.5)):
        return self._accepted_invoice(
            *(
                self._item(f"At {percent}", price, percent=percent)
                for price, percent in zip((1000, 100, 10), percents, strict=False)
            ),
            invoice_date=date(2026, 3, 10),
        )

    def test_invoice(self):
        move = self._invoice()
        self.assertItems(
            move,
            [
                ("707000", 0, 1000, ""),
                ("707000", 0, 100, ""),
                ("707000", 0, 10, ""),
                ("445740", 0, 200, ""),
                ("445740", 0, 10, ""),
                ("445740", 0, 0.55, ""),
                ("411100", 1320.55, 0, ""),
            ],
        )
        self.assertOwned(move)

    def test_tax_is_due_once_paid(self):
        move = self._invoice((20,))
        self._pay(move)
        due = move.sudo().tax_cash_basis_created_move_ids
        self.assertItems(
            due,
            [
                ("707000", 1000, 0, ""),
                ("707000", 0, 1000, "08_base,A1"),
                ("445740", 200, 0, ""),
                ("445710", 0, 200, "08_taxe"),
            ],
        )
        income = due.line_ids.filtered(lambda line: line.account_id.code == "707000")
        self.assertEqual(income.coop_activity_id, self.oak)
        self.assertEqual(sum(income.mapped("balance")), 0)

    def test_credit_note(self):
        note = self._given_back(self._invoice((20,)))
        self.assertItems(
            note,
            [
                ("707000", 1000, 0, ""),
                ("445740", 200, 0, ""),
                ("411100", 0, 1200, ""),
            ],
        )
        self.assertOwned(note)

    def test_ones_own_income_account(self):
        account = (
            self.env["account.account"]
            .with_company(self.company)
            .create({"name": "Workshops", "code": "706991", "account_type": "income"})
        )
        self.oak.with_user(self.accountant).coop_income_account_id = account
        move = self._invoice((20,))
        codes = set(
            move.sudo().line_ids.with_company(self.company).account_id.mapped("code")
        )
        self.assertEqual(codes, {"706991", "445740", "411100"})

    def test_analytic_items_say_the_same(self):
        move = self._invoice()
        items = move.sudo().line_ids.analytic_line_ids
        self.assertEqual(sum(items.mapped("amount")), 1110)


@tagged("post_install", "-at_install")
class TestInvoiceEntriesBelgium(EntriesCase):
    """Entries in Belgium, line by line, with the boxes of the VAT return."""

    chart, country = "be_comp", "be"

    def _invoice(self):
        return self._accepted_invoice(
            self._item("A", 1000, percent=21),
            self._item("B", 100, percent=6),
            self._item("C", 10, percent=12),
            invoice_date=date(2026, 3, 10),
        )

    def test_invoice(self):
        move = self._invoice()
        self.assertItems(
            move,
            [
                ("700000", 0, 1000, "03"),
                ("700000", 0, 100, "01"),
                ("700000", 0, 10, "02"),
                ("451000", 0, 210, "54"),
                ("451000", 0, 6, "54"),
                ("451000", 0, 1.2, "54"),
                ("400000", 1327.2, 0, ""),
            ],
        )
        self.assertOwned(move)

    def test_credit_note(self):
        note = self._given_back(self._invoice())
        self.assertItems(
            note,
            [
                ("700000", 1000, 0, "49"),
                ("700000", 100, 0, "49"),
                ("700000", 10, 0, "49"),
                ("451000", 210, 0, "64"),
                ("451000", 6, 0, "64"),
                ("451000", 1.2, 0, "64"),
                ("400000", 0, 1327.2, ""),
            ],
        )
        self.assertOwned(note)


@tagged("post_install", "-at_install")
class TestElectronicInvoice(EntriesCase):
    """Core's own formats name the company of the VAT number, and the activity's
    customer as who is written to."""

    def test_factur_x(self):
        if "account.edi.xml.cii" not in self.env:
            # core installs it beside accounting, unless somebody took it off
            return
        self.company.write(
            {
                "vat": "FR91746948785",
                "street": "1 rue",
                "zip": "59000",
                "city": "Lille",
                "phone": "+33 3 20 00 00 00",
                "email": "coop@example.com",
            }
        )
        self.env["res.partner.bank"].create(
            {
                "acc_number": "FR7630006000011234567890189",
                "partner_id": self.company.partner_id.id,
                "allow_out_payment": True,
            }
        )
        customer = self._customer("Acme", vat="FR23334175221")
        move = self._accepted_invoice(
            self._item(unit=self.env.ref("uom.product_uom_hour").id), customer=customer
        )
        builder = self.env["account.edi.xml.cii"]
        content, errors = builder._export_invoice(move.sudo())
        self.assertFalse(errors)
        text = content.decode()
        self.assertIn("FR23334175221", text)
        self.assertIn(">120.00<", text)
        self.assertIn("Acme", text)
