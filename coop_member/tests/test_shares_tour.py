from odoo import Command

from .common_join import JoinCase
from .share_portal_case import SharePortalCase


class TestSharesTour(JoinCase, SharePortalCase):
    """From the joining form to the certificate, on a phone."""

    browser_size = "390x844"
    touch_enabled = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.part.min_quantity = 10
        others = cls.env["coop.college"].search(
            [("company_id", "=", cls.company.id), ("id", "!=", cls.college.id)]
        )
        cls._share_type("S", 50, college_ids=[Command.set(others.ids)])

    def test_from_the_form_to_the_certificate(self):
        english = {"frontend_lang": "en_US"}
        path = f"/coop/join/{self.company.id}"
        self.start_tour(path, "coop_shares_join", cookies=english)
        link = self._link_to("camille@example.org")
        self.start_tour(link, "coop_join_confirm", cookies=english)
        member = (
            self.env["coop.member"]
            .with_user(self.adviser)
            .search([("email", "=", "camille@example.org")])
        )
        move = self._admit_and_call(member)
        user = self._portal_user(member)
        self.start_tour("/my/coop", "coop_shares_pay", login=user.login)
        self.assertEqual(move.state, "called")
        self._pay(move)
        self.assertRecordValues(move, [{"state": "done", "number": 1, "quantity": 12}])
        self.start_tour("/my/coop", "coop_shares_certificate", login=user.login)
        again = self.moves_of(member)[0]
        self.assertRecordValues(
            again, [{"state": "called", "quantity": 4, "source": "portal"}]
        )

    def _admit_and_call(self, member):
        """What the team does; returns the subscription of the form."""
        move = self.moves_of(member)
        self.assertRecordValues(
            move, [{"state": "draft", "quantity": 12, "source": "form"}]
        )
        member.action_admit()
        self.assertEqual(move.activity_ids.user_id, self.accountant)
        move.action_call()
        return move
