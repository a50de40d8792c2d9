from odoo.tests import tagged

from .webinar_portal_case import WebinarPortalCase


@tagged("post_install", "-at_install")
class TestWebinarTour(WebinarPortalCase):
    """From a proposal to published takeaways, in a real browser the size of a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_from_a_proposal_to_published_takeaways(self):
        self.start_tour(
            "/my/coop", "coop_peer_webinar_propose", login=self.ada_user.login
        )
        proposals = self.env["coop.webinar.proposal"].with_user(self.adviser)
        topic = proposals.search([("name", "=", "Taxes without tears")])
        self.assertRecordValues(
            topic, [{"kind": "offer", "proposer_id": self.ada.id, "state": "open"}]
        )
        self.start_tour(
            "/my/coop/webinars/topics",
            "coop_peer_webinar_vote_and_register",
            login=self.jo_user.login,
        )
        self.env.invalidate_all()
        self.assertEqual(topic.vote_count, 1)
        topic.with_company(self.company).action_plan()
        self.assertEqual(topic.event_id.speaker_ids, self.ada)
        self.assertEqual(self.registration_of(self.event, self.jo).state, "open")
        self.end(self.event)
        self.attend(self.event, self.jo)
        self.start_tour("/my/coop", "coop_peer_webinar_keep", login=self.ada_user.login)
        self.env.invalidate_all()
        self.event.topic_ids = self.topic
        self.topic.with_context(lang="fr_FR").name = "Réseaux sociaux"
        self.event.webinar_access = "public"
        self.event.action_publish_takeaways()
        self.assertEqual(self.jo.gift_received, 60)
        self.start_tour("/webinars", "coop_peer_webinar_archive")
