from odoo.tests import HttpCase

from .common_join import JoinCase


class TestJoinTour(JoinCase, HttpCase):
    """The form in a real browser, the size of a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_from_the_form_to_the_candidate(self):
        english = {"frontend_lang": "en_US"}
        self.start_tour("/coop/join", "coop_join_form", cookies=english)
        here = [("company_id", "=", self.company.id), ("name", "=", "Le Fournil")]
        self.assertFalse(self.env["coop.member"].search(here))
        link = self._link_to("camille@example.org")
        self.start_tour(link, "coop_join_confirm", cookies=english)
        self.assertRecordValues(
            self.env["coop.member"].search(here),
            [
                {
                    "state": "candidate",
                    "stage_id": self.env.ref("coop_member.stage_new").id,
                    "adviser_id": self.adviser.id,
                    "college_id": self.college.id,
                }
            ],
        )
