from datetime import date, datetime
from io import BytesIO

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.tests import tagged

from .common_gift import GiftVerbs
from .portal_case import PortalCase

EXPORT = "/my/coop/gifts/export"
ATTESTATION = "/my/coop/gifts/attestation"


@tagged("post_install", "-at_install")
class TestGiftDocuments(GiftVerbs, PortalCase):
    """One's own ledger as a spreadsheet, one's volunteering on paper."""

    def sheet(self, url):
        """Rows of the table in a spreadsheet, from its headings on."""
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200)
        rows = load_workbook(BytesIO(response.content)).active.iter_rows(
            values_only=True
        )
        rows = list(rows)
        start = next(i for i, row in enumerate(rows) if row[0] == "Date")
        return rows[start:]

    def attestation(self, member, first, last, user=None):
        """Text of the attestation, by report, as the adviser prints it."""
        report = self.env["ir.actions.report"].with_user(user or self.adviser)
        content, kind = report.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(
            "coop_member.report_gift_attestation",
            data={
                "member_id": member.id,
                "date_from": first.isoformat(),
                "date_to": last.isoformat(),
            },
        )
        self.assertEqual(kind, "pdf")
        [page] = PdfReader(BytesIO(content)).pages
        return " ".join(page.extract_text().split())

    # -- the ledger ------------------------------------------------------------------

    def test_the_ledger_has_the_balance_after_each_gift(self):
        self.give(self.ada, self.jo, 90, date=date(2025, 3, 3))
        self.give(self.jo, self.ada, 30, date=date(2025, 5, 3))
        self.give(None, self.ada, 75, date=date(2025, 4, 3), description="=1+1")
        self.declare(self.jo, "given", self.ada, date=self.days_ago(2))
        self.sign_in(self.ada_user)
        head, *rows, total = self.sheet(EXPORT)
        self.assertEqual(head[-3:-1], ("Change (minutes)", "Balance after (minutes)"))
        self.assertEqual(
            [(row[0], row[1], row[2], *row[5:]) for row in rows[:-1]],
            [
                (
                    datetime(2025, 3, 3),
                    "Ada Brun",
                    "Jo Kern",
                    "Confirmed",
                    "1 h 30",
                    90,
                    90,
                    "1 h 30",
                ),
                (
                    datetime(2025, 4, 3),
                    "The commons",
                    "Ada Brun",
                    "Confirmed",
                    "1 h 15",
                    -75,
                    15,
                    "15 min",
                ),
                (
                    datetime(2025, 5, 3),
                    "Jo Kern",
                    "Ada Brun",
                    "Confirmed",
                    "30 min",
                    -30,
                    -15,
                    "−15 min",
                ),
            ],
        )
        self.assertEqual(rows[-1][5:9], ("Declared", "1 h", 0, -15))
        self.assertEqual(rows[1][4], "=1+1")
        self.assertRegex(str(total[7]), r"=SUM\(H\d+:H\d+\)")

    def test_members_get_their_own_ledger_only(self):
        self.give(self.ada, self.jo, 90, description="A secret of theirs")
        self.sign_in(self.noor_user)
        self.assertEqual(len(self.sheet(EXPORT)), 1)
        self.sign_in(self.jo_user)
        self.assertEqual(len(self.sheet(f"{EXPORT}?member_id={self.ada.id}")), 3)
        self.assert_forbidden(f"/coop/gifts/export/{self.ada.id}")
        self.assert_forbidden(f"/coop/gifts/export/{self.jo.id}")

    def test_who_is_no_member_gets_a_kind_word(self):
        self.sign_in(self.employee)
        self.assert_shows(self.page(EXPORT), "You are not a member yet")
        self.assert_forbidden(f"/coop/gifts/export/{self.ada.id}")

    def test_the_team_gets_the_ledgers_of_its_cooperative(self):
        self.give(self.ada, self.jo, 90)
        jef = self._foreign_member()
        action = self.ada.with_user(self.adviser).action_gift_ledger()
        for user in (self.adviser, self.accountant, self.manager):
            self.sign_in(user)
            self.assertEqual(len(self.sheet(action["url"])), 3)
            self.assert_forbidden(f"/coop/gifts/export/{jef.id}")
            self.assert_forbidden("/coop/gifts/export/999999999")

    def test_as_many_queries_for_a_longer_ledger(self):
        self.give(self.ada, self.jo, 90)
        self.give(None, self.ada, 90)
        self.sign_in(self.ada_user)
        few = self.count_queries(lambda: self.sheet(EXPORT))
        for day in range(10, 20):
            self.give(self.ada, self.jo, day, date=self.days_ago(day))
        self.assertLessEqual(self.count_queries(lambda: self.sheet(EXPORT)), few)

    # -- the attestation -------------------------------------------------------------

    def test_the_attestation_adds_up_by_kind(self):
        self.give(self.ada, self.jo, 90, date=date(2025, 1, 1))
        self.give(self.ada, None, 60, date=date(2025, 12, 31))
        self.give(self.ada, None, 45, date=date(2025, 6, 1), category_id=self.advice.id)
        # neither received, nor reversed, nor unconfirmed, nor of another year
        self.give(self.jo, self.ada, 600, date=date(2025, 6, 1))
        self.give(self.ada, self.jo, 77, date=date(2025, 6, 1)).action_reverse("No")
        self.declare(self.ada, "given", self.jo, date=date(2025, 6, 1))
        self.give(self.ada, self.jo, 120, date=date(2026, 1, 1))
        text = self.attestation(self.ada, date(2025, 1, 1), date(2025, 12, 31))
        for expected in (
            "La Fabrique",
            "Attestation of volunteering",
            "Ada Brun",
            f"member no. {self.ada.number}",
            "from 1 Jan 2025 to 31 Dec 2025",
            f"{self.help.name} 1 h 1 h 30 2 h 30",
            f"{self.advice.name} 45 min 0 h 45 min",
            "Total 1 h 45 1 h 30 3 h 15",
            "signature",
        ):
            self.assertIn(expected, text)
        self.assertNotIn("Jo Kern", text)

    def test_a_member_downloads_their_own(self):
        self.give(self.ada, None, 60, date=date(2025, 6, 1))
        self.sign_in(self.ada_user)
        url = f"{ATTESTATION}/download?date_from=2025-01-01&date_to=2025-12-31"
        response = self.url_open(f"{url}&member_id={self.jo.id}")
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertIn("no-store", response.headers["Cache-Control"])
        # in tests, reports come as the page they are printed from
        self.assertIn(b"Ada Brun", response.content)
        self.assertNotIn(b"Jo Kern", response.content)

    def test_what_is_wrong_with_a_period_is_said_beside_it(self):
        self.give(self.ada, None, 60, date=date(2025, 6, 1))
        self.sign_in(self.ada_user)
        for first, last, sentence in (
            ("2025-12-31", "2025-01-01", "cannot be after the last one"),
            ("", "", "Choose the first and the last day."),
            ("<b>", "2025-01-01", "Choose the first and the last day."),
            ("2024-01-01", "2024-12-31", "No time given is confirmed"),
        ):
            url = f"{ATTESTATION}/download?date_from={first}&date_to={last}"
            page = self.page(url)
            self.assert_shows(page, sentence)
            self.assertEqual(page.xpath("//input[@name='date_from']/@value"), [first])

    def test_the_last_year_is_proposed_or_this_one(self):
        year = self.today.year
        first = f"{year}-01-01", self.today.isoformat()
        self.sign_in(self.ada_user)
        values = "//input[@type='date']/@value"
        self.assertEqual(tuple(self.page(ATTESTATION).xpath(values)), first)
        self.give(self.ada, None, 60, date=date(year - 1, 6, 1))
        last = f"{year - 1}-01-01", f"{year - 1}-12-31"
        self.assertEqual(tuple(self.page(ATTESTATION).xpath(values)), last)

    def test_the_team_prints_it_over_a_period(self):
        self.give(self.ada, None, 60, date=date(2025, 6, 1))
        wizard = (
            self.env["coop.gift.attestation"]
            .with_user(self.adviser)
            .with_context(active_id=self.ada.id)
            .create({"date_from": date(2025, 1, 1), "date_to": date(2025, 12, 31)})
        )
        self.assertEqual(wizard.time, "1 h")
        action = wizard.action_print()
        self.assertEqual(
            action["data"],
            {
                "member_id": self.ada.id,
                "date_from": "2025-01-01",
                "date_to": "2025-12-31",
            },
        )
        wizard.date_to = date(2025, 1, 2)
        with self.assertRefused("No time given is confirmed"):
            wizard.action_print()

    def test_nobody_prints_what_they_may_not_read(self):
        self.give(self.ada, None, 60, date=date(2025, 6, 1))
        self.sign_in(self.jo_user)
        options = (
            f'{{"member_id": {self.ada.id}, "date_from": "2025-01-01",'
            ' "date_to": "2025-12-31"}'
        )
        response = self.url_open(
            f"/report/html/coop_member.report_gift_attestation?options={options}"
        )
        self.assertNotEqual(response.status_code, 200)
        self.assertNotIn(b"Ada Brun", response.content)
