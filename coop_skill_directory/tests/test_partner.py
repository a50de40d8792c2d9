import json
import time
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .. import fetching
from ..core.feed import Person, Skill
from ..core.hosts import read_address
from ..models import coop_directory_peer_fetch as peer_fetch
from .common import DirectoryCase
from .hostile_server import (
    HostileServer,
    drip,
    drip_headers,
    endless,
    flood,
    page,
    unless_known,
)

ADA = Person(
    "ada-1",
    "Ada Lux",
    headline="Wooden toys",
    bio="Since 1998.",
    city="Namur",
    postal_code="5000",
    country="BE",
    email="ada@lux.example",
    skills=(Skill("Keramiek", "ceramics"), Skill("Underwater weaving")),
    languages=("fr",),
)
JO = Person("jo-2", "Jo Lux", headline="Bread")


@tagged("post_install", "-at_install")
class TestPartner(DirectoryCase):
    """Feeds of partners, good and evil."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = HostileServer()
        cls.addClassCleanup(cls.server.close)
        cls.noor = cls._person("Noor Vidal", "yoga")
        cls.noor_user = cls._portal_user(cls.noor)

    def setUp(self):
        super().setUp()
        # local servers are what tests may not ask otherwise
        self.peer = self._peer("/feed")

    def _peer(self, path, **vals):
        return self.env["coop.directory.peer"].create(
            {
                "name": "Maison Lux",
                "company_id": self.company.id,
                "feed_url": self.server.url + path,
                "allow_private": True,
                **vals,
            }
        )

    def _serve(self, body, status=200, headers=None, path="/feed"):
        self.server.answers[path] = (status, headers or {}, body)

    def _read(self):
        """Read the feed; what is wrong with it."""
        with (
            mute_logger("odoo.sql_db", peer_fetch.__name__),
            patch.object(type(self.env.cr), "commit", lambda cr: None),
        ):
            return self.peer._refresh()

    def test_partners_are_found_with_ours_and_marked(self):
        self._serve(page(ADA, JO))
        self.assertEqual(self._read(), "")
        self.assertEqual(self.peer.entry_count, 2)
        self.assertEqual(self.find("potier", self.noor_user), ["Ada Lux"])
        self.assertEqual(self.find("underwater weaving", self.noor_user), ["Ada Lux"])
        results = self.results("Ada Lux", self.noor_user)
        self.assertEqual(results.counts["house"], [[f"p{self.peer.id}", 1]])
        self.assertEqual(results.cards._shown("house"), "Maison Lux")
        # the world reads what its own house publishes
        self.assertEqual(self.find("Ada Lux", self.env.ref("base.public_user")), [])

    def test_what_is_withdrawn_is_gone(self):
        self._serve(page(ADA, JO))
        self._read()
        kept = self.peer.entry_ids.filtered(lambda one: one.identifier == "jo-2")
        self._serve(page(JO))
        self._read()
        self.assertEqual(self.peer.entry_ids, kept)
        self.assertNotIn("Ada Lux", self.find("Ada Lux"))
        self.peer.active = False
        self.assertEqual(self.find("Jo Lux"), [])

    def test_etag_and_token_are_sent(self):
        self.peer.feed_token = "secret"
        self._serve(page(ADA), headers={"ETag": '"one"'})
        self._read()
        self._serve(b"", status=304)
        self.assertEqual(self._read(), "")
        self.assertEqual(self.peer.entry_count, 1)
        _path, headers = self.server.asked[-1]
        self.assertEqual(headers["If-None-Match"], '"one"')
        self.assertEqual(headers["Authorization"], "Bearer secret")

    def test_nothing_evil_is_kept(self):
        evil = {
            "@type": "Person",
            "identifier": "x",
            "name": "<script>alert(1)</script>Eve\u202e\x00",
            "description": "<img src=x onerror=alert(1)>Hi",
            "url": "javascript:alert(1)",
            "email": 'a@b.c"><script>',
            "telephone": ["0"],
            "knowsAbout": [{"name": {"x": 1}}, 7, None, "Yoga"] * 100,
            "knowsLanguage": {"a": "b"},
            "address": "somewhere",
        }
        data = {"@type": "ItemList", "itemListElement": [evil, None, 3, {"@type": 1}]}
        self._serve(json.dumps(data).encode())
        self.assertEqual(self._read(), "")
        entry = self.peer.entry_ids
        self.assertRecordValues(entry, [{"name": "alert(1) Eve", "url": False}])
        shown = json.dumps(entry.told) + entry.headline
        self.assertNotIn("<", shown)
        self.assertNotIn("javascript", shown)

    def test_a_bad_feed_changes_nothing(self):
        self._serve(page(ADA))
        self._read()
        bad = {
            "html": b"<html>hello</html>",
            "deep": b"[" * 100_000,
            "number": b'{"@type": "ItemList", "numberOfItems": ' + b"9" * 10_000,
            "nan": b'{"@type": "ItemList", "itemListElement": [NaN]}',
            "list": b"[]",
            "latin": b'{"@type": "\xe9"}',
            "crowd": page(*[Person(f"p{n}", "P") for n in range(501)]),
        }
        for name, body in bad.items():
            with self.subTest(name):
                self._serve(body)
                self.assertTrue(self._read())
                self.assertEqual(self.peer.entry_ids.name, "Ada Lux")
        for status, headers in (
            (200, {"Content-Type": "text/html"}),
            (200, {"Content-Encoding": "gzip"}),
            (500, {}),
            (301, {"Location": "http://169.254.169.254/"}),
            (302, {"Location": self.server.url + "/other"}),
        ):
            with self.subTest(status=status, headers=headers):
                self.server.answers["/other"] = (200, {}, page(JO))
                self._serve(page(JO), status, headers)
                asked = len(self.server.asked)
                self.assertTrue(self._read())
                self.assertEqual(len(self.server.asked), asked + 1)
                self.assertEqual(self.peer.entry_ids.name, "Ada Lux")

    def test_slow_and_endless_feeds_end(self):
        with patch.object(fetching, "SECONDS", 1):
            for answer in (drip, drip_headers):
                self.server.answers["/feed"] = answer
                started = time.monotonic()
                self.assertTrue(self._read())
                self.assertLess(time.monotonic() - started, 8)
        self.server.answers["/feed"] = flood
        self.assertIn("larger", self._read())
        self.server.answers["/feed"] = endless
        asked = len(self.server.asked)
        self.assertIn("pages", self._read())
        self.assertEqual(len(self.server.asked), asked + peer_fetch.MOST_PAGES)
        self.assertFalse(self.peer.entry_ids)

    def test_a_page_that_comes_again_ends_it(self):
        self._serve(page(ADA, total=10**6))
        asked = len(self.server.asked)
        self.assertEqual(self._read(), "")
        self.assertEqual(len(self.server.asked), asked + 2)

    def test_private_addresses_are_not_asked(self):
        self.peer.allow_private = True
        for host in ("127.0.0.1", "localhost", "[::1]", "169.254.169.254"):
            address = read_address(f"https://{host}:{self.server.server.server_port}/")
            asked = len(self.server.asked)
            with self.assertRaises(fetching.FetchError):
                fetching.fetch(address)
            self.assertEqual(len(self.server.asked), asked)

    def test_a_name_that_leads_inside_is_not_asked(self):
        inside = [
            (2, 1, 6, "", ("93.184.216.34", 443)),
            (2, 1, 6, "", ("10.0.0.1", 443)),
        ]
        with patch.object(fetching.socket, "getaddrinfo", return_value=inside):
            with self.assertRaisesRegex(fetching.FetchError, "private"):
                fetching.fetch(read_address("https://coop.example/feed"))

    def test_only_administrators_allow_private_addresses(self):
        peers = self.env["coop.directory.peer"].with_user(self.manager)
        with self.assertRefused("not the address of a feed"):
            peers.create({"name": "Near", "feed_url": "http://127.0.0.1/feed"})
        with self.assertRaises(Exception):  # noqa: B017 - AccessError, by field
            peers.create(
                {
                    "name": "Near",
                    "feed_url": "http://127.0.0.1/feed",
                    "allow_private": True,
                }
            )

    def test_what_cannot_be_read_for_long_is_forgotten(self):
        self._serve(page(ADA))
        self._read()
        self._serve(b"", status=500)
        self.peer.last_success = fields.Datetime.now() - timedelta(days=13)
        self._read()
        self.assertTrue(self.peer.entry_ids)
        self.peer.last_success = fields.Datetime.now() - timedelta(days=15)
        self._read()
        self.assertFalse(self.peer.entry_ids)
        self.assertTrue(self.peer.last_error)

    def test_what_was_forgotten_comes_back(self):
        """Though the feed is what it was when it was last read."""
        self.server.answers["/feed"] = unless_known(page(ADA), '"one"')
        self._read()
        with self.subTest("away for long"):
            self._serve(b"", status=500)
            self.peer.last_success = fields.Datetime.now() - timedelta(days=15)
            self._read()
            self.assertFalse(self.peer.entry_ids)
            self.server.answers["/feed"] = unless_known(page(ADA), '"one"')
            self.assertEqual(self._read(), "")
            self.assertEqual(self.peer.entry_ids.name, "Ada Lux")
        with self.subTest("archived"):
            self.peer.active = False
            self.peer.active = True
            self.assertEqual(self._read(), "")
            self.assertEqual(self.peer.entry_ids.name, "Ada Lux")

    def test_whatever_changes_is_shown(self):
        self._serve(page(ADA))
        self._read()
        for changes in (
            {"name": "Ada Luxe"},
            {"headline": "Wooden trains"},
            {"city": "Jambes"},
            {"url": f"{self.server.url}/directory/ada"},
            {"bio": "Since 1999."},
        ):
            with self.subTest(changes):
                self._serve(page(replace(ADA, **changes)))
                self.assertEqual(self._read(), "")
                entry = self.peer.entry_ids
                [(name, value)] = changes.items()
                told = entry.told if name == "bio" else entry
                self.assertEqual(told[name], value)

    def test_profiles_follow_their_house(self):
        self._serve(page(ADA))
        self._read()
        self.peer.name = "Maison Luxe"
        cards = self.results("Ada Lux", self.noor_user).cards
        self.assertEqual(cards._shown("house"), "Maison Luxe")
        self.peer.company_id = self.other_company
        self.assertEqual(self.find("Ada Lux", self.noor_user), [])

    def test_nobody_edits_what_is_theirs(self):
        self._serve(page(ADA))
        self._read()
        entry = self.peer.entry_ids
        for user in (self.adviser, self.manager, self.noor_user):
            self.assertFalse(entry.with_user(user).has_access("write"))
            self.assertFalse(entry.with_user(user).has_access("unlink"))
