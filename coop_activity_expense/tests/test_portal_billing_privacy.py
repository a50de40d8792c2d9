import re

from odoo.tests import tagged

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
)
SECRETS = ("Zyx", "Xyzzy", "Secret", "4321", "4,321", "Oak and Lime", "zyx@")


@tagged("post_install", "-at_install")
class TestPortalBillingPrivacy(PortalBillingCase):
    """Every address of the pages of invoicing, with the ids of another activity."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bakery.write(
            {"name": "Zyx", "street": "77 rue Xyzzy", "email": "zyx@example.com"}
        )
        item = cls._item("Secret work", 4321)
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
                    "price_hour": 4321,
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
                "amount": 4321,
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
            with self.subTest(url=url, method=method):
                names_one = re.search(r"/\d+", url) and "/page/" not in url
                if method == "GET":
                    response = self.url_open(url)
                else:
                    response = self.send(url, name="Ali", amount="1", reason="x")
                if names_one:
                    self.assertEqual(response.status_code, 404)
                else:
                    self.assertEqual(response.status_code, 200)
                # whom one charges is told by name
                named = ["Oak and Lime"] if url.endswith("transfers/new") else []
                self._assert_tells_nothing(response, *named)
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
            "evidence": self.evidence.id,
            "attachment": attachment.id,
            "journal": self.move.sudo().journal_id.id,
            "token": self.quote.sudo().access_token,
        }
        for url in ODOOS:
            with self.subTest(url=url):
                response = self.url_open(url.format(**ids))
                self.assertLess(response.status_code, 500)
                self.assertFalse(response.content.startswith(b"%PDF"))
                self._assert_tells_nothing(response)

    def test_nobody(self):
        self.authenticate(None, None)
        for url, method in self._routes():
            if method == "GET":
                with self.subTest(url=url):
                    self.assertIn("/web/login", self.url_open(url).url)

    def _assert_tells_nothing(self, response, *typed):
        found = [
            secret
            for secret in SECRETS
            if secret not in typed and secret in response.text
        ]
        self.assertFalse(found)
