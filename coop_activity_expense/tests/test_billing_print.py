import unittest
from io import BytesIO

from pypdf import PdfReader

from odoo.tests import tagged

from odoo.addons.coop_activity_expense.core.billing import Line

from .common_billing import BillingCase

ODOOS_OWN = "account.account_invoices"


@tagged("post_install", "-at_install")
class TestBillingPrint(BillingCase):
    """What quotes and invoices print."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.coop_billing_mention = "A cooperative with variable capital."

    def _pdf(self, report, records, user=None):
        """Texts of the pages of a report, printed by ``user``."""
        reports = self.env["ir.actions.report"].with_user(user or self.accountant)
        if reports.get_wkhtmltopdf_state() == "install":
            raise unittest.SkipTest("wkhtmltopdf is not installed")
        content, kind = reports.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(report, records.ids)
        self.assertEqual(kind, "pdf")
        pages = PdfReader(BytesIO(content)).pages
        # a PDF has places, and any space between them
        return [" ".join(page.extract_text().split()) for page in pages]

    def _paper(self, move):
        return move.with_user(self.accountant)._coop_paper()

    def test_texts_of_an_invoice(self):
        move = self._accepted_invoice(
            Line("section", "Kitchen"),
            self._item("Shelf", 100, 2, discount=5),
            Line("note", "By hand"),
        )
        paper = self._paper(move)
        self.assertEqual((paper["title"], paper["number"]), ("Invoice", move.name))
        self.assertEqual(paper["customer"]["name"], "Bakery Martin")
        self.assertEqual(paper["customer"]["address"][-1], "59000 Lille")
        [rows] = paper["pages"]
        self.assertEqual([row.kind for row in rows], ["section", "line", "note"])
        plain = [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in rows[1].cells]
        self.assertEqual(plain, ["2", "100.00 €", "5 %", "20 %", "190.00 €"])
        amounts = [amount for _label, amount, _strong in paper["totals"]]
        self.assertEqual(
            [amount.replace("\N{NO-BREAK SPACE}", " ") for amount in amounts],
            ["190.00 €", "38.00 €", "228.00 €"],
        )
        self.assertEqual(paper["mentions"], ["A cooperative with variable capital."])

    def test_a_draft_has_no_number_and_nothing_to_pay(self):
        paper = self._paper(self._draft())
        self.assertFalse(paper["number"])
        self.assertEqual((paper["pay"], paper["qr"]), ([], None))

    def test_what_is_paid_is_taken_off(self):
        move = self._accepted_invoice(self._item(price=100))
        self._pay(move, amount=50)
        labels = [label for label, _amount, _strong in self._paper(move)["totals"]]
        self.assertEqual(labels[-2:], ["Paid so far", "To pay"])

    def test_why_a_rate_is_reduced(self):
        reason = self.env.ref("coop_activity_expense.vat_reason_fr_renovation")
        evidence = (
            self.env["coop.vat.evidence"]
            .with_user(self.noor_user)
            .create(
                {
                    "activity_id": self.oak.id,
                    "customer_id": self.bakery.id,
                    "reason_id": reason.id,
                    "proof": "mention",
                    "place": "2 rue du Puits",
                }
            )
        )
        move = self._draft(coop_evidence_id=evidence.id)
        mention, _own = self._paper(move)["mentions"]
        self.assertIn("2 rue du Puits", mention)
        self.assertIn("two years", mention)

    def test_nothing_of_what_another_activity_wrote(self):
        vat = "FR40303265045"
        known = self._customer(
            "What Kiln calls it",
            activity=self.kiln,
            user=self.ali_user,
            vat=vat,
            street="99 secret street",
            email="kiln@example.com",
        )
        self._accepted_invoice(user=self.ali_user, activity=self.kiln, customer=known)
        ours = self._customer("What Oak calls it", vat=vat)
        move = self._accepted_invoice(customer=ours)
        self.assertEqual(
            move.sudo().commercial_partner_id, known.sudo().partner_id.parent_id
        )
        reports = self.env["ir.actions.report"].with_user(self.accountant)
        for report in (ODOOS_OWN, "coop_activity_expense.action_report_invoice"):
            html = str(reports._render_qweb_html(report, move.ids)[0], "utf-8")
            self.assertIn("What Oak calls it", html)
            self.assertNotIn("Kiln", html)
            self.assertNotIn("secret", html)

    def test_odoos_own_report_of_an_invoice_is_the_activitys(self):
        move = self._accepted_invoice()
        text = "".join(self._pdf(ODOOS_OWN, move))
        for expected in ("Oak and Lime", "Bakery Martin", move.name, "120.00"):
            self.assertIn(expected, text)
        plain = self.env["account.move"].create(
            {"move_type": "out_invoice", "partner_id": self.adviser.partner_id.id}
        )
        reports = self.env["ir.actions.report"]
        self.assertEqual(reports._coop_report_of(ODOOS_OWN, plain.ids), ODOOS_OWN)

    def test_pages_of_a_long_invoice_and_of_several(self):
        lines = [self._item(f"Work no. {number}", 10) for number in range(120)]
        long = self._draft(*lines)
        report = "coop_activity_expense.action_report_invoice"
        pages = self._pdf(report, long)
        counted = len(self._paper(long)["pages"])
        self.assertEqual(len(pages), counted)
        self.assertGreater(counted, 2)
        self.assertIn(f"2 / {counted}", pages[1])
        # the last one may have totals alone
        for page in pages[:-1]:
            self.assertIn("Description", page)
        self.assertIn("1,440.00", pages[-1])
        other = self._draft(self._item("Another"))
        both = self._pdf(report, long | other)
        self.assertEqual(len(both), counted + 1)
        self.assertIn("Another", both[-1])

    def test_a_quote_has_room_for_a_signature_until_it_is_accepted(self):
        report = "coop_activity_expense.action_report_quote"
        text = "".join(self._pdf(report, self._quote(subject="A new shelf")))
        self.assertIn("A new shelf", text)
        self.assertIn("signature", text)
        text = "".join(self._pdf(report, self._accepted_quote()))
        self.assertIn("Accepted by Léa Martin", text)

    def test_an_invoice_goes_with_the_activitys_words(self):
        move = self._accepted_invoice()
        sending = self.env["account.move.send"]
        template = sending._get_default_mail_template_id(move.sudo())
        [body] = template._render_field("body_html", move.ids).values()
        self.assertIn("Oak and Lime", body)
        self.assertIn(move.name, body)
