import re

import requests

from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from odoo.addons.coop_activity_expense.controllers.portal_billing import (
    CoopPortalBilling,
)
from odoo.addons.coop_member.tests.portal_case import PDF_BASE64

from .portal_billing_case import PortalBillingCase

#: parameters of addresses, with the record of Noor's that they name
NAMES = {
    "customer_id": "bakery",
    "move_id": "move",
    "quote_id": "quote",
    "transfer_id": "transfer",
    "spell_id": "spell",
    "page": None,
}
#: Odoo's own, of which the same is true
ODOOS = (
    "/my/invoices",
    "/my/invoices/{move}",
    "/my/invoices/{move}?report_type=pdf&download=1",
    "/my/invoices/{move}?report_type=html",
    "/web/content/coop.vat.evidence/{evidence}/document",
    "/web/image/coop.vat.evidence/{evidence}/document",
    "/web/content/{attachment}",
    "/mail/view?model=account.move&res_id={move}",
    "/mail/view?model=coop.quote&res_id={quote}",
    "/report/pdf/account.report_invoice/{move}",
    "/report/html/account.report_invoice/{move}",
    "/report/html/account.report_invoice_with_payments/{move}",
    "/report/html/coop_activity_expense.report_invoice/{move}",
    "/report/pdf/coop_activity_expense.report_invoice/{move}",
    "/report/html/coop_activity_expense.report_quote/{quote}",
    "/report/pdf/coop_activity_expense.report_quote/{quote}",
    "/my/journal/{journal}/unsubscribe",
    "/coop/quote/{quote}",
    "/coop/quote/{quote}?access_token={token}x",
    "/my/invoices/{move}?access_token={token}",
    "/my/invoices/{move}?access_token=False",
    "/my/invoices/{move}?access_token={token}&report_type=pdf&download=1",
    "/my/coop/invoices/{move}/pdf?access_token={token}",
    "/my/journal/{journal}/unsubscribe?token={token}",
    "/mail/view?model=account.move&res_id={move}&access_token={token}",
    "/mail/view?model=coop.quote&res_id={quote}&access_token=x",
    "/mail/view?model=coop.activity.transfer&res_id={transfer}",
    "/mail/message/{message}",
    "/web/content/{file}",
    "/web/content/{file}?access_token={token}",
    "/web/content/account.move/{move}/invoice_pdf_report_file",
    "/web/content/coop.activity/{activity}/coop_logo",
    "/web/image/res.partner/{partner}/avatar_128",
    "/report/pdf/account.account_invoices/{move}",
    "/report/text/account.report_invoice/{move}",
    "/account/download_invoice_documents/{move}/pdf",
    "/account/download_invoice_attachments/{file}",
)
#: wrong tokens of every page
TOKENS = ("", "x" * 36, "False", "0")
#: fields that name records, and what they are looked up by
LOOKED_UP = {
    "coop.customer": ("Zyx",),
    "res.partner": ("Zyx", "zyx@example.com"),
    "coop.quote": ("Secret", "Zyx"),
    "account.move": ("Secret", "Zyx"),
    "coop.worked.time": ("Secret",),
    "coop.activity.transfer": ("Secret",),
    "coop.vat.evidence": ("Zyx",),
    "coop.activity": ("Oak",),
}
SECRETS = ("Zyx", "Xyzzy", "Secret", "54321.5", "54,321.5", "Oak and Lime", "zyx@")


