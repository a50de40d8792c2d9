from odoo import Command
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from odoo.addons.coop_member.tests.portal_case import PDF_BASE64, PortalCase


@tagged("post_install", "-at_install")
class TestReceiptPrivacy(PortalCase):
    """Receipts over HTTP: by their owner, by another member, by guessed addresses and
    by tokens."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ali_user = cls._portal_user(cls.ali, "ali_roche")
        cls.receipt = cls.env["coop.expense.receipt"].create(
            {"member_id": cls.noor.id, "name": "lunch.pdf", "document": PDF_BASE64}
        )
        cls.attachment = cls.env["ir.attachment"].search(
            [
                ("res_model", "=", "coop.expense.receipt"),
                ("res_id", "=", cls.receipt.id),
                ("res_field", "=", "document"),
            ]
        )
        cls.addresses = (
            f"/web/content/coop.expense.receipt/{cls.receipt.id}/document",
            f"/web/content?model=coop.expense.receipt&id={cls.receipt.id}"
            "&field=document",
            f"/web/image/coop.expense.receipt/{cls.receipt.id}/document",
            f"/web/content/{cls.attachment.id}",
            f"/web/content/{cls.attachment.id}/lunch.pdf",
        )

    def _shown(self, url):
        response = self.url_open(url)
        return response.status_code == 200 and response.content.startswith(b"%PDF")

    def test_their_owner(self):
        self.sign_in(self.noor_user)
        self.assertTrue(self._shown(self.addresses[0]))

    def test_the_team(self):
        for user in (self.adviser, self.accountant):
            self.sign_in(user)
            self.assertTrue(self._shown(self.addresses[0]))

    def test_nobody_else(self):
        for user in (self.ali_user, self.employee, None):
            self.authenticate(user and user.login, user and user.login)
            for url in self.addresses:
                for token in ("", "x" * 36, str(self.receipt.id)):
                    tokened = f"{url}{'&' if '?' in url else '?'}access_token={token}"
                    with self.subTest(user=user and user.login, url=tokened):
                        self.assertFalse(self._shown(tokened))

    def test_a_token_that_leaked_from_another_receipt(self):
        other = self.env["coop.expense.receipt"].create(
            {
                "member_id": self.ali.id,
                "name": "x.pdf",
                "document": PDF_BASE64,
            }
        )
        token = (
            self.env["ir.attachment"]
            .search(
                [
                    ("res_model", "=", other._name),
                    ("res_id", "=", other.id),
                    ("res_field", "=", "document"),
                ]
            )
            .generate_access_token()[0]
        )
        self.sign_in(self.ali_user)
        for url in self.addresses:
            mark = "&" if "?" in url else "?"
            with self.subTest(url=url):
                self.assertFalse(self._shown(f"{url}{mark}access_token={token}"))

    @mute_logger("odoo.http")
    def test_rpc_of_another_member(self):
        self.sign_in(self.ali_user)
        model, ids = "coop.expense.receipt", self.receipt.ids
        for method, *args in (
            ("read", ids, ["document"]),
            ("write", ids, {"line_id": False}),
            ("unlink", ids),
            ("copy", ids),
        ):
            with self.subTest(method=method), self.assertRaises(JsonRpcException):
                self.call(model, method, *args)
        self.assertFalse(self.call(model, "search_read", [], ["name"]))

    @mute_logger("odoo.http")
    def test_a_member_cannot_reach_beyond_over_rpc(self):
        activity = self.env["coop.activity"].create(
            {
                "name": "Oak",
                "company_id": self.company.id,
                "member_ids": [Command.set(self.noor.ids)],
            }
        )
        claim = self.env["coop.expense"].create(
            {"member_id": self.noor.id, "activity_id": activity.id}
        )
        self.sign_in(self.noor_user)
        for method, *args in (
            ("write", claim.ids, {"step": "approved"}),
            ("write", claim.ids, {"member_id": self.ali.id}),
            ("write", claim.ids, {"supplier_id": self.ali.partner_id.id}),
            ("action_approve", claim.ids),
            ("action_post", claim.ids),
            ("action_reverse", claim.ids, "Mine"),
            ("read", claim.ids, ["account_move_id"]),
            ("_as_step", claim.ids),
        ):
            with self.subTest(method=method), self.assertRaises(JsonRpcException):
                self.call("coop.expense", method, *args)
