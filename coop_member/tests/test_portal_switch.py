from odoo import Command
from odoo.tests import tagged

from .portal_case import PortalCase


@tagged("post_install", "-at_install")
class TestPortalSwitch(PortalCase):
    """One person in several cooperatives of the database."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.noor.partner_id.company_id = False
        cls.there = cls.env["coop.member"].create(
            {
                "partner_id": cls.noor.partner_id.id,
                "company_id": cls.other_company.id,
                "college_id": cls.other_college.id,
            }
        )
        cls.there.action_admit()
        cls.noor_user.company_ids |= cls.other_company

    def setUp(self):
        super().setUp()
        self.sign_in(self.noor_user)

    def _choices(self):
        return self.page("/my/coop").xpath("//button[@name='member_id']/@value")

    def _shown(self):
        facts = self.page("/my/coop/membership").xpath("//dl")[0].text_content()
        return next(c for c in self.company + self.other_company if c.name in facts)

    def test_both_are_offered_and_one_is_shown(self):
        self.assertEqual(
            self._choices(), [str(member.id) for member in self.noor + self.there]
        )
        self.assertEqual(self._shown(), self.company)

    def test_the_choice_lasts(self):
        response = self.post("/my/coop/switch", member_id=self.there.id)
        self.assert_leads_to(response, "/my/coop")
        self.assertEqual(self._shown(), self.other_company)
        self.assertEqual(self._shown(), self.other_company)
        self.post("/my/coop/switch", member_id=self.noor.id)
        self.assertEqual(self._shown(), self.company)

    def test_each_shows_its_own(self):
        contract = f"//*[@data-coop-contract='{self.noor_contract.id}']"
        self.assertTrue(self.page("/my/coop/membership").xpath(contract))
        self.post("/my/coop/switch", member_id=self.there.id)
        self.assertFalse(self.page("/my/coop/membership").xpath(contract))

    def test_forged_choices_change_nothing(self):
        for forged in (self.ali.id, 0, "", "1 OR 1=1", f"{self.there.id} "):
            response = self.post("/my/coop/switch", member_id=forged)
            self.assert_leads_to(response, "/my/coop")
            self.assertEqual(self._shown(), self.company)

    def test_the_choice_is_checked_again_each_time(self):
        self.post("/my/coop/switch", member_id=self.there.id)
        self.there.active = False
        self.assertEqual(self._shown(), self.company)
        self.assertFalse(self._choices())

    def test_a_company_that_is_taken_away_is_not_shown(self):
        self.post("/my/coop/switch", member_id=self.there.id)
        self.noor_user.company_ids = [Command.set(self.company.ids)]
        self.assertEqual(self._shown(), self.company)

    def test_kinds_of_paper_are_the_cooperative_s(self):
        insurance = self.env.ref("coop_member.paper_liability")
        theirs = insurance.copy({"company_id": self.other_company.id})
        self.assert_forbidden(f"/my/coop/papers/{theirs.id}")
        self.post("/my/coop/switch", member_id=self.there.id)
        self.page(f"/my/coop/papers/{theirs.id}")

    def test_access_is_granted_cooperative_by_cooperative(self):
        self.noor_user.company_ids = [Command.set(self.company.ids)]
        self.there.action_grant_portal()
        self.assertEqual(self.noor_user.company_ids, self.company + self.other_company)
        self.assertEqual(len(self._choices()), 2)
