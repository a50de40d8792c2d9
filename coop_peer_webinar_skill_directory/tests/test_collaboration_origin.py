from odoo.tests import tagged

from odoo.addons.coop_member.tests.portal_case import PortalCase
from odoo.addons.coop_peer_webinar.tests.common import WebinarVerbs

COLLABORATIONS = "/my/coop/collaborations"


@tagged("post_install", "-at_install")
class TestCollaborationOrigin(WebinarVerbs, PortalCase):
    """Ada spoke; Jo goes on with her."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls.webinar(days=-7, webinar_access="members")

    def setUp(self):
        super().setUp()
        self.sign_in(self.jo_user)
        self.groups = self.env["coop.collaboration"]

    def groups_of(self, event):
        return self.groups.search([("event_id", "=", event.id)])

    def test_who_spoke_is_asked_to_join(self):
        slug = self.env["ir.http"]._slug(self.event)
        self.assert_shows(self.page(f"/webinars/{slug}"), "Go on together")
        form = self.page(f"{COLLABORATIONS}/new?webinar={self.event.id}")
        self.assert_shows(form, "Asked to join: Ada Brun")
        typed = {"name": "Pictures", "purpose": "Better pictures"}
        self.post(f"{COLLABORATIONS}/new", webinar=str(self.event.id), **typed)
        [group] = self.groups_of(self.event)
        self.assertRecordValues(
            group.line_ids.sorted("is_host"),
            [
                {"member_id": self.ada.id, "is_host": False, "state": "asked"},
                {"member_id": self.jo.id, "is_host": True, "state": "agreed"},
            ],
        )

    def test_not_before_it_took_place(self):
        slug = self.env["ir.http"]._slug(self.webinar("To come"))
        self.assert_hides(self.page(f"/webinars/{slug}"), "Go on together")

    def test_nothing_is_learnt_of_what_is_not_shown(self):
        draft = self.webinar("Secret", days=-3, webinar_access="members")
        draft.is_published = False
        stock = self.env["event.event"].create(
            {
                "name": "Other fair",
                "company_id": self.company.id,
                "date_begin": self.event.date_begin,
                "date_end": self.event.date_end,
            }
        )
        for wanted in (draft.id, stock.id, 0, "x", "9" * 30):
            with self.subTest(wanted=wanted):
                form = self.page(f"{COLLABORATIONS}/new?webinar={wanted}")
                self.assert_hides(form, "Secret", "Other fair", "Ada Brun")

    def test_a_speaker_who_left_is_not_asked(self):
        self.ada.write({"state": "left", "exit_date": self.ada.admission_date})
        origin = self.groups.with_user(self.jo_user)._portal_origin(
            self.jo.with_user(self.jo_user), {"webinar": str(self.event.id)}
        )
        self.assertFalse(origin.people)
        self.assertEqual(origin.typed["name"], "First steps on Instagram")
