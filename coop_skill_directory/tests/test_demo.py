from odoo.tests import tagged

from odoo.addons.base.tests.common import BaseCommon


@tagged("post_install", "-at_install")
class TestDemo(BaseCommon):
    """The demonstration's directory, in both cooperatives."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mails_before = cls.env["mail.mail"].search_count([])
        cls.env["coop.demo"].load()
        cls.coops = cls.env.ref("__demo__.coop_fr") + cls.env.ref("__demo__.coop_be")

    def _of(self, model, company):
        return self.env[model].search([("company_id", "=", company.id)])

    def test_rich_profiles_in_both(self):
        for company in self.coops:
            cards = self._of("coop.directory.card", company)
            self.assertEqual(
                set(cards.mapped("audience")), {"members", "network", "public"}
            )
            members = self._of("coop.member.skill", company).member_id
            self.assertGreaterEqual(len(members), 7)
            self.assertTrue(members.filtered("directory_has_photo"))
            self.assertTrue(members.reference_ids.filtered("has_picture"))

    def test_requests_in_every_state(self):
        requests = self.env["coop.skill.request"].search(
            [("company_id", "in", self.coops.ids)]
        )
        self.assertEqual(set(requests.mapped("state")), {"open", "agreed", "done"})
        self.assertEqual(
            set(requests.mapped("outcome")), {False, "charge", "gift", "outside"}
        )
        gifts = requests.filtered(lambda one: one.outcome == "gift")
        self.assertTrue(all(gifts.mapped("gift_count")))

    def test_groups_and_clients(self):
        for company in self.coops:
            self.assertTrue(self._of("coop.collaboration", company))
            referrals = self._of("coop.referral", company)
            self.assertTrue(referrals.filtered("recommender_id"))
            self.assertIn("won", referrals.mapped("state"))

    def test_again_changes_nothing_and_nobody_is_written_to(self):
        def counts():
            models = ("coop.skill.request", "coop.collaboration", "coop.referral")
            return [self.env[model].search_count([]) for model in models]

        before = counts()
        self.env["coop.demo"].load()
        self.assertEqual(counts(), before)
        self.assertEqual(self.env["mail.mail"].search_count([]), self.mails_before)
