from datetime import date
from io import BytesIO
from unittest.mock import patch

from lxml import html
from pypdf import PdfReader

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .report_case import ReportCase

BOUGHT = date(2026, 2, 27)


@tagged("post_install", "-at_install")
class TestSharePapers(ReportCase, HttpCase):
    """What is printed. Pages are read as they go to print, and as real PDFs where it
    matters that they are: these take seconds each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.city = "Lyon"

    def _pdf(self, report, records, user=None):
        """Texts of the pages of a report, printed by ``user``."""
        reports = self.env["ir.actions.report"].with_user(user or self.accountant)
        content, kind = reports.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(f"coop_member.{report}", records.ids)
        self.assertEqual(kind, "pdf")
        return self._texts(content)

    def _texts(self, content):
        pages = PdfReader(BytesIO(content)).pages
        return [page.extract_text() for page in pages]

    def assertPrinted(self, expected, page):
        """The text is on the page, spaces apart: a PDF has only places."""
        text = page if isinstance(page, str) else page.text_content()
        self.assertIn("".join(expected.split()), "".join(text.split()))

    def _page(self, report, records, user=None):
        """What ``user`` would print, as an element."""
        reports = self.env["ir.actions.report"].with_user(user or self.accountant)
        content, _kind = reports._render_qweb_html(f"coop_member.{report}", records.ids)
        return html.fromstring(content)

    # -- the certificate -------------------------------------------------------------

    def test_certificate(self):
        self._subscribed(self.noor, 10, day=BOUGHT)
        self._recorded("transfer", 4, BOUGHT, giver=self.noor, receiver=self.ali)
        page = self._page("report_share_certificate", self.noor)
        for expected in (
            "La Fabrique",
            "Certificate of shares",
            f"Member number {self.noor.number}",
            self.college.name,
            "Associate since 02/27/2026",
            "La Fabrique certifies that Noor Vidal holds these shares",
            "Share A (A) 6 15.00 € 90.00 €",
            "1 02/27/2026 Subscription A 10 150.00 €",
            "2 02/27/2026 Transfer A -4 -60.00 €",
            "Lyon",
        ):
            self.assertPrinted(expected, page)
        self.assertNotIn("Roche", page.text_content())

    def test_certificate_of_who_holds_nothing(self):
        self._subscribed(self.noor, 10)
        self._recorded("transfer", 10, giver=self.noor, receiver=self.ali)
        page = self._page("report_share_certificate", self.noor)
        self.assertPrinted("Noor Vidal holds no share of its capital", page)

    def test_certificates_of_several_members_are_printed_at_once(self):
        self._subscribed(self.noor, 10)
        self._subscribed(self.ali, 5)
        pages = self._pdf("report_share_certificate", self.noor + self.ali)
        self.assertEqual(["Noor" in page for page in pages], [True, False])
        self.assertEqual(["Ali" in page for page in pages], [False, True])

    def test_long_certificate_repeats_its_headings(self):
        self._subscribed(self.noor, 60)
        for _times in range(30):
            self._recorded("transfer", 1, giver=self.noor, receiver=self.ali)
        first, second = self._pdf("report_share_certificate", self.noor)
        self.assertPrinted("No. Date Movement", first)
        self.assertPrinted("Certificate of shares · La Fabrique 2 / 2", second)
        self.assertPrinted("No. Date Movement", second)
        self.assertPrinted("For La Fabrique", second)
        self.assertNotIn("For", first.split())

    def test_members_print_their_own_certificate_only(self):
        self._subscribed(self.noor, 10)
        self._subscribed(self.ali, 10)
        user = self._portal_user(self.noor)
        page = self._page("report_share_certificate", self.noor, user)
        self.assertPrinted("Noor Vidal", page)
        with self.assertRaises(AccessError):
            self._page("report_share_certificate", self.ali, user)

    def test_certificate_is_in_the_member_s_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.noor.lang = "fr_FR"
        self._subscribed(self.noor, 10, day=BOUGHT)
        page = self._page("report_share_certificate", self.noor, self.accountant)
        self.assertPrinted("27/02/2026", page)
        self.assertNotIn("02/27/2026", page.text_content())

    # -- the request for payment -----------------------------------------------------

    def _bank(self):
        self.company.coop_share_bank_account_id = self.env["res.partner.bank"].create(
            {
                "acc_number": "FR7630006000011234567890189",
                "partner_id": self.company.partner_id.id,
                "bank_id": self.env["res.bank"]
                .create({"name": "Bank", "bic": "AGRIFRPPXXX"})
                .id,
            }
        )

    def _in_two(self):
        """Half at once, half a month later."""
        half = {"value": "percent", "value_amount": 50}
        return self.env["account.payment.term"].create(
            {
                "name": "In two",
                "line_ids": [
                    Command.create({**half, "nb_days": 0}),
                    Command.create({**half, "nb_days": 30}),
                ],
            }
        )

    def test_request_for_payment(self):
        self._bank()
        move = self._called(self.noor, 10)
        [page] = self._pdf("report_share_request", move)
        for expected in (
            "Noor Vidal",
            "You subscribed 10 shares (Share A) of La Fabrique",
            "To pay 150.00 €",
            "FR76 3000 6000 0112 3456 7890 189",
            "AGRIFRPPXXX",
            move.payment_reference,
            "What happens next",
        ):
            self.assertPrinted(expected, page)
        self.assertNotIn("instalments", page)
        [code] = self._page("report_share_request", move).xpath(
            "//td[contains(@class, 'coop_report_code')]/img"
        )
        self.assertTrue(code.get("src").startswith("data:image/png;base64,"))

    def test_request_by_instalments(self):
        self._bank()
        move = self._called(self.noor, 10, payment_term_id=self._in_two().id)
        self._pay(move, 75)
        page = self._page("report_share_request", move)
        self.assertPrinted("To pay 75.00 €", page)
        self.assertPrinted("Your instalments", page)
        self.assertPrinted("75.00 € 0.00 €", page)
        self.assertPrinted("Total 150.00 € 75.00 €", page)

    def test_request_without_a_bank_account(self):
        move = self._called(self.noor, 10)
        page = self._page("report_share_request", move)
        self.assertPrinted("Ask the cooperative for its bank account", page)
        self.assertNotIn("IBAN", page.text_content())

    def test_request_for_what_is_paid(self):
        page = self._page("report_share_request", self._subscribed(self.noor, 10))
        self.assertPrinted("Nothing is left to pay", page)

    def test_members_print_their_own_request_only(self):
        self._bank()
        own, foreign = self._called(self.noor, 10), self._called(self.ali, 10)
        user = self._portal_user(self.noor)
        page = self._page("report_share_request", own, user)
        self.assertPrinted(own.payment_reference, page)
        with self.assertRaises(AccessError):
            self._page("report_share_request", foreign, user)

    # -- registers -------------------------------------------------------------------

    def test_registers_repeat_their_headings(self):
        self._subscribed(self.noor, 60)
        for _times in range(40):
            self._recorded("transfer", 1, giver=self.noor, receiver=self.ali)
        wizard = self._wizard("movements")
        pages = self._pdf("report_share_report", wizard)
        self.assertEqual(len(pages), 2)
        for page in pages:
            self.assertPrinted("No. Date Movement From member To member", page)
        self.assertPrinted("2 / 2", pages[1])
        self.assertPrinted("Total 900.00 €", pages[1])

    def test_every_report_is_printed(self):
        self._subscribed(self.noor, 10)
        for kind, expected in (
            ("holders", "Total 10 150.00 €"),
            ("voters", "Signature"),
            ("summary", "Highest it ever was 150.00 €"),
        ):
            with self.subTest(kind=kind):
                page = self._page("report_share_report", self._wizard(kind))
                self.assertPrinted(expected, page)

    def test_voters_have_room_to_sign(self):
        self._subscribed(self.noor, 10)
        heights = [
            self._page("report_share_report", self._wizard(kind)).xpath(
                "string(//tbody/tr/@style)"
            )
            for kind in ("holders", "voters")
        ]
        self.assertEqual(heights, ["height: 22px;", "height: 44px;"])

    def test_the_button_prints_the_report(self):
        action = self._wizard("summary").action_pdf()
        self.assertEqual(action["type"], "ir.actions.report")
        self.assertEqual(action["report_name"], "coop_member.report_share_report")

    # -- mails -----------------------------------------------------------------------

    def _attached(self, record, messages_before):
        [attachment] = (record.sudo().message_ids - messages_before).attachment_ids
        return attachment

    def test_request_is_mailed_as_a_pdf(self):
        move = self._called(self.noor, 10)
        before = move.message_ids
        job = move.with_user(self.env.ref("base.user_root"))
        job.with_context(force_report_rendering=True)._send_due_mail()
        attachment = self._attached(move, before)
        self.assertEqual(attachment.mimetype, "application/pdf")
        self.assertEqual(
            attachment.name, f"Payment of shares - {move.payment_reference}.pdf"
        )
        [page] = self._texts(attachment.raw)
        self.assertPrinted("To pay 150.00 €", page)

    def test_certificate_is_mailed_by_the_job_in_the_member_s_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.noor.lang = "fr_FR"
        move = self._subscribed(self.noor, 10, day=BOUGHT)
        before = self.noor.message_ids
        # in a job no real PDF: while it runs, tests answer no other request
        self.env.ref("coop_member.ir_cron_share_mail").method_direct_trigger()
        page = html.fromstring(self._attached(self.noor, before).raw)
        self.assertPrinted("27/02/2026", page)
        self.assertNotIn("02/27/2026", page.text_content())
        self.assertPrinted("Noor Vidal", page)
        [mailed] = self.noor.message_ids - before
        self.assertIn(f"<strong>{move.number}</strong>", mailed.body)

    def test_each_party_of_a_transfer_gets_their_own_certificate(self):
        self.noor.email, self.ali.email = "noor@example.com", "ali@example.com"
        self._subscribed(self.noor, 10)
        self._subscribed(self.ali, 7)
        job = self.env.ref("coop_member.ir_cron_share_mail")
        job.method_direct_trigger()
        parties = (self.noor, "6 90.00 €"), (self.ali, "11 165.00 €")
        before = {member: member.message_ids for member, _held in parties}
        move = self._recorded("transfer", 4, giver=self.noor, receiver=self.ali)
        job.method_direct_trigger()
        for member, held in parties:
            [mailed] = member.message_ids - before[member]
            self.assertEqual(mailed.partner_ids, member.portal_partner_id)
            page = html.fromstring(self._attached(member, before[member]).raw)
            self.assertPrinted(f"Total {held}", page)
        user = self._portal_user(self.noor, "giver")
        told = self.env["mail.message"].with_user(user)
        about = [("model", "=", "coop.member"), ("res_id", "=", self.ali.id)]
        self.assertFalse(told.search(about))
        beside = told.search([("model", "=", move._name), ("res_id", "=", move.id)])
        self.assertFalse(beside.attachment_ids, "what the other one holds")

    def test_nobody_is_asked_to_pay_what_was_cancelled_meanwhile(self):
        move = self._called(self.noor, 1)
        self.assertEqual(move.mail_due, "request")
        move.action_cancel()
        self.env.ref("coop_member.ir_cron_share_mail").method_direct_trigger()
        self.assertFalse(move.message_ids.partner_ids)
        self.assertFalse(move.mail_due)

    def test_an_organisation_is_written_to_through_who_acts_for_it(self):
        self.noor.is_company = True
        self.noor.representative_id = kim = self.env["res.partner"].create(
            {
                "name": "Kim Lopez",
                "email": "kim@example.com",
                "parent_id": self.noor.partner_id.id,
            }
        )
        self._subscribed(self.noor, 1)
        self.env.ref("coop_member.ir_cron_share_mail").method_direct_trigger()
        move = self._called(self.noor, 1)
        self.env.ref("coop_member.ir_cron_share_mail").method_direct_trigger()
        asked = move.message_ids.filtered("partner_ids")
        certified = self.noor.message_ids.filtered("attachment_ids")
        self.assertEqual((asked.partner_ids, certified.partner_ids), (kim, kim))

    def test_a_mail_that_fails_keeps_no_other_waiting(self):
        moves = self._called(self.noor, 1) | self._called(self.ali, 1)
        send = type(moves)._send_due_mail

        def fail_once(move):
            if move == moves[0]:
                raise UserError("Nothing prints")
            return send(move)

        with (
            patch.object(type(moves), "_send_due_mail", fail_once),
            mute_logger("odoo.addons.coop_member.models.coop_share_move_payment"),
        ):
            self.env.ref("coop_member.ir_cron_share_mail").method_direct_trigger()
        moves.invalidate_recordset()
        self.assertEqual(moves.mapped("mail_due"), ["request", False])
