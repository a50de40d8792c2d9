from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.coop_member.tests.common import CoopCase

from .common import WebinarVerbs

#: model → what each may do, of read, write, create and unlink
RIGHTS = {
    "coop.webinar.topic": {"organiser": "r", "manager": "rwcu", "member": "r"},
    "coop.webinar.proposal": {"organiser": "rwcu", "manager": "rwcu", "member": "r"},
    "coop.webinar.vote": {"organiser": "r", "manager": "r", "member": ""},
    "coop.webinar.offer": {"organiser": "rwcu", "manager": "rwcu", "member": ""},
    "coop.webinar.takeaway": {"organiser": "rwcu", "manager": "rwcu", "member": ""},
    "coop.webinar.file": {"organiser": "rwcu", "manager": "rwcu", "member": ""},
    "coop.webinar.feedback": {"organiser": "r", "manager": "r", "member": ""},
    "coop.webinar.report": {"organiser": "r", "manager": "r", "member": ""},
    "coop.webinar.year": {"organiser": "rwcu", "manager": "rwcu", "member": ""},
    "coop.webinar.turn": {"organiser": "", "manager": "", "member": ""},
    "event.event": {"organiser": "rwc", "manager": "rwcu", "member": "r"},
    "event.registration": {"organiser": "rwc", "manager": "rwcu", "member": "r"},
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}
#: fields that nobody reads but the team
OF_THE_TEAM = (
    "advice",
    "file_ids",
    "meeting_url",
    "proposal_ids",
    "recording_url",
    "signed_sheet",
    "speaker_ids",
    "takeaway_ids",
    "waiting_count",
    "webinar_text",
)


