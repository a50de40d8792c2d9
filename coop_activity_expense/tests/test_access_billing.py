import base64

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import PDF
from .common_billing import BillingCase

#: model → what each group may do, of read, write, create and unlink
RIGHTS = {
    "coop.customer": {
        "adviser": "r",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "rwcu",
    },
    "coop.quote": {
        "adviser": "r",
        "accountant": "r",
        "manager": "r",
        "noor_user": "ru",
    },
    "coop.quote.line": {
        "adviser": "r",
        "accountant": "r",
        "manager": "r",
        "noor_user": "r",
    },
    "coop.vat.reason": {
        "adviser": "r",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "r",
    },
    "coop.vat.evidence": {
        "adviser": "r",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "rwcu",
    },
    "coop.vat.reduced.line": {
        "adviser": "",
        "accountant": "r",
        "manager": "r",
        "noor_user": "",
    },
    "coop.worked.time": {
        "adviser": "r",
        "accountant": "r",
        "manager": "r",
        "noor_user": "rwcu",
    },
    "coop.activity.transfer": {
        "adviser": "r",
        "accountant": "r",
        "manager": "r",
        "noor_user": "rwcu",
    },
    "coop.billing.return": {
        "adviser": "",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "",
    },
    "coop.activity.transfer.reverse": {
        "adviser": "",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "",
    },
}
#: what members read of Odoo's own
ODOOS = {
    "account.move": {"adviser": "r", "noor_user": "r"},
    "account.move.line": {"adviser": "r", "noor_user": "r"},
    "account.tax": {"noor_user": ""},
    "account.account": {"noor_user": ""},
    "account.journal": {"noor_user": ""},
    "account.payment": {"noor_user": ""},
    "account.analytic.line": {"noor_user": ""},
    "uom.uom": {"noor_user": ""},
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}


@tagged("post_install", "-at_install")
class TestAccessBilling(BillingCase):
    def test_rights(self):
        for model, by_user in (RIGHTS | ODOOS).items():
            for user, allowed in by_user.items():
                records = self.env[model].with_user(getattr(self, user))
                for letter, operation in OPERATIONS.items():
                    with self.subTest(model=model, user=user, operation=operation):
                        self.assertEqual(
                            records.has_access(operation), letter in allowed
                        )

    def test_other_employees_and_portal_users_see_nothing(self):
        self.noor_user.group_ids -= self.env.ref("coop_member.group_member")
        for model in RIGHTS:
            for user in (self.employee, self.noor_user):
                with self.subTest(model=model, user=user.login):
                    self.assertFalse(self.env[model].with_user(user).has_access("read"))

    def _records(self):
        """One record of each model that is Noor's alone."""
        evidence = (
            self.env["coop.vat.evidence"]
            .with_user(self.noor_user)
            .create(
                {
                    "activity_id": self.oak.id,
                    "customer_id": self.bakery.id,
                    "reason_id": self.env.ref(
                        "coop_activity_expense.vat_reason_fr_energy"
                    ).id,
                    "proof": "attestation",
                    "document": base64.b64encode(PDF),
                }
            )
        )
        spell = (
            self.env["coop.worked.time"]
            .with_user(self.noor_user)
            .create(
                {
                    "activity_id": self.oak.id,
                    "customer_id": self.bakery.id,
                    "minutes": 60,
                    "name": "Design",
                }
            )
        )
        quote = self._quote()
        move = self._draft()
        return [
            self.bakery,
            quote,
            quote.line_ids,
            evidence,
            spell,
            move,
            move.invoice_line_ids,
        ]

    def test_members_see_their_own_alone(self):
        for record in self._records():
            with self.subTest(model=record._name):
                self.env.invalidate_all()
                self.assertTrue(record.has_access("read"))
                foreign = record.with_user(self.ali_user)
                for operation in OPERATIONS.values():
                    self.assertFalse(foreign.has_access(operation), operation)
                self.assertFalse(foreign.search([("id", "in", record.ids)]))
                if record._name != "account.move.line":
                    name = record.sudo()[:1].display_name
                    self.assertFalse(foreign.name_search(name))
                with self.assertRaises(AccessError):
                    foreign.read(["create_date"])

    def test_cooperatives_do_not_see_each_other(self):
        colleague = self._new_user(
            "foreign", "coop_member.group_manager", self.other_company
        )
        for record in self._records():
            with self.subTest(model=record._name):
                self.assertFalse(record.with_user(colleague).has_access("read"))

    def test_advisers_and_accountants_follow(self):
        for record in self._records():
            for user in (self.adviser, self.accountant):
                with self.subTest(model=record._name, user=user.login):
                    self.env.invalidate_all()
                    self.assertTrue(record.with_user(user).has_access("read"))

    def test_who_leaves_an_activity_sees_no_more(self):
        records = self._records()
        self.oak.member_ids = self.ali
        self.env.invalidate_all()
        for record in records:
            with self.subTest(model=record._name):
                self.assertFalse(record.has_access("read"))

    def test_the_right_to_documents_follows_at_once(self):
        move = self._accepted_invoice()
        theirs, others = move.with_user(self.noor_user), move.with_user(self.ali_user)
        own = [("coop_of_user", "=", True)]
        self.assertEqual((theirs.search(own), others.search(own)), (move, others[:0]))
        self.assertFalse(others.has_access("read"))
        self.assertNotIn(theirs, theirs.search([("coop_of_user", "=", False)]))
        self.oak.member_ids |= self.ali
        for reader in (theirs, others):
            self.assertTrue(reader.coop_of_user)
            self.assertTrue(reader.line_ids.has_access("read"))
        self.oak.member_ids = self.ali
        self.assertFalse(theirs.has_access("read"))
        self.assertFalse(theirs.search(own))
        # what is over stays with who ran it
        self.oak.active = self.ali.active = False
        self.assertTrue(others.has_access("read"))
        self.assertEqual(others.search(own), move)
        self.ali.portal_partner_id = self.noor.portal_partner_id
        self.assertFalse(others.has_access("read"))

    def test_what_members_do_with_a_cold_cache(self):
        """As a browser does it, one request after the other."""
        quote, move = self._quote(), self._draft()
        self.env.invalidate_all()
        quote.action_send()
        self.env.invalidate_all()
        quote.read(["display_name", "state", "amount_total", "amount_left"])
        quote.line_ids.read(["name", "amount", "quantity"])
        self.env.invalidate_all()
        quote.action_copy()
        self.env.invalidate_all()
        move._coop_remarks()
        self.env.invalidate_all()
        move.action_coop_submit()
        self.env.invalidate_all()
        move.read(["display_name", "coop_status", "coop_review_comment"])
        self.env.invalidate_all()
        move.with_user(self.accountant).action_coop_accept()
        self.env.invalidate_all()
        move.action_coop_copy()
        self.env.invalidate_all()
        move.action_coop_credit()
        self.env.invalidate_all()
        self.assertIsNone(move._coop_payment_qr())

    def test_personal_data(self):
        self._records()
        data = self.noor.with_user(self.noor_user)._export_personal_data()
        self.assertEqual((len(data["quotes"]), len(data["invoices"])), (1, 1))
        others = self.ali.with_user(self.ali_user)._export_personal_data()
        self.assertEqual((others["quotes"], others["invoices"]), ([], []))
