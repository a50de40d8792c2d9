from odoo.tests import tagged

from .portal_case import PortalCase


@tagged("post_install", "-at_install")
class TestPortalTour(PortalCase):
    """The member's space in a real browser, the size of a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_portal_tour(self):
        self.start_tour("/my", "coop_member_portal", login=self.noor_user.login)
        self.assertRecordValues(
            self.noor.paper_ids,
            [
                {
                    "type_id": self.env.ref("coop_member.paper_liability").id,
                    "document_name": "scan.pdf",
                    "state": "received",
                }
            ],
        )
