from odoo.tests import tagged

from .common import CoopCase


@tagged("post_install", "-at_install")
class TestPaper(CoopCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls._member()
        cls.insurance = cls.env.ref("coop_member.paper_liability")

    def _paper(self, **vals):
        return (
            self.env["coop.paper"]
            .with_user(self.adviser)
            .create({"member_id": self.member.id, "type_id": self.insurance.id, **vals})
        )

    def test_expiry_is_known_when_accepted(self):
        paper = self._paper()
        with self.assertRefused("expires before accepting"):
            paper.action_accept()
        paper.date_expiry = "2027-01-01"
        paper.action_accept()
        self.assertEqual(paper.state, "accepted")

    def test_a_newer_paper_replaces_the_older(self):
        older = self._paper(date_expiry="2026-01-01")
        older.action_accept()
        newer = self._paper(date_expiry="2027-01-01")
        newer.action_accept()
        self.assertRecordValues(
            older + newer, [{"state": "replaced"}, {"state": "accepted"}]
        )

    def test_rejection_says_why(self):
        paper = self._paper()
        with self.assertRefused("Tell the member why"):
            paper.action_reject()
        paper.rejection_note = "Cannot be read"
        paper.action_reject()
        self.assertEqual(paper.state, "rejected")

    def test_what_is_decided_is_checked_no_more(self):
        for decide in ("action_accept", "action_reject"):
            with self.subTest(decide):
                paper = self._paper(date_expiry="2027-01-01", rejection_note="Blurred")
                self.member.adviser_id = self.adviser
                paper._notify_received()
                self.assertTrue(paper.activity_ids)
                getattr(paper, decide)()
                self.assertFalse(paper.activity_ids)

    def test_what_was_replaced_meanwhile_is_decided_no_more(self):
        newer = self._paper(date_expiry="2028-01-01")
        newer.action_accept()
        older = self._paper(
            date_expiry="2027-01-01", state="replaced", rejection_note="Blurred"
        )
        for decide in (older.action_accept, older.action_reject):
            with self.assertRefused("replaced by a newer paper"):
                decide()
        self.assertEqual(newer.state, "accepted")
