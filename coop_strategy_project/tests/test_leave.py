from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from .common import StrategyCase


@tagged("post_install", "-at_install")
class TestLeave(StrategyCase):
    """Who leaves the cooperative takes no part in what it runs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wiki = cls._project("Wiki")
        cls.call = cls._call(cls.wiki)

    def answered(self, state):
        answer = self.env["coop.strategy.contribution"].create(
            {"call_id": self.call.id, "member_id": self.noor.id, "message": "Gladly"}
        )
        answer._ask_responsible()
        answer.state = state
        return answer

    def leave(self):
        self.noor.with_user(self.adviser).action_leave()

    def test_shared_tasks_are_seen_no_more(self):
        answer = self.answered("accepted")
        task = self.env["project.task"].create(
            {"name": "Theme", "project_id": self.wiki.id, "strategy_shared": True}
        )
        seat = self._new(
            "coop.strategy.seat",
            project_id=self.wiki.id,
            member_id=self.noor.id,
            minutes=60,
        )
        by_noor = task.with_user(self.noor_user)
        self.assertTrue(by_noor.has_access("read"))
        self.leave()
        self.env.invalidate_all()
        self.assertEqual(answer.state, "thanked")
        self.assertFalse(by_noor.has_access("read"))
        self.assertFalse(seat.exists())

    def test_an_offer_waits_no_more(self):
        answer = self.answered("offered")
        self.assertTrue(answer.activity_ids)
        self.leave()
        self.assertEqual(answer.state, "withdrawn")
        self.assertFalse(answer.activity_ids)

    def test_roles_are_vacant(self):
        circle = self._new(
            "coop.strategy.circle", name="Tools", company_id=self.company.id
        )
        role = self._new("coop.strategy.role", name="Gardener", circle_id=circle.id)
        days = (
            (self.today - timedelta(90), self.today - timedelta(60)),
            (self.today - timedelta(50), False),
            (self.today + timedelta(9), False),
        )
        first, running, coming = (
            self._new(
                "coop.strategy.assignment",
                role_id=role.id,
                member_id=self.noor.id,
                date_start=start,
                date_end=end,
            )
            for start, end in (
                days[0],
                (days[1][0], days[2][0] - timedelta(1)),
                days[2],
            )
        )
        self.noor.exit_date = self.today - timedelta(1)
        self.leave()
        self.assertEqual(first.date_end, days[0][1])
        self.assertEqual(running.date_end, self.noor.exit_date)
        self.assertFalse(coming.exists())
        self.assertTrue(role.is_vacant)

    def test_chosen_people_vote_no_more(self):
        other = self._project("Expenses")
        vals = {
            "electorate": "people",
            "people_ids": [
                Command.set((self.noor_user + self.ali_user).partner_id.ids)
            ],
        }
        ballots = [self._ballot(self.wiki + other, **vals) for _time in range(2)]
        ballots[0].action_open()
        self.leave()
        for ballot in ballots:
            self.assertEqual(ballot.people_ids, self.ali_user.partner_id)
