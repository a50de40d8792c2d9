from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CoopCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02")
class TestActivity(CoopCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls._member()
        cls.activity = cls._activity("Oak and Lime", member_ids=cls.member.ids)

    @classmethod
    def _activity(cls, name, **vals):
        return (
            cls.env["coop.activity"]
            .with_user(cls.adviser)
            .create({"name": name, "company_id": cls.company.id, **vals})
        )

    def test_has_an_account_in_the_activity_plan(self):
        self.assertRecordValues(
            self.activity.sudo().analytic_account_id,
            [
                {
                    "name": "Oak and Lime",
                    "code": self.activity.code,
                    "plan_id": self.company.coop_activity_plan_id.id,
                    "company_id": self.company.id,
                }
            ],
        )

    def test_account_follows_the_name(self):
        self.activity.name = "Oak, Lime and Ash"
        self.assertEqual(
            self.activity.sudo().analytic_account_id.name, "Oak, Lime and Ash"
        )

    def test_codes_follow_each_other_by_company(self):
        following = self._activity("Clay")
        self.assertEqual(int(following.code[1:]), int(self.activity.code[1:]) + 1)

    def test_codes_are_unique_in_a_company(self):
        with self.assertRefused("already used"):
            self._activity("Clay", code=self.activity.code)

    def test_opens_closes_and_opens_again(self):
        self.activity.action_open()
        self.assertRecordValues(
            self.activity, [{"state": "open", "date_open": date(2026, 3, 2)}]
        )
        self.activity.action_close()
        self.assertRecordValues(
            self.activity, [{"state": "closed", "date_close": date(2026, 3, 2)}]
        )
        self.assertFalse(self.activity.sudo().analytic_account_id.active)
        self.activity.action_open()
        self.assertRecordValues(
            self.activity,
            [{"state": "open", "date_open": date(2026, 3, 2), "date_close": False}],
        )
        self.assertTrue(self.activity.sudo().analytic_account_id.active)

    def test_needs_a_member_to_open(self):
        with self.assertRefused("has no member"):
            self._activity("Clay").action_open()

    def test_opens_and_closes_once(self):
        with self.assertRefused("is not open"):
            self.activity.action_close()
        self.activity.action_open()
        with self.assertRefused("already open"):
            self.activity.action_open()

    def test_members_are_of_the_same_cooperative(self):
        foreign = self._foreign_member()
        with self.assertRaises(UserError):
            self.activity.sudo().member_ids += foreign

    def test_is_shared_by_members(self):
        colleague = self._member("Ali Roche")
        self.activity.member_ids += colleague
        self.assertEqual(colleague.coop_activity_ids, self.activity)
        self.assertEqual(colleague.coop_activity_count, 1)

    def test_only_activities_in_preparation_are_deleted(self):
        account = self.activity.sudo().analytic_account_id
        other = self._activity("Clay", member_ids=self.member.ids)
        other.action_open()
        with self.assertRefused("has been open"):
            other.with_user(self.manager).unlink()
        self.activity.with_user(self.manager).unlink()
        self.assertFalse(account.exists())
