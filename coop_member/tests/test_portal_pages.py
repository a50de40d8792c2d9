from odoo import Command
from odoo.tests import new_test_user, tagged

from ..core.portal_home import HomeItem
from .portal_case import PDF_BASE64, PortalCase

PAGES = ("", "/membership", "/activities", "/papers", "/data")


@tagged("post_install", "-at_install")
class TestPortalPages(PortalCase):
    """The pages over HTTP: who gets in, and what is on them."""

    def test_visitors_sign_in_first(self):
        for page in PAGES:
            response = self.url_open(f"/my/coop{page}")
            self.assert_leads_to(response, "/web/login")

    def test_members_land_on_their_home(self):
        login = self.noor_user.login
        self.authenticate(None, None)
        response = self.post("/web/login", login=login, password=login)
        self.assert_leads_to(response, "/my/coop")
        self.assert_shows(response, "Hello Noor Vidal", self.noor.number)

    def test_members_land_in_their_language(self):
        lang = self.env["res.lang"]._activate_lang("nl_NL")
        if "website" in self.env:
            self.env["website"].search([]).language_ids += lang
        self.noor_user.lang = lang.code
        login = self.noor_user.login
        self.authenticate(None, None)
        response = self.post("/web/login", login=login, password=login)
        self.assert_leads_to(response, f"/{lang.url_code}/my/coop")
        self.assertIn('lang="nl-NL"', response.text)

    def test_where_one_was_going_comes_first(self):
        login = self.noor_user.login
        self.authenticate(None, None)
        response = self.post(
            "/web/login", login=login, password=login, redirect="/my/coop/papers"
        )
        self.assert_leads_to(response, "/my/coop/papers")

    def test_other_portal_users_land_where_they_did(self):
        self._stranger()
        self.authenticate(None, None)
        response = self.post("/web/login", login="a_stranger", password="a_stranger")
        self.assertNotIn("/my/coop", response.url)

    def test_card_on_the_portal_is_for_members(self):
        self.sign_in(self.noor_user)
        self.assertTrue(self._card())
        self.sign_in(self._stranger())
        self.assertFalse(self._card())

    def _card(self):
        return self.page("/my").xpath("//a[@href='/my/coop']")

    def _stranger(self):
        return new_test_user(self.env, login="a_stranger", groups="base.group_portal")

    def test_who_is_no_member_is_invited(self):
        stranger = self._stranger()
        for group in (None, self.env.ref("coop_member.group_member")):
            stranger.group_ids += group or self.env["res.groups"]
            self.sign_in(stranger)
            for page in PAGES:
                shown = self.page(f"/my/coop{page}")
                self.assert_shows(shown, "You are not a member yet")
                self.assertTrue(shown.xpath("//a[@href='/coop/join']"))

    def test_refused_applicants_are_no_members(self):
        candidate = self._candidate(
            "Zoé Blanc", refusal_reason_id=self.refusal_reason.id
        )
        user = self._portal_user(candidate, "zoe_blanc")
        self.sign_in(user)
        self.assert_shows(self.page("/my/coop"), "Application under review")
        candidate.action_refuse()
        self.assert_shows(self.page("/my/coop"), "You are not a member yet")

    def test_archived_members_are_no_members(self):
        self.noor.active = False
        self.sign_in(self.noor_user)
        self.assert_shows(self.page("/my/coop"), "You are not a member yet")

    def test_membership(self):
        self._equip()
        self.sign_in(self.noor_user)
        page = self.page("/my/coop/membership")
        self.assert_shows(
            page,
            self.college.name,
            self.adviser.name,
            "1 Jan 2020",
            "Employed entrepreneur contract",
            "Amendment: Full time",
            "Prices may rise",
            "Ambassador",
            "7 / 12 markets",
            "1 Mar 2010 – 30 Jun 2011",
            "Associate deadline",
        )
        self.assertTrue(page.xpath(f"//a[@href='mailto:{self.adviser.email}']"))
        self.assert_hides(page, "SECRET")

    def test_cancelled_contracts_are_out_of_sight(self):
        draft = self._contract(self.noor, self.volunteering, "2026-01-01")
        self.sign_in(self.noor_user)
        step = f"//*[@data-coop-contract='{draft.id}']"
        self.assertTrue(self.page("/my/coop/membership").xpath(step))
        draft.action_cancel()
        self.assertFalse(self.page("/my/coop/membership").xpath(step))

    def test_staff_who_are_members_see_no_more_than_members(self):
        """Record rules let an adviser read everything: the pages do not."""
        member = self._member("Eve Adler")
        member.partner_id = self.adviser.partner_id
        self.adviser.group_ids += self.env.ref("coop_member.group_member")
        self._equip()
        self.sign_in(self.adviser)
        self.assert_shows(self.page("/my/coop"), member.number)
        for page in PAGES:
            shown = self.page(f"/my/coop{page}")
            self.assert_hides(shown, "SECRET", "Prices may rise", "Full time", "Noor")

    def test_activities(self):
        activity = self.noor.coop_activity_ids.create(
            {
                "name": "Oak and Lime",
                "company_id": self.company.id,
                "member_ids": [Command.set((self.noor + self.ali).ids)],
                "description": "Tables <b>and</b> chairs",
            }
        )
        activity.action_open()
        alone = activity.create(
            {
                "name": "Ali's Bikes",
                "company_id": self.company.id,
                "member_ids": [Command.set(self.ali.ids)],
            }
        )
        self.sign_in(self.noor_user)
        page = self.page("/my/coop/activities")
        self.assert_shows(page, "Oak and Lime", activity.code, "Open", "With Ali Roche")
        self.assert_shows(page, "Tables <b>and</b> chairs")
        self.assert_hides(page, self.ali.email, alone.name)
        self.ali.action_leave()
        self.assert_hides(self.page("/my/coop/activities"), "Ali Roche")

    def test_representatives_act_for_their_organisation(self):
        bakery = self._member("Bakery Ltd", is_company=True)
        bakery.representative_id = self.env["res.partner"].create(
            {
                "name": "Ina Baker",
                "parent_id": bakery.partner_id.id,
                "email": "ina@example.com",
            }
        )
        user = self._portal_user(bakery, "ina_baker")
        self.sign_in(user)
        self.assert_shows(self.page("/my/coop"), "Hello Ina Baker", "Bakery Ltd")
        bakery.representative_id = False
        self.assert_shows(self.page("/my/coop"), "You are not a member yet")

    def test_who_left_keeps_their_history(self):
        self._equip()
        self.noor.action_leave()
        self.sign_in(self.noor_user)
        self.assert_shows(self.page("/my/coop"), "Your history stays here")
        self.assert_shows(self.page("/my/coop/membership"), "Prices may rise")
        papers = self.page("/my/coop/papers")
        self.assertFalse(papers.xpath("//a[starts-with(@href, '/my/coop/papers/')]"))

    def test_what_was_typed_is_not_run(self):
        self.noor.name = "<script>alert(1)</script>"
        self.noor_user.lang = False
        self.sign_in(self.noor_user)
        for page in ("", "/data"):
            self.assert_hides(self.page(f"/my/coop{page}"), "<script>alert(1)")

    def test_modules_add_to_the_home(self):
        """What readme/DEVELOP.md promises to the other modules."""
        own_home = type(self.noor)._prepare_portal_home

        def with_hours(member):
            home = own_home(member)
            home["figures"].append(
                HomeItem(
                    "hours",
                    "My <hours>",
                    "/my/coop/hours",
                    value="3 h 30",
                    hint="to give back",
                    sequence=20,
                )
            )
            home["waiting"] += [
                HomeItem(f"gift_{n}", f"Confirm {n}", "/my/coop/gifts", level="warning")
                for n in range(6)
            ]
            return home

        self.patch(type(self.noor), "_prepare_portal_home", with_hours)
        self.sign_in(self.noor_user)
        page = self.page("/my/coop")
        [figure] = page.xpath("//a[@data-coop-item='hours']")
        self.assertEqual(figure.get("href"), "/my/coop/hours")
        self.assert_shows(figure, "My <hours>", "3 h 30", "to give back")
        keys = page.xpath("//section[@name='figures']//@data-coop-item")
        self.assertEqual(keys, ["gifts", "hours", "contract"])
        shown = page.xpath(
            "//section[@name='waiting']//a[not(ancestor::details)]/@data-coop-item"
        )
        self.assertEqual(shown, ["gift_0", "gift_1", "gift_2"])
        [more] = page.xpath("//section[@name='waiting']//details")
        self.assert_shows(more, "More (4)", "Confirm 5", "3 papers to send")
        self.assert_home_item(self.noor, "figures", "hours", value="3 h 30")

    def test_pages_do_not_query_more_for_more(self):
        self._equip()
        self.sign_in(self.noor_user)
        for _enough_to_fold in range(4):
            self._equip()
        few = {page: self.read_queries(f"/my/coop{page}") for page in PAGES}
        for _more in range(10):
            self._equip()
        many = {page: self.read_queries(f"/my/coop{page}") for page in PAGES}
        self.assertEqual(many, few)

    def _equip(self):
        """Something of everything for Noor."""
        noor = self.noor
        agreement = self._running(
            noor,
            self.volunteering,
            "2025-03-01",
            signed_document=PDF_BASE64,
            signed_document_name="agreement.pdf",
        )
        env = noor.env
        env["coop.contract.amendment"].create(
            {
                "contract_id": self.noor_contract.id,
                "name": "Full time",
                "date": "2025-06-01",
                "document": PDF_BASE64,
                "document_name": "full-time.pdf",
            }
        )
        job = env["coop.volunteer.job"].create(
            {"name": "Ambassador", "contract_id": agreement.id, "missions": "<p>M</p>"}
        )
        env["coop.volunteer.goal"].create(
            {
                "job_id": job.id,
                "name": "Markets",
                "target": 12,
                "achieved": 7,
                "unit": "markets",
            }
        )
        env["coop.interview"].create(
            {
                "member_id": noor.id,
                "date": "2025-05-05",
                "state": "done",
                "private_notes": "<p>SECRET</p>",
                "conclusions": "<p>Prices may rise</p>",
            }
        )
        env["coop.member.stay"].create(
            {
                "member_id": noor.id,
                "admission_date": "2010-03-01",
                "exit_date": "2011-06-30",
            }
        )
        env["coop.paper"].create(
            {
                "member_id": noor.id,
                "type_id": self.env.ref("coop_member.paper_vehicle").id,
                "state": "accepted",
                "date_expiry": self.in_days(400),
                "document": PDF_BASE64,
                "document_name": "car.pdf",
            }
        )
        env["coop.activity"].create(
            {
                "name": "Oak",
                "company_id": self.company.id,
                "member_ids": [Command.set((noor + self.ali).ids)],
            }
        )
