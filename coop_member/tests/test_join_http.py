from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from lxml import html

from odoo import fields, http
from odoo.exceptions import ConcurrencyError
from odoo.tests import HttpCase
from odoo.tools import mute_logger

from .common_join import JoinCase

SCRIPT = "<script>alert('x')</script> \"quoted\" & more"


class JoinHttpCase(JoinCase, HttpCase):
    """Visitors with a browser that speaks English and keeps cookies."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company.coop_join_open = False
        cls.path = f"/coop/join/{cls.company.id}"

    def setUp(self):
        super().setUp()
        self._visit()

    def _visit(self, user=None, lang="en_US"):
        """Start as a new visitor, or as a user."""
        self.authenticate(user, user)
        self.opener.cookies["frontend_lang"] = lang

    def _get(self, path, **options):
        return self.url_open(path, **options)

    def _send(self, path=None, headers=None, follow=True, **changes):
        """Send the form; the answer, redirections followed."""
        form = {**self._form(**changes), "csrf_token": http.Request.csrf_token(self)}
        return self.url_open(
            path or self.path, data=form, headers=headers, allow_redirects=follow
        )

    def _click(self, path):
        """Press the button of the confirmation page."""
        return self.url_open(path, data={"csrf_token": http.Request.csrf_token(self)})

    def _kept(self):
        return self.env["coop.join.request"].search(
            [("company_id", "=", self.company.id)]
        )

    def _page(self, response):
        return html.fromstring(response.content)

    def _text(self, response):
        """What the page says, apart from its head and foot."""
        [content] = self._page(response).xpath("//*[@id='wrap']")
        return " ".join(content.text_content().split())

    def _errors(self, response):
        """Sentences beside the fields, by field."""
        nodes = self._page(response).xpath("//*[hasclass('invalid-feedback')]")
        return {
            node.get("id").split("_")[1]: node.text_content().strip() for node in nodes
        }

    def _typed(self, response, field):
        page = self._page(response)
        if field == "motivation":
            return page.xpath("//textarea[@name='motivation']")[0].text
        return page.xpath(f"//input[@name='{field}']")[0].get("value")

    def assertNothingKept(self):
        self.assertFalse(self._kept())
        self.assertFalse(self._mails_to("camille@example.org"))


class TestJoinForm(JoinHttpCase):
    def test_one_cooperative_shows_its_form(self):
        self.company.coop_join_text = "<p>Come <b>in</b></p>"
        self.company.coop_privacy_url = "/our-privacy"
        page = self._page(self._get("/coop/join"))
        [form] = page.xpath("//form[hasclass('o_coop_join_form')]")
        self.assertTrue(form.get("action").endswith(self.path))
        self.assertEqual(page.xpath("//*[@id='wrap']//p/b")[0].text, "in")
        self.assertEqual(len(page.xpath("//a[@href='/our-privacy']")), 1)
        offered = [
            radio.get("value") for radio in form.xpath("//input[@name='college']")
        ]
        expected = self.env["coop.college"].search(
            [("company_id", "=", self.company.id), ("open_to_join", "=", True)]
        )
        self.assertEqual(offered, [str(college.id) for college in expected])
        self.assertTrue(page.xpath("//meta[@name='viewport']"))

    def test_several_cooperatives_offer_a_choice(self):
        self.other_company.coop_join_open = True
        page = self._page(self._get("/coop/join"))
        self.assertFalse(page.xpath("//form[hasclass('o_coop_join_form')]"))
        links = page.xpath("//a[hasclass('o_coop_join_card')]/@href")
        self.assertEqual(
            [link.rpartition("/")[2] for link in links],
            [str(c.id) for c in (self.company + self.other_company).sorted()],
        )

    def test_without_a_cooperative_there_is_no_form(self):
        self.company.coop_join_open = False
        response = self._get("/coop/join")
        self.assertEqual(response.status_code, 200)
        self.assertFalse(self._page(response).xpath("//input[@name='college']"))

    def test_closed_and_unknown_cooperatives_look_alike(self):
        closed = self._get(f"/coop/join/{self.other_company.id}")
        self.assertEqual(closed.status_code, 404)
        self.env["coop.college"].search(
            [("company_id", "=", self.company.id)]
        ).open_to_join = False
        for path in (self.path, "/coop/join/0", "/coop/join/9" + "9" * 30):
            response = self._get(path)
            self.assertEqual(response.status_code, 404)
            self.assertEqual(self._text(response), self._text(closed))
        self.assertEqual(self._send().status_code, 404)
        self.assertNothingKept()

    def test_a_complete_application(self):
        members = self.env["coop.member"].search_count([])
        response = self._send()
        self.assertEqual(response.status_code, 200)
        self.assertTrue(response.url.endswith("/coop/join/thanks"))
        self.assertIn("camille@example.org", self._text(response))
        self.assertRecordValues(
            self._kept(),
            [
                {
                    "name": "Camille Martin",
                    "email": "camille@example.org",
                    "state": "pending",
                    "lang": "en_US",
                }
            ],
        )
        self.assertEqual(len(self._mails_to("camille@example.org")), 1)
        self.assertEqual(self.env["coop.member"].search_count([]), members)

    def test_users_of_the_portal_may_apply_too(self):
        self._visit(self._portal_user(self._foreign_member()).login)
        self._send()
        self.assertEqual(len(self._kept()), 1)

    def test_the_language_of_the_visitor(self):
        template = self.env.ref("coop_member.mail_template_join_confirm")
        template.with_context(lang="fr_FR").subject = "Encore une étape"
        self._visit(lang="fr_FR")
        page = self._page(self._get(self.path))
        self.assertEqual(page.get("lang"), "fr-FR")
        self._send()
        self.assertEqual(self._kept().lang, "fr_FR")
        mail = self._mails_to("camille@example.org")
        self.assertEqual(mail.subject, "Encore une étape")

    def test_a_browser_alone_tells_the_language(self):
        del self.opener.cookies["frontend_lang"], self.opener.cookies["session_id"]
        response = self._get(
            "/coop/join", headers={"Accept-Language": "nl-BE,nl;q=0.9"}
        )
        self.assertEqual(self._page(response).get("lang"), "nl-NL")


class TestJoinBadInput(JoinHttpCase):
    def test_everything_is_missing(self):
        empty = dict.fromkeys(self._form(), "")
        response = self._send(**empty)
        self.assertEqual(response.status_code, 200)
        errors = self._errors(response)
        self.assertEqual(
            set(errors), {"college", "kind", "name", "email", "motivation", "consent"}
        )
        self.assertTrue(all(errors.values()))
        absent = self._send(**dict.fromkeys(self._form()))
        self.assertEqual(self._errors(absent), errors)
        self.assertNothingKept()

    def test_what_was_typed_is_kept(self):
        response = self._send(
            name="Zoé D'Août",
            email="zoe@example",
            motivation="Line one\nLine two, <b>bold</b>",
            consent=None,
        )
        self.assertEqual(set(self._errors(response)), {"email", "consent"})
        self.assertEqual(self._typed(response, "name"), "Zoé D'Août")
        self.assertEqual(self._typed(response, "email"), "zoe@example")
        self.assertEqual(self._typed(response, "phone"), "+33 6 12 34 56 78")
        self.assertEqual(
            self._typed(response, "motivation"), "Line one\nLine two, <b>bold</b>"
        )
        checked = self._page(response).xpath("//input[@checked]/@value")
        self.assertEqual(checked, [str(self.college.id), "person"])
        self.assertNothingKept()

    def test_one_wrong_field_at_a_time(self):
        wrong = {
            "name": ["Al", "x" * 121],
            "email": ["camille", "a@b", "a b@example.org", "a@b.org\nBcc: c@d.org"],
            "phone": ["call me", "123"],
            "motivation": ["Bread.", "x" * 4001],
            "college": ["0", "-1", "abc", "1e3", "9" * 40],
            "kind": ["robot"],
            "consent": ["no"],
        }
        for field, values in wrong.items():
            for value in values:
                with self.subTest(field=field, value=value[:20]):
                    response = self._send(**{field: value})
                    self.assertEqual(list(self._errors(response)), [field])
        self.assertNothingKept()

    def test_an_organisation_gives_its_name(self):
        response = self._send(kind="organisation")
        self.assertEqual(list(self._errors(response)), ["organisation"])
        self._send(kind="organisation", organisation="Le Fournil")
        self.assertRecordValues(
            self._kept(), [{"is_company": True, "organisation": "Le Fournil"}]
        )

    def test_script_tags_are_text_everywhere(self):
        response = self._send(name=SCRIPT, motivation=SCRIPT, consent=None)
        self.assertNotIn("<script>alert", response.text)
        self.assertEqual(self._typed(response, "name"), SCRIPT)
        self.assertEqual(self._typed(response, "motivation"), SCRIPT)
        response = self._send(name=SCRIPT, motivation=SCRIPT)
        self.assertRecordValues(self._kept(), [{"name": SCRIPT, "motivation": SCRIPT}])
        link = self._link_to("camille@example.org")
        pages = [response, self._get(link), self._click(link), self._get(link)]
        for page in pages:
            self.assertEqual(page.status_code, 200)
            self.assertNotIn("<script>alert", page.text)
        self.assertEqual(self._kept().member_id.name, SCRIPT)

    def test_control_characters_do_not_break_anything(self):
        self._send(
            name="Cam\x00ille\tMartin", motivation="\x00Bread \x07for everyone here"
        )
        self.assertRecordValues(
            self._kept(),
            [{"name": "Camille Martin", "motivation": "Bread for everyone here"}],
        )

    def test_a_file_in_place_of_a_text(self):
        form = {**self._form(name=None), "csrf_token": http.Request.csrf_token(self)}
        response = self.url_open(
            self.path, data=form, files={"name": ("name.txt", b"Camille Martin")}
        )
        self.assertEqual(list(self._errors(response)), ["name"])

    def test_a_huge_form_is_refused_unread(self):
        response = self._send(motivation="x" * 300_000)
        self.assertEqual(response.status_code, 413)
        self.assertNothingKept()


class TestJoinGuards(JoinHttpCase):
    def test_colleges_that_are_not_offered(self):
        closed = self.env["coop.college"].search(
            [("company_id", "=", self.company.id), ("open_to_join", "=", False)]
        )[0]
        self.other_company.coop_join_open = True
        for college in (closed, self.other_college):
            response = self._send(college=str(college.id))
            self.assertEqual(list(self._errors(response)), ["college"])
        self.assertNothingKept()
        elsewhere = [("company_id", "=", self.other_company.id)]
        self.assertFalse(self.env["coop.join.request"].search_count(elsewhere))

    def test_only_the_fields_of_the_form_count(self):
        member = self._member()
        self._send(
            company_id=str(self.other_company.id),
            state="confirmed",
            member_id=str(member.id),
            token_hash="0" * 64,
            valid_until="2100-01-01",
            lang="nl_NL",
            id="1",
            consent_date="2000-01-01",
        )
        kept = self._kept()
        self.assertRecordValues(
            kept,
            [
                {
                    "company_id": self.company.id,
                    "state": "pending",
                    "member_id": False,
                    "lang": "en_US",
                }
            ],
        )
        self.assertNotEqual(kept.token_hash, "0" * 64)
        self.assertLess(kept.valid_until, fields.Datetime.now() + timedelta(days=8))
        self.assertGreater(kept.consent_date.year, 2020)

    def test_no_redirection_elsewhere(self):
        elsewhere = "https://evil.example/"
        path = f"{self.path}?redirect={elsewhere}&next={elsewhere}&url={elsewhere}"
        response = self._send(
            path, follow=False, redirect=elsewhere, next=elsewhere, url=elsewhere
        )
        self.assertEqual(response.status_code, 303)
        self.assertNotIn("evil", response.headers["Location"])
        self.assertTrue(response.headers["Location"].endswith("/coop/join/thanks"))

    @mute_logger("odoo.http")
    def test_a_form_from_another_site_is_refused(self):
        response = self.url_open(self.path, data=self._form())
        self.assertEqual(response.status_code, 400)
        self.assertNothingKept()

    def test_addresses_with_fields_in_them_send_nothing(self):
        response = self._get(self.path, params=self._form())
        self.assertEqual(response.status_code, 200)
        self.assertFalse(self._errors(response))
        self.assertNothingKept()

    def test_a_bot_gets_the_same_page_and_nothing_is_written(self):
        human = self._send(email="noor@example.org")
        counts = self.env["coop.throttle"].search([]).read(["count"])
        bot = self._send(homepage="https://spam.example")
        self.assertEqual(bot.status_code, human.status_code)
        self.assertEqual(bot.url, human.url)
        self.assertEqual(
            self._text(bot), self._text(human).replace("noor@", "camille@")
        )
        self.assertEqual(len(self._kept()), 1)
        self.assertFalse(self._mails_to("camille@example.org"))
        self.env.invalidate_all()
        self.assertEqual(self.env["coop.throttle"].search([]).read(["count"]), counts)

    def test_a_double_click_is_one_application(self):
        key = self._typed(self._get(self.path), "key")
        first = self._send(key=key)
        with mute_logger("odoo.sql_db"):
            second = self._send(key=key)
        self.assertEqual(self._text(first), self._text(second))
        self.assertEqual(len(self._kept()), 1)
        self.assertEqual(len(self._mails_to("camille@example.org")), 1)

    def test_going_back_to_correct_the_address_sends_another(self):
        key = self._typed(self._get(self.path), "key")
        self._send(key=key, email="camile@example.org")
        self._send(key=key)
        self.assertEqual(len(self._mails_to("camille@example.org")), 1)


class TestJoinLimits(JoinHttpCase):
    def _people(self, number):
        return [f"person{position}@example.org" for position in range(number)]

    @freeze_time("2026-03-01 10:40:00")
    def test_one_connection_sends_only_so_many(self):
        self.company.coop_join_hourly_limit = 3
        for email in self._people(3):
            self.assertEqual(self._send(email=email).status_code, 200)
        response = self._send(
            email="late@example.org",
            headers={"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9"},
        )
        self.assertEqual(response.status_code, 429)
        self.assertEqual(response.headers["Retry-After"], "1200")
        self.assertIn("20", self._page(response).xpath("//*[@role='alert']")[0].text)
        self.assertEqual(self._typed(response, "email"), "late@example.org")
        self.assertEqual(self._typed(response, "name"), "Camille Martin")
        self.assertFalse(self._mails_to("late@example.org"))
        self.assertEqual(len(self._kept()), 3)

    @freeze_time("2026-03-01 10:40:00", as_kwarg="clock")
    def test_the_next_hour_is_open_again(self, clock):
        self.company.coop_join_hourly_limit = 1
        first, second, third = self._people(3)
        self._send(email=first)
        self.assertEqual(self._send(email=second).status_code, 429)
        clock.move_to("2026-03-01 11:00:00")
        self.assertEqual(self._send(email=third).status_code, 200)

    def test_mistakes_do_not_count(self):
        self.company.coop_join_hourly_limit = 1
        for _time in range(3):
            self._send(email="wrong")
        self.assertEqual(self._send().status_code, 200)
        self.assertEqual(len(self._kept()), 1)

    def test_one_address_gets_only_so_many_mails_and_nobody_is_told(self):
        pages = [self._send(name=f"Camille Martin{letter}") for letter in "abcde"]
        self.assertEqual({page.status_code for page in pages}, {200})
        self.assertEqual(len({self._text(page) for page in pages}), 1)
        self.assertEqual(len(self._mails_to("camille@example.org")), 3)
        self._send(email="noor@example.org")
        self.assertEqual(len(self._mails_to("noor@example.org")), 1)

    def test_a_request_that_odoo_runs_again_counts_once(self):
        throttle = self.registry["coop.throttle"]
        join_request = self.registry["coop.join.request"]
        hit, submit, runs = throttle._hit, join_request._submit, []

        def submit_at_the_second_run(*args):
            runs.append(args)
            if len(runs) == 1:
                raise ConcurrencyError
            return submit(*args)

        with (
            patch.object(throttle, "_hit", autospec=True, side_effect=hit) as hits,
            patch.object(join_request, "_submit", submit_at_the_second_run),
            patch("odoo.service.model.random.uniform", return_value=0),
        ):
            response = self._send()
        self.assertEqual(response.status_code, 200)
        self.assertEqual(len(runs), 2)
        self.assertEqual(
            hits.call_count, 2, "one for the connection, one for the address"
        )
        self.assertEqual(len(self._kept()), 1)


class TestJoinNoOracle(JoinHttpCase):
    """Nobody learns from the form whom the cooperative knows."""

    def _trace(self, email):
        """What a visitor can see of an application: everything, and the work."""
        self._visit()
        self._get(self.path)
        queries = self.cr.sql_log_count
        response = self._send(email=email, follow=False)
        queries = self.cr.sql_log_count - queries
        location = response.headers["Location"]
        thanks = self._get(location)
        return {
            "status": response.status_code,
            "location": location,
            "thanks": self._text(thanks).replace(email, "…"),
            "mails": len(self._mails_to(email)),
            "queries": queries,
        }

    def test_known_and_unknown_addresses_look_alike(self):
        self._member("Noor Vidal", email="known@example.org")
        applied = self._candidate("Zoé Petit", email="applied@example.org")
        self._portal_user(applied, "applied@example.org")
        self._trace("warm.up@example.org")
        unknown = self._trace("nobody@example.org")
        self.assertEqual(unknown["mails"], 1)
        self.assertEqual(self._trace("known@example.org"), unknown)
        self.assertEqual(self._trace("applied@example.org"), unknown)


class TestJoinConfirmPage(JoinHttpCase):
    def setUp(self):
        super().setUp()
        self.request = self._submitted()
        self.link = self._link_to("camille@example.org")

    def _members(self):
        return self.env["coop.member"].search(
            [
                ("company_id", "=", self.company.id),
                ("email", "=", "camille@example.org"),
            ]
        )

    def test_opening_the_link_changes_nothing(self):
        for _time in range(2):
            response = self._get(self.link)
            self.assertEqual(response.status_code, 200)
        self.assertEqual(self.request.state, "pending")
        self.assertFalse(self._members())
        [form] = self._page(response).xpath("//*[@id='wrap']//form")
        self.assertEqual(form.get("method"), "post")
        self.assertTrue(form.xpath(".//input[@name='csrf_token']/@value")[0])
        self.assertEqual(len(form.xpath(".//button")), 1)

    def test_the_link_stays_private(self):
        headers = self._get(self.link).headers
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")
        self.assertIn("no-store", headers["Cache-Control"])
        self.assertIn("noindex", headers["X-Robots-Tag"])

    def test_the_button_confirms_once(self):
        done = self._click(self.link)
        self.assertEqual(done.status_code, 200)
        member = self._members()
        self.assertRecordValues(
            member,
            [{"state": "candidate", "source": "form", "adviser_id": self.adviser.id}],
        )
        self.assertEqual(member.stage_id, self.env.ref("coop_member.stage_new"))
        again = self._click(self.link)
        opened = self._get(self.link)
        self.assertEqual(again.status_code, 200)
        self.assertEqual(self._text(again), self._text(opened))
        self.assertNotEqual(self._text(again), self._text(done))
        self.assertFalse(self._page(opened).xpath("//*[@id='wrap']//form"))
        self.assertEqual(self._members(), member)
        self.assertEqual(len(member.activity_ids), 1)

    @mute_logger("odoo.http")
    def test_the_button_of_another_site_confirms_nothing(self):
        response = self.url_open(self.link, data={"confirm": "1"})
        self.assertEqual(response.status_code, 400)
        self.assertFalse(self._members())

    def test_links_that_cannot_be_used_look_alike(self):
        base, token = self.link.rsplit("/", 1)
        other = self._submitted(email="noor@example.org")
        expired = self._submitted(email="zoe@example.org")
        expired_link = self._link_to("zoe@example.org")
        expired.valid_until = fields.Datetime.now() - timedelta(seconds=1)
        links = [
            expired_link,
            f"{base}/{token[:-1]}",
            f"{base}/x",
            f"{base}/%C3%A9t%C3%A9%20+%22",
            f"/coop/join/confirm/{other.id}/{token}",
            f"/coop/join/confirm/{other.id + 1000}/{token}",
            f"/coop/join/confirm/0/{token}",
            f"/coop/join/confirm/9{'9' * 30}/{token}",
        ]
        answers = {
            (answer.status_code, self._text(answer))
            for link in links
            for answer in (self._get(link), self._click(link))
        }
        self.assertEqual(len(answers), 1)
        self.assertEqual(answers.pop()[0], 404)
        self.assertFalse(self._members())
        self.assertEqual(
            (self.request | other | expired).mapped("state"), ["pending"] * 3
        )

    def test_who_is_signed_in_changes_nothing(self):
        self._visit(self._portal_user(self._foreign_member()).login)
        self._click(self.link)
        member = self._members()
        self.assertEqual(member.state, "candidate")
        self.assertEqual(member.create_uid, self.env.ref("base.user_root"))
