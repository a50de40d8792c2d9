import base64
import re
from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from ..controllers import registrations
from .common import LINK
from .webinar_portal_case import WebinarPortalCase

CONFIRM_LINK = re.compile(r"(/webinars/confirm/[\w-]+)")


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
            "/webinars?page=x",
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

    def test_webinars_to_come_are_found_too(self):
        for number in range(14):
            self.webinar(f"Season {number}", days=number + 20)
        self.sign_out()
        self.assert_shows(self.page("/webinars"), "Season 13")
        page = self.page("/webinars?search=season")
        self.assert_shows(page, "Found: 14", "Season 0", "Season 13")
        self.assert_hides(page, "Nothing has every one", "Open to all")

    def test_as_many_queries_whatever_the_archive_holds(self):
        self.sign_out()
        for number in range(3):
            self.end(self.webinar(f"Past {number}"), days=number + 2)
        few = self.read_queries("/webinars")
        for number in range(9):
            self.end(self.webinar(f"More {number}"), days=number + 20)
        self.assertLessEqual(self.read_queries("/webinars"), few)

    def guests(self):
        return self.registrations.search([("event_id", "=", self.open_event.id)])

    def confirm_links(self):
        """Paths of the links that were sent, oldest first."""
        mails = self.env["mail.mail"].search(
            [("model", "=", "event.event"), ("res_id", "=", self.open_event.id)],
            order="id",
        )
        links = (CONFIRM_LINK.search(str(mail.body_html)) for mail in mails)
        return [link.group(1) for link in links]

    def ask_to_come(self, **values):
        """Enter name and address on the page of the webinar that is open to all."""
        form = {"name": "Zoé Petit", "email": "Zoe@Example.org"} | values
        return self.send(f"{self.open_event.website_url}/register", **form)

    def test_a_guest_registers_and_the_answer_is_always_the_same(self):
        url = self.open_event.website_url
        for _again in range(2):
            self.assert_sends_to(self.ask_to_come(), f"{url}/registered")
            page = self.page(f"{url}/registered")
            self.assert_shows(page, "Look into your mailbox")
            self.assertFalse(self.guests())
        link = self.confirm_links()[0]
        self.assert_shows(self.page(link), "Zoé Petit", "zoe@example.org")
        self.assertFalse(self.guests())
        for _twice in range(2):
            self.send(link)
        self.assertRecordValues(
            self.guests(),
            [{"name": "Zoé Petit", "email": "zoe@example.org", "state": "open"}],
        )
        self.assert_sends_to(self.send(link), f"{link}?done=register")
        response = self.url_open(f"{link}?done=register")
        self.assert_leads_to(response, self.guests()._webinar_path())
        self.assert_shows(response, "You are registered", "You have a seat")
        self.assert_sends_to(self.ask_to_come(), f"{url}/registered")
        self.assertEqual(len(self.confirm_links()), 3)

    def assert_sends_to(self, response, path):
        self.assertEqual(response.status_code, 303)
        self.assertTrue(response.headers["Location"].endswith(path), response.headers)

    def test_the_mail_that_confirms_holds_nothing_typed_by_a_stranger(self):
        self.ask_to_come(name="Buy now at shady.example")
        mail = self.env["mail.mail"].search(
            [("model", "=", "event.event"), ("res_id", "=", self.open_event.id)]
        )
        self.assertEqual(mail.email_to, "zoe@example.org")
        self.assertNotIn("shady", str(mail.body_html))
        self.assertNotIn("shady", mail.subject)

    def test_a_link_that_nobody_was_sent_registers_nobody(self):
        self.ask_to_come()
        link = self.confirm_links()[0]
        for wrong in (
            link[:-4],
            f"{link}AA",
            "/webinars/confirm/AQ",
            "/webinars/confirm/é",
        ):
            with self.subTest(link=wrong):
                self.assert_shows(self.page(wrong, 404), "does not work any more")
                self.assertEqual(self.send(wrong).status_code, 404)
        with freeze_time(datetime.now() + timedelta(hours=49)):
            self.assertEqual(self.send(link).status_code, 404)
        self.assertFalse(self.guests())

    def test_a_link_to_what_is_closed_meanwhile(self):
        self.ask_to_come()
        link = self.confirm_links()[0]
        self.open_event.kanban_state = "cancel"
        self.assert_shows(self.page(link), "This webinar is cancelled")
        self.assert_shows(self.send(link), "This webinar is cancelled")
        self.open_event.write({"kanban_state": "normal", "webinar_access": "members"})
        self.page(link, 404)
        self.assertEqual(self.send(link).status_code, 404)
        self.assertFalse(self.guests())

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
        for wrong in (token, "é", "٣"):
            self.page(f"/webinars/mine/{other.id}/{wrong}", 404)
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

    def test_many_mails_for_one_connection_or_one_address(self):
        for name, addresses in (
            ("PER_NETWORK", ("z1", "z2", "z3")),
            ("PER_ADDRESS", ("al", "al", "al")),
        ):
            self.env["coop.throttle"].sudo().search([]).unlink()
            with self.subTest(limit=name), patch.object(registrations, name, 2):
                for number, address in enumerate(addresses):
                    response = self.ask_to_come(email=f"{address}@example.org")
                    if number < 2:
                        self.assertEqual(response.status_code, 303)
                self.assert_shows(response, "try again in an hour")

    def test_what_is_cancelled_says_so_to_who_registered(self):
        guest = self.register_guest(self.open_event)
        url = guest._webinar_path()
        self.open_event.kanban_state = "cancel"
        page = self.page(url)
        self.assert_shows(page, "This webinar is cancelled")
        self.assert_hides(page, "You have a seat", "15 minutes before")
        self.assert_shows(self.send(f"{url}/join"), "This webinar is cancelled")

    def test_searches_maps_and_calls_do_not_tell_of_what_is_closed(self):
        stranger = self._new_user("stranger", "base.group_portal")
        for user in (None, stranger):
            self.sign_in(user) if user else self.sign_out()
            for url in (
                "/event?search=Instagram",
                "/event?date=all&search=First",
                "/website/search?search=Instagram",
                "/website/search/events?search=Instagram",
                "/webinars?search=Instagram",
                f"/event/{self.event.id}/registration/success?registration_ids=1",
                f"/event/{self.event.id}/my_tickets?registration_ids=[1]&tickets_hash=x",
            ):
                with self.subTest(user=user and user.login, url=url):
                    text = self.url_open(url).text
                    self.assertNotIn("First steps on", text)
                    self.assertNotIn("Ada Brun", text)
            for kind in ("all", "events", "events_only"):
                found = self.call(
                    "/website/snippet/autocomplete", search_type=kind, term="Instagram"
                )
                self.assertNotIn("First steps", found)
                opened = self.call(
                    "/website/snippet/autocomplete",
                    search_type=kind,
                    term="Open to all",
                )
                self.assertNotIn("meet.example.org", opened)
            for path in ("tickets", "new"):
                url = f"/event/{self.event.id}/registration/{path}"
                self.assertNotIn("First steps on", self.call(url))

    def test_the_site_map_has_the_address_of_each_open_webinar_once(self):
        self.sign_out()
        self.env["ir.attachment"].search([("url", "=like", "/sitemap%")]).unlink()
        text = self.url_open("/sitemap.xml").text
        self.assertEqual(text.count(f"{self.open_event.website_url}<"), 1)
        self.assertNotIn(f"instagram-{self.event.id}<", text)
        self.assertNotIn(f"/event/open-to-all-{self.open_event.id}", text)

    def call(self, url, **params):
        """The answer to a JSON call, as text."""
        return self.url_open(url, json={"params": params}).text
