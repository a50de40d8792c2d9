from datetime import timedelta

from odoo import fields
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from .portal_strategy_case import STRATEGY, PortalStrategyCase


@tagged("post_install", "-at_install")
class TestPortalStrategy(PortalStrategyCase):
    """What members and visitors read, and what they never do."""

    # -- what is published -------------------------------------------------------------

    def test_the_plan(self):
        self._objective()
        self._update(self.wiki, "The theme is chosen", "members", "<p>Blue.</p>")
        self._update(self.secret, "Talks go on", "team", "<p>Hush</p>")
        self.axis.today_text = "<p>Half way there.</p>"
        self.sign_in(self.noor_user)
        page = self.page(STRATEGY)
        self.assert_shows(
            page,
            "Together",
            "120 in favour",
            "Practices",
            "Half way there.",
            "Claims paid in time",
            "Wiki",
            "The theme is chosen",
        )
        self.assert_hides(page, "Merger", "nobody knows", "Talks go on", "Hush")
        item = self.assert_home_item(self.noor, "shortcuts", "strategy")
        self.assertEqual(item.url, STRATEGY)

    def test_unpublished_updates_are_for_nobody(self):
        public = self._update(self.wiki, "Told", "members", "<p>Read me.</p>")
        hidden = self._update(self.wiki, "Untold", "team", "<p>Secret text</p>")
        of_hidden_project = self._update(
            self.secret, "Of a secret", "public", "<p>Secret project</p>"
        )
        self.sign_in(self.noor_user)
        page = self.page(f"{STRATEGY}/projects/{self.wiki.id}")
        self.assert_shows(page, "Told", "Read me.", "40 %")
        self.assert_hides(page, "Untold", "Secret text")
        self.page(f"{STRATEGY}/updates/{public.id}")
        for update in (hidden, of_hidden_project):
            page = self.page(f"{STRATEGY}/updates/{update.id}", 404)
            self.assert_shows(page, "not published")
            self.assert_hides(page, update.name, "Secret")
        page = self.page(f"{STRATEGY}/projects/{self.secret.id}", 404)
        self.assert_hides(page, "Merger")
        self.assert_forbidden(f"/web/content/project.update/{hidden.id}/public_text")
        with mute_logger("odoo.http"):
            for model, id_ in (
                ("project.update", hidden.id),
                ("project.update", public.id),
                ("project.project", self.wiki.id),
            ):
                with self.assertRaises(JsonRpcException):
                    self.call(model, "read", [id_], ["name"])

    def test_withdrawn_while_it_is_read(self):
        update = self._update(self.wiki, "Too early", "members", "<p>Text</p>")
        self.sign_in(self.noor_user)
        self.page(f"{STRATEGY}/updates/{update.id}")
        update.action_withdraw()
        page = self.page(f"{STRATEGY}/updates/{update.id}", 404)
        self.assert_shows(page, "This is not published, or no longer")
        self.assert_hides(page, "Too early")

    def test_progress_is_what_was_told(self):
        self._update(self.wiki, "Told", "members", progress=30)
        self._update(self.wiki, "Untold", "team", progress=77)
        self.sign_in(self.noor_user)
        page = self.page(f"{STRATEGY}/projects/{self.wiki.id}")
        self.assert_shows(page, "30 %")
        self.assert_hides(page, "77")

    def test_the_public_page(self):
        self.env["website"].search([]).company_id = self.company
        self._update(self.wiki, "For members", "members", "<p>M</p>")
        self._call(self.wiki, "For members only")
        opened = self._project(
            "Opening", strategy_audience="public", strategy_summary="Clients join"
        )
        self._update(opened, "For all", "public", "<p>Come in</p>")
        told = self._update(opened, "For some", "members", "<p>Not yet</p>")
        self._call(opened, "Who can paint?", audience="public")
        self.authenticate(None, None)
        self.assert_shows(self.page("/strategy"), "No strategy is published yet")
        self.assert_forbidden(f"/strategy/{self.cycle.id}")
        self.assert_forbidden(f"/strategy/projects/{opened.id}")
        self.cycle.audience = "public"
        page = self.page("/strategy")
        self.assert_shows(page, "Together", "Opening", "For all", "Who can paint?")
        self.assert_hides(page, "Wiki", "Merger", "For members", told.name)
        page = self.page(f"/strategy/projects/{opened.id}")
        self.assert_shows(page, "Clients join", "Come in")
        self.assert_hides(page, "Not yet")
        page = self.page(f"/strategy/projects/{self.wiki.id}", 404)
        self.assert_hides(page, "Wiki")

    def test_other_cooperatives(self):
        update = self._update(self.wiki, "Told", "members", "<p>Text</p>")
        call = self._call(self.wiki)
        question = self._question(self.noor)
        ballot = self._ballot([self.wiki, self.secret])
        ballot.action_open()
        self.sign_in(self.foreign_user)
        self.assert_hides(self.page(STRATEGY), "Together", "Wiki")
        for path in (
            f"/{self.cycle.id}",
            f"/roadmap/{self.cycle.id}",
            f"/projects/{self.wiki.id}",
            f"/updates/{update.id}",
            f"/calls/{call.id}",
            f"/questions/{question.id}",
            f"/ballots/{ballot.id}",
            f"/ballots/{ballot.id}/screen",
        ):
            self.assert_forbidden(STRATEGY + path)

    def test_visitors_are_asked_to_sign_in(self):
        self.authenticate(None, None)
        for path in ("", "/questions", "/calls", "/circles"):
            self.assertIn("/web/login", self.url_open(STRATEGY + path).url)

    def test_the_roadmap(self):
        self.sign_in(self.noor_user)
        page = self.page(f"{STRATEGY}/roadmap/{self.cycle.id}")
        self.assert_shows(page, "Wiki")
        self.assert_hides(page, "Merger")

    def test_who_does_what(self):
        circle = self._new(
            "coop.strategy.circle", name="Tools", company_id=self.company.id
        )
        role = self._new(
            "coop.strategy.role",
            name="Gardener",
            circle_id=circle.id,
            domain="Fonts",
            accountabilities="Prune\nWater",
        )
        self._new("coop.strategy.assignment", role_id=role.id, member_id=self.ali.id)
        decision, proposal = (
            self._new(
                "coop.strategy.decision",
                name=name,
                circle_id=circle.id,
                proposal="<p>Let us.</p>",
            )
            for name in ("A wiki", "A pool")
        )
        decision.action_adopt()
        self.sign_in(self.noor_user)
        page = self.page(f"{STRATEGY}/circles")
        self.assert_shows(page, "Tools", "Gardener", "Ali Roche", "Fonts", "Water")
        self.assert_shows(page, "A wiki")
        self.assert_hides(page, "A pool")
        self.page(f"{STRATEGY}/decisions/{decision.id}")
        self.assert_forbidden(f"{STRATEGY}/decisions/{proposal.id}")

    # -- taking part -------------------------------------------------------------------

    def test_answering_a_call(self):
        call = self._call(self.wiki, description="<p>We begin in May.</p>")
        self.sign_in(self.noor_user)
        url = f"{STRATEGY}/calls/{call.id}"
        self.assert_shows(self.page(f"{STRATEGY}/calls"), call.name)
        self.assert_shows(self.page(url), "We begin in May.", "Could you help?")
        response = self.post(f"{url}/answer", message="Gladly", time="soon")
        self.assert_shows(response, "such as 1 h 30", "Gladly")
        self.assertFalse(call.contribution_ids)
        response = self.post(f"{url}/answer", message="Gladly", time="4 h")
        self.assert_leads_to(response, url)
        self.assert_shows(response, "The team will answer you")
        self.assertRecordValues(
            call.contribution_ids, [{"member_id": self.noor.id, "minutes": 240}]
        )
        self.sign_in(self.ali_user)
        self.assert_hides(self.page(url), "Gladly")
        self.assertEqual(self.post(f"{url}/withdraw").status_code, 404)
        self.sign_in(self.noor_user)
        self.assert_shows(self.post(f"{url}/withdraw"), "taken back")

    def test_an_answer_after_closing(self):
        call = self._call(self.wiki)
        self.sign_in(self.noor_user)
        call.action_close()
        url = f"{STRATEGY}/calls/{call.id}"
        response = self.post(f"{url}/answer", message="Gladly")
        self.assert_shows(response, "This call is closed")
        self.assertFalse(call.contribution_ids)

    def test_shared_tasks(self):
        call = self._call(self.wiki)
        tasks = self.env["project.task"]
        tasks.create(
            {"name": "Theme", "project_id": self.wiki.id, "strategy_shared": True}
        )
        tasks.create({"name": "Budget", "project_id": self.wiki.id})
        self.sign_in(self.noor_user)
        url = f"{STRATEGY}/calls/{call.id}"
        self.post(f"{url}/answer", message="Gladly")
        self.assert_hides(self.page(url), "Theme")
        call.contribution_ids.action_accept()
        page = self.page(url)
        self.assert_shows(page, "Theme", "Shared tasks")
        self.assert_hides(page, "Budget")

    def test_declaring_hours(self):
        call = self._call(self.wiki)
        self.sign_in(self.noor_user)
        url = f"{STRATEGY}/calls/{call.id}"
        self.assertEqual(self.post(f"{url}/hours", given="2 h").status_code, 404)
        self.post(f"{url}/answer", message="Gladly")
        self.assert_hides(self.page(url), "Hours you gave")
        call.contribution_ids.action_accept()
        self.assert_shows(self.page(url), "Hours you gave")
        post = {"day": str(self.today), "name": "The theme", "key": "k" * 22}
        response = self.post(f"{url}/hours", given="soon", **post)
        self.assert_shows(response, "such as 1 h 30")
        for field, typed in (*post.items(), ("given", "soon")):
            self.assertEqual(self.typed(response, field), [typed])
        self.assertFalse(call.contribution_ids.hours_ids)
        for _time in range(2):
            response = self.post(f"{url}/hours", given="2 h", **post)
        self.assert_leads_to(response, url)
        self.assert_shows(response, "The team confirms your hours", "To confirm")
        hours = call.contribution_ids.hours_ids
        self.assertRecordValues(hours, [{"minutes": 120, "state": "declared"}])
        self.sign_in(self.ali_user)
        self.post(f"{url}/answer", message="Me, too")
        self.assert_hides(self.page(url), "The theme")
        take_back = f"{url}/hours/{hours.id}/withdraw"
        self.assertEqual(self.post(take_back).status_code, 404)
        hours.answer = "Welcome"
        hours.action_confirm()
        self.sign_in(self.noor_user)
        self.assert_shows(self.page(url), "Confirmed", "2 h", "Welcome")
        self.assert_shows(self.post(take_back), "answered you already")
        self.assertTrue(hours.exists())

    def test_hours_taken_back(self):
        call = self._call(self.wiki)
        self.sign_in(self.noor_user)
        url = f"{STRATEGY}/calls/{call.id}"
        self.post(f"{url}/answer", message="Gladly")
        call.contribution_ids.action_accept()
        post = {"day": str(self.today), "given": "2 h", "key": "k" * 22}
        self.post(f"{url}/hours", **post)
        hours = call.contribution_ids.hours_ids
        response = self.post(f"{url}/hours/{hours.id}/withdraw")
        self.assert_shows(response, "Your hours are taken back")
        self.assertFalse(hours.exists())

    def test_what_was_offered_is_kept_when_it_changes(self):
        call = self._call(self.wiki)
        self.sign_in(self.noor_user)
        url = f"{STRATEGY}/calls/{call.id}"
        self.post(f"{url}/answer", message="Gladly", time="1 h 30")
        self.assertEqual(self.typed(self.page(url), "time"), ["1 h 30"])

    def test_asking(self):
        self.sign_in(self.noor_user)
        url = f"{STRATEGY}/questions"
        response = self.post(f"{url}/ask", name="Why?", key="k" * 22)
        self.assert_shows(response, "a whole sentence")
        post = {"name": "When will it open?", "about": f"project-{self.wiki.id}"}
        for _time in range(2):
            response = self.post(f"{url}/ask", key="k" * 22, **post)
        self.assert_shows(response, "When will it open?", "Noor Vidal", "Wiki")
        question = self.env["coop.strategy.question"].search(
            [("member_id", "=", self.noor.id)]
        )
        self.assertEqual(len(question), 1)
        self.sign_in(self.ali_user)
        self.assert_shows(self.page(url), "When will it open?")
        self.post(f"{url}/{question.id}/support")
        self.assertEqual(question.support_count, 1)
        self.post(f"{url}/{question.id}/unsupport")
        self.assertEqual(question.support_count, 0)
        question._hide("Names a third person")
        self.assert_forbidden(f"{url}/{question.id}")
        self.assert_hides(self.page(url), "When will it open?")

    def test_voting(self):
        ballot = self._ballot([self.wiki, self.secret])
        ballot.action_open()
        first, second = ballot.option_ids
        self.assert_home_item(self.noor, "waiting", "strategy_votes")
        self.sign_in(self.noor_user)
        url = f"{STRATEGY}/ballots/{ballot.id}"
        self.assert_shows(self.page(url), "Dots left to give", "Wiki")
        dots = {f"dots_{first.id}": "3", f"dots_{second.id}": "3"}
        response = self.post(f"{url}/vote", **dots)
        self.assert_shows(response, "more dots than you have")
        typed = self._content(response).xpath("//input[@type='number']/@value")
        self.assertEqual(typed, ["3", "3"])
        response = self.post(f"{url}/vote", **dots | {f"dots_{second.id}": "2"})
        self.assert_leads_to(response, url)
        self.assert_shows(response, "Your dots are counted")
        self.assertEqual(self.counted(ballot), [3, 2])
        response = self.post(f"{url}/vote", **dots | {f"dots_{second.id}": "2"})
        self.assert_shows(response, "voted already")
        self.assert_no_home_item(self.noor, "waiting", "strategy_votes")
        # few have voted: a secret ballot tells nothing yet
        live = self.make_jsonrpc_request(f"{url}/live", {})
        self.assertEqual(
            live, {"is_running": True, "is_closed": False, "voters": 1, "results": None}
        )
        ballot.action_close()
        live = self.make_jsonrpc_request(f"{url}/live", {})
        self.assertTrue(live["is_closed"])
        self.assertIsNone(live["results"])
        page = self.page(url)
        self.assert_shows(page, "So few people voted")
        self.page(f"{url}/screen")

    def test_staff_vote_where_they_are_asked(self):
        ballot = self._ballot(
            [self.wiki, self.secret],
            electorate="people",
            people_ids=[(4, self.employee.partner_id.id)],
        )
        ballot.action_open()
        url = f"{STRATEGY}/ballots/{ballot.id}"
        self.sign_in(self.employee)
        response = self.post(f"{url}/vote", **{f"dots_{ballot.option_ids[0].id}": "5"})
        self.assert_shows(response, "Your dots are counted")
        self.sign_in(self.noor_user)
        self.assert_shows(self.page(url), "for others to vote in")

    def test_votes_after_the_hour(self):
        ballot = self._ballot([self.wiki, self.secret])
        ballot.action_open()
        ballot._as_step().closes_at = fields.Datetime.now() - timedelta(seconds=1)
        self.sign_in(self.noor_user)
        url = f"{STRATEGY}/ballots/{ballot.id}"
        response = self.post(f"{url}/vote", **{f"dots_{ballot.option_ids[0].id}": "5"})
        self.assert_shows(response, "no more votes are taken")
        self.assertFalse(ballot.voter_count)

    def test_whatever_is_sent(self):
        ballot = self._ballot([self.wiki, self.secret])
        ballot.action_open()
        self.sign_in(self.noor_user)
        for path in (
            "/projects/999999999",
            "/updates/0",
            "/questions/page/999999999",
            "/questions?show=x&order=y",
            "/ballots/999999999",
        ):
            status = self.url_open(STRATEGY + path).status_code
            self.assertIn(status, (200, 404), path)
        first = ballot.option_ids[0].id
        for dots in ("-1", "1e9", "９", "1.5", "9" * 30, "NaN"):
            response = self.post(
                f"{STRATEGY}/ballots/{ballot.id}/vote", **{f"dots_{first}": dots}
            )
            self.assertEqual(response.status_code, 200)
        self.assertFalse(ballot.voter_count)

    def test_pages_take_as_many_queries_however_much_there_is(self):
        self.add_some(range(2))
        self.sign_in(self.noor_user)
        paths = ("", "/questions", f"/projects/{self.wiki.id}")
        before = [self.statements(STRATEGY + path) for path in paths]
        self.add_some(range(2, 12))
        after = [self.statements(STRATEGY + path) for path in paths]
        self.assertEqual(after, before)

    def add_some(self, numbers):
        """Projects with an update, updates of the wiki, and questions."""
        for number in numbers:
            project = self._project(f"More {number}", strategy_audience="members")
            for told in (project, self.wiki):
                self._update(told, f"Told {number}", "members", "<p>Text</p>")
            for member in (self.noor, self.ali):
                self._question(member, f"Why is it so, {number}?")

    def test_own_data(self):
        self._question(self.noor)
        data = self.noor.with_user(self.noor_user)._export_personal_data()
        self.assertEqual(len(data["strategy_questions"]), 1)
        self.sign_in(self.noor_user)
        self.page("/my/coop/data")
