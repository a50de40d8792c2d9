from datetime import date, timedelta

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common_billing import BillingCase

ACTIONS = (
    "coop_invoice_action",
    "coop_invoice_action_review",
    "coop_quote_action",
    "coop_customer_action",
    "coop_activity_transfer_action",
    "coop_worked_time_action",
    "coop_vat_evidence_action",
    "coop_vat_reason_action",
    "coop_vat_reduced_line_action",
    "coop_sales_tax_action",
)
#: what advisers do not see
ACCOUNTANTS = ("coop_vat_reduced_line_action",)


@tagged("post_install", "-at_install")
class TestBillingOffice(BillingCase):
    """The screens of the team."""

    def _open(self, user, action):
        """Read what each view of an action shows, as ``user``."""
        action = self.env.ref(f"coop_activity_expense.{action}")
        records = self.env[action.res_model].with_user(user)
        found = records.search([], limit=5)
        views = [(view, kind) for view, kind in action.views if kind != "search"]
        for kind, view in records.get_views(views)["views"].items():
            names = {
                name
                for name in self._names(view["arch"])
                if name in records._fields and kind in ("list", "form")
            }
            if names and found:
                found.read(sorted(names))
        return found

    def _names(self, arch):
        tree = etree.fromstring(arch)
        return {
            node.get("name")
            for node in tree.iter("field")
            # fields of the record itself, not of its lines
            if not any(parent.tag == "field" for parent in node.iterancestors())
        }

    def test_the_team_opens_every_screen(self):
        self._accepted_invoice(self._item())
        self._accepted_quote(self._item())
        for action in ACTIONS:
            with self.subTest(action):
                self._open(self.accountant, action)
                if action not in ACCOUNTANTS:
                    self._open(self.adviser, action)

    def test_advisers_see_invoices_and_accept_none(self):
        move = self._submitted_invoice(self._item())
        self.assertIn(move.id, self._open(self.adviser, "coop_invoice_action").ids)
        with self.assertRaises(AccessError):
            move.with_user(self.adviser).action_coop_accept()
        with self.assertRaises(AccessError):
            self.env["coop.billing.return"].with_user(self.adviser).create({})

    def test_return_with_a_comment(self):
        moves = self._submitted_invoice() | self._submitted_invoice()
        action = moves.with_user(self.accountant).action_coop_ask_return()
        windows = self.env[action["res_model"]].with_user(self.accountant)
        with Form(windows.with_context(**action["context"])) as window:
            window.comment = "Which period?"
        window.save().action_return()
        self.assertEqual(set(moves.mapped("coop_review_state")), {"returned"})
        self.assertEqual(set(moves.mapped("coop_review_comment")), {"Which period?"})

    def test_remarks_are_shown_while_it_waits(self):
        move = self._submitted_invoice()
        by_accountant = move.with_user(self.accountant)
        self.assertFalse(by_accountant.coop_remark_text)
        self.bakery.active = False
        by_accountant.invalidate_recordset(["coop_remark_text"])
        self.assertIn("archived", by_accountant.coop_remark_text)
        draft = self._draft()
        self.assertFalse(draft.with_user(self.accountant).coop_remark_text)

    def test_statuses_are_searched(self):
        today = date.today()
        late = self._accepted_invoice(invoice_date=today - timedelta(days=90))
        late.sudo().invoice_date_due = today - timedelta(days=60)
        waiting = self._submitted_invoice()
        moves = self.env["account.move"].with_user(self.accountant)
        for status, expected in (("late", late), ("submitted", waiting)):
            found = moves.search([("coop_status", "=", status)])
            self.assertIn(expected.id, found.ids)
            self.assertEqual(set(found.mapped("coop_status")), {status})

    def test_counts_of_an_activity_and_of_a_customer(self):
        self._draft()
        self._quote()
        oak = self.oak.with_user(self.adviser)
        self.assertRecordValues(
            oak,
            [
                {
                    "coop_invoice_count": 1,
                    "coop_quote_count": 1,
                    "coop_customer_count": 1,
                }
            ],
        )
        bakery = self.bakery.with_user(self.adviser)
        self.assertEqual((bakery.invoice_count, bakery.quote_count), (1, 1))
        self.assertFalse(self.kiln.with_user(self.adviser).coop_invoice_count)

    def test_accountants_set_what_members_choose(self):
        tax = self._tax(20).with_user(self.accountant)
        tax.action_coop_ask_evidence()
        self.assertTrue(tax.coop_evidence)
        tax.action_coop_offer()
        self.assertNotIn(tax, self.env["coop.billing"]._taxes(self.company))
        with self.assertRaises(AccessError):
            tax.with_user(self.adviser).action_coop_offer()
        oak = self.oak.with_user(self.accountant)
        oak.coop_self_post_limit = 300
        with self.assertRaises(AccessError):
            self.oak.with_user(self.adviser).coop_self_post_limit = 500
        self.assertEqual(oak.coop_self_post_limit, 300)

    def test_a_charge_is_reversed_from_its_screen(self):
        accounts = self.env["account.account"].with_company(self.company)
        account = accounts.search([("code", "=", "708800")])
        self.company.coop_transfer_income_account_id = account
        transfers = self.env["coop.activity.transfer"].with_user(self.noor_user)
        transfer = transfers.create(
            {
                "from_activity_id": self.oak.id,
                "to_activity_id": self.kiln.id,
                "amount": 50,
                "description": "Shelves",
            }
        )
        transfer.action_offer()
        transfer.with_user(self.ali_user).action_accept()
        windows = self.env["coop.activity.transfer.reverse"]
        window = windows.with_user(self.accountant).with_context(
            active_ids=transfer.ids
        )
        window.create({"reason": "Charged twice"}).action_reverse()
        self.assertTrue(transfer.is_reversed)
