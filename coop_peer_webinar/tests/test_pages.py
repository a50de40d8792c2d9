import base64

from odoo import Command
from odoo.tests import tagged

from ..controllers import registrations
from .common import LINK
from .webinar_portal_case import WebinarPortalCase


@tagged("post_install", "-at_install")
class TestWebinarPages(WebinarPortalCase):
    """Public pages: what they show, to whom, and what they never do."""

    def setUp(self):
        super().setUp()
        self.sign_out()

    def everything_of(self, event):
        """Every address of a webinar, ours and Odoo's."""
        slug = self.env["ir.http"]._slug(event)
        file = event.sudo().file_ids[:1].id or 1
        return [
            f"/webinars/{slug}",
            f"/webinars/{slug}/webinar.ics",
            f"/webinars/{slug}/files/{file}",
            f"/webinars/{slug}/registered",
            f"/webinars/x-{event.id}",
            f"/event/{slug}",
            f"/event/{slug}/register",
            f"/event/{event.id}/ics",
            f"/event/{slug}/community",
            f"/my/coop/webinars/{event.id}",
        ]

    def test_members_only_is_closed_to_everybody_else(self):
        self.stranger = self._new_user("stranger", "base.group_portal")
        for user in (None, self.stranger):
            self.sign_in(user) if user else self.sign_out()
            for url in self.everything_of(self.event):
                with self.subTest(user=user and user.login, url=url):
                    response = self.url_open(url)
                    self.assertNotIn("Instagram", response.text)
                    self.assertNotIn("Ada Brun", response.text)
            self.assertNotIn("Instagram", self.url_open("/webinars").text)
            self.assertNotIn("Instagram", self.url_open("/event").text)

    def test_strangers_register_for_nothing_that_is_closed(self):
        slug = self.env["ir.http"]._slug(self.event)
        form = {"name": "Zoé Petit", "email": "zoe@example.org"}
        for url in (
            f"/webinars/{slug}/register",
            f"/event/{slug}/registration/confirm",
            f"/event/{self.event.id}/registration/confirm",
        ):
            with self.subTest(url=url):
                self.send(url, **form)
        self.assertFalse(self.registrations.search([("event_id", "=", self.event.id)]))

    def test_members_see_it_all(self):
        self.sign_in(self.jo_user)
        slug = self.env["ir.http"]._slug(self.event)
        page = self.page(f"/webinars/{slug}")
        self.assert_shows(page, "First steps on Instagram", "Ada Brun", "I am coming")
        self.assert_shows(self.page("/webinars"), "First steps on Instagram")
        self.assertIn(
            "BEGIN:VEVENT", self.url_open(f"/webinars/{slug}/webinar.ics").text
        )
        self.assert_shows(
            self.page(f"/my/coop/webinars/{self.event.id}"), "First steps on Instagram"
        )

    def test_the_link_is_nowhere_before_its_time(self):
        for event in (self.event, self.open_event):
            self.register(event, self.jo)
            for user in (None, self.jo_user, self.noor_user):
                self.sign_in(user) if user else self.sign_out()
                for url in (*self.everything_of(event), "/webinars", "/my/coop"):
                    with self.subTest(user=user and user.login, url=url):
                        self.assertNotIn("meet.example.org", self.url_open(url).text)

    def test_odoo_s_pages_lead_to_ours(self):
        slug = self.env["ir.http"]._slug(self.open_event)
        for path in ("", "/register", "/page/introduction"):
            response = self.url_open(f"/event/{slug}{path}")
            self.assert_leads_to(response, f"/webinars/{slug}")

    def test_one_address_for_each(self):
        slug = self.env["ir.http"]._slug(self.open_event)
        response = self.url_open(f"/webinars/old-name-{self.open_event.id}")
        self.assert_leads_to(response, f"/webinars/{slug}")

    def test_what_does_not_exist_gets_a_page(self):
        for slug in ("nothing-999999", "nothing", "x-99999999999999", "-1"):
            self.assert_shows(self.page(f"/webinars/{slug}", 404), "not open to you")
        for url in (
            "/webinars?topic=x",
            "/webinars?topic=99999999",
            "/webinars/page/999999",
        ):
            self.page(url)

    def test_takeaways_and_files_once_published(self):
        event = self.open_event
        self.end(event)
        event.write(
            {
                "takeaway_ids": [Command.create({"name": "Begin small"})],
                "advice": "<p>Breathe</p>",
                "recording_url": "https://video.example.org/1",
                "file_ids": [
                    Command.create(
                        {"name": "aims.pdf", "document": base64.b64encode(b"%PDF-1.4")}
                    )
                ],
            }
        )
        self.env.flush_all()
        url = event.website_url
        file_url = f"{url}/files/{event.file_ids.id}"
        attachment = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "coop.webinar.file"),
                    ("res_id", "=", event.file_ids.id),
                ]
            )
        )
        content = f"/web/content/{attachment.id}"
        page = self.page(url)
        self.assert_hides(
            page, "Begin small", "Breathe", "video.example.org", "aims.pdf"
        )
        self.assertEqual(self.status_of(file_url), 404)
        self.assertNotEqual(self.status_of(content), 200)
        event.action_publish_takeaways()
        page = self.page(url)
        self.assert_shows(page, "Begin small", "The advice of Ada Brun", "Breathe")
        response = self.url_open(file_url)
        self.assertEqual(response.content, b"%PDF-1.4")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        self.assertNotEqual(self.status_of(content), 200)

    def test_search_and_topics(self):
        self.end(self.open_event)
        self.open_event.topic_ids = self.topic
        self.open_event.with_context(lang="fr_FR").name = "Ouvert à l'été"
        for url in (
            "?search=ete",
            "?search=OUVERT",
            f"?topic={self.topic.id}&search=open",
        ):
            with self.subTest(url=url):
                self.assert_shows(self.page(f"/webinars{url}"), "Open to all")
        page = self.page("/webinars?search=<script>alert(1)</script>")
        self.assert_shows(page, "Nothing has every one of these words")
        self.assertNotIn(
            "<script>alert(1)", self.url_open("/webinars?search=<script>alert(1)").text
        )

    def test_as_many_queries_whatever_the_archive_holds(self):
        self.sign_out()
        for number in range(3):
            self.end(self.webinar(f"Past {number}"), days=number + 2)
        few = self.read_queries("/webinars")
        for number in range(9):
            self.end(self.webinar(f"More {number}"), days=number + 20)
        self.assertLessEqual(self.read_queries("/webinars"), few)

    def test_a_guest_registers_and_the_answer_is_always_the_same(self):
        url = self.open_event.website_url
        form = {"name": "Zoé Petit", "email": "Zoe@Example.org"}
        pages = []
        for _again in range(2):
            response = self.send(f"{url}/register", **form)
            self.assertEqual(response.status_code, 303)
            self.assertTrue(response.headers["Location"].endswith(f"{url}/registered"))
            pages.append(self.page(f"{url}/registered"))
        self.assert_shows(pages[0], "Look into your mailbox")
        [registration] = self.registrations.search(
            [("event_id", "=", self.open_event.id)]
        )
        self.assertRecordValues(
            registration,
            [{"name": "Zoé Petit", "email": "zoe@example.org", "state": "open"}],
        )

    def test_what_is_wrong_is_told_beside_the_field(self):
        url = self.open_event.website_url
        response = self.send(f"{url}/register", name="Z", email="zoe@example")
        self.assert_shows(response, "Enter your name in full", "name@example.org")
        self.assertIn('value="zoe@example"', response.text)
        self.assertFalse(
            self.registrations.search([("event_id", "=", self.open_event.id)])
        )

    def test_a_personal_link(self):
        guest = self.register_guest(self.open_event)
        url = guest._webinar_path()
        page = self.page(url)
        self.assert_shows(page, "You have a seat", "15 minutes before")
        self.assertEqual(guest.state, "open")
        for wrong in (url[:-1] + "x", f"/webinars/mine/{guest.id}/{'0' * 64}"):
            self.page(wrong, 404)
        other = self.register_guest(self.open_event, "al@example.org", "Al Roche")
        token = guest._webinar_token()
        self.page(f"/webinars/mine/{other.id}/{token}", 404)
        response = self.send(f"{url}/join")
        self.assert_shows(response, "opens 15 minutes before")
        self.open_door(self.open_event)
        self.assert_shows(self.page(url), "Join now")
        self.assertEqual(guest.state, "open")
        self.assertNotIn("meet.example.org", self.url_open(url).text)
        response = self.send(f"{url}/join")
        self.assertEqual(response.headers["Location"], LINK)
        self.env.invalidate_all()
        self.assertEqual(guest.state, "done")
        self.end(self.open_event)
        self.assert_shows(self.send(f"{url}/feedback", rating="9"), "from one to five")
        self.send(f"{url}/feedback", rating="4", sentence="I try it tomorrow")
        self.send(f"{url}/feedback", rating="5", sentence="I tried it")
        self.env.invalidate_all()
        self.assertRecordValues(
            guest.webinar_feedback_ids, [{"rating": 5, "sentence": "I tried it"}]
        )

    def test_a_guest_who_cannot_come(self):
        guest = self.register_guest(self.open_event)
        url = guest._webinar_path()
        self.send(f"{url}/cancel")
        self.env.invalidate_all()
        self.assertEqual(guest.state, "cancel")
        self.assert_shows(self.page(url), "not registered any more")
        self.assert_shows(self.send(f"{url}/join"), "not registered any more")

    def test_many_registrations_from_one_connection(self):
        url = self.open_event.website_url
        self.patch_limit(2)
        for number in range(2):
            self.send(f"{url}/register", name="Zoé", email=f"z{number}@example.org")
        response = self.send(f"{url}/register", name="Zoé", email="z3@example.org")
        self.assert_shows(response, "try again in an hour")

    def patch_limit(self, limit):
        self.patch(registrations, "PER_NETWORK", limit)
