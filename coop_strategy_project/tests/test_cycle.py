from datetime import date

from odoo.tests import tagged

from .common import StrategyCase


@tagged("post_install", "-at_install")
class TestCycle(StrategyCase):
    def test_a_vote_is_of_a_meeting_with_a_majority(self):
        year = self.cycle.date_end.year + 1
        plan = self._cycle("Next", date(year, 1, 1), date(year + 2, 12, 31))
        with self.assertRefused("which meeting"):
            plan.action_vote()
        plan.write({"meeting_name": "Assembly", "meeting_date": self.today})
        with self.assertRefused("more are in favour"):
            plan.action_vote()
        plan.votes_for = 10
        with self.assertRefused("one axis"):
            plan.action_vote()
        self._axis("Tools", plan)
        plan.action_vote()
        self.assertRecordValues(plan, [{"state": "voted", "votes_share": 1.0}])
        with self.assertRefused("it is voted"):
            plan.action_vote()
        plan.action_finish()
        self.assertEqual(plan.state, "finished")
        with self.assertRefused("is kept"):
            plan.unlink()

    def test_strategies_do_not_overlap(self):
        for start, end in (
            (self.cycle.date_end, date(self.cycle.date_end.year + 3, 1, 1)),
            (self.cycle.date_start, self.cycle.date_end),
            (date(2000, 1, 1), self.cycle.date_start),
        ):
            with self.assertRefused("covers some of these years"):
                self._cycle("Overlap", start, end)
        with self.assertRefused("ends after it begins"):
            self._cycle("Backwards", date(2001, 1, 1), date(2000, 1, 1))
        # the other cooperative has years of its own
        self.env["coop.strategy.cycle"].create(
            {
                "name": "Elsewhere",
                "company_id": self.other_company.id,
                "date_start": self.cycle.date_start,
                "date_end": self.cycle.date_end,
            }
        )

    def test_drafts_are_deleted(self):
        year = self.cycle.date_end.year + 1
        plan = self._cycle("Next", date(year, 1, 1), date(year, 12, 31))
        plan.unlink()
        self.assertFalse(plan.exists())

    def test_axes_of_a_project_are_of_its_strategy(self):
        year = self.cycle.date_end.year + 1
        plan = self._cycle("Next", date(year, 1, 1), date(year, 12, 31))
        tools = self._axis("Tools", plan)
        with self.assertRefused("axes of the strategy"):
            self._project("Wiki", strategy_axis_ids=tools.ids)

    def test_an_axis_that_was_voted_on_is_kept(self):
        with self.assertRefused("is kept"):
            self.axis.unlink()

    def test_an_axis_dates_where_it_stands(self):
        self.axis.today_text = "<p>Half way.</p>"
        self.assertEqual(self.axis.today_date, self.today)

    def test_progress_is_that_of_projects(self):
        for name, progress in (("Wiki", 30), ("Expenses", 80)):
            self._update(self._project(name), "News", progress=progress)
        self._project("Silent")
        self.axis.invalidate_recordset()
        self.assertEqual(self.axis.progress, 55)
        self.assertEqual(self.axis.project_count, 3)
        self.assertEqual(self.cycle.project_count, 3)

    def test_steps_are_taken_back_one_by_one(self):
        self.cycle.action_finish()
        self.cycle.action_reopen()
        self.assertEqual(self.cycle.state, "voted")
        with self.assertRefused("it is voted"):
            self.cycle.action_reopen()
        self.cycle.action_unvote()
        self.assertEqual(self.cycle.state, "draft")
        with self.assertRefused("it is in preparation"):
            self.cycle.action_unvote()
