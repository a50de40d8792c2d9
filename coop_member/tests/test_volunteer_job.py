from datetime import date

from odoo.tests import tagged

from .common import CoopCase


@tagged("post_install", "-at_install")
class TestVolunteerJob(CoopCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls._member()
        cls.agreement = cls._running(cls.member, cls.volunteering, date(2024, 1, 1))
        cls.job = (
            cls.env["coop.volunteer.job"]
            .with_user(cls.adviser)
            .create(
                {
                    "name": "Ambassador",
                    "contract_id": cls.agreement.id,
                    "goal_ids": [(0, 0, {"name": "Markets", "target": 6})],
                }
            )
        )

    def test_starts_recruited(self):
        self.assertRecordValues(
            self.job, [{"stage": "recruited", "member_id": self.member.id}]
        )

    def test_one_sheet_by_agreement(self):
        with self.assertRefused("already has a job sheet"):
            self.job.copy({"contract_id": self.agreement.id})

    def test_goals_carry_a_figure(self):
        with self.assertRefused("figure above zero"):
            self.job.goal_ids.target = 0

    def test_who_leaves_is_gone(self):
        self.job.stage = "responsible"
        self.member.action_leave()
        self.assertEqual(self.job.stage, "gone")
