import base64
import io
from datetime import date
from zipfile import ZipFile

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common_accounts import AccountsCase


@tagged("post_install", "-at_install")
class TestAccountsOffice(AccountsCase):
    """What the screens of activities' accounts do, as the one who works at them."""

    def _open(self, model, user=None):
        return self.env[model].with_user(user or self.accountant).create({})

    def _statement(self, user=None, start="2026-01-01", end="2026-12-31"):
        action = (
            self.oak.with_user(user or self.adviser)
            .with_context(statement_from=start, statement_to=end)
            .action_open_statement()
        )
        windows = self.env["coop.statement"].with_user(user or self.adviser)
        return windows.browse(action["res_id"])

    # -- statements --------------------------------------------------------------------

    def test_the_form_says_what_the_statement_says(self):
        self._pay(self._invoice(1000, "2026-02-10"), 400, "2026-02-20")
        self._bill(300, "2026-03-05", "607000")
        wizard = self._statement()
        self.assertRecordValues(
            wizard,
            [
                {
                    "period": "own",
                    "date_from": date(2026, 1, 1),
                    "date_to": date(2026, 12, 31),
                    "turnover_goods": 1000,
                    "purchase": 300,
                    "result": 700,
                    "collected": 400,
                    "outstanding": 600,
                    "owed_suppliers": 300,
                    "available": 100,
                }
            ],
        )
        self.assertIn("1,000.00", wizard.months)

    def test_another_period_shows_other_figures(self):
        self._invoice(1000, "2025-02-10")
        with Form(self._statement()) as form:
            self.assertEqual(form.turnover_goods, 0)
            form.period = "own"
            form.date_from = "2025-01-01"
            form.date_to = "2025-12-31"
            self.assertEqual(form.turnover_goods, 1000)

    def test_a_period_ends_after_it_begins(self):
        with self.assertRefused("not after the last one"):
            self._statement(start="2026-02-01", end="2026-01-01")

    def test_figures_open_their_items(self):
        self._invoice(1000, "2025-02-10")
        self._invoice(200, "2026-02-10")
        wizard = self._statement(self.accountant)
        for figure, total in (("turnover_goods", -200), ("outstanding", 1200)):
            with self.subTest(figure=figure):
                action = wizard.with_context(statement_figure=figure).action_items()
                items = self.env["account.move.line"].search(action["domain"])
                self.assertEqual(sum(items.mapped("balance")), total)
        own = self._bill(50, "2026-02-12", "607000", partner_id=self.noor.partner_id.id)
        bill = self._bill(70, "2026-02-13", "607000")
        for figure, move in (("owed_member", own), ("owed_suppliers", bill)):
            with self.subTest(figure=figure):
                action = wizard.with_context(statement_figure=figure).action_items()
                items = self.env["account.move.line"].search(action["domain"])
                self.assertEqual(items.move_id, move)
        with self.assertRefused("made of others"):
            wizard.with_context(statement_figure="cash").action_items()

    def test_the_list_shows_the_period_of_the_context(self):
        self._invoice(1000, "2025-02-10")
        of_2025 = self.oak.with_user(self.adviser).with_context(
            statement_from="2025-01-01", statement_to="2025-12-31"
        )
        self.assertRecordValues(of_2025, [{"turnover": 1000, "outstanding": 1000}])
        of_2026 = of_2025.with_context(
            statement_from="2026-01-01", statement_to="2026-12-31"
        )
        self.assertRecordValues(of_2026, [{"turnover": 0, "outstanding": 1000}])

    def test_the_spreadsheet_and_the_page_hold_the_figures(self):
        self._invoice(1234.5, "2026-02-10")
        wizard = self._statement()
        wizard.action_xlsx()
        with ZipFile(io.BytesIO(base64.b64decode(wizard.file))) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        self.assertIn("1234.5", sheet)
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "coop_activity_expense.report_statement", wizard.ids
        )
        self.assertEqual(wizard.action_pdf()["report_type"], "qweb-pdf")
        self.assertTrue(html)

    def test_all_statements_and_the_ledger(self):
        self._invoice(1000, "2026-02-10")
        wizard = self.env["coop.statement.report"].with_user(self.accountant)
        wizard = wizard.create(
            {
                "company_id": self.company.id,
                "period": "own",
                "date_from": "2026-01-01",
                "date_to": "2026-12-31",
            }
        )
        [table] = wizard._report().tables
        rows = {row[1]: row[2] for row in table}
        self.assertEqual(rows[self.oak.name], 1000)
        wizard.action_check()
        self.assertEqual(wizard.agrees, "yes")
        stray = self._entry("2026-03-01", ("622600", 50, False), ("512001", -50, False))
        wizard.action_check()
        self.assertEqual(wizard.agrees, "no")
        self.assertEqual(wizard.first_move_id, stray)
        self.assertIn("belongs to no activity", wizard.finding)

    def test_months_in_a_pivot(self):
        self._invoice(1000, "2026-02-10")
        self._bill(300, "2026-02-15", "607000")
        items = self.env["coop.statement.item"].with_user(self.adviser)
        items = items.with_context(allowed_company_ids=self.company.ids)
        groups = items._read_group(
            [("activity_id", "=", self.oak.id)], ["kind"], ["amount:sum"]
        )
        self.assertEqual(dict(groups), {"turnover_goods": 1000, "purchase": -300})

    def test_members_open_none_of_this(self):
        for model in (
            "coop.statement",
            "coop.statement.report",
            "coop.statement.item",
            "coop.customer.turnover",
            "coop.contribution.month",
            "coop.contribution.forecast",
            "coop.accounts.dashboard",
            "coop.fec.export",
        ):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.noor_user).check_access("read")

    def test_other_cooperatives_see_nothing(self):
        self._invoice(1000, "2026-02-10")
        colleague = self._new_user(
            "foreign", "coop_member.group_manager", self.other_company
        )
        for model in ("coop.statement.item", "coop.customer.turnover"):
            with self.subTest(model=model):
                found = self.env[model].with_user(colleague).search([])
                self.assertFalse(found)
        with self.assertRaises(AccessError):
            self._statement(colleague)

    # -- who needs help ----------------------------------------------------------------

    def test_activities_in_difficulty(self):
        today = fields.Date.today()
        long_ago = fields.Date.subtract(today, months=4)
        self._bill(300, long_ago, "607000")
        fine = self._activity("Fine", self.noor)
        self._invoice(1000, today, fine)
        activities = self.env["coop.activity"].with_user(self.adviser)
        activities = activities.with_context(allowed_company_ids=self.company.ids)
        for name in ("is_negative", "is_idle"):
            with self.subTest(name=name):
                found = activities.search([(name, "=", True)])
                self.assertIn(self.oak, found)
                self.assertNotIn(fine, found)
                self.assertIn(fine, activities.search([(name, "=", False)]))
        self._invoice(500, long_ago, invoice_date_due=long_ago)
        late = activities.search([("has_late_customers", "=", True)])
        self.assertEqual(late, self.oak)
        self.assertEqual(late.late_amount, 500)
        self.assertEqual(late.last_invoice_date, long_ago)

    def test_who_began_yesterday_is_not_idle(self):
        self.oak.sudo().date_open = fields.Date.today()
        self.assertFalse(self.oak.with_user(self.adviser).is_idle)

    def test_indicators(self):
        today = fields.Date.today()
        self._invoice(300, today)
        self.customer = self.env["res.partner"].create({"name": "Another"})
        self._invoice(100, today, partner_id=self.customer.id)
        board = self.env["coop.accounts.dashboard"].with_user(self.adviser)
        board = board.with_context(allowed_company_ids=self.company.ids).create(
            {"company_id": self.company.id}
        )
        self.assertRecordValues(
            board,
            [
                {
                    "activity_count": 1,
                    "negative_count": 0,
                    "turnover": 400,
                    "customer_share": 100,
                }
            ],
        )
        self.assertIn("Ville de Lys", board.customer_chart)
        shares = self.env["coop.customer.turnover"].with_user(self.adviser)
        shares = shares.search([("activity_id", "=", self.oak.id)])
        self.assertEqual(shares.mapped("share"), [75, 25])
        action = board.with_context(dashboard_figure="negative").action_open()
        self.assertIn("search_default_filter_negative", action["context"])

    def test_indicators_take_a_constant_number_of_queries(self):
        names = ["activity_count", "late_amount", "available", "contribution"]

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            board = self._open("coop.accounts.dashboard", self.adviser)
            before = self.cr.sql_log_count
            board.read(names)
            return self.cr.sql_log_count - before

        self._invoice(100, fields.Date.today())
        count()
        few = count()
        for number in range(5):
            activity = self._activity(f"More {number}", self.noor)
            self._invoice(100, fields.Date.today(), activity)
        self.assertLessEqual(count(), few)

    # -- contributions -----------------------------------------------------------------

    def test_the_next_month_is_proposed(self):
        self._scheme((0, 10))
        self._month(3)
        with Form(
            self.env["coop.contribution.run"]
            .with_user(self.accountant)
            .with_context(allowed_company_ids=self.company.ids)
        ) as form:
            self.assertEqual(form.period_start, date(2026, 4, 1))
            self.assertEqual(form.period_end, date(2026, 4, 30))

    def test_a_run_is_run_again_and_reversed_by_the_window(self):
        self._scheme((0, 10))
        self._invoice(1000, "2026-03-10")
        run = self._month(3)
        self.assertEqual(run.progress, 100)
        action = run.action_ask_reversal()
        window = Form(
            self.env[action["res_model"]]
            .with_user(self.accountant)
            .with_context(**action["context"])
        )
        with self.assertRaisesRegex(AssertionError, "reason"):
            window.save()
        window.reason = "Too early"
        window.save().action_reverse()
        self.assertEqual(run.state, "reversed")
        again = run.browse(run.action_run_again()["res_id"])
        self.assertEqual(again.number, 2)
        with self.assertRaises(AccessError):
            run.with_user(self.adviser).action_run_again()

    def test_contributions_against_forecast(self):
        self._scheme((0, 10))
        self._invoice(1000, "2025-03-10")
        self._month(3, 2025)
        year = fields.Date.today().year
        forecasts = self.env["coop.contribution.forecast"].with_user(self.accountant)
        forecasts = forecasts.with_context(allowed_company_ids=self.company.ids)
        if year == 2026:
            forecasts.action_propose()
            self.assertEqual(
                sum(forecasts.search([]).mapped("amount")), 100, "as last year"
            )
        months = self.env["coop.contribution.month"].with_user(self.adviser)
        taken = months.search(
            [("company_id", "=", self.company.id), ("kind", "=", "taken")]
        )
        self.assertRecordValues(taken, [{"month": date(2025, 3, 1), "amount": 100}])

    def test_a_forecast_needs_a_year_before(self):
        forecasts = self.env["coop.contribution.forecast"].with_user(self.accountant)
        with self.assertRefused("by hand"):
            forecasts.with_context(
                allowed_company_ids=self.company.ids
            ).action_propose()

    # -- declarations, export ----------------------------------------------------------

    def test_a_private_address_is_shown_once(self):
        window = self._open("coop.declaration.address", self.adviser)
        self.assertFalse(window.address)
        window.action_new()
        self.assertIn("/coop/declarations/", window.address)

    def test_the_export_of_french_books(self):
        self._invoice(1000, "2025-02-10")
        window = self.env["coop.fec.export"].with_user(self.accountant)
        window = window.with_context(allowed_company_ids=self.company.ids).create(
            {
                "company_id": self.company.id,
                "date_from": "2025-01-01",
                "date_to": "2025-12-31",
            }
        )
        window.action_export()
        text = base64.b64decode(window.file).decode()
        self.assertTrue(text.startswith("JournalCode|"))
        self.assertIn("Ville de Lys", text)
        self.assertFalse(self.company.fiscalyear_lock_date, "only a trial")
        with self.assertRaises(AccessError):
            self.env["coop.fec.export"].with_user(self.adviser).create({})
