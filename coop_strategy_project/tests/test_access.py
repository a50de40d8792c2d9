from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import StrategyCase

PLAN = {
    "strategist": "rwcu",
    "teammate": "r",
    "manager": "rwcu",
    "adviser": "r",
    "accountant": "r",
    "employee": "r",
    "noor_user": "r",
}
#: model → what each group may do, of read, write, create and unlink
RIGHTS = {
    "coop.strategy.cycle": PLAN,
    "coop.strategy.axis": PLAN | {"teammate": "rw", "adviser": "rw"},
    "coop.strategy.category": PLAN | {"noor_user": ""},
    "coop.strategy.kpi": PLAN
    | {"teammate": "rwc", "adviser": "rwc", "accountant": "", "employee": ""},
    "coop.strategy.kpi.measure": PLAN
    | {"teammate": "rwcu", "adviser": "rwcu", "accountant": "", "employee": ""},
    "coop.strategy.objective": PLAN
    | {"teammate": "rwc", "adviser": "rwc", "accountant": "", "employee": ""},
    "coop.strategy.grant": PLAN | {"accountant": "", "employee": "", "noor_user": ""},
    "coop.strategy.grant.payment": PLAN
    | {"accountant": "", "employee": "", "noor_user": ""},
    "coop.strategy.grant.report": PLAN
    | {
        "teammate": "rw",
        "adviser": "rw",
        "accountant": "",
        "employee": "",
        "noor_user": "",
    },
    "coop.strategy.seat": PLAN
    | {
        "teammate": "rwcu",
        "adviser": "rwcu",
        "accountant": "",
        "employee": "",
        "noor_user": "",
    },
    "coop.strategy.ballot": PLAN,
    "coop.strategy.ballot.option": PLAN,
    "coop.strategy.ballot.voter": dict.fromkeys(PLAN, "r"),
    "coop.strategy.ballot.choice": dict.fromkeys(PLAN, "r"),
    "coop.strategy.call": PLAN
    | {"teammate": "rwc", "adviser": "rwc", "accountant": "", "employee": ""},
    "coop.strategy.contribution": PLAN
    | {"teammate": "rwc", "adviser": "rwc", "accountant": "", "employee": ""},
    "coop.strategy.hours": PLAN
    | {"teammate": "rwcu", "adviser": "rwcu", "accountant": "", "employee": ""},
    "coop.strategy.question": PLAN
    | {
        "strategist": "rwc",
        "teammate": "rwc",
        "manager": "rwc",
        "adviser": "rwc",
        "accountant": "",
        "employee": "",
    },
    "coop.strategy.answer": PLAN
    | {"teammate": "rwc", "adviser": "rwc", "accountant": "", "employee": ""},
    "coop.strategy.support": {
        "strategist": "r",
        "teammate": "r",
        "manager": "r",
        "adviser": "r",
        "accountant": "",
        "employee": "",
        "noor_user": "",
    },
    "coop.strategy.circle": PLAN,
    "coop.strategy.role": PLAN,
    "coop.strategy.assignment": PLAN,
    "coop.strategy.decision": PLAN | {"teammate": "rwc", "adviser": "rwc"},
    "coop.strategy.objection": PLAN | {"teammate": "rwcu", "adviser": "rwcu"},
    "coop.strategy.hide": PLAN
    | {
        "teammate": "rwcu",
        "adviser": "rwcu",
        "accountant": "",
        "employee": "",
        "noor_user": "",
    },
    "coop.strategy.report": PLAN
    | {
        "teammate": "rwcu",
        "adviser": "rwcu",
        "accountant": "",
        "employee": "",
        "noor_user": "",
    },
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}


