from odoo import fields
from odoo.tests import tagged

from .test_statement_fr import YEAR, StatementCase


@tagged("post_install", "-at_install")
class TestStatementInternal(StatementCase):
    """Oak charges Kiln 300, in books that keep both: each side sees what it is."""

    #: accounts of what is charged, and of what is paid
    codes = "187000", "186000"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ali = cls._member("Ali Roche")
        cls.ali_user = cls._portal_user(cls.ali)
        cls.kiln = cls._activity("Kiln", cls.ali)
        cls.kiln.sudo().date_open = cls.oak.date_open

    def _charge(self, amount, day="2026-02-10"):
        """A charge that was accepted, in the environment of accounting."""
        transfer = (
            self.env["coop.activity.transfer"]
            .with_user(self.noor_user)
            .create(
                {
                    "from_activity_id": self.oak.id,
                    "to_activity_id": self.kiln.id,
                    "amount": amount,
                    "description": "Shelves",
                    "date": day,
                }
            )
        )
        transfer.action_offer()
        transfer.with_user(self.ali_user).action_accept()
        return transfer.with_user(self.accountant)

    def _of_kiln(self):
        return self.kiln.with_user(self.ali_user)._get_statement(*YEAR)

    def test_both_statements(self):
        transfer = self._charge(300)
        items = transfer.account_move_id.line_ids.sorted("balance")
        codes = [item.account_id.with_company(self.company).code for item in items]
        self.assertEqual(tuple(codes), self.codes)
        earned, spent = self._statement(), self._of_kiln()
        self.assertEqual(earned.income("turnover_internal"), 300)
        self.assertStatement(earned, turnover=300, result=300, available=300, cash=300)
        self.assertEqual(spent.charge("purchase"), 300)
        self.assertStatement(spent, charges=300, result=-300, available=-300, cash=-300)

    def test_statements_add_up_to_the_ledger(self):
        self._invoice(1000, "2026-01-10")
        self._charge(300)
        found = self.company._coop_check_statements(*YEAR)
        self.assertTrue(found.agrees, found)
        self.assertEqual((found.ledger, found.activities), (-1000, -1000))
        told = self._statement().result + self._of_kiln().result
        self.assertEqual(told, 1000)

    def test_a_reversed_charge_is_nothing(self):
        transfer = self._charge(300)
        transfer.action_reverse("Mistake")
        today = fields.Date.context_today(self.oak)
        for activity in (self.oak, self.kiln):
            statement = activity._get_statement(YEAR[0], max(YEAR[1], today))
            self.assertStatement(statement)
        self.assertAgrees()

    def test_contribution_by_another_rate(self):
        """10 % of what customers were invoiced, 2 % of what activities were."""
        self._scheme((0, 10), has_internal_rate=True, internal_rate=2)
        self._invoice(1000, "2026-02-10")
        self._charge(300)
        run = self._run("2026-01-01", "2026-02-28")
        self.assertEqual(self._share(run).amount, 106)
        self.assertEqual(self._share(run, self.kiln).amount, 0)

    def test_gross_margin_is_less_what_others_charge(self):
        self._scheme((0, 10), basis="margin")
        self._invoice(1000, "2026-02-10", activity=self.kiln)
        self._charge(300)
        run = self._run("2026-01-01", "2026-02-28")
        self.assertEqual(self._share(run, self.kiln).amount, 70)
        self.assertEqual(self._share(run).amount, 30)


@tagged("post_install", "-at_install")
class TestStatementInternalBelgium(TestStatementInternal):
    chart, country, codes = "be_comp", "be", ("749800", "749900")