@tagged("post_install", "-at_install")
class TestWebinarAccess(WebinarVerbs, CoopCase):
    """Each right, allowed and denied."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organiser = cls._new_user("organiser", "coop_peer_webinar.group_organiser")
        cls.visitor = cls.env.ref("base.public_user")
        cls.stranger = cls._new_user("stranger", "base.group_portal")
        cls.foreigner = cls._foreign_member()
        cls.foreign_user = cls._portal_user(cls.foreigner, "jef_peeters")
        cls.for_members = cls.webinar("For members", webinar_access="members")
        cls.for_all = cls.webinar("For everybody", webinar_access="public")

    def sees(self, user, event):
        events = self.env["event.event"].with_user(user)
        found = events.search([("id", "=", event.id)])
        self.assertEqual(bool(found), events.browse(event.id).has_access("read"))
        return bool(found)

    def as_user(self, user, record):
        """``record`` as ``user`` meets it."""
        return self.env[record._name].with_user(user).browse(record.id)

    def test_every_model_is_covered(self):
        models = self.env["ir.model"].search([("model", "=like", "coop.webinar.%")])
        concrete = {one.model for one in models if not self.env[one.model]._abstract}
        self.assertEqual(concrete, {name for name in RIGHTS if name.startswith("coop")})

    def test_rights_on_models(self):
        users = {
            "organiser": self.organiser,
            "manager": self.manager,
            "member": self.jo_user,
        }
        for model, by_group in RIGHTS.items():
            for group, allowed in by_group.items():
                records = self.env[model].with_user(users[group])
                for letter, operation in OPERATIONS.items():
                    with self.subTest(model=model, group=group, operation=operation):
                        self.assertEqual(
                            records.has_access(operation), letter in allowed
                        )

    def test_nobody_else_has_any(self):
        for model in (name for name in RIGHTS if name.startswith("coop")):
            for user in (self.employee, self.stranger, self.visitor):
                with self.subTest(model=model, user=user.login):
                    self.assertFalse(self.env[model].with_user(user).has_access("read"))

    def test_advisers_organise_and_accountants_do_not(self):
        group = "coop_peer_webinar.group_organiser"
        self.assertTrue(self.adviser.has_group(group))
        self.assertTrue(self.manager.has_group(group))
        self.assertFalse(self.accountant.has_group(group))

    def test_members_only_is_for_members_of_that_cooperative(self):
        self.assertTrue(self.sees(self.jo_user, self.for_members))
        self.assertTrue(self.sees(self.organiser, self.for_members))
        for user in (self.visitor, self.stranger, self.foreign_user):
            with self.subTest(user=user.login):
                self.assertFalse(self.sees(user, self.for_members))
                with self.assertRaises(AccessError):
                    self.as_user(user, self.for_members).read(["name"])

    def test_everybody_sees_what_is_for_everybody(self):
        # Odoo's own rule keeps companies apart, for everybody but visitors' pages
        self.visitor.company_ids |= self.company
        for user in (self.visitor, self.stranger, self.jo_user):
            with self.subTest(user=user.login):
                self.assertTrue(self.sees(user, self.for_all))

    def test_drafts_are_for_the_team(self):
        self.for_all.is_published = False
        self.assertFalse(self.sees(self.jo_user, self.for_all))
        self.assertTrue(self.sees(self.organiser, self.for_all))

    def test_who_left_sees_what_everybody_does(self):
        self.jo.action_leave()
        self.assertFalse(self.sees(self.jo_user, self.for_members))
        self.assertTrue(self.sees(self.jo_user, self.for_all))

    def test_candidates_are_not_members_yet(self):
        candidate = self._candidate("Zoé Blanc")
        user = self._portal_user(candidate, "zoe_blanc")
        self.assertFalse(self.sees(user, self.for_members))

    def test_other_events_are_seen_as_before(self):
        self.assertFalse(self.sees(self.stranger, self.for_members))
        fair = self.for_members.copy({"is_peer_webinar": False, "name": "Fair"})
        fair.is_published = True
        self.assertTrue(self.sees(self.stranger, fair))

    def test_fields_of_the_team_cannot_be_read_over_rpc(self):
        for user in (self.visitor, self.jo_user, self.ada_user, self.employee):
            for name in OF_THE_TEAM:
                with (
                    self.subTest(user=user.login, field=name),
                    self.assertRaises(AccessError),
                ):
                    self.as_user(user, self.for_all).read([name])
        self.for_all.with_user(self.organiser).read(
            [name for name in OF_THE_TEAM if name != "webinar_text"]
        )

    def test_fields_of_the_team_cannot_be_guessed_by_searching(self):
        for user in (self.visitor, self.jo_user, self.employee):
            events = self.env["event.event"].with_user(user)
            for name in ("advice", "meeting_url", "recording_url", "takeaway_ids"):
                with (
                    self.subTest(user=user.login, field=name),
                    self.assertRaises(AccessError),
                ):
                    events.search([(name, "ilike", "meet")])

    def test_members_see_their_own_registrations(self):
        mine, other = self.register(self.for_members, self.jo, self.ada)
        records = self.registrations.with_user(self.jo_user)
        self.assertEqual(records.search([]), mine)
        with self.assertRaises(AccessError):
            other.with_user(self.jo_user).read(["name"])
        with self.assertRaises(AccessError):
            mine.with_user(self.jo_user).write({"state": "done"})

    def test_staff_who_are_members_see_all(self):
        registrations = self.register(self.for_members, self.jo, self.ada)
        self.organiser.group_ids |= self.env.ref("coop_member.group_member")
        found = self.registrations.with_user(self.organiser).search([])
        self.assertEqual(found & registrations, registrations)

    def test_cooperatives_do_not_see_each_other(self):
        topic = self.propose(self.jo)
        colleague = self._new_user(
            "colleague", "coop_member.group_manager", self.other_company
        )
        for user in (colleague, self.foreign_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.as_user(user, topic).read(["name"])
        self.assertFalse(self.sees(colleague, self.for_members))
        self.assertFalse(
            self.env["coop.webinar.report"]
            .with_user(colleague)
            .search([("event_id", "=", self.for_members.id)])
        )

    def test_members_see_what_is_open_and_their_own(self):
        topic = self.propose(self.jo)
        topic.with_user(self.adviser).action_decline()
        topics = self.env["coop.webinar.proposal"]
        self.assertTrue(topics.with_user(self.jo_user).search([("id", "=", topic.id)]))
        self.assertFalse(
            topics.with_user(self.ada_user).search([("id", "=", topic.id)])
        )

    def test_organisers_choose_speakers_and_change_no_member(self):
        by_organiser = self.ada.with_user(self.organiser)
        self.assertEqual(by_organiser.display_name, "Ada Brun")
        with self.assertRaises(AccessError):
            by_organiser.write({"motivation": "x"})

    def test_organisers_do_the_whole_of_it(self):
        topic = self.propose(self.ada, kind="offer").with_user(self.organiser)
        topic = topic.with_company(self.company)
        topic.action_plan()
        event = topic.event_id
        event.write({"meeting_url": "https://meet.example.org", "is_published": True})
        self.register(event, self.jo)
        self.end(event)
        event.action_mark_all_present()
        event.takeaway_ids = [(0, 0, {"name": "Begin small"})]
        event.action_publish_takeaways()
        self.assertTrue(event.takeaways_published)
        self.assertEqual(self.jo.gift_received, 60)
