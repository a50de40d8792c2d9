from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_billing import BillingCase


@tagged("post_install", "-at_install")
class TestTransfer(BillingCase):
    """Noor (Oak and Lime) charges Ali (Kiln)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        accounts = cls.env["account.account"].with_company(cls.company)
        cls.income, cls.charge = accounts.create(
            [
                {"name": "Charged", "code": "708991", "account_type": "income"},
                {"name": "Paid", "code": "628991", "account_type": "expense"},
            ]
        )
        cls.company.write(
            {
                "coop_transfer_income_account_id": cls.income.id,
                "coop_transfer_charge_account_id": cls.charge.id,
            }
        )

    def _transfer(self, amount=100, user=None, **vals):
        return (
            self.env["coop.activity.transfer"]
            .with_user(user or self.noor_user)
            .create(
                {
                    "from_activity_id": self.oak.id,
                    "to_activity_id": self.kiln.id,
                    "amount": amount,
                    "description": "Shelves for the kiln",
                    "date": date(2026, 3, 10),
                    **vals,
                }
            )
        )

    def _offered(self, **vals):
        """An offered charge, in the environment of who pays."""
        transfer = self._transfer(**vals)
        transfer.action_offer()
        return transfer.with_user(self.ali_user)

    def _entry(self, transfer):
        return transfer.with_user(self.accountant).account_move_id

    def test_one_balanced_entry_without_vat(self):
        transfer = self._offered(amount=100.5)
        transfer.action_accept()
        entry = self._entry(transfer)
        self.assertRecordValues(
            entry.line_ids.sorted("balance"),
            [
                {
                    "account_id": self.income.id,
                    "balance": -100.5,
                    "coop_activity_id": self.oak.id,
                    "tax_ids": [],
                    "tax_tag_ids": [],
                    "analytic_distribution": {
                        str(self.oak.analytic_account_id.id): 100
                    },
                },
                {
                    "account_id": self.charge.id,
                    "balance": 100.5,
                    "coop_activity_id": self.kiln.id,
                    "tax_ids": [],
                    "tax_tag_ids": [],
                    "analytic_distribution": {
                        str(self.kiln.analytic_account_id.id): 100
                    },
                },
            ],
        )
        self.assertRecordValues(
            entry,
            [{"state": "posted", "move_type": "entry", "date": date(2026, 3, 10)}],
        )
        self.assertRecordValues(
            transfer.with_user(self.accountant),
            [{"state": "accepted", "answered_by_id": self.ali_user.id}],
        )
        analytic = entry.line_ids.analytic_line_ids
        self.assertEqual(sorted(analytic.mapped("amount")), [-100.5, 100.5])

    def test_accounts_are_set_up_where_none_is_chosen(self):
        """Those that the chart has for it, which come to nothing inside."""
        self.company.coop_transfer_income_account_id = False
        self.company.coop_transfer_charge_account_id = False
        transfer = self._offered()
        transfer.action_accept()
        lines = self._entry(transfer).line_ids.sorted("balance")
        codes = [line.account_id.with_company(self.company).code for line in lines]
        self.assertEqual(codes, ["187000", "186000"])
        self.assertEqual(
            self.company._coop_transfer_accounts(),
            (lines[0].account_id, lines[1].account_id),
        )

    def test_accounts_that_are_used_are_left_alone(self):
        accounts = self.env["account.account"].with_company(self.company)
        self._booked_on(accounts.search([("code", "=", "187000")]))
        self.company.coop_transfer_income_account_id = False
        income, _charge = self.company._coop_transfer_accounts()
        self.assertEqual(income.with_company(self.company).code, "187001")

    def _booked_on(self, account):
        items = [(account, 5), (self.charge, -5)]
        self.env["account.move"].create(
            {
                "move_type": "entry",
                "company_id": self.company.id,
                "journal_id": self.company._coop_transfer_journal().id,
                "line_ids": [
                    Command.create({"account_id": one.id, "balance": balance})
                    for one, balance in items
                ],
            }
        )

    def test_two_accounts(self):
        with self.assertRefused("Choose two accounts"):
            self.company.coop_transfer_charge_account_id = self.income

    def test_no_account(self):
        """In a country that nothing is known of."""
        self.company.coop_transfer_income_account_id = False
        self.company.account_fiscal_country_id = self.env.ref("base.lu")
        transfer = self._offered()
        with self.assertRefused("no account for charges"):
            transfer.action_accept()
        self.assertEqual(transfer.state, "offered")

    def test_names_are_seen_and_nothing_else(self):
        transfer = self._offered()
        self.assertRecordValues(
            transfer, [{"from_name": "Oak and Lime", "to_name": "Kiln"}]
        )
        self.assertFalse(transfer.from_activity_id.has_access("read"))
        found = transfer._find_activities(self.kiln.with_user(self.ali_user), "oak")
        self.assertEqual(found, [(self.oak.id, "Oak and Lime")])
        with self.assertRaises(AccessError):
            transfer._find_activities(self.oak.with_user(self.ali_user))

    def test_drafts_are_not_seen(self):
        transfer = self._transfer()
        self.assertFalse(transfer.with_user(self.ali_user).has_access("read"))
        third = self._member("Zoé Blanc")
        user = self._portal_user(third)
        self._activity("Bread", third)
        transfer.action_offer()
        self.assertFalse(transfer.with_user(user).has_access("read"))
        self.assertTrue(transfer.with_user(self.ali_user).has_access("read"))

    def test_only_who_pays_answers(self):
        transfer = self._offered()
        for user in (self.noor_user, self.adviser, self.accountant):
            for action, args in (("action_accept", ()), ("action_refuse", ("No",))):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    getattr(transfer.with_user(user), action)(*args)

    def test_only_who_did_the_work_offers(self):
        with self.assertRaises(AccessError):
            self._transfer(user=self.ali_user)
        with self.assertRaises(AccessError):
            self._transfer(user=self.adviser)
        transfer = self._transfer()
        with self.assertRaises(AccessError):
            transfer.with_user(self.ali_user).action_offer()
        offered = self._offered()
        with self.assertRaises(AccessError):
            offered.action_draft()
        with self.assertRaises(AccessError):
            offered.amount = 1

    def test_refused_corrected_accepted(self):
        transfer = self._offered()
        with self.assertRefused("Tell why"):
            transfer.action_refuse(" ")
        transfer.action_refuse("We said 80.")
        self.assertRecordValues(
            transfer, [{"state": "refused", "refusal_reason": "We said 80."}]
        )
        mine = transfer.with_user(self.noor_user)
        mine.action_draft()
        with self.assertRefused("has been offered"):
            mine.unlink()
        mine.amount = 80
        mine.action_offer()
        transfer.action_accept()
        self.assertEqual(self._entry(transfer).amount_total, 80)

    def test_what_was_offered_stays(self):
        transfer = self._offered()
        mine = transfer.with_user(self.noor_user)
        with self.assertRefused("has been offered"):
            mine.amount = 80
        for name in ("state", "account_move_id", "answered_date", "name"):
            with self.subTest(name=name):
                with self.assertRefused("by their buttons"):
                    mine.with_user(self.env.ref("base.user_root")).write({name: False})
        with self.assertRaises(AccessError):
            self._transfer(state="offered")
        with self.assertRefused("starts as a draft"):
            self._transfer(state="offered", user=self.env.ref("base.user_root"))

    def test_accepted_once(self):
        transfer = self._offered()
        transfer.action_accept()
        for action, args in (("action_accept", ()), ("action_refuse", ("No",))):
            with self.assertRefused("it is accepted"):
                getattr(transfer, action)(*args)
        entry = self._entry(transfer)
        for change in (
            entry.button_draft,
            entry.button_cancel,
            lambda: entry.write({"state": "draft"}),
        ):
            with self.assertRefused("reverse the charge"):
                change()

    def test_reversed(self):
        transfer = self._offered()
        transfer.action_accept()
        with self.assertRaises(AccessError):
            transfer.action_reverse("Mistake")
        by_accountant = transfer.with_user(self.accountant)
        by_accountant.action_reverse("Mistake")
        self.assertTrue(transfer.is_reversed)
        lines = (
            by_accountant.account_move_id | by_accountant.reversal_move_id
        ).line_ids
        for activity in (self.oak, self.kiln):
            own = lines.filtered(
                lambda line, activity=activity: line.coop_activity_id == activity
            )
            self.assertEqual((len(own), sum(own.mapped("balance"))), (2, 0))
        with self.assertRefused("reversed already"):
            by_accountant.action_reverse("Again")

    def test_bad_charges(self):
        for vals, sentence in (
            ({"amount": 0}, "more than nothing"),
            ({"amount": -5}, "more than nothing"),
            ({"to_activity_id": self.oak.id}, "not itself"),
        ):
            with self.subTest(sentence=sentence), self.assertRefused(sentence):
                self._transfer(**vals)
        self.kiln.action_close()
        with self.assertRefused("Kiln is not open"):
            self._transfer().action_offer()
