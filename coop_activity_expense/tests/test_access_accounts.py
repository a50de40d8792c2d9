from odoo.tests import tagged

from .common_accounts import AccountsCase

READ, ALL = "r", "rwcu"
OFFICE = {
    "adviser": READ,
    "accountant": ALL,
    "manager": ALL,
    "noor_user": "",
    "employee": "",
}
#: what is only looked at
LOOK = OFFICE | {"accountant": READ, "manager": READ}
#: windows of the team
WINDOW = OFFICE | {"adviser": "rwc", "accountant": "rwc", "manager": "rwc"}
#: windows of accounting
DESK = WINDOW | {"adviser": ""}
#: model → what each group may do, of read, write, create and unlink
RIGHTS = {
    "coop.account.kind": OFFICE,
    "coop.contribution.scheme": OFFICE,
    "coop.contribution.version": OFFICE,
    "coop.contribution.band": OFFICE,
    "coop.contribution.limit": OFFICE,
    "coop.contribution.run": OFFICE,
    "coop.contribution.line": OFFICE | {"noor_user": READ},
    "coop.declaration": OFFICE,
    "coop.declaration.deadline": OFFICE,
    "coop.declaration.feed": OFFICE
    | {"adviser": "ru", "accountant": "ru", "manager": "ru"},
    "coop.contribution.forecast": OFFICE,
    "coop.contribution.month": LOOK,
    "coop.customer.turnover": LOOK,
    "coop.statement.item": LOOK,
    "coop.statement": WINDOW,
    "coop.statement.report": WINDOW,
    "coop.accounts.dashboard": WINDOW,
    "coop.declaration.address": WINDOW,
    "coop.contribution.reverse": DESK,
    "coop.fec.export": DESK,
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}


@tagged("post_install", "-at_install")
class TestAccessAccounts(AccountsCase):
    def test_rights(self):
        for model, by_user in RIGHTS.items():
            for user, allowed in by_user.items():
                records = self.env[model].with_user(getattr(self, user))
                for letter, operation in OPERATIONS.items():
                    with self.subTest(model=model, user=user, operation=operation):
                        self.assertEqual(
                            records.has_access(operation), letter in allowed
                        )

    def _records(self):
        """One record of each model, of this cooperative."""
        scheme = self._scheme((0, 10), limits=[(None, 100, 0)])
        self._invoice(1000, "2026-01-10")
        run = self._month(1)
        kind = self.env["coop.account.kind"].create(
            {
                "kind": "expense",
                "company_id": self.company.id,
                "account_id": self._account("604000").id,
            }
        )
        declaration = self.env["coop.declaration"].create(
            {
                "name": "VAT",
                "company_id": self.company.id,
                "rule": "FREQ=MONTHLY;BYMONTHDAY=24",
            }
        )
        declaration.action_plan()
        return [
            kind,
            scheme,
            scheme.version_ids,
            scheme.version_ids.band_ids,
            scheme.version_ids.limit_ids,
            run,
            run.line_ids,
            declaration,
            declaration.deadline_ids[0],
        ]

    def test_cooperatives_do_not_see_each_other(self):
        colleague = self._new_user(
            "foreign", "coop_member.group_manager", self.other_company
        )
        for record in self._records():
            with self.subTest(model=record._name):
                self.assertTrue(record.with_user(self.adviser).has_access("read"))
                records = self.env[record._name].with_user(colleague)
                self.assertFalse(records.search([("id", "=", record.id)]))
                self.assertFalse(records.browse(record.id).has_access("read"))

    def test_members_see_what_was_taken_of_their_own(self):
        ali = self._member("Ali Roche")
        ali_user = self._portal_user(ali)
        self._scheme((0, 10))
        self._invoice(1000, "2026-01-10")
        line = self._month(1).line_ids
        self.assertTrue(line.with_user(self.noor_user).has_access("read"))
        self.assertIn("Oak and Lime", line.with_user(self.noor_user).explanation)
        self.assertFalse(line.with_user(ali_user).has_access("read"))
        draft = self._run("2026-02-01", "2026-02-28").line_ids
        self.assertFalse(draft.with_user(self.noor_user).has_access("read"))

    def test_members_know_no_schemes(self):
        oak = self.oak.with_user(self.noor_user)
        self.assertFalse(
            oak._has_field_access(oak._fields["coop_contribution_scheme_id"], "read")
        )
        self.assertTrue(oak.available is not None)

    def test_the_office_estimates_wages(self):
        self._pay(self._invoice(2840, "2026-01-10"), 2840, "2026-01-11")
        for user in (self.noor_user, self.adviser):
            pay = self.oak.with_user(user)._estimate_pay()
            self.assertEqual(
                (float(pay.cost), float(pay.gross), float(pay.net)),
                (2840, 2000, 1560),
            )
        pay = self.oak._estimate_pay(net=1560)
        self.assertEqual(float(pay.cost), 2840)
        self.assertEqual(float(self.oak._estimate_pay(cost=1420).net), 780)
        with self.assertRefused("above zero"):
            self.oak._estimate_pay(net=-1)
