from odoo.tests import tagged

from .portal_strategy_case import PortalStrategyCase


@tagged("post_install", "-at_install")
class TestPortalStrategyTour(PortalStrategyCase):
    """Voting and answering a call in a real browser, the size of a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_vote_and_answer(self):
        expenses = self._project("Expenses", strategy_audience="members")
        ballot = self._ballot([self.wiki, expenses], dots=3)
        ballot.action_open()
        call = self._call(self.wiki)
        self.start_tour("/my/coop", "coop_strategy_portal", login=self.noor_user.login)
        self.assertEqual(self.counted(ballot), [2, 1])
        self.assertRecordValues(
            call.contribution_ids,
            [{"member_id": self.noor.id, "minutes": 240, "state": "offered"}],
        )
