import base64
import itertools
import json

from odoo.tests import tagged

from odoo.addons.coop_member.tests.portal_case import PortalCase

from ..core.visibility import LEVELS, is_shown, narrowed
from .common import DirectoryCase
from .pictures import picture

#: part → the word that it holds, which nothing else does
SECRETS = {
    "bio": "Xylographia",
    "place": "Zzyzxville",
    "email": "wombat@secret.example",
    "phone": "0499 887 766",
    "reference": "Quokkabridge",
}
AUDIENCES = {
    "public": "public",
    "foreign_user": "network",
    "noor_user": "members",
    "left_user": "public",
}


@tagged("post_install", "-at_install")
class TestPrivacy(PortalCase, DirectoryCase):
    """Whoever looks, by whatever way, sees what was chosen to be shown to them, and
    nothing of the rest: not in a page, a search, a count, the feed, a picture, or over
    RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = cls._foreign_member("Fran")
        cls.foreign_user = cls._portal_user(cls.foreign, "fran_out")
        left = cls._member("Lea Gone")
        cls.left_user = cls._portal_user(left, "lea_gone")
        left.action_leave()
        cls.public = cls.env.ref("base.public_user")
        cls.company.coop_feed_published = True
        cls.ada = cls._person(
            "Ada Brun",
            "logo_design",
            learn="basketry",
            bio=f"{SECRETS['bio']} for ever",
            directory_city=SECRETS["place"],
            directory_zip="38000",
            directory_country_id=cls.env.ref("base.fr").id,
            directory_email=SECRETS["email"],
            directory_phone=SECRETS["phone"],
            availability="now",
        )
        cls.photo = base64.b64encode(picture())
        cls.ada.directory_photo = cls.photo
        cls.reference = cls.env["coop.member.reference"].create(
            {
                "member_id": cls.ada.id,
                "name": SECRETS["reference"],
                "picture": cls.photo,
            }
        )
        cls.peer = cls.env["coop.directory.peer"].create(
            {"name": "Het Atelier", "company_id": cls.company.id}
        )
        cls.peer.action_give_token()
        cls.stored = [
            base64.b64decode(one)
            for one in (cls.ada.directory_photo, cls.reference.picture)
        ]
        cls.slug = cls.ada.directory_slug

    def _show(self, profile, part):
        names = [name for name in self.ada._fields if name.endswith("_visibility")]
        self.ada.write(
            {name: part for name in names if name != "directory_visibility"}
            | {"directory_visibility": profile}
        )
        self.env.flush_all()

    def test_what_each_finds(self):
        for profile, part in itertools.product(LEVELS, LEVELS):
            self._show(profile, part)
            for login, audience in AUDIENCES.items():
                user = getattr(self, login)
                in_it = is_shown(profile, audience)
                part_seen = is_shown(narrowed(part, profile), audience)
                with self.subTest(profile=profile, part=part, user=login):
                    self.assertEqual(self.find("Ada Brun", user), ["Ada Brun"] * in_it)
                    for name in ("bio", "place", "reference"):
                        found = self.find(SECRETS[name], user)
                        self.assertEqual(found, ["Ada Brun"] * part_seen, name)
                    self._assert_counts(user, in_it, part_seen)
                    self._assert_rpc(user, in_it, part_seen)

    def _assert_counts(self, user, in_it, part_seen):
        counts = self.results("logo", user).counts
        self.assertEqual(self.results("logo", user).total, int(in_it))
        self.assertEqual(counts["area"], [["FR-38", 1]] if part_seen else [])
        self.assertEqual(counts["availability"], [["now", 1]] if part_seen else [])
        self.assertEqual(self.results("", user, area="FR-38").total, int(part_seen))
        learners = self.results("basketry", user, kind="learn")
        self.assertEqual(learners.total, int(part_seen))

    def _assert_rpc(self, user, in_it, part_seen):
        cards = self.env["coop.directory.card"].with_user(user)
        own = [("member_id", "=", self.ada.id)]
        self.assertEqual(cards.search_count(own), int(in_it))
        [count] = cards._read_group(own, [], ["__count"])
        self.assertEqual(count, (int(in_it),))
        told = json.dumps(cards.search_read(own))
        for secret in SECRETS.values():
            self.assertEqual(secret in told, part_seen, secret)
        self.assertFalse(
            self.env["coop.member"]
            .with_user(self.noor_user)
            .search([("bio", "ilike", SECRETS["bio"])])
        )

    def test_pages_pictures_and_the_feed(self):
        for profile, part in (
            ("private", "public"),
            ("members", "public"),
            ("network", "public"),
            ("network", "members"),
            ("public", "members"),
            ("public", "network"),
            ("public", "public"),
        ):
            self._show(profile, part)
            for login, audience in AUDIENCES.items():
                if login == "public":
                    self.authenticate(None, None)
                else:
                    self.sign_in(getattr(self, login))
                with self.subTest(profile=profile, part=part, user=login):
                    self._assert_page(audience, profile, part)
            self.authenticate(None, None)
            self._assert_feed(profile, part)

    def _assert_page(self, audience, profile, part):
        answer = self.url_open(f"/directory/{self.slug}")
        in_it = is_shown(profile, audience)
        self.assertEqual(answer.status_code, 200 if in_it else 404)
        seen = is_shown(narrowed(part, profile), audience)
        for secret in SECRETS.values():
            self.assertEqual(secret in answer.text, seen, secret)
        listed = self.url_open("/directory?q=Ada+Brun").text
        self.assertEqual(self.slug in listed, in_it)
        for path in ("photo", f"picture/{self.reference.id}"):
            shown = self.url_open(f"/directory/{self.slug}/{path}")
            self.assertEqual(shown.status_code, 200 if seen else 404, path)
        for path in (
            f"coop.member/{self.ada.id}/directory_photo",
            f"coop.member.reference/{self.reference.id}/picture",
        ):
            raw = self.url_open(f"/web/image/{path}").content
            self.assertNotIn(raw, self.stored, path)

    def _assert_feed(self, profile, part):
        house = self.company.id
        feed = self.url_open(f"/directory/feed.json?house={house}")
        self.assertEqual(feed.status_code, 200)
        self.assertEqual(self.slug in feed.text, profile == "public")
        shown = profile == "public" and part == "public"
        self.assertEqual(SECRETS["email"] in feed.text, shown)
        headers = {"Authorization": f"Bearer {self.peer.given_token}"}
        feed = self.url_open(f"/directory/feed.json?house={house}", headers=headers)
        self.assertEqual(self.slug in feed.text, is_shown(profile, "network"))
        shown = is_shown(narrowed(part, profile), "network")
        for name in ("bio", "place", "email", "phone"):
            self.assertEqual(SECRETS[name] in feed.text, shown, name)

    def test_a_token_opens_what_is_shown_to_partners(self):
        self._show("network", "members")
        peer = self.peer
        url = f"/directory/feed.json?house={self.company.id}"
        self.assertNotIn(self.slug, self.url_open(url).text)
        headers = {"Authorization": f"Bearer {peer.given_token}"}
        feed = self.url_open(url, headers=headers)
        self.assertIn(self.slug, feed.text)
        self.assertNotIn(SECRETS["bio"], feed.text)
        peer.action_revoke_token()
        self.assertEqual(self.url_open(url, headers=headers).status_code, 401)

    def test_a_house_that_does_not_publish(self):
        self._show("public", "public")
        self.company.coop_feed_published = False
        answer = self.url_open(f"/directory/feed.json?house={self.company.id}")
        self.assertEqual(answer.status_code, 404)
        self.assertNotIn(self.slug, answer.text)

    def test_the_feed_is_sent_again_only_when_it_changed(self):
        self._show("public", "public")
        url = f"/directory/feed.json?house={self.company.id}"
        first = self.url_open(url)
        etag = first.headers["ETag"]
        again = self.url_open(url, headers={"If-None-Match": etag})
        self.assertEqual((again.status_code, again.content), (304, b""))
        self.ada.headline = "Something else"
        self.env.flush_all()
        changed = self.url_open(url, headers={"If-None-Match": etag})
        self.assertEqual(changed.status_code, 200)
        etag = changed.headers["ETag"]
        self._skill("logo_design").name = "Emblems"
        self.env.flush_all()
        renamed = self.url_open(url, headers={"If-None-Match": etag})
        self.assertEqual(renamed.status_code, 200)
        self.assertIn("Emblems", renamed.text)

    def test_portraits(self):
        self._show("public", "members")
        photo = base64.b64decode(self.ada.directory_photo)
        self.env.flush_all()
        url = f"/directory/{self.slug}/photo"
        self.authenticate(None, None)
        self.assertEqual(self.url_open(url).status_code, 404)
        raw = f"/web/image/coop.member/{self.ada.id}/directory_photo"
        self.assertNotEqual(self.url_open(raw).content, photo)
        self.sign_in(self.noor_user)
        self.assertEqual(self.url_open(url).status_code, 200)
        self.assertNotEqual(self.url_open(raw).content, photo)
