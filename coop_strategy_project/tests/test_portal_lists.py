from datetime import datetime
from unittest.mock import patch

from odoo.tests import tagged

from ..models import coop_member_strategy_circles as circles
from ..models import project_project_publish as publish
from .portal_strategy_case import STRATEGY, PortalStrategyCase


@tagged("post_install", "-at_install")
class TestPortalLists(PortalStrategyCase):
    """Lists lead to all that there is, and to what is published no more by who takes
    part in it."""

    def test_all_decisions_are_found(self):
        circle = self._new(
            "coop.strategy.circle", name="Tools", company_id=self.company.id
        )
        for number in range(circles.MOST_DECISIONS + 1):
            self._new(
                "coop.strategy.decision",
                name=f"Decision {number}",
                circle_id=circle.id,
                proposal="<p>Yes</p>",
            ).action_adopt()
        proposed = self._new(
            "coop.strategy.decision",
            name="Not yet",
            circle_id=circle.id,
            proposal="<p>Who knows</p>",
        )
        self.sign_in(self.noor_user)
        register = f"{STRATEGY}/decisions"
        page = self.page(f"{STRATEGY}/circles")
        self.assertTrue(page.xpath(f"//a[contains(@href, '{register}')]"))
        found = [
            int(found)
            for page in (self.page(register), self.page(f"{register}/page/2"))
            for found in page.xpath("//@data-strategy-decision")
        ]
        self.assertEqual(sorted(found), sorted((circle.decision_ids - proposed).ids))

    def test_all_updates_are_found(self):
        first = self._update(self.wiki, "First", "public")
        self._update(self.wiki, "Second", "public")
        self.wiki.strategy_audience = self.cycle.audience = "public"
        self.sign_in(self.noor_user)
        find = publish.ProjectProject._published_updates
        with patch.object(find, "__defaults__", ((), 1, 1)):
            for url in (STRATEGY, "/strategy"):
                page = self.page(f"{url}/projects/{self.wiki.id}/page/2")
                told = page.xpath("//article/@data-strategy-update")
                self.assertEqual(told, [str(first.id)], url)

    def test_who_answered_finds_a_call_that_is_published_no_more(self):
        call = self._call(self.wiki)
        answer = self.env["coop.strategy.contribution"].create(
            {
                "call_id": call.id,
                "member_id": self.noor.id,
                "message": "Gladly",
                "state": "accepted",
            }
        )
        call.audience = "team"
        self.sign_in(self.noor_user)
        page = self.page(f"{STRATEGY}/calls")
        self.assertEqual(page.xpath("//@data-strategy-answer"), [str(call.id)])
        page = self.page(f"{STRATEGY}/calls/{call.id}")
        self.assertTrue(page.xpath("//input[@name='given']"))
        self.assert_hides(page, "This call is closed")
        answer.state = "withdrawn"
        page = self.page(f"{STRATEGY}/calls/{call.id}")
        self.assertFalse(page.xpath("//textarea[@name='message']"))
        self.sign_in(self.ali_user)
        self.assertEqual(self.url_open(f"{STRATEGY}/calls/{call.id}").status_code, 404)

    def test_a_vote_closes_on_the_day_of_who_votes(self):
        ballot = self._ballot(self.wiki + self.secret)
        ballot.closes_at = datetime(2035, 6, 1, 22, 30)
        ballot.action_open()
        user = self.noor_user
        user.tz = "Europe/Brussels"
        noor = self.noor.with_user(user).with_context(tz=user.tz)
        with patch.object(type(noor), "_portal_when", lambda _self, day: str(day)):
            [item] = noor._portal_votes_to_give()
        self.assertEqual(item.hint, "2035-06-02")

    def test_a_copy_is_published_to_nobody(self):
        update = self._update(self.wiki, "First", "public")
        self.wiki.strategy_audience = "public"
        self.assertEqual(self.wiki.copy().strategy_audience, "team")
        self.assertEqual(update.copy().audience, "team")
