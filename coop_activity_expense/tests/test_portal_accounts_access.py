from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .portal_accounts_case import ACCOUNTS, PortalAccountsCase

PAGES = (
    "",
    "/statement",
    "/items/turnover",
    "/items/outstanding",
    "/contributions",
    "/pay",
)


@tagged("post_install", "-at_install")
class TestPortalAccountsAccess(PortalAccountsCase):
    """Nobody sees the figures of another activity."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._scheme((0, 10))
        cls.elm.sudo().date_open = date(2025, 1, 1)
        # amounts that nothing else comes to
        cls._pay(cls._invoice(1234, "2026-01-10", activity=cls.elm), 1111, "2026-01-20")
        cls._month(1)

    def test_another_member(self):
        for path in PAGES:
            url = f"{ACCOUNTS}{path}?activity={self.elm.id}"
            self.assertEqual(self.url_open(url).status_code, 404, url)
            self.assert_hides(self.page(ACCOUNTS + path), "1,234", "1,111", "123.40")
        self.sign_in(self.ali_user)
        shown = [self.page(f"{ACCOUNTS}{path}") for path in PAGES]
        self.assert_shows(shown[1], "1,111.00", "1,234.00", "123.40")
        for path in PAGES:
            url = f"{ACCOUNTS}{path}?activity={self.elm.id}"
            self.assertEqual(self.url_open(url).status_code, 200, url)

    def test_odd_activities(self):
        for typed in ("0", "-1", "x", "99999999999", "1 or 1=1", ""):
            url = f"{ACCOUNTS}?activity={typed}"
            self.assertEqual(self.url_open(url).status_code, 404, url)

    def test_who_is_no_member(self):
        for user in (self.employee, self.adviser):
            self.sign_in(user)
            for path in PAGES:
                page = self.page(f"{ACCOUNTS}{path}?activity={self.elm.id}")
                self.assert_shows(page, "You are not a member yet")
                self.assert_hides(page, "1,234", "1,111")

    def test_an_adviser_who_is_a_member_sees_their_own_here(self):
        staff = self._member("Ada Staff", user=self.env.user)
        staff.partner_id = self.adviser.partner_id
        self.sign_in(self.adviser)
        self.assert_shows(self.page(ACCOUNTS), "keeps no accounts of yours yet")
        for path in PAGES:
            url = f"{ACCOUNTS}{path}?activity={self.elm.id}"
            self.assertEqual(self.url_open(url).status_code, 404, url)

    def test_nobody(self):
        self.authenticate(None, None)
        for path in PAGES:
            self.assertIn("/web/login", self.url_open(ACCOUNTS + path).url)

    def test_another_cooperative(self):
        other = self._elsewhere()
        self.post("/my/coop/switch", member_id=str(other.id))
        url = f"{ACCOUNTS}?activity={self.oak.id}"
        self.assertEqual(self.url_open(url).status_code, 404)

    def test_the_methods_check_too(self):
        elm = self.elm.with_user(self.noor_user)
        year = date(2026, 1, 1), date(2026, 12, 31)
        for read in (
            lambda: elm._find_statement_items("turnover", *year, 10),
            lambda: elm._portal_items("vat", *year, 10),
            lambda: elm._get_statement_coming(*year),
        ):
            with self.assertRaises(AccessError):
                read()

    def test_pages_write_nothing(self):
        for path in PAGES:
            self.assertEqual(self.post(ACCOUNTS + path).status_code, 405, path)

    def test_colleagues_of_one_activity(self):
        """They see what it costs, not who is paid, nor for what."""
        claim = self._posted(
            self._line("restaurant", 77, "2026-02-10", name="With the mayor")
        )
        self._entry(
            "2026-02-28", ("641100", 500, True), ("421000", -500, True)
        ).line_ids.name = "Wage of Noor Vidal"
        self.oak.member_ids += self.ali
        for user, told in ((self.noor_user, True), (self.ali_user, False)):
            self.sign_in(user)
            url = f"{ACCOUNTS}/items/%s?activity={self.oak.id}"
            page = self.page(url % "expense")
            links = page.xpath("//article[@data-coop-item]//a/@href")
            self.assertEqual(links, [f"/my/coop/expenses/{claim.id}"] if told else [])
            self.assert_shows(page, claim.account_move_id.name)
            self.assertEqual("mayor" in page.text_content(), told)
            page = self.page(url % "wage")
            self.assert_shows(page, "500.00")
            self.assert_hides(page, "Wage of Noor")
            page = self.page(url % "member")
            self.assertEqual("Noor Vidal" in self._content(page).text_content(), told)
