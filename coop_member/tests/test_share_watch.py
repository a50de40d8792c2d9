from odoo.exceptions import AccessError

from .share_case import ShareCase


class TestShareWatch(ShareCase):
    """The check of the register by hand and by its job, and whom it tells."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._subscribed(cls.noor, 10)
        cls.last = cls._subscribed(cls.ali, 5)

    def _spoil(self):
        """Change a line behind the register's back."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE coop_share_move SET quantity = 50 WHERE id = %s", [self.last.id]
        )
        self.env.invalidate_all()

    def _check(self, user):
        checks = self.env["coop.share.check"].with_user(user)
        return checks.browse(checks._open()["res_id"])

    def _run_job(self):
        with self.enter_registry_test_mode():
            self.env.ref("coop_member.ir_cron_share_check").method_direct_trigger()
        return self._moves("subscription").activity_ids

    def test_sound_register(self):
        self.assertRecordValues(
            self._check(self.accountant),
            [
                {
                    "difference": "",
                    "line_count": 2,
                    "holder_count": 2,
                    "capital": 225,
                    "seal": self.last.hash,
                }
            ],
        )
        self.assertFalse(self._run_job())

    def test_difference(self):
        self._spoil()
        self.assertIn("Movement 2", self._check(self.manager).difference)

    def test_advisers_do_not_check(self):
        with self.assertRaises(AccessError):
            self._check(self.adviser)

    def test_job_tells_the_accountant_once(self):
        self._spoil()
        activity = self._run_job()
        self.assertRecordValues(
            activity,
            [
                {
                    "user_id": self.accountant.id,
                    "summary": "The capital register differs",
                }
            ],
        )
        self.assertIn("Movement 2", activity.note)
        self.assertEqual(self._run_job(), activity)

    def test_job_tells_again_once_it_was_dealt_with(self):
        self._spoil()
        self._run_job().action_feedback()
        self.assertEqual(len(self._run_job()), 1)

    def test_managers_are_told_where_there_is_no_accountant(self):
        self.accountant.active = False
        self.assertEqual(self.company._coop_accountant(), self.manager)

    def test_accountant_of_the_cooperative_comes_first(self):
        elsewhere = self._new_user("aa", "coop_member.group_accountant")
        elsewhere.company_ids |= self.other_company
        elsewhere.company_id = self.other_company
        self.accountant.company_ids |= self.other_company
        self.assertEqual(self.company._coop_accountant(), self.accountant)
        self.assertEqual(self.other_company._coop_accountant(), elsewhere)
