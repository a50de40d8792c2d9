from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CoopCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02")
class TestInterview(CoopCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls._member()
        cls.interview = (
            cls.env["coop.interview"]
            .with_user(cls.adviser)
            .create(
                {
                    "member_id": cls.member.id,
                    "date": date(2026, 3, 1),
                    "private_notes": "Worried about cash",
                    "conclusions": "Raise the day rate",
                }
            )
        )

    def test_is_done_and_taken_back(self):
        self.interview.action_done()
        self.assertEqual(self.interview.state, "done")
        self.interview.action_plan()
        self.assertEqual(self.interview.state, "planned")
        self.interview.action_cancel()
        self.assertEqual(self.interview.state, "cancelled")

    def test_is_not_done_before_its_date(self):
        self.interview.date = date(2026, 3, 3)
        with self.assertRefused("before its date"):
            self.interview.action_done()

    def test_private_notes_stay_among_advisers(self):
        self.assertIn("cash", self.interview.private_notes)
        portal_user = self._portal_user(self.member)
        for user in (self.accountant, portal_user):
            interview = self.interview.with_user(user)
            self.assertIn("day rate", interview.conclusions)
            with self.assertRaises(AccessError):
                interview.read(["private_notes"])
