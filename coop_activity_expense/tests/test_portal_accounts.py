from odoo import fields
from odoo.tests import tagged

from ..core.statement import CHARGES, INCOME
from ..models.coop_activity_items import FIGURES
from .portal_accounts_case import ACCOUNTS, PortalAccountsCase


@tagged("post_install", "-at_install")
class TestPortalAccounts(PortalAccountsCase):
    """What members see of their accounts, and what it is made of."""

    def _find(self, figure, first=None, last=None):
        oak = self.oak.with_user(self.noor_user)
        first, last = first or self.in_days(-365), last or self.today
        return oak._find_statement_items(figure, first, last, 100)

    # -- the home --------------------------------------------------------------------

    def test_the_home(self):
        self.assert_home_item(self.noor, "shortcuts", "accounts", url=ACCOUNTS)
        self.assert_no_home_item(self.noor, "figures", "available")
        self._books()
        # 1,200 paid, 200 of it VAT; 500 spent, 100 to a supplier and 100 of wages
        item = self.assert_home_item(
            self.noor, "figures", "available", url=ACCOUNTS, hint="Oak and Lime"
        )
        self.assertIn("300.00", item.value)
        birch = self._activity("Birch", self.noor)
        self._books(birch, factor=2)
        item = self.assert_home_item(
            self.noor, "figures", "available", hint="in 2 activities"
        )
        self.assertIn("900.00", item.value)

    def test_available_below_nothing_warns(self):
        self._bill(100, self.in_days(-10), "611000")
        self.assert_home_item(self.noor, "figures", "available", level="warning")
        self.assert_shows(self.page(ACCOUNTS), "-100.00", "More is promised")

    def test_the_home_takes_no_more_queries_for_more(self):
        self._books()
        few = self.read_queries("/my/coop")
        for activity in (self.oak, self._activity("Birch", self.noor)):
            self._books(activity, factor=3)
        self.assertLessEqual(self.read_queries("/my/coop"), few)

    # -- the overview ----------------------------------------------------------------

    def test_nothing_booked_yet(self):
        self.assert_shows(
            self.page(ACCOUNTS), "Nothing is in the books yet", "Nobody owes you"
        )
        for path in ("/statement", "/contributions", "/pay", "/items/vat"):
            self.assertEqual(self.url_open(ACCOUNTS + path).status_code, 200)

    def test_a_member_without_activity(self):
        self.oak.member_ids = self.ali
        for path in ("", "/statement", "/contributions", "/pay", "/items/vat"):
            page = self.page(ACCOUNTS + path)
            self.assert_shows(page, "keeps no accounts of yours yet")
        self.assert_no_home_item(self.noor, "figures", "available")

    def test_the_overview(self):
        self._books()
        page = self.page(ACCOUNTS)
        [available] = page.xpath("//section[@name='available']")
        # 1,200 came in and 500 went out
        self.assert_shows(available, "300.00", "700.00", "− 200.00")
        [coming] = page.xpath("//section[@name='coming']")
        self.assert_shows(
            coming,
            "Customers owe you 1,200.00",
            "Late",
            "You owe suppliers 100.00",
            "Within 30 days",
            "of VAT goes to the State",
        )

    def test_the_chart_says_what_its_table_says(self):
        self._books()
        [figure] = self.page(ACCOUNTS).xpath("//figure")
        rows = figure.xpath(".//tbody/tr")
        self.assertEqual(len(rows), 12)
        self.assertEqual(len(figure.find_class("o_coop_months")[0]), 12)
        earned = [row[1].text for row in rows if "2,000.00" in row[1].text]
        self.assertEqual(len(earned), 1)
        self.assertEqual(
            len(figure.xpath(".//*[name()='rect'][@class='o_coop_series_0']")), 1
        )

    def test_from_the_activities(self):
        [link] = self.page("/my/coop/activities").xpath("//a[@data-coop-accounts]")
        self.assertEqual(link.get("href"), f"{ACCOUNTS}?activity={self.oak.id}")
        self.assertEqual(self.url_open(link.get("href")).status_code, 200)

    def test_two_activities(self):
        birch = self._activity("Birch", self.noor)
        self._books(birch, factor=2)
        self._books()
        self.assert_shows(self.page(f"{ACCOUNTS}?activity={birch.id}"), "600.00")
        page = self.page(f"{ACCOUNTS}?activity={self.oak.id}")
        self.assert_shows(page, "300.00")
        links = page.xpath("//section[@name='available']//a/@href")
        self.assertTrue(all(f"activity={self.oak.id}" in link for link in links))

    # -- the statement ---------------------------------------------------------------

    def test_the_statement(self):
        self._books()
        url = f"{ACCOUNTS}/statement?from={self.in_days(-65)}&to={self.today}"
        page = self.page(url)
        [result] = page.xpath("//section[@name='result']")
        self.assert_shows(
            result, "Earned 0.00", "Bought for the work − 600.00", "Left: the result -"
        )
        url = f"{ACCOUNTS}/statement?from={self.in_days(-90)}&to={self.today}"
        page = self.page(url)
        self.assert_shows(page, "Services invoiced 2,000.00", "Left: the result 1,300")
        self.assertEqual(len(page.xpath("//section[@name='months']//tbody/tr")), 4)

    def test_periods(self):
        for query in ("", "?period=x", "?period=last_month", "?period=month"):
            page = self.page(f"{ACCOUNTS}/statement{query}")
            self.assertTrue(page.xpath("//nav[@aria-label='Period']//*[@aria-current]"))
        for query, field, sentence in (
            ("from=soon&to=2026-01-01", "from", "Choose a day"),
            ("from=2026-01-01", "to", "Choose a day"),
            ("from=2026-01-02&to=2026-01-01", "to", "comes after"),
            ("from=2026-01-02&to=9999-12-31", "to", "earlier day"),
        ):
            with self.subTest(query=query):
                response = self.url_open(f"{ACCOUNTS}/statement?{query}")
                self.assertIn(sentence, self.error_of(response, field))
        self.assertEqual(self.value_of(response, "to"), ["9999-12-31"])

    # -- what figures are made of ----------------------------------------------------

    def test_figures_are_the_sum_of_their_items(self):
        self._books()
        self._invoice(300, self.in_days(-5), tax=self._tax(self.goods_tax))
        self._books(self.elm, factor=7)
        first, last = self.in_days(-65), self.in_days(-3)
        statement = self.oak._get_statement(first, last)
        expected = {
            **{kind: statement.income(kind) for kind in INCOME},
            **{kind: statement.charge(kind) for kind in CHARGES},
            "turnover": statement.turnover,
            "income": statement.earned,
            "charges": statement.charges,
            "vat": statement.vat,
            "vat_pending": statement.vat_pending,
            "organisations": statement.owed_organisations,
            "outstanding": statement.outstanding,
            "suppliers": statement.owed_suppliers,
            "member": statement.owed_member,
            "collected": statement.collected,
        }
        self.assertEqual(set(expected), set(FIGURES))
        self.assertGreater(len([one for one in expected.values() if one]), 8)
        for figure, amount in expected.items():
            with self.subTest(figure=figure):
                total, count, rows = self._find(figure, first, last)
                self.assertEqual(total, amount)
                self.assertEqual(sum(row[-1] for row in rows), amount)
                self.assertEqual(count, len(rows))

    def test_what_is_open_goes_by_when_it_is_due(self):
        self._invoice(50, self.in_days(-20), invoice_date_due=self.in_days(10))
        self._books()
        _total, _count, rows = self._find("outstanding")
        self.assertEqual([float(row[-1]) for row in rows], [1200, 50])
        shown = self.rows(f"{ACCOUNTS}/items/outstanding")
        self.assertEqual([title for title, _amount in shown], ["Ville de Lys"] * 2)

    def test_an_expense_claim(self):
        self._posted(self._line("supplies", 120, self.in_days(-8)))
        total, _count, _rows = self._find("member")
        self.assertEqual(total, 120)

    def test_items_lead_to_what_they_post(self):
        invoice = self._books()
        claim = self._posted(self._line("supplies", 120, self.in_days(-8)))
        for figure, urls in (
            ("turnover_service", [f"/my/coop/invoices/{invoice.id}"]),
            ("outstanding", [f"/my/coop/invoices/{invoice.id}"]),
            ("expense", [f"/my/coop/expenses/{claim.id}"]),
            # the tax was due when the invoice was paid
            (
                "vat",
                [
                    f"/my/coop/expenses/{claim.id}",
                    f"/my/coop/invoices/{invoice.id}",
                ],
            ),
            # of a bill that the cooperative got there is no page
            ("purchase", []),
            ("wage", []),
        ):
            with self.subTest(figure=figure):
                self.assertEqual(self.links(figure), urls)
                for url in urls:
                    self.assertEqual(self.url_open(url).status_code, 200, url)

    def test_contributions_lead_to_how_they_came_about(self):
        self._scheme((0, 10))
        self._invoice(1000, self.in_days(-40))
        month = fields.Date.start_of(self.in_days(-40), "month")
        self._month(month.month, month.year)
        [url] = self.links("contribution")
        page = self.page(url)
        self.assertTrue(page.xpath("//article/@data-coop-contribution"))

    def test_charges_lead_to_both_activities(self):
        charges = self.env["coop.activity.transfer"].with_user(self.noor_user)
        charge = charges.create(
            {
                "from_activity_id": self.oak.id,
                "to_activity_id": self.elm.id,
                "amount": 100,
                "description": "Shelves",
                "date": self.today,
            }
        )
        charge.action_offer()
        charge.with_user(self.ali_user).action_accept()
        url = f"/my/coop/transfers/{charge.id}"
        self.assertEqual(self.links("turnover_internal"), [url])
        self.assertEqual(self.url_open(url).status_code, 200)
        self.assert_shows(
            self.page(f"{ACCOUNTS}/statement"), "Invoiced to other activities 100.00"
        )
        self.sign_in(self.ali_user)
        page = self.page(f"{ACCOUNTS}/items/purchase")
        self.assertEqual(page.xpath("//article[@data-coop-item]//a/@href"), [url])

    def test_unknown_figures(self):
        for figure in ("result", "cash", "x'--", "available"):
            response = self.url_open(f"{ACCOUNTS}/items/{figure}")
            self.assertEqual(response.status_code, 404)

    def test_pages_of_items(self):
        for number in range(1, 34):
            self._entry(
                self.in_days(-1), ("606300", number, True), ("512001", -number, False)
            )
        self.assertEqual(len(self.rows(f"{ACCOUNTS}/items/charges")), 30)
        second = f"{ACCOUNTS}/items/charges/page/2"
        self.assertEqual(len(self.rows(second)), 3)
        for page in ("9999999999999", "0", "77"):
            self.page(f"{ACCOUNTS}/items/charges/page/{page}")

    # -- contributions ---------------------------------------------------------------

    def test_contributions(self):
        self._scheme((0, 10))
        self._invoice(1000, "2026-01-10")
        run = self._month(1)
        draft = self._run("2026-02-01", "2026-02-28")
        page = self.page(f"{ACCOUNTS}/contributions")
        shown = page.xpath("//article/@data-coop-contribution")
        self.assertEqual(shown, [str(one) for one in run.line_ids.ids])
        self.assertTrue(draft.line_ids)
        self.assert_shows(page, "Until 31 Jan 2026")
        self.assert_shows(page, "Taken", "100.00", "share is 10 % of")

    # -- wages -----------------------------------------------------------------------

    def test_what_can_i_pay_myself(self):
        self._pay(self._invoice(2840, self.in_days(-9)), 2840, self.in_days(-8))
        url = f"{ACCOUNTS}/pay"
        page = self.page(url)
        self.assert_shows(page, "1,560.00", "It costs 2,840.00", "An estimate")
        page = self.page(f"{url}?of=net&amount=780")
        self.assert_shows(page, "costs 1,420.00", "would be left")
        page = self.page(f"{url}?of=cost&amount=5 680")
        self.assert_shows(page, "3,120.00", "more than the 2,840.00")

    def test_wages_of_nothing(self):
        url = f"{ACCOUNTS}/pay"
        self.assert_shows(self.page(url), "Nothing is available yet")
        for typed, sentence in (
            ("", "in digits"),
            ("much", "in digits"),
            ("-3", "in digits"),
            ("0", "more than nothing"),
            ("99999999", "not that high"),
        ):
            with self.subTest(typed=typed):
                response = self.url_open(f"{url}?of=cost&amount={typed}")
                self.assertIn(sentence, self.error_of(response, "amount"))
                self.assertEqual(self.value_of(response, "amount"), [typed])
                self.assertEqual(self.value_of(response, "of"), ["cost"])

    # -- queries ---------------------------------------------------------------------

    def test_queries(self):
        """15 at most for what a page is about, and no more for more."""
        self._books()
        noor, oak = self.noor.with_user(self.noor_user), self.oak
        oak = oak.with_user(self.noor_user)
        period = noor._portal_periods()["year"]
        for read in (
            lambda: noor._portal_accounts(oak),
            lambda: noor._portal_statement(oak, period),
            lambda: oak._portal_items("turnover", period.first, period.last, 30),
            lambda: oak._portal_items("outstanding", period.first, period.last, 30),
            lambda: noor._portal_wage(oak, "net", None),
        ):
            self.assertLessEqual(self.count_queries(read), 15)

    def test_more_is_read_in_as_many_queries(self):
        self._books()
        paths = ("", "/statement", "/items/turnover", "/items/outstanding", "/pay")
        few = {path: self.read_queries(ACCOUNTS + path) for path in paths}
        for _count in range(3):
            self._books()
        for path, count in few.items():
            self.assertLessEqual(self.read_queries(ACCOUNTS + path), count, path)

    def test_pages_only_read(self):
        """A replica serves them: nothing is tried again where one may write."""
        self._books()
        for path in ("", "/statement", "/items/vat", "/contributions", "/pay"):
            with self.assertNoLogs("odoo.http", "WARNING"):
                self.page(ACCOUNTS + path)