@tagged("post_install", "-at_install")
class TestPortalBillingPrivacy(PortalBillingCase):
    """Every address of the pages of invoicing, with the ids of another activity."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bakery.write(
            {"name": "Zyx", "street": "77 rue Xyzzy", "email": "zyx@example.com"}
        )
        item = cls._item("Secret work", 54321.5)
        cls.move = cls._accepted_invoice(item, reference="Secret order")
        cls.draft = cls._draft(item)
        cls.quote = cls._quote(item, subject="Secret kitchen")
        cls.quote.action_send()
        cls.evidence = cls._evidence()
        cls.spell = (
            cls.env["coop.worked.time"]
            .with_user(cls.noor_user)
            .create(
                {
                    "activity_id": cls.oak.id,
                    "customer_id": cls.bakery.id,
                    "name": "Secret hours",
                    "minutes": 90,
                    "price_hour": 54321.5,
                }
            )
        )
        # between Noor's and a third activity: none of Ali's business
        cls.elm = cls._activity("Elm", cls.noor)
        transfers = cls.env["coop.activity.transfer"].with_user(cls.noor_user)
        cls.transfer = transfers.create(
            {
                "from_activity_id": cls.oak.id,
                "to_activity_id": cls.elm.id,
                "amount": 54321.5,
                "description": "Secret charge",
            }
        )
        cls.transfer.action_offer()

    @classmethod
    def _evidence(cls):
        pieces = cls.env["coop.vat.evidence"].with_user(cls.noor_user)
        reason = pieces._portal_reasons(cls.company)[:1]
        return pieces.create(
            {
                "activity_id": cls.oak.id,
                "customer_id": cls.bakery.id,
                "reason_id": reason.id,
                "proof": "attestation",
                "document": PDF_BASE64,
                "document_name": "Secret.pdf",
            }
        )

    def _routes(self):
        """(address, methods) of every page, with Noor's ids in it."""
        found = {}
        for controller in CoopPortalBilling.__subclasses__() + [CoopPortalBilling]:
            for owner in (controller, *controller.__subclasses__()):
                for method in vars(owner).values():
                    routing = getattr(method, "original_routing", None)
                    if routing and routing.get("type") == "http":
                        for path in routing["routes"]:
                            found[path, routing["methods"][0]] = True
        for path, method in found:
            yield from ((one, method) for one in self._filled(path))

    def _filled(self, path):
        actions = re.search(r"<any\(([^)]*)\):\w+>", path)
        for action in actions[1].split(",") if actions else [""]:
            url = re.sub(r"<any\([^)]*\):\w+>", action, path)
            yield re.sub(r"<int:(\w+)>", self._id, url)

    def _id(self, match):
        name = NAMES[match[1]]
        return str(getattr(self, name).id) if name else "1"

    def test_every_address_is_walked(self):
        routes = list(self._routes())
        self.assertGreater(len(routes), 55)
        self.sign_in(self.ali_user)
        for url, method in routes:
            for token in TOKENS:
                with self.subTest(url=url, method=method, token=token):
                    self._assert_closed(url, method, token)
        self._assert_untouched()

    def _assert_closed(self, url, method, token):
        names_one = re.search(r"/\d+", url) and "/page/" not in url
        if method == "GET":
            response = self.url_open(f"{url}?access_token={token}" if token else url)
        else:
            more = {"access_token": token} if token else {}
            response = self.send(url, name="Ali", amount="1", reason="x", **more)
        self.assertEqual(response.status_code, 404 if names_one else 200)
        # whom one charges is told by name
        named = ["Oak and Lime"] if url.endswith("transfers/new") else []
        self._assert_tells_nothing(response, *named)

    def _assert_untouched(self):
        self.assertRecordValues(
            self.move, [{"state": "posted", "coop_reminder_count": 0}]
        )
        self.assertRecordValues(self.quote, [{"state": "sent"}])
        self.assertRecordValues(self.transfer, [{"state": "offered"}])
        self.assertRecordValues(self.spell, [{"move_id": False}])
        self.assertTrue(self.bakery.active)

    def test_choosing_what_is_another_activitys(self):
        self.sign_in(self.ali_user)
        base = "/my/coop"
        own = f"activity={self.oak.id}&customer={self.bakery.id}"
        for url in (
            f"{base}/invoices/new?{own}",
            f"{base}/quotes/new?{own}",
            f"{base}/hours/new?{own}",
            f"{base}/customers/new?{own}",
            f"{base}/transfers/new?activity={self.elm.id}",
            f"{base}/customers?q=Zyx",
            f"{base}/invoices?q=Secret",
            f"{base}/quotes?q=Secret",
            f"{base}/customers?show=archived",
            base,
            f"{base}/data/download",
        ):
            with self.subTest(url=url):
                response = self.url_open(url)
                self.assertEqual(response.status_code, 200)
                # names of activities are told where one is charged, and typed back
                self._assert_tells_nothing(response, "Oak and Lime", "Zyx", "Secret")
        for url in (f"{base}/invoices", f"{base}/quotes", f"{base}/customers"):
            page = self.page(url + "?q=Zyx")
            self.assertFalse(page.xpath("//a[contains(@class, 'o_coop_row')]"), url)

    def test_odoos_own_addresses(self):
        self.sign_in(self.ali_user)
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "coop.vat.evidence"),
                ("res_id", "=", self.evidence.id),
                ("res_field", "=", "document"),
            ]
        )
        ids = {
            "move": self.move.id,
            "quote": self.quote.id,
            "transfer": self.transfer.id,
            "activity": self.oak.id,
            "evidence": self.evidence.id,
            "attachment": attachment.id,
            "file": self._file_of(self.move).id,
            "message": self._message_of(self.move).id,
            "partner": self.move.sudo().partner_id.id,
            "journal": self.move.sudo().journal_id.id,
            "token": self.quote.sudo().access_token,
        }
        for url in ODOOS:
            with self.subTest(url=url):
                response = self.url_open(url.format(**ids))
                self.assertLess(response.status_code, 500)
                self.assertFalse(response.content.startswith(b"%PDF"))
                self._assert_tells_nothing(response)

    def test_a_customer_with_a_link_sees_one_document(self):
        """The link of an invoice opens that one, and no other by its id."""
        other = self._accepted_invoice(self._item("Secret work", 54321.5))
        token = other.sudo()._portal_ensure_token()
        quote_token = self.quote.sudo().access_token
        self.authenticate(None, None)
        for url in (
            f"/my/invoices/{self.move.id}?access_token={token}",
            f"/my/invoices/{self.move.id}?access_token={quote_token}",
            f"/coop/quote/{self.quote.id}?access_token={token}",
            f"/my/coop/invoices/{other.id}?access_token={token}",
            f"/my/coop/invoices/{other.id}/pdf?access_token={token}",
            f"/my/coop/quotes/{self.quote.id}?access_token={quote_token}",
        ):
            with self.subTest(url=url):
                self._assert_tells_nothing(self.url_open(url))
        response = self.url_open(f"/my/invoices/{other.id}?access_token={token}")
        self.assertIn(other.name, response.text)

    def _file_of(self, record):
        return self.env["ir.attachment"].create(
            {
                "name": "Secret.pdf",
                "res_model": record._name,
                "res_id": record.id,
                "raw": b"%PDF-1.4 Secret",
            }
        )

    def _message_of(self, record):
        return record.sudo().message_post(
            body="Secret words", message_type="comment", subtype_xmlid="mail.mt_comment"
        )

    def _threads(self):
        return (self.move, self.draft, self.quote, self.transfer)

    def test_threads(self):
        """Nothing is read, written or followed through Odoo's routes of messages."""
        for user in (self.ali_user, None):
            for record in self._threads():
                message = self._message_of(record)
                followers = record.sudo().message_partner_ids
                self.authenticate(user and user.login, user and user.login)
                for route, params in self._thread_calls(record, message):
                    with self.subTest(route=route, model=record._name, user=user):
                        told = self._told(route, params)
                        for secret in SECRETS:
                            self.assertNotIn(secret, told)
                self.env.invalidate_all()
                self.assertEqual(record.sudo().message_partner_ids, followers)
                self.assertEqual(record.sudo().message_ids[:1], message)
                self.assertIn("Secret words", message.body)

    def _thread_calls(self, record, message):
        thread = {"thread_model": record._name, "thread_id": record.id}
        token = {"access_token": "x" * 36, "token": "x" * 36}
        post = {"post_data": {"body": "Ali was here"}}
        partners = {"partner_ids": self.ali_user.partner_id.ids}
        partners |= {"res_model": record._name, "res_id": record.id}
        return (
            ("/mail/thread/messages", thread),
            ("/mail/chatter_fetch", thread),
            ("/mail/chatter_fetch", thread | token),
            ("/portal/chatter_init", thread),
            ("/portal/chatter_init", thread | token),
            ("/mail/message/post", thread | post),
            ("/mail/message/post", thread | post | token),
            (
                "/mail/message/update_content",
                {"message_id": message.id, "update_data": {"body": "Ali"}},
            ),
            (
                "/mail/message/reaction",
                {"message_id": message.id, "content": "x", "action": "add"},
            ),
            ("/mail/thread/recipients", thread | {"message_id": message.id}),
            (
                "/mail/thread/recipients/get_suggested_recipients",
                thread | {"partner_ids": [], "main_email": False},
            ),
            ("/mail/thread/subscribe", partners),
            (
                "/mail/data",
                {
                    "fetch_params": [
                        ["mail.thread", thread | {"request_list": ["attachments"]}]
                    ]
                },
            ),
        )

    def _told(self, route, params):
        """What a route answers, or the sentence with which it refuses."""
        try:
            with mute_logger("odoo.http"):
                return repr(self.make_jsonrpc_request(route, params))
        except (JsonRpcException, requests.HTTPError) as error:
            return repr(error)

    def test_looking_up_over_rpc(self):
        self.sign_in(self.ali_user)
        for model, terms in LOOKED_UP.items():
            for term in terms:
                for method, args, kwargs in (
                    ("name_search", (), {"name": term}),
                    ("web_name_search", (term, {"display_name": {}}), {}),
                    ("search_read", ([("display_name", "ilike", term)],), {}),
                    ("search_count", ([("display_name", "ilike", term)],), {}),
                    ("name_create", (term,), {}),
                ):
                    with self.subTest(model=model, method=method, term=term):
                        self._assert_finds_nothing(model, method, term, args, kwargs)

    def _assert_finds_nothing(self, model, method, term, args, kwargs):
        try:
            with mute_logger("odoo.http"):
                found = self.call(model, method, *args, **kwargs)
        except JsonRpcException as error:
            self.assertIn("Error", str(error))
            return
        self.assertFalse(found, term)

    def test_reading_over_rpc(self):
        self.sign_in(self.ali_user)
        lines = self.move.sudo().invoice_line_ids
        for records in (
            *self._threads(),
            lines,
            self.quote.sudo().line_ids,
            self.bakery,
            self.evidence,
            self.spell,
            self.move.sudo().partner_id,
        ):
            for method, args in (
                ("read", (records.ids, ["display_name"])),
                ("web_read", (records.ids, {"display_name": {}})),
                ("export_data", (records.ids, [".id"])),
                ("write", (records.ids, {"name": "Ali"})),
                ("unlink", (records.ids,)),
                ("copy", (records.ids,)),
            ):
                with self.subTest(model=records._name, method=method):
                    told = self._told(
                        f"/web/dataset/call_kw/{records._name}/{method}",
                        {
                            "model": records._name,
                            "method": method,
                            "args": args,
                            "kwargs": {},
                        },
                    )
                    self.assertIn("Error", told)
                    for secret in SECRETS:
                        self.assertNotIn(secret, told)
        self._assert_untouched()

    def test_totals_of_another_activity(self):
        self.sign_in(self.ali_user)
        for activity in (self.oak, self.elm):
            for model, record in (("account.move", self.draft), ("", self.draft)):
                params = {
                    "activity_id": activity.id,
                    "rows": [self._row()],
                    "model": model,
                    "document_id": record.id,
                }
                told = self.make_jsonrpc_request("/my/coop/billing/totals", params)
                self.assertEqual(told, {})

    def test_nobody(self):
        self.authenticate(None, None)
        for url, method in self._routes():
            with self.subTest(url=url, method=method):
                response = self.url_open(url) if method == "GET" else self.send(url)
                self.assertIn("/web/login", response.url)
                self._assert_tells_nothing(response)
        self._assert_untouched()

    def _assert_tells_nothing(self, response, *typed):
        found = [
            secret
            for secret in SECRETS
            if secret not in typed and secret in response.text
        ]
        self.assertFalse(found)
