import unittest
from io import BytesIO
from unittest.mock import patch

from lxml import etree
from pypdf import PdfReader

from odoo.tests import tagged
from odoo.tools import config

from .common_billing import BillingCase

OURS, THEIRS = "FR23334175221", "FR78999901630"
FORMAT = "facturx"
EMBEDDED = "factur-x.xml"


@tagged("post_install", "-at_install")
class TestInvoiceEdi(BillingCase):
    """Electronic invoices are core's: `account_edi_ubl_cii` comes with accounting."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "ubl_cii_xml_id" not in cls.env["account.move"]:
            raise unittest.SkipTest("account_edi_ubl_cii is not installed")
        address = {"street": "9 rue", "zip": "59000", "city": "Lille"}
        reach = {"phone": "03 20 00 00 00", "email": "bonjour@example.com"}
        cls.company.write({"vat": OURS, **reach, **address})
        cls.env["res.partner.bank"].create(
            {
                "acc_number": "FR7630006000011234567890189",
                "partner_id": cls.company.partner_id.id,
                "allow_out_payment": True,
            }
        )
        # another activity was first to write of the same company
        cls.his = cls._customer("Zyx as Ali knows it", cls.kiln, cls.ali_user)
        cls.his.vat = THEIRS
        cls.his._accounting_partner()
        cls.factory = cls._customer("Factory Zyx", vat=THEIRS, street="7 quai")
        cls.contact = cls.factory._accounting_partner()

    def _sent(self, **vals):
        self.contact.commercial_partner_id.write(vals)
        move = self._accepted_invoice(customer=self.factory)
        self._send(move)
        return move

    def _send(self, move):
        """Send as outside tests, where core makes no PDF and puts nothing into it."""
        if self.env["ir.actions.report"].get_wkhtmltopdf_state() == "install":
            self.skipTest("wkhtmltopdf is not installed")
        with patch.dict(config.options, test_enable=False):
            move.with_context(force_report_rendering=True).action_coop_send()

    def _embedded(self, move):
        """Files inside the PDF of a document, by name."""
        content = move.sudo().invoice_pdf_report_id.raw
        return PdfReader(BytesIO(content)).attachments

    def _files(self, move):
        """All files of a document, those of its fields among them."""
        own = [("res_model", "=", "account.move"), ("res_id", "=", move.id)]
        files = self.env["ir.attachment"]
        return files.search(own) | files.search([*own, ("res_field", "!=", False)])

    def _texts(self, move):
        tree = etree.fromstring(move.sudo().ubl_cii_xml_id.raw)
        return [text.strip() for text in tree.itertext() if text.strip()]

    def test_factur_x_of_an_invoice_sent_by_its_member(self):
        self.assertEqual(self.contact.commercial_partner_id, self._other_parent())
        move = self._sent(invoice_edi_format=FORMAT)
        self.assertTrue(move.is_move_sent)
        texts = self._texts(move)
        for expected in (move.name, OURS, THEIRS, "Factory Zyx", "7 quai", "120.00"):
            self.assertIn(expected, texts)
        # what the other activity wrote is not in what this one sends
        self.assertNotIn("Zyx as Ali knows it", " ".join(texts))
        [embedded] = self._embedded(move)[EMBEDDED]
        self.assertEqual(embedded, move.sudo().ubl_cii_xml_id.raw)
        # the member's page gives the same file
        _name, content = move._portal_pdf()
        self.assertEqual(content, move.sudo().invoice_pdf_report_id.raw)

    def _other_parent(self):
        return self.his._accounting_partner().commercial_partner_id

    def test_sent_twice_and_made_once(self):
        move = self._sent(invoice_edi_format=FORMAT)
        before = self._files(move)
        self.assertEqual(
            len(before.filtered(lambda file: file.res_field == "ubl_cii_xml_file")), 1
        )
        self._send(move)
        self.assertEqual(self._files(move), before)
        self.assertEqual(list(self._embedded(move)), [EMBEDDED])
        mails = move.sudo().message_ids.filtered("partner_ids")
        for mail in mails:
            names = mail.attachment_ids.mapped("name")
            self.assertEqual(len(names), len(set(names)))

    def test_peppols_format_for_belgium(self):
        move = self._sent(invoice_edi_format="ubl_bis3")
        texts = self._texts(move)
        self.assertIn(move.name, texts)
        self.assertIn(THEIRS, texts)

    def test_nothing_of_it_for_persons(self):
        move = self._accepted_invoice()
        self._send(move)
        self.assertTrue(move.is_move_sent)
        self.assertFalse(move.sudo().ubl_cii_xml_id)

    def test_a_credit_note_says_which_invoice_it_corrects(self):
        move = self._sent(invoice_edi_format=FORMAT)
        note = move.action_coop_credit()
        note.action_coop_submit()
        note.with_user(self.accountant).action_coop_accept()
        self._send(note)
        texts = self._texts(note)
        self.assertIn("381", texts)
        self.assertIn(move.name, texts)
