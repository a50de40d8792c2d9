import base64
import gc
from datetime import date, timedelta
from urllib.parse import urlsplit

from lxml import html

from odoo import fields, http
from odoo.tests import HttpCase, tagged

from .common import CoopCase

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n"
PDF_BASE64 = base64.b64encode(PDF)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"


@tagged("post_install", "-at_install")
class PortalCase(CoopCase, HttpCase):
    """The members' portal, over HTTP: for the tests of every module that adds to it.

    ``noor`` is a member with a portal user and a running contract, ``ali`` another
    with neither; tests sign in with `sign_in` and look at pages with `page`.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env["coop.member"])
        cls.noor = cls._member("Noor Vidal", adviser_id=cls.adviser.id)
        cls.ali = cls._member("Ali Roche", adviser_id=cls.adviser.id)
        cls.noor_contract = cls._running(
            cls.noor, cls.cesa, date(2025, 1, 1), signed_date="2024-12-20"
        )
        cls.noor_user = cls._portal_user(cls.noor, "noor_vidal")

    # -- people and verbs -----------------------------------------------------------

    def sign_in(self, user):
        """Browse as ``user`` from now on; users of `_portal_user` and `_new_user`
        have their login as a password."""
        self.authenticate(user.login, user.login)

    def page(self, url, status=200):
        """The page at ``url`` as an lxml document, once its status is right."""
        response = self.url_open(url)
        self.assertEqual(response.status_code, status, url)
        return html.fromstring(response.content)

    def post(self, url, files=None, **values):
        """The response to a form sent to ``url``, where it leads in the end."""
        values["csrf_token"] = http.Request.csrf_token(self)
        return self.url_open(url, data=values, files=files)

    def in_days(self, days):
        """The day that many days from today."""
        return self.today + timedelta(days=days)

    def call(self, model, method, *args, **kwargs):
        """Call a method over RPC, as the web client would; raises JsonRpcException
        with the name of the exception."""
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def read_queries(self, url):
        """Number of queries of a page, once what is cached has been."""
        return self.count_queries(lambda: self.page(url))

    def count_queries(self, work):
        """Fewest queries of three runs: caches, and what empties them, apart."""
        counts = []
        for _run in range(3):
            # environments of earlier runs remember things, until they are collected
            gc.collect()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            work()
            counts.append(self.cr.sql_log_count - before)
        return min(counts)

    # -- what is expected -----------------------------------------------------------

    def home_items(self, member):
        """Items of the member's home page by section and key, as their user has
        them: ``items["figures"]["contract"]``."""
        user = member.portal_partner_id.user_ids
        home = member.with_user(user)._prepare_portal_home()
        return {
            section: {item.key: item for item in items}
            for section, items in home.items()
        }

    def assert_home_item(self, member, section, key, **values):
        """The home page has this item, with these values; returns it."""
        items = self.home_items(member)[section]
        self.assertIn(key, items, f"{section} of {member.name}")
        self.assertEqual(
            {name: getattr(items[key], name) for name in values}, values, key
        )
        return items[key]

    def assert_no_home_item(self, member, section, key):
        """The home page has no such item."""
        self.assertNotIn(key, self.home_items(member)[section])

    def assert_shows(self, page, *texts):
        """The page, from `page` or a response, has each text in its content."""
        shown = " ".join(self._content(page).text_content().split())
        missing = [text for text in texts if text not in shown]
        self.assertFalse(missing, f"missing from: {shown}")

    def assert_hides(self, page, *texts):
        """The page's content, tags and all, has none of the texts."""
        source = html.tostring(self._content(page), encoding="unicode")
        self.assertFalse([text for text in texts if text in source])

    def _content(self, page):
        """The page without what surrounds every page, or the element itself."""
        if hasattr(page, "content"):
            page = html.fromstring(page.content)
        return next(iter(page.xpath("descendant::div[@id='wrap']")), page)

    def assert_forbidden(self, url):
        """Who is signed in gets neither the page nor a crash."""
        self.assertIn(self.url_open(url).status_code, (403, 404), url)

    def assert_leads_to(self, response, path):
        """The response came, after redirections, from ``path``."""
        self.assertEqual(urlsplit(response.url).path, path)
        self.assertEqual(response.status_code, 200)
