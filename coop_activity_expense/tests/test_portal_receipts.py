from unittest.mock import patch

from lxml import html

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..controllers.portal_expense_form import MOST_SENT
from ..models.coop_expense_receipt import MAX_BYTES
from .common import PDF
from .portal_expense_case import EXPENSES, PortalExpenseCase, photo
from .test_receipt import BAD, HEIC

RECEIPTS = f"{EXPENSES}/receipts"


@tagged("post_install", "-at_install")
class TestPortalReceipts(PortalExpenseCase):
    """Receipts that are sent first, all at once, and completed one by one."""

    def _drop(self, *files, url=RECEIPTS):
        return self.post(url, [("file", one) for one in files])

    def _kept(self, member=None):
        receipts = self.env["coop.expense.receipt"]
        return receipts.search([("member_id", "=", (member or self.noor).id)])

    def test_many_at_once_stay_listed_until_they_are_used(self):
        response = self._drop(
            ("1.jpg", photo()),
            ("2.png", photo("red", "PNG")),
            ("3.webp", photo("blue", "WEBP")),
            ("4.heic", HEIC),
            ("5.pdf", PDF),
        )
        self.assert_leads_to(response, RECEIPTS)
        self.assert_shows(response, "They are safe here", "5 receipts wait", "4.heic")
        first = self._kept().sorted("id")[0]
        page = html.fromstring(response.content)
        [complete] = page.xpath("//a[@name='complete']/@href")
        self.assertEqual(complete, f"{EXPENSES}/new?receipt={first.id}")
        self.send(receipt=str(first.id))
        self.assert_shows(self.page(RECEIPTS), "4 receipts wait")

    def test_bad_ones_are_told_by_name_and_the_others_are_kept(self):
        for what, (content, sentence) in BAD.items():
            with self.subTest(what=what):
                response = self._drop(("lunch.jpg", content), ("ok.pdf", PDF))
                self.assert_shows(response, "lunch.jpg · ")
                self.assertRegex(response.text, sentence)
                self.assertEqual(self._kept().mapped("name"), ["ok.pdf"])

    @mute_logger("odoo.http", "werkzeug")
    def test_too_much_for_any_form_is_not_even_read(self):
        huge = b"%PDF-1.4".ljust(MOST_SENT + 2**20, b"\0")
        for url in (RECEIPTS, f"{RECEIPTS}/drop", f"{EXPENSES}/new"):
            with self.subTest(url=url):
                response = self._drop(("huge.pdf", huge), url=url)
                self.assertEqual(response.status_code, 413)
        self.assertFalse(self._kept())

    def test_the_largest_that_is_kept(self):
        self._drop(("large.pdf", PDF.ljust(MAX_BYTES, b"\0")))
        self.assertRecordValues(self._kept(), [{"size": MAX_BYTES}])

    def test_nothing_chosen(self):
        self.assert_shows(self._drop(("", b"")), "Choose a file")
        self.assert_shows(self.post(RECEIPTS), "Choose a file")

    def test_names_are_shown_as_they_are_kept(self):
        self._drop(("<img src=x onerror=alert(1)>.jpg", photo()))
        self.assert_hides(self.page(RECEIPTS), "<img src=x", "onerror=alert")

    def test_the_same_twice_waits_once(self):
        for _time in range(2):
            self._drop(("1.jpg", photo()))
        self.assertEqual(len(self._kept()), 1)

    def test_one_by_one_for_a_form(self):
        response = self._drop(("1.jpg", photo()), url=f"{RECEIPTS}/drop")
        page = html.fromstring(response.content)
        self.assertEqual(
            page.xpath("//input[@name='receipt'][@checked]/@value"),
            [str(self._kept().id)],
        )
        response = self._drop(("a.jpg", b"<html>"), url=f"{RECEIPTS}/drop")
        self.assertIn("neither a PDF nor a photo", response.text)

    def test_thrown_away(self):
        receipt = self.waiting(photo())
        response = self.post(f"{RECEIPTS}/{receipt.id}/delete")
        self.assert_shows(response, "The receipt is gone", "No receipt waits")
        self.assertFalse(self._kept())

    def test_what_is_used_or_another_s_is_not_thrown_away(self):
        self.send(files=[("1.jpg", photo())])
        used = self._kept()
        theirs = self.env["coop.expense.receipt"].with_user(self.ali_user)
        [theirs] = theirs._receive(self.ali, [("a.jpg", photo())])[0]
        for receipt in (used, theirs):
            response = self.post(f"{RECEIPTS}/{receipt.id}/delete")
            self.assertEqual(response.status_code, 404)
            self.assertTrue(receipt.exists())

    def test_there_is_an_end_to_it(self):
        name = "coop_activity_expense.models.coop_expense_receipt_portal"
        self.startPatcher(patch(f"odoo.addons.{name}.MOST_RECEIPTS_WAITING", 1))
        self._drop(("1.jpg", photo()))
        response = self._drop(("2.jpg", photo("red")))
        self.assert_shows(response, "Many receipts wait already")
        self.assertEqual(len(self._kept()), 1)

    def test_pages_take_no_more_queries_for_more(self):
        self.waiting(photo())
        few = self.read_queries(RECEIPTS)
        few_form = self.read_queries(f"{EXPENSES}/new")
        self.waiting(*(photo(size=(10 + one, 5)) for one in range(12)))
        self.assertEqual(self.read_queries(RECEIPTS), few)
        self.assertEqual(self.read_queries(f"{EXPENSES}/new"), few_form)

    def test_the_form_comes_from_the_page(self):
        with mute_logger("odoo.http"):
            response = self.url_open(RECEIPTS, files={"file": ("1.jpg", photo())})
        self.assertEqual(response.status_code, 400)
        self.assertFalse(self._kept())

    def test_strangers_send_nothing(self):
        self.sign_in(self.employee)
        self.assert_shows(self._drop(("1.jpg", photo())), "You are not a member yet")
        response = self._drop(("1.jpg", photo()), url=f"{RECEIPTS}/drop")
        self.assertEqual(response.status_code, 404)
