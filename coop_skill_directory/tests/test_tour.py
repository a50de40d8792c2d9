from odoo.tests import tagged

from odoo.addons.coop_member.tests.portal_case import PortalCase

from .common import DirectoryCase


@tagged("post_install", "-at_install")
class TestTour(PortalCase, DirectoryCase):
    """From a search to an answered request, in a real browser, the size of a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_from_search_to_answered_request(self):
        self._give_skills(self.ali, "bicycle_repair:expert", "offer")
        self.ali.write(
            {"headline": "Bikes of every kind", "directory_visibility": "members"}
        )
        ali_user = self._portal_user(self.ali, "ali_roche")
        for tour, user in (
            ("ask", self.noor_user),
            ("answer", ali_user),
            ("end", self.noor_user),
        ):
            self.start_tour(
                "/my/coop", f"coop_skill_directory_{tour}", login=user.login
            )
        asked = self.env["coop.skill.request"].search([])
        self.assertRecordValues(
            asked,
            [{"state": "done", "outcome": "gift", "minutes": 75, "is_inside": True}],
        )
        gift = self.env["coop.gift"].search([("origin_id", "=", asked.id)])
        self.assertRecordValues(
            gift,
            [
                {
                    "giver_id": self.ali.id,
                    "receiver_id": self.noor.id,
                    "minutes": 75,
                    "state": "confirmed",
                }
            ],
        )
