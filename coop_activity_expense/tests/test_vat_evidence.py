import base64
from datetime import date
from decimal import Decimal

from odoo.tests import tagged

from .common import PDF
from .common_billing import BillingCase


@tagged("post_install", "-at_install")
class TestVatEvidence(BillingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._tax(10).coop_evidence = True
        cls.reason = cls.env.ref("coop_activity_expense.vat_reason_fr_renovation")

    def _evidence(self, user=None, **vals):
        return (
            self.env["coop.vat.evidence"]
            .with_user(user or self.noor_user)
            .create(
                {
                    "activity_id": self.oak.id,
                    "customer_id": self.bakery.id,
                    "reason_id": self.reason.id,
                    "proof": "attestation",
                    "date": date(2026, 3, 1),
                    "document": base64.b64encode(PDF),
                    "document_name": "paper.exe",
                    **vals,
                }
            )
        )

    def _mention(self, **vals):
        return self._evidence(proof="mention", document=False, place="1 rue", **vals)

    def test_no_submission_without(self):
        move = self._draft(self._item("Wall", percent=10))
        with self.assertRefused("“Wall” has a reduced rate"):
            move.action_coop_submit()
        header = {
            "customer_id": self.bakery.id,
            "coop_evidence_id": self._evidence().id,
        }
        move._coop_save(self.oak, header, [self._item("Wall", percent=10)], move)
        move.action_coop_submit()
        self.assertEqual(move.coop_review_state, "submitted")

    def test_normal_rates_need_none(self):
        self._submitted_invoice(self._item(percent=20), self._item(percent=5.5))

    def test_of_this_customer_and_this_day(self):
        grocery = self._customer("Grocery")
        wall = self._item("Wall", percent=10)
        for evidence, more, sentence in (
            (self._evidence(customer_id=grocery.id), {}, "another customer"),
            (
                self._evidence(),
                {"invoice_date": date(2025, 1, 1)},
                "no reduced rate on this day",
            ),
        ):
            with self.subTest(sentence=sentence), self.assertRefused(sentence):
                self._submitted_invoice(wall, coop_evidence_id=evidence.id, **more)

    def test_credit_notes_follow_their_invoice(self):
        evidence = self._evidence()
        move = self._accepted_invoice(
            self._item("Wall", percent=10),
            coop_evidence_id=evidence.id,
            invoice_date=date(2026, 3, 1),
        )
        self.reason.date_end = date(2026, 3, 31)
        note = move.action_coop_credit()
        note.action_coop_submit()
        with self.assertRefused("no reduced rate on this day"):
            self._submitted_invoice(
                self._item("Wall", percent=10), coop_evidence_id=evidence.id
            )

    def test_the_quotes_evidence_serves_its_invoices(self):
        evidence = self._evidence()
        quote = self._accepted_quote(
            self._item("Wall", percent=10), evidence_id=evidence.id
        )
        deposit = quote._invoice("deposit", Decimal(30))
        self.assertEqual(deposit.coop_evidence_id, evidence)
        deposit.action_coop_submit()

    def test_what_is_no_evidence(self):
        belgian = self.env.ref("coop_activity_expense.vat_reason_be_renovation")
        pottery = self._customer("Pottery", self.kiln, self.ali_user)
        for vals, sentence in (
            ({"document": False}, "photo or a PDF"),
            ({"date": date(2099, 1, 1)}, "a day to come"),
            ({"document": base64.b64encode(b"<html>")}, "neither a PDF"),
            ({"reason_id": belgian.id}, "asks for other evidence"),
            ({"proof": "mention", "document": False}, "address of the work"),
            ({"customer_id": pottery.id}, "not one of the activity|not allowed"),
        ):
            with self.subTest(sentence=sentence), self.assertRefused(sentence):
                self._evidence(**vals)

    def test_a_rate_that_the_reason_is_not_for(self):
        """It is told, to the member and to the accountant, who decides."""
        self._tax(5.5).coop_evidence = True
        self.oak.with_user(self.accountant).coop_self_post_limit = 1000
        move = self._submitted_invoice(
            self._item("Wall", percent=10),
            self._item("Insulation", percent=5.5),
            coop_evidence_id=self._evidence().id,
        )
        [remark] = move._coop_remarks()
        self.assertIn("“Insulation” has the VAT", remark.sentence)
        self.assertIn("another rate", remark.sentence)
        self.assertEqual(move.coop_review_state, "submitted", "looked at all the same")
        self.assertIn(
            "Insulation", move.with_user(self.accountant).coop_remark_text or ""
        )
        self.reason.rate = 0
        self.assertFalse(move._coop_remarks())

    def test_kept_once_used(self):
        evidence = self._mention()
        evidence.place = "2 rue"
        move = self._draft(self._item(percent=10), coop_evidence_id=evidence.id)
        evidence.place = "3 rue"
        move.action_coop_submit()
        with self.assertRefused("rest on this evidence"):
            evidence.place = "4 rue"
        with self.assertRefused("rest on this evidence"):
            evidence.unlink()
        move.action_coop_take_back()
        evidence.place = "4 rue"

    def test_only_ones_own(self):
        evidence = self._evidence()
        foreign = evidence.with_user(self.ali_user)
        self.assertFalse(foreign.has_access("read"))
        attachments = self.env["ir.attachment"].search(
            [("res_model", "=", "coop.vat.evidence"), ("res_id", "=", evidence.id)]
        )
        self.assertFalse(attachments.with_user(self.ali_user).has_access("read"))
        self.kiln.member_ids += self.noor
        pottery = self._customer("Pottery", self.kiln, self.ali_user)
        foreign = self._evidence(activity_id=self.kiln.id, customer_id=pottery.id)
        with self.assertRefused("another activity"):
            self._draft(coop_evidence_id=foreign.id)

    def test_the_list_of_reduced_lines(self):
        evidence = self._mention()
        move = self._accepted_invoice(
            self._item("Wall", 100, percent=10),
            self._item("Shelf", 100, percent=20),
            coop_evidence_id=evidence.id,
        )
        note = move.action_coop_credit()
        note.action_coop_submit()
        note.with_user(self.accountant).action_coop_accept()
        self._submitted_invoice(
            self._item("Wall", 50, percent=10), coop_evidence_id=evidence.id
        )
        lines = self.env["coop.vat.reduced.line"].with_user(self.accountant)
        found = lines.search([("activity_id", "=", self.oak.id)], order="id")
        self.assertRecordValues(
            found,
            [
                {
                    "move_id": move.id,
                    "name": "Wall",
                    "amount": 100,
                    "tax_amount": 10,
                    "tax_id": self._tax(10).id,
                    "evidence_id": evidence.id,
                    "reason_id": self.reason.id,
                    "proof": "mention",
                    "customer_id": self.bakery.id,
                },
                {
                    "move_id": note.id,
                    "name": "Wall",
                    "amount": -100,
                    "tax_amount": -10,
                    "tax_id": self._tax(10).id,
                    "evidence_id": evidence.id,
                    "reason_id": self.reason.id,
                    "proof": "mention",
                    "customer_id": self.bakery.id,
                },
            ],
        )
        foreign = self._new_user(
            "foreign", "coop_member.group_accountant", self.other_company
        )
        self.assertFalse(lines.with_user(foreign).search([]))
        self.assertFalse(lines.with_user(self.noor_user).has_access("read"))

    def test_what_accounting_invoiced_without(self):
        """Nobody asks accountants for evidence, the list does."""
        move = self._submitted_invoice(self._item("Wall", percent=20))
        raw = move.with_user(self.env.ref("base.user_root"))
        raw.invoice_line_ids.tax_ids = self._tax(10)
        with self.assertRefused("has a reduced rate"):
            move.with_user(self.accountant).action_coop_accept()
