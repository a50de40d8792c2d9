from odoo.tests import tagged

from .portal_expense_case import EXPENSES, PortalExpenseCase, photo


@tagged("post_install", "-at_install")
class TestPortalExpensesAccess(PortalExpenseCase):
    """Claims and receipts by the wrong member, by guessed addresses, by tokens, and by
    nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.claim = cls._claim(cls._line("taxi", 87.65))
        cls.line = cls.claim.line_ids
        cls.used = cls.line.receipt_ids
        receipts = cls.env["coop.expense.receipt"].with_user(cls.noor_user)
        cls.unused = receipts._receive(cls.noor, [("lunch.jpg", photo())])[0]
        cls.pages = (
            f"{EXPENSES}/{cls.claim.id}",
            f"{EXPENSES}/{cls.claim.id}/add",
            f"{EXPENSES}/lines/{cls.line.id}",
        )
        cls.forms = (
            *(f"{cls.pages[0]}/{one}" for one in ("submit", "back", "delete")),
            f"{cls.pages[0]}/change",
            f"{cls.pages[1]}",
            f"{cls.pages[2]}",
            f"{cls.pages[2]}/delete",
            f"{EXPENSES}/receipts/{cls.unused.id}/delete",
        )

    def test_the_owner(self):
        for url in self.pages:
            self.assertEqual(self.url_open(url).status_code, 200, url)
        for receipt in self.used | self.unused:
            self.assertTrue(self._file(receipt._portal_url()))
        self.assertTrue(self._file(self.unused._portal_thumbnail()))

    def test_another_member(self):
        self.sign_in(self.ali_user)
        for url in self.pages:
            self.assertEqual(self.url_open(url).status_code, 404, url)
        for url in self.forms:
            response = self.post(url, **self._typed(activity=str(self.elm.id)))
            self.assertEqual(response.status_code, 404, url)
        self.assertRecordValues(
            self.claim, [{"state": "draft", "line_count": 1, "total_amount": 87.65}]
        )
        self.assertTrue(self.unused.exists())
        for url in (EXPENSES, f"{EXPENSES}/receipts", f"{EXPENSES}/new", "/my/coop"):
            self.assert_hides(self.page(url), "87.65", self.unused.name)
        page = self.page(f"{EXPENSES}/new?receipt={self.unused.id}")
        self.assertFalse(page.xpath("//input[@name='receipt']"))

    def test_who_is_no_member(self):
        for user in (self.employee, self.adviser):
            self.sign_in(user)
            for url in (*self.pages, EXPENSES, f"{EXPENSES}/receipts"):
                page = self.page(url)
                self.assert_shows(page, "You are not a member yet")
                self.assert_hides(page, "87.65", self.unused.name)

    def test_an_adviser_who_is_a_member_sees_their_own_here(self):
        staff = self._member("Ada Staff", user=self.env.user)
        staff.partner_id = self.adviser.partner_id
        self.sign_in(self.adviser)
        self.assert_shows(self.page(EXPENSES), "Nothing yet")
        for url in self.pages:
            self.assertEqual(self.url_open(url).status_code, 404, url)
        for url in self.forms:
            self.assertEqual(self.post(url, **self._typed()).status_code, 404, url)
        page = self.page(f"{EXPENSES}/new?receipt={self.unused.id}")
        self.assert_shows(page, "none of yours is open")
        self.send(activity=str(self.oak.id))
        self.assertFalse(
            self.env["coop.expense"].search([("member_id", "=", staff.id)])
        )

    def test_nobody(self):
        self.authenticate(None, None)
        for url in (*self.pages, EXPENSES, f"{EXPENSES}/receipts", f"{EXPENSES}/new"):
            response = self.url_open(url)
            self.assertIn("/web/login", response.url)

    def test_files_by_guessed_addresses(self):
        for user in (self.ali_user, self.employee, None):
            self.authenticate(user and user.login, user and user.login)
            for receipt in self.used | self.unused:
                for url in self._addresses(receipt):
                    with self.subTest(user=user and user.login, url=url):
                        self.assertFalse(self._file(url))

    def _addresses(self, receipt):
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", receipt._name),
                ("res_id", "=", receipt.id),
                ("res_field", "=", "document"),
            ]
        )
        plain = (
            receipt._portal_url(),
            receipt._portal_thumbnail(),
            f"/web/content/{attachment.id}?download=1",
            f"/web/image/{attachment.id}",
            f"/web/image/{attachment.id}/100x100/x.jpg",
            f"/web/image/{receipt._name}/{receipt.id}/document/x.jpg",
        )
        for url in plain:
            yield url
            mark = "&" if "?" in url else "?"
            yield f"{url}{mark}access_token={attachment.checksum}"

    def _file(self, url):
        """Whether the address gives the file, or a picture of it."""
        response = self.url_open(url)
        kinds = (b"%PDF", b"\xff\xd8\xff")
        return response.status_code == 200 and response.content.startswith(kinds)
