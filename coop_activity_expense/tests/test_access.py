from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ExpenseCase
from .test_access_accounts import RIGHTS as ACCOUNTS
from .test_access_billing import RIGHTS as BILLING

#: model → what each group may do, of read, write, create and unlink
RIGHTS = {
    "coop.vehicle": {
        "adviser": "rwc",
        "accountant": "rwc",
        "manager": "rwcu",
        "noor_user": "rwc",
    },
    "coop.mileage.scale": {
        "adviser": "r",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "r",
    },
    "coop.mileage.band": {
        "adviser": "r",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "r",
    },
    "coop.expense.category": {
        "adviser": "r",
        "accountant": "rwc",
        "manager": "rwcu",
        "noor_user": "r",
    },
    "coop.expense.account": {
        "adviser": "r",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "",
    },
    "coop.expense.tax": {
        "adviser": "",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "",
    },
    "coop.expense.vat.rule": {
        "adviser": "r",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "",
    },
    "coop.expense": {
        "adviser": "r",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "rwcu",
    },
    "coop.expense.line": {
        "adviser": "r",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "rwcu",
    },
    "coop.expense.receipt": {
        "adviser": "r",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "rwcu",
    },
    "coop.expense.refuse": {
        "adviser": "rwcu",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "",
    },
    "coop.expense.reverse": {
        "adviser": "",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "",
    },
    "coop.expense.decide.vat": {
        "adviser": "",
        "accountant": "rwcu",
        "manager": "rwcu",
        "noor_user": "",
    },
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}


@tagged("post_install", "-at_install")
class TestAccess(ExpenseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ali = cls._member("Ali Roche")
        cls._running(cls.ali, cls.volunteering, date(2020, 1, 1))
        # both run the activity: claims stay their own
        cls.oak.member_ids += cls.ali
        cls.ali_user = cls._portal_user(cls.ali)
        cls.records = {
            user: cls._equip(member, user)
            for member, user in ((cls.noor, cls.noor_user), (cls.ali, cls.ali_user))
        }

    @classmethod
    def _equip(cls, member, user):
        """One record of each model that belongs to ``member``, in a draft."""
        claim = cls._claim(cls._line("taxi", 30), member=member, user=user)
        vehicle = cls._vehicle(member, plate=f"V-{member.id}")
        return [claim, claim.line_ids, claim.line_ids.receipt_ids, vehicle]

    def test_every_model_is_covered(self):
        models = self.env["ir.model"].search([("model", "=like", "coop.%")])
        concrete = {
            model.model
            for model in models
            if not self.env[model.model]._abstract
            and model.modules == "coop_activity_expense"
        }
        self.assertEqual(concrete, set(RIGHTS) | set(ACCOUNTS) | set(BILLING))

    def test_rights(self):
        for model, by_user in RIGHTS.items():
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

    def test_members_see_and_change_their_own_alone(self):
        for own, foreign in zip(
            self.records[self.noor_user], self.records[self.ali_user], strict=True
        ):
            with self.subTest(model=own._name):
                records = self.env[own._name].with_user(self.noor_user)
                found = records.search([("id", "in", (own.id, foreign.id))])
                self.assertEqual(found, own)
                for operation in ("read", "write"):
                    self.assertTrue(records.browse(own.id).has_access(operation))
                for operation in ("read", "write", "unlink"):
                    self.assertFalse(records.browse(foreign.id).has_access(operation))

    def test_members_only_read_what_they_submitted(self):
        claim, line, receipt, _vehicle = self.records[self.noor_user]
        claim.action_submit()
        for record in (claim, line, receipt):
            with self.subTest(model=record._name):
                self.assertTrue(record.has_access("read"))
                self.assertFalse(record.has_access("write"))
                self.assertFalse(record.has_access("unlink"))

    def test_members_make_nothing_for_others(self):
        with self.assertRaises(AccessError):
            self._claim(member=self.ali)
        with self.assertRaises(AccessError):
            self.env["coop.vehicle"].with_user(self.noor_user).create(
                {"member_id": self.ali.id, "plate": "ZZ-1"}
            )

    def test_cooperatives_do_not_see_each_other(self):
        colleague = self._new_user(
            "foreign", "coop_member.group_manager", self.other_company
        )
        for record in self.records[self.noor_user]:
            with self.subTest(model=record._name):
                records = self.env[record._name].with_user(colleague)
                self.assertFalse(records.search([("id", "=", record.id)]))
                self.assertFalse(records.browse(record.id).has_access("read"))

    def test_settings_of_a_cooperative_are_its_own(self):
        colleague = self._new_user(
            "foreign", "coop_member.group_manager", self.other_company
        )
        rule = self.env.ref("coop_activity_expense.vat_fr_taxi_any")
        own = rule.copy({"company_id": self.company.id})
        rules = self.env["coop.expense.vat.rule"].with_user(colleague)
        self.assertTrue(rules.browse(rule.id).has_access("read"))
        self.assertFalse(rules.browse(own.id).has_access("read"))

    def test_advisers_follow_claims_through(self):
        claim = self.records[self.noor_user][0]
        claim.action_submit()
        by_adviser = claim.with_user(self.adviser)
        by_adviser.read(["state", "total_amount", "remark_text"])
        by_adviser.line_ids.read(["amount", "remark_text", "tax_id"])
        by_adviser.action_approve()
        with self.assertRefused("has been submitted"):
            by_adviser.write({"description": "Other"})
        draft = self.records[self.ali_user][0].with_user(self.adviser)
        with self.assertRaises(AccessError):
            draft.write({"description": "Other"})