@tagged("post_install", "-at_install")
class TestAccess(StrategyCase):
    """Who may do what, allowed and denied, and what rules let nobody see."""

    def test_rights(self):
        for model, rights in RIGHTS.items():
            for user, allowed in rights.items():
                by_user = self.env[model].with_user(getattr(self, user))
                found = "".join(
                    letter
                    for letter, operation in OPERATIONS.items()
                    if by_user.browse().has_access(operation)
                )
                with self.subTest(model=model, user=user):
                    self.assertEqual(found, allowed)

    def test_every_model_is_in_the_table(self):
        models = self.env["ir.model"].search(
            [("model", "=like", "coop.strategy.%"), ("abstract", "=", False)]
        )
        self.assertEqual(set(models.mapped("model")), set(RIGHTS))

    def seen_by(self, user, records):
        found = records.with_user(user).search([("id", "in", records.ids)])
        return found.sudo(False).with_env(records.env)

    def test_what_is_in_preparation(self):
        year = self.cycle.date_end.year + 1
        plan = self._cycle("Next", f"{year}-01-01", f"{year}-12-31")
        axis = self._axis("Tools", plan)
        kpi = self._kpi(axis_id=axis.id)
        for user in (self.noor_user, self.employee):
            self.assertFalse(self.seen_by(user, plan + axis.cycle_id))
            self.assertFalse(self.seen_by(user, axis))
        self.assertFalse(self.seen_by(self.noor_user, kpi))
        for record in (plan, axis, kpi):
            self.assertEqual(self.seen_by(self.teammate, record), record)
        self._vote(plan)
        for record in (plan, axis, kpi):
            self.assertEqual(self.seen_by(self.noor_user, record), record)

    def test_what_is_for_the_team(self):
        kpi = self._kpi(audience="team")
        measure = self._new("coop.strategy.kpi.measure", kpi_id=kpi.id, value=1)
        objective = self._objective(audience="team")
        for record in (kpi, measure, objective):
            self.assertFalse(self.seen_by(self.noor_user, record), record)
            self.assertEqual(self.seen_by(self.teammate, record), record)
        self.cycle.audience = "team"
        for record in (self.cycle, self.axis):
            self.assertFalse(self.seen_by(self.noor_user, record))

    def test_members_see_their_own_contributions(self):
        call = self._call(self._project("Wiki"))
        own, other = (
            self._new(
                "coop.strategy.contribution",
                call_id=call.id,
                member_id=member.id,
                message="Gladly",
            )
            for member in (self.noor, self.ali)
        )
        self.assertEqual(self.seen_by(self.noor_user, own + other), own)
        with self.assertRaises(AccessError):
            own.with_user(self.noor_user).message = "More"

    def test_updates_and_projects_are_read_by_no_member(self):
        project = self._project("Wiki", strategy_audience="public")
        update = self._update(project, "News", audience="public")
        for record in (project, update):
            with self.assertRaises(AccessError):
                record.with_user(self.noor_user).read(["name"])

    def test_what_lies_beside_updates_is_read_by_no_member(self):
        """Messages and files, of what is published, too."""
        project = self._project("Wiki", strategy_audience="public")
        for record in (project, self._update(project, "News", audience="public")):
            said = record.message_post(body="Hush", subtype_xmlid="mail.mt_comment")
            file = self._new(
                "ir.attachment",
                name="costs.txt",
                raw=b"12",
                res_model=record._name,
                res_id=record.id,
            )
            self.assertFalse(self.messages_seen(record, self.noor_user))
            for beside in (said, file):
                with self.assertRaises(AccessError):
                    beside.with_user(self.noor_user).read([])
            found = file.with_user(self.noor_user).search([("id", "=", file.id)])
            self.assertFalse(found)

    def test_proposals_are_for_the_team(self):
        circle = self._new(
            "coop.strategy.circle", name="Tools", company_id=self.company.id
        )
        decision = self._new(
            "coop.strategy.decision",
            name="A wiki",
            circle_id=circle.id,
            proposal="<p>Let us.</p>",
        )
        self.assertFalse(self.seen_by(self.noor_user, decision))
        decision.action_adopt()
        self.assertEqual(self.seen_by(self.noor_user, decision), decision)

    def test_cooperatives_do_not_see_each_other(self):
        stranger = self._new_user(
            "stranger",
            "coop_strategy_project.group_strategy_coordinator",
            self.other_company,
        )
        circle = self._new(
            "coop.strategy.circle", name="Tools", company_id=self.company.id
        )
        records = (
            self.cycle,
            self.axis,
            self._objective(),
            self._kpi(),
            self._ballot([self._project("One"), self._project("Two")]),
            self._question(self.noor),
            self._call(self._project("Wiki")),
            circle,
        )
        for record in records:
            self.assertFalse(self.seen_by(stranger, record), record)
            with self.assertRaises(AccessError):
                record.with_user(stranger).read(["display_name"])

    def test_votes_are_written_by_no_user(self):
        ballot = self._ballot([self._project("One"), self._project("Two")])
        ballot.action_open()
        values = {"ballot_id": ballot.id, "partner_id": self.noor.partner_id.id}
        for user in (self.strategist, self.manager, self.noor_user):
            with self.assertRaises(AccessError):
                self._new("coop.strategy.ballot.voter", user, **values)

    def test_members_read_no_messages_of_the_team(self):
        ballot = self._ballot([self._project("One"), self._project("Two")])
        ballot.action_open()
        circle = self._new(
            "coop.strategy.circle", name="Tools", company_id=self.company.id
        )
        role = self._new("coop.strategy.role", name="Gardener", circle_id=circle.id)
        call = self._call(self._project("Wiki"))
        answer = self._new(
            "coop.strategy.contribution",
            call_id=call.id,
            member_id=self.noor.id,
            message="Gladly",
        )
        records = (self.cycle, self.axis, self._objective(), ballot, circle, role)
        for record in (*records, call, answer, self._question(self.ali)):
            with self.subTest(record=record):
                self.assert_backstage(record, self.noor_user)

    def test_members_export_how_they_voted_by_name(self):
        projects = [self._project("One"), self._project("Two")]
        for is_secret in (True, False):
            ballot = self._ballot(projects, is_secret=is_secret)
            ballot.action_open()
            self.cast(ballot, self.noor_user, 1, 4)
        data = self.noor.with_user(self.noor_user)._export_personal_data()
        self.assertEqual(len(data["strategy_ballots"]), 2)
        self.assertEqual(len(data["strategy_votes"]), 2)
