import base64
import io

from PIL import Image

from odoo.tests import tagged

from odoo.addons.coop_member.tests.portal_case import PortalCase

from .common import DirectoryCase
from .pictures import picture


@tagged("post_install", "-at_install")
class TestPages(PortalCase, DirectoryCase):
    """The member's own pages: profile, skills, references, over HTTP."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.jo = cls._person("Jo Kern", "logo_design:expert", visibility="public")

    def setUp(self):
        super().setUp()
        self.sign_in(self.noor_user)

    def _profile(self, **values):
        values = {
            "visibility": "members",
            "headline": "Potter in Vienne",
            "bio_visibility": "public",
            **values,
        }
        return self.post("/my/coop/profile", **values)

    def test_a_profile_is_written_and_read_back(self):
        page = self.page("/my/coop/profile")
        self.assert_shows(page, "My profile", "Who sees my profile?")
        answer = self._profile(
            bio="Clay since 1998.",
            city="Vienne",
            postal_code="38200",
            country="FR",
            languages=["fr", "nl"],
            availability="now",
            email="noor@pots.example",
            remote="1",
            request_notice="now",
        )
        self.assert_leads_to(answer, "/my/coop/profile")
        self.noor.invalidate_recordset()
        self.assertRecordValues(
            self.noor,
            [
                {
                    "headline": "Potter in Vienne",
                    "directory_visibility": "members",
                    "directory_languages": "fr, nl",
                    "directory_city": "Vienne",
                    "directory_remote": True,
                    "request_notice": "now",
                    "bio_visibility": "public",
                    "email_visibility": "private",
                }
            ],
        )
        page = self.page(f"/directory/{self.noor.directory_slug}")
        self.assert_shows(page, "Potter in Vienne", "Clay since 1998.")
        self.assert_hides(page, "noor@pots.example")

    def test_nothing_typed_is_lost(self):
        answer = self._profile(headline="", bio="Clay", email="me", website="pots")
        self.assert_shows(
            answer,
            "Say in one line what you do.",
            "This is no e-mail address.",
            "It begins with https://.",
            "Clay",
        )
        self.assertFalse(self.noor.bio)

    def test_only_what_is_named_is_written(self):
        self._profile(state="left", number="1", adviser_id="2", member_id="3")
        self.noor.invalidate_recordset()
        self.assertEqual(self.noor.state, "active")
        self.assertEqual(self.noor.adviser_id, self.adviser)

    def test_a_portrait_says_nothing_else(self):
        csrf = {"photo_visibility": "members"}
        answer = self.post(
            "/my/coop/profile",
            files={"photo_file": ("me.jpg", picture(), "image/jpeg")},
            visibility="members",
            headline="Potter",
            **csrf,
        )
        self.assert_leads_to(answer, "/my/coop/profile")
        slug = self.noor.directory_slug
        shown = self.url_open(f"/directory/{slug}/photo")
        self.assertEqual(shown.headers["Content-Type"], "image/jpeg")
        photo = Image.open(io.BytesIO(shown.content))
        self.assertLessEqual(max(photo.size), 512)
        self.assertFalse(dict(photo.getexif()))
        self.assertNotIn(b"Taken at home", shown.content)

    def test_no_picture_is_said_so(self):
        answer = self.post(
            "/my/coop/profile",
            files={"photo_file": ("me.svg", b"<svg onload='x'/>", "image/svg+xml")},
            visibility="members",
            headline="Potter",
        )
        self.assert_shows(answer, "This is no picture that can be read")
        self.assertFalse(self.noor.directory_photo)

    def test_skills_are_found_added_changed_and_removed(self):
        page = self.page("/my/coop/profile/skills?q=potier")
        self.assert_shows(page, "Ceramics", "Propose it")
        ceramics = self._skill("ceramics")
        self.post("/my/coop/profile/skills/add", skill=ceramics.id, kind="offer")
        line = self.noor.skill_ids
        self.assertRecordValues(line, [{"skill_id": ceramics.id, "kind": "offer"}])
        self.post(f"/my/coop/profile/skills/{line.id}/expert")
        line.invalidate_recordset()
        self.assertEqual(line.level, "expert")
        other = self.jo.skill_ids
        self.post(f"/my/coop/profile/skills/{other.id}/remove")
        self.assertTrue(other.exists())
        self.post(f"/my/coop/profile/skills/{line.id}/remove")
        self.assertFalse(line.exists())

    def test_what_is_not_there_is_proposed_once(self):
        for typed in ("Blacksmithing of bells", "blacksmithing  of BELLS"):
            self.post("/my/coop/profile/skills/add", q=typed, kind="offer")
        skill = self.noor.sudo().skill_ids.skill_id
        self.assertRecordValues(
            skill, [{"state": "proposed", "proposed_by_id": self.noor.id}]
        )
        self.assert_shows(
            self.page("/my/coop/profile/skills"), "The cooperative looks at it first"
        )
        # what is known by another word is not made again
        self.post("/my/coop/profile/skills/add", q="ÉBÉNISTE", kind="learn")
        self.assertIn(
            self._skill("cabinet_making"), self.noor.sudo().skill_ids.skill_id
        )

    def test_references(self):
        answer = self.post(
            "/my/coop/profile/references",
            files={"picture": ("p.jpg", picture(size=(2000, 1000)), "image/jpeg")},
            name="Bowls for a restaurant",
        )
        self.assert_leads_to(answer, "/my/coop/profile/references")
        reference = self.noor.reference_ids
        photo = Image.open(io.BytesIO(base64.b64decode(reference.picture)))
        self.assertLessEqual(max(photo.size), 1200)
        self.assertFalse(dict(photo.getexif()))
        url = f"/my/coop/profile/references/{reference.id}"
        self.assertEqual(self.url_open(f"{url}/picture").status_code, 200)
        self.post(f"{url}/remove")
        self.assertFalse(reference.exists())

    def test_the_search_page(self):
        page = self.page("/directory?q=logo")
        self.assert_shows(page, "One person", "Jo Kern")
        page = self.page("/directory?q=zzzzqqq")
        self.assert_shows(page, "Nobody is found", "Ask all members")
        for asked in ("page=0", "page=99999999999", "area=%00", "kind=x", "skill=9e9"):
            self.page(f"/directory?{asked}")
        for slug in ("x" * 3000, "%F0%9F%98%80", "jo-kern"):
            self.page(f"/directory/{slug}", status=404)

    def test_pages_take_the_same_queries_whatever_there_is(self):
        few = self.read_queries("/directory?q=logo")
        for number in range(15):
            self._person(f"Drawer {number}", "logo_design", visibility="members")
        self.assertLessEqual(self.read_queries("/directory?q=logo"), few)

    def test_who_left_is_out_that_day(self):
        self._profile()
        slug = self.noor.directory_slug
        self.assertEqual(self.find("Potter in Vienne"), ["Noor Vidal"])
        self.noor.action_leave()
        self.assertEqual(self.find("Potter in Vienne"), [])
        self.page(f"/directory/{slug}", status=404)
        # and sees no more than everybody
        self.assert_shows(self.page("/directory"), "Jo Kern")
        self.jo.directory_visibility = "members"
        self.assert_hides(self.page("/directory"), "Jo Kern")

    def test_a_request_from_its_asking_to_its_end(self):
        self._person("Ida Plum", "logo_design")
        skill = self._skill("logo_design")
        page = self.page("/my/coop/requests/new?name=logo")
        self.assert_shows(page, "Logo design")
        answer = self.post("/my/coop/requests/new", name="", skills=skill.id)
        self.assert_shows(answer, "Say in a few words what you need.")
        answer = self.post(
            "/my/coop/requests/new",
            name="A logo for a bakery",
            description="Two colours",
            skills=skill.id,
        )
        self.assert_shows(answer, "A logo for a bakery", "Members who hear of it: 2")
        asked = self.env["coop.skill.request"].search(
            [("member_id", "=", self.noor.id)]
        )
        jo_user = self._portal_user(self.jo, "jo_kern")
        self.sign_in(jo_user)
        url = f"/my/coop/requests/{asked.id}"
        self.assert_shows(self.page("/my/coop/requests"), "A logo for a bakery")
        self.assert_shows(
            self.post(f"{url}/answer", kind="knows"), "Say whom you know."
        )
        self.post(f"{url}/answer", kind="paid", amount="250", text="Gladly")
        for step in ("pick/1", "end", "withdraw"):
            self.assert_shows(self.post(f"{url}/{step}"), "This request has ended.")
        self.sign_in(self.noor_user)
        self.assert_shows(self.page(url), "Gladly", "Jo Kern")
        answer = self.post(f"{url}/pick/{asked.answer_ids.id}")
        self.assert_shows(answer, "Chosen", "Write")
        answer = self.post(f"{url}/end", outcome="outside")
        self.assert_shows(answer, "Say why")
        answer = self.post(f"{url}/end", outcome="gift", time="1 h 15")
        self.assert_shows(answer, "1 h 15", "Inside, as a gift")

    def test_who_is_not_concerned_sees_no_request(self):
        foreign = self._foreign_member()
        request = self.env["coop.skill.request"].create(
            {
                "name": "Something",
                "member_id": foreign.id,
                "skill_ids": [(6, 0, self._skill("yoga").ids)],
            }
        )
        self.assert_forbidden(f"/my/coop/requests/{request.id}")
        self.assert_forbidden("/my/coop/requests/999999")
        self.assert_forbidden("/my/coop/collaborations/999999")

    def test_collaborations_and_recommendations(self):
        answer = self.post("/my/coop/collaborations/new", name="", purpose="Weddings")
        self.assert_shows(answer, "Give it a name.", "Weddings")
        answer = self.post(
            "/my/coop/collaborations/new", name="Kit", purpose="Weddings"
        )
        one = self.env["coop.collaboration"].search([("name", "=", "Kit")])
        self.assert_leads_to(answer, f"/my/coop/collaborations/{one.id}")
        url = f"/my/coop/collaborations/{one.id}"
        self.assert_shows(self.page(f"{url}?who=jo"), "Jo Kern")
        self.post(f"{url}/ask", person=self.jo.id)
        self.assert_shows(self.page(url), "Jo Kern", "Asked", "50 %")
        self.assert_shows(self.post(f"{url}/open"), "Not everybody has agreed")
        for person in ("9" * 5000, "x", "-1"):
            answer = self.post(f"{url}/ask", person=person)
            self.assert_shows(answer, "Choose a member of the cooperative.")
        self.assert_shows(self.page("/my/coop/collaborations"), "Kit")
        answer = self.post("/my/coop/referrals", client="Les Toits", origin="x")
        self.assert_shows(answer, "This cannot be read.")
        self.post(
            "/my/coop/referrals",
            client="Les Toits",
            origin="recommended",
            recommender="Jo Kern",
            amount="900",
        )
        referral = self.env["coop.referral"].search([("member_id", "=", self.noor.id)])
        self.assertEqual(referral.recommender_id, self.jo)
        self.post(f"/my/coop/referrals/{referral.id}/won")
        self.assert_shows(self.page("/my/coop/referrals"), "100 %", "Jo Kern")
        one.write({"is_published": True, "state": "paused", "charter": "Fair"})
        self.sign_in(self._portal_user(self._member("Max Roe"), "max_roe"))
        page = self.page(url)
        self.assert_shows(page, "Weddings")
        self.assert_hides(page, "Jo Kern", "Noor Vidal", "50", "Fair")
        self.sign_in(self._portal_user(self.jo, "jo_kern"))
        page = self.page("/my/coop/referrals")
        self.assert_shows(page, "You recommended", "Les Toits")
        self.assert_hides(page, "900.00")
