from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models import coop_activity_statement_settled
from .common_accounts import AccountsCase

YEAR = date(2026, 1, 1), date(2026, 12, 31)


def plain(**figures):
    """Figures of a statement to compare with: what is not named is nothing."""
    names = (
        "turnover",
        "charges",
        "result",
        "collected",
        "outstanding",
        "vat",
        "vat_pending",
        "owed_suppliers",
        "owed_member",
        "owed_organisations",
        "available",
        "cash",
    )
    return {name: round(float(figures.get(name, 0)), 2) for name in names}


class StatementCase(AccountsCase):
    def _statement(self, start=YEAR[0], end=YEAR[1], user=None):
        oak = self.oak.with_user(user or self.adviser)
        return oak._get_statement(start, end)

    def assertStatement(self, statement, **figures):
        found = {name: getattr(statement, name) for name in plain()}
        self.assertEqual(plain(**found), plain(**figures))

    def assertAgrees(self):
        found = self.company._coop_check_statements(*YEAR)
        self.assertTrue(found.agrees, found)


@tagged("post_install", "-at_install")
class TestStatementFrance(StatementCase):
    """A year of a French activity, worked out by hand."""

    def test_an_invoice_of_goods_owes_its_vat_at_once(self):
        self._invoice(1000, "2026-01-10", tax=self._tax(self.goods_tax))
        self.assertStatement(
            self._statement(),
            turnover=1000,
            result=1000,
            outstanding=1200,
            vat=200,
            # the State waits for no customer
            available=-200,
        )

    def test_many_activities_are_read_the_same_way(self):
        """All settlements at once, or those of each item: invoice, credit note,
        payment, supplier, and a claim of the member."""
        invoice = self._invoice(1000, "2026-01-10")
        note = self._invoice(-300, "2026-01-12")
        (invoice | note).line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        ).reconcile()
        self._pay(invoice, 200, "2026-02-01")
        self._pay(self._bill(120, "2026-01-20", "607000"), 50, "2026-02-02")
        self._posted(self._line("supplies", 120, "2026-02-10"))
        few = self._statement()
        with patch.object(coop_activity_statement_settled, "FEW", 0):
            self.assertEqual(self._statement(), few)
        self.assertEqual(
            (few.collected, few.outstanding, few.owed_suppliers, few.owed_member),
            (200, 500, 70, 120),
        )

    def test_activities_between_those_asked_for_are_left_out(self):
        between, last = (
            self._activity(name, self.noor) for name in ("Between", "Last")
        )
        for activity, amount in ((self.oak, 1000), (between, 200), (last, 30)):
            activity.sudo().date_open = "2025-01-01"
            self._invoice(amount, "2026-01-10", activity)
        asked = (self.oak | last).with_user(self.adviser)
        few = asked._get_statements(*YEAR)
        with patch.object(coop_activity_statement_settled, "FEW", 0):
            many = asked._get_statements(*YEAR)
        self.assertEqual(many, few)
        self.assertEqual(
            {one: statement.turnover for one, statement in many.items()},
            {self.oak.id: 1000, last.id: 30},
        )

    def test_an_invoice_of_services_owes_its_vat_when_it_is_paid(self):
        tax = self._tax(self.service_tax)
        self.assertEqual(tax.tax_exigibility, "on_payment")
        invoice = self._invoice(1000, "2026-01-10", tax=tax)
        self.assertStatement(
            self._statement(),
            turnover=1000,
            result=1000,
            outstanding=1200,
            vat_pending=200,
        )
        self._pay(invoice, 600, "2026-02-10")
        half = {
            "turnover": 1000,
            "result": 1000,
            "collected": 600,
            "outstanding": 600,
            "vat_pending": 100,
            "vat": 100,
            "available": 500,
            "cash": 600,
        }
        self.assertStatement(self._statement(), **half)
        self._pay(invoice, 600, "2026-03-10")
        self.assertStatement(
            self._statement(),
            turnover=1000,
            result=1000,
            collected=1200,
            vat=200,
            available=1000,
            cash=1200,
        )
        # as it was at the end of February
        self.assertStatement(self._statement(end=date(2026, 2, 28)), **half)
        # in March alone: nothing invoiced, half collected
        march = self._statement(date(2026, 3, 1), date(2026, 3, 31))
        self.assertStatement(march, collected=600, vat=200, available=1000, cash=1200)
        self.assertAgrees()

    def test_a_year(self):
        """Goods and services sold, one bill paid and one not, an expense that is owed
        to the member, a wage, and the contribution."""
        goods, service = self._tax(self.goods_tax), self._tax(self.service_tax)
        self._scheme((0, 10))
        sold = self._invoice(
            3000, "2026-01-10", tax=goods, line={"account_id": self._id("707000")}
        )
        self._pay(sold, 3600, "2026-01-20")
        worked = self._invoice(
            2000, "2026-02-10", tax=service, line={"account_id": self._id("706000")}
        )
        self._pay(worked, 1200, "2026-02-20")
        vat = self._tax("tva_acq_normale")
        bought = self._bill(500, "2026-02-11", "607000", tax=vat)
        self._pay(bought, 600, "2026-02-21")
        self._bill(100, "2026-02-12", "611000", tax=vat)
        self._posted(self._line("supplies", 120, "2026-02-13"))
        # 1,000 gross, 220 and 420 to social bodies, 780 to the member
        self._entry(
            "2026-02-28",
            ("641100", 1000, True),
            ("645100", 420, True),
            ("431000", -640, True),
            ("421000", -780, True),
        )
        self._month(1)
        self._month(2)
        found = self._statement()
        self.assertEqual(
            {kind: float(found.income(kind)) for kind in ("turnover_service",)}
            | {"turnover_goods": float(found.income("turnover_goods"))},
            {"turnover_service": 2000, "turnover_goods": 3000},
        )
        self.assertEqual(
            [
                float(found.charge(kind))
                for kind in ("purchase", "expense", "wage", "social", "contribution")
            ],
            [600, 100, 1000, 420, 500],
        )
        self.assertStatement(
            found,
            turnover=5000,
            charges=2620,
            result=2380,
            collected=4800,
            outstanding=1200,
            vat=600 + 200 - 100 - 20 - 20,
            vat_pending=200,
            owed_suppliers=120,
            owed_member=120 + 780,
            owed_organisations=640,
            # 4,800 collected, 600 paid, 500 kept by the cooperative
            cash=3700,
            available=3700 - 660 - 120 - 900 - 640,
        )
        self.assertAgrees()

    def _id(self, code):
        return self._account(code).id

    def test_what_is_paid_leaves_what_is_owed(self):
        claim = self._posted(self._line("supplies", 120, "2026-02-13"))
        self.assertEqual(float(self._statement().owed_member), 120)
        self._pay(claim.account_move_id, 120, "2026-02-20")
        found = self._statement()
        self.assertEqual(float(found.owed_member), 0)
        self.assertEqual(float(found.available), -100)

    def test_a_credit_note(self):
        invoice = self._invoice(1000, "2026-01-10")
        credit = self._invoice(-400, "2026-01-11")
        items = (invoice + credit).line_ids
        items.filtered(
            lambda item: item.account_id.account_type == "asset_receivable"
        ).reconcile()
        self.assertStatement(
            self._statement(), turnover=600, result=600, outstanding=600
        )
        self._pay(invoice, 600, "2026-02-01")
        self.assertStatement(
            self._statement(),
            turnover=600,
            result=600,
            collected=600,
            available=600,
            cash=600,
        )

    def test_a_credit_note_of_another_activity(self):
        elm = self._activity("Elm", self.noor)
        invoice = self._invoice(1000, "2026-01-10")
        credit = self._invoice(-400, "2026-01-11", activity=elm)
        items = (invoice + credit).line_ids
        items.filtered(
            lambda item: item.account_id.account_type == "asset_receivable"
        ).reconcile()
        self.assertEqual(float(self._statement().outstanding), 600)
        self.assertEqual(float(elm._get_statement(*YEAR).outstanding), 0)

    def test_a_payment_that_names_the_activity(self):
        invoice = self._invoice(1000, "2026-01-10")
        payment = self._entry(
            "2026-02-01", ("411100", -600, True), ("512001", 600, False)
        )
        items = (invoice + payment).line_ids
        items.filtered(
            lambda item: item.account_id.account_type == "asset_receivable"
        ).reconcile()
        found = self._statement()
        self.assertEqual((float(found.outstanding), float(found.collected)), (400, 600))

    def test_drafts_are_no_books(self):
        items = ("706000", -1000, True), ("512001", 1000, False)
        self._entry("2026-01-10", *items).button_draft()
        self.assertStatement(self._statement())

    def test_months(self):
        self._invoice(1000, "2026-01-10")
        self._bill(300, "2026-03-01", "607000")
        months = self.oak._get_statement_months(date(2026, 1, 1), date(2026, 3, 31))
        self.assertEqual(
            [
                (month.month, float(found.turnover), float(found.charges))
                for month, found in months.items()
            ],
            [(1, 1000, 0), (2, 0, 0), (3, 0, 300)],
        )
        self.assertEqual(
            sum(found.result for found in months.values()), self._statement().result
        )

    def test_a_figure_opens_its_items(self):
        self._invoice(1000, "2026-01-10")
        self._invoice(500, "2026-02-10")
        self._invoice(70, "2025-02-10")
        domain = self.oak._statement_domain(
            ["turnover_service", "turnover_goods"], *YEAR
        )
        items = self.env["account.move.line"].search(domain)
        self.assertEqual(-sum(items.mapped("balance")), 1500)
        self.assertEqual(float(self._statement().turnover), 1500)
        action = self.oak.action_open_statement_items(["customer"], None, YEAR[1])
        items = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(sum(items.mapped("balance")), 1570)

    def test_figures_of_the_running_year(self):
        self._invoice(1000, "2026-01-10")
        self._invoice(500, "2025-12-10")
        oak = self.oak.with_context(statement_to="2026-06-30")
        self.assertEqual((oak.turnover, oak.result, oak.available), (1000, 1000, 0))
        oak = self.oak.with_context(
            statement_from="2025-01-01", statement_to="2026-06-30"
        )
        self.assertEqual(oak.turnover, 1500)

    def test_an_account_of_ones_own(self):
        self.env["coop.account.kind"].create(
            {
                "kind": "purchase",
                "company_id": self.company.id,
                "account_id": self._id("613500"),
            }
        )
        self._bill(300, "2026-03-01", "613500")
        self.assertEqual(float(self._statement().charge("purchase")), 300)

    def test_expenses_know_what_is_available(self):
        self.assertIsNone(self.oak._coop_available_money())
        invoice = self._invoice(1000, "2026-01-10")
        self._pay(invoice, 1000, "2026-01-20")
        self.assertEqual(self.oak._coop_available_money(), 1000)
        claim = self._claim(self._line("supplies", 1200, "2026-10-13"))
        self.assertIn("available", {remark.code for remark in claim._remarks()})
        claim = self._claim(self._line("supplies", 900, "2026-10-14"))
        self.assertNotIn("available", {remark.code for remark in claim._remarks()})

    # -- who sees them -----------------------------------------------------------------

    def test_members_read_their_own_statement_alone(self):
        self._invoice(1000, "2026-01-10")
        self.assertEqual(float(self._statement(user=self.noor_user).turnover), 1000)
        ali = self._member("Ali Roche")
        ali_user = self._portal_user(ali)
        with self.assertRaises(AccessError):
            self._statement(user=ali_user)
        with self.assertRaises(AccessError):
            self._statement(user=self.employee)
        with self.assertRaises(AccessError):
            self.oak.with_user(ali_user)._get_statement_months(*YEAR)
        # not the ledger, but for their invoices
        bill = self._bill(100, "2026-01-11", "607000")
        items = bill.line_ids.with_user(self.noor_user)
        self.assertFalse(items.has_access("read"))

    # -- agreement with the ledger -----------------------------------------------------

    def test_what_belongs_to_no_activity_is_named(self):
        self._scheme((0, 10))
        self._invoice(1000, "2026-01-10")
        self._month(1)
        self.assertAgrees()
        entry = self._entry("2026-02-01", ("613200", 70, False), ("512001", -70, False))
        self._entry("2026-03-01", ("613200", 80, False), ("512001", -80, False))
        found = self.company._coop_check_statements(*YEAR)
        self.assertFalse(found.agrees)
        self.assertIn(found.first, entry.line_ids.ids)
        self.assertIn(entry.name, found.sentence)
        self.assertEqual(float(found.ledger - found.activities - found.own), 150)

    def test_the_cooperative_may_have_an_activity_of_its_own(self):
        own = self._activity("Shared team", self.noor)
        self.company.coop_own_activity_id = own
        self._scheme((0, 10))
        self._invoice(1000, "2026-01-10")
        run = self._month(1)
        self.assertEqual(run.line_ids.activity_id, self.oak)
        statement = own._get_statement(*YEAR)
        self.assertEqual(float(statement.charge("contribution")), -100)
        self.assertAgrees()

    def test_analytic_items_are_compared(self):
        self._scheme((0, 10))
        self._invoice(1000, "2026-01-10", tax=self._tax(self.goods_tax))
        self._posted(self._line("fuel", 60, "2026-02-13"))
        self._month(1)
        self.assertFalse(self.company._coop_check_analytic(*YEAR))
        account = self.oak.analytic_account_id
        self.env["account.analytic.line"].create(
            {
                "name": "By hand",
                "amount": -5,
                "date": "2026-02-01",
                "company_id": self.company.id,
                account.plan_id._column_name(): account.id,
            }
        )
        found = self.company._coop_check_analytic(*YEAR)
        ledger, analytic = found[self.oak]
        self.assertEqual(float(analytic - ledger), -5)

    # -- what it costs -----------------------------------------------------------------

    def _queries(self, work):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        return self.env.cr.sql_log_count - before

    def test_queries(self):
        self._invoice(1000, "2026-01-10")
        activities = self.oak
        work = lambda: activities._get_statements(*YEAR)  # noqa: E731
        work()
        one = self._queries(work)
        self.assertLessEqual(one, 15)
        for number in range(5):
            activities += self._activity(f"Elm {number}", self.noor)
        self.assertLessEqual(self._queries(work), one)
