"""Claims paid back by SEPA transfers, with OCA's account_payment_sepa_credit_transfer:
files that banks take, as their schema says."""

import base64

from lxml import etree

from odoo import Command
from odoo.tests import tagged
from odoo.tools import file_open

from odoo.addons.coop_activity_expense.tests.common import ExpenseCase

FOLDER = "account_payment_sepa_credit_transfer/data"
OURS = "FR7630006000011234567890189"
NOORS = "FR1420041010050500013M02606"
ELKES = "BE68539007547034"
VERSIONS = ("pain.001.001.03", "pain.001.001.09")


@tagged("post_install", "-at_install")
class TestSepa(ExpenseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.journal = cls.env["account.journal"].search(
            [("company_id", "=", cls.company.id), ("type", "=", "bank")], limit=1
        )
        cls.journal.bank_account_id = cls._iban(cls.company.partner_id, OURS)
        cls.method = cls.env.ref(
            "account_payment_sepa_credit_transfer.sepa_credit_transfer"
        )
        cls.transfers = cls.env["account.payment.method.line"].create(
            {
                "name": "SEPA transfers",
                "company_id": cls.company.id,
                "journal_id": cls.journal.id,
                "payment_method_id": cls.method.id,
                "default_journal_ids": [
                    Command.set(cls.company._coop_expense_journal().ids)
                ],
                "default_invoice": False,
                "default_payment_mode": "same_or_null",
            }
        )
        payer = cls.env.ref("account_payment_batch_oca.group_account_payment")
        cls.accountant.group_ids += payer
        cls._iban(cls.noor.partner_id, NOORS)
        cls.elke = cls._member("Élke Ñandú & Søn")
        cls._running(cls.elke, cls.volunteering, "2020-01-01")
        cls.oak.member_ids += cls.elke
        cls._iban(cls.elke.partner_id, ELKES)

    @classmethod
    def _iban(cls, partner, number):
        return cls.env["res.partner.bank"].create(
            {
                "partner_id": partner.id,
                "acc_number": number,
                "allow_out_payment": True,
            }
        )

    def _claims(self):
        return (
            self._posted(self._line("taxi", 30.5))
            | self._posted(self._line("supplies", 120))
            | self._posted(
                self._line("books", 21.1), member=self.elke, user=self.env.user
            )
        )

    def _order(self, claims):
        """A payment order of the accountant, filled with what is owed."""
        orders = self.env["account.payment.order"].with_user(self.accountant)
        order = orders.create(
            {
                "payment_method_line_id": self.transfers.id,
                "payment_type": "outbound",
                "company_id": self.company.id,
            }
        )
        window = (
            self.env["account.payment.line.create"]
            .with_user(self.accountant)
            .with_context(active_model=order._name, active_id=order.id)
            .create({"date_type": "due", "due_date": "2099-12-31"})
        )
        window.populate()
        self.assertEqual(window.move_line_ids.move_id, claims.account_move_id)
        window.create_payment_lines()
        return order

    def _file(self, order, version):
        """The order's file, as XML that its schema accepts."""
        self.method.pain_version = version
        order.draft2open()
        order.open2generated()
        document = etree.fromstring(base64.b64decode(order.payment_file_datas))
        with file_open(f"{FOLDER}/{version}.xsd", "rb") as schema:
            etree.XMLSchema(etree.parse(schema)).assertValid(document)
        self.assertEqual(etree.QName(document).namespace.split(":")[-1], version)
        return document

    def _texts(self, node, path):
        steps = "/".join(f"*[local-name()='{step}']" for step in path.split("/"))
        return [found.text for found in node.xpath(f".//{steps}")]

    def _transfers(self, document):
        """Amount and claims of each transfer, by IBAN of who receives it."""
        found = {}
        for node in document.xpath("//*[local-name()='CdtTrfTxInf']"):
            [iban] = self._texts(node, "CdtrAcct/Id/IBAN")
            [amount] = self._texts(node, "InstdAmt")
            [text] = self._texts(node, "RmtInf/Ustrd")
            self.assertNotIn(iban, found)
            found[iban] = amount, set(text.split(" - "))
        return found

    def test_a_reimbursement_is_a_file_for_the_bank(self):
        for version in VERSIONS:
            with self.subTest(version=version):
                claims = self._claims()
                taxi, supplies, books = claims.mapped("name")
                order = self._order(claims)
                document = self._file(order, version)
                self.assertEqual(
                    self._transfers(document),
                    {
                        NOORS: ("150.50", {taxi, supplies}),
                        ELKES: ("21.10", {books}),
                    },
                )
                self.assertEqual(self._texts(document, "DbtrAcct/Id/IBAN"), [OURS])
                self.assertEqual(set(claims.mapped("state")), {"posted"})
                order.generated2uploaded()
                self.assertEqual(set(claims.mapped("state")), {"paid"})
                self.assertEqual(set(claims.mapped("amount_due")), {0})
                [payment] = claims[0]._payments()
                self.assertEqual(payment.amount, 30.5)

    def test_a_cancelled_order_opens_the_claims_again(self):
        claims = self._claims()
        order = self._order(claims)
        self._file(order, VERSIONS[-1])
        order.generated2uploaded()
        order.action_cancel()
        self.assertEqual(set(claims.mapped("state")), {"posted"})
        self.assertEqual(sum(claims.mapped("amount_due")), 171.6)
        self._file(self._order(claims), VERSIONS[-1])
