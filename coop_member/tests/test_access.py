from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CoopCase

#: model → what each group may do, of read, write, create and unlink
RIGHTS = {
    "coop.member": {"adviser": "rwc", "accountant": "r", "manager": "rwcu"},
    "coop.member.stay": {"adviser": "rc", "accountant": "r", "manager": "rwcu"},
    "coop.member.stage": {"adviser": "r", "accountant": "r", "manager": "rwcu"},
    "coop.college": {"adviser": "r", "accountant": "r", "manager": "rwcu"},
    "coop.reason": {"adviser": "r", "accountant": "r", "manager": "rwcu"},
    "coop.contract.type": {"adviser": "r", "accountant": "r", "manager": "rwcu"},
    "coop.contract": {"adviser": "rwcu", "accountant": "r", "manager": "rwcu"},
    "coop.contract.amendment": {
        "adviser": "rwcu",
        "accountant": "r",
        "manager": "rwcu",
    },
    "coop.volunteer.job": {"adviser": "rwcu", "accountant": "r", "manager": "rwcu"},
    "coop.volunteer.goal": {"adviser": "rwcu", "accountant": "r", "manager": "rwcu"},
    "coop.interview": {"adviser": "rwcu", "accountant": "r", "manager": "rwcu"},
    "coop.paper.type": {"adviser": "r", "accountant": "r", "manager": "rwcu"},
    "coop.paper": {"adviser": "rwcu", "accountant": "r", "manager": "rwcu"},
    "coop.activity": {"adviser": "rwc", "accountant": "rwc", "manager": "rwcu"},
    "coop.legal.form": {"adviser": "r", "accountant": "r", "manager": "rwcu"},
    "coop.share.account": {"adviser": "", "accountant": "r", "manager": "rwcu"},
    "coop.share.type": {"adviser": "r", "accountant": "r", "manager": "rwcu"},
    "coop.share.move": {"adviser": "rwcu", "accountant": "rwcu", "manager": "rwcu"},
    "coop.share.holding": {"adviser": "r", "accountant": "r", "manager": "r"},
    "coop.share.report": {
        "adviser": "rwcu",
        "accountant": "rwcu",
        "manager": "rwcu",
    },
    "coop.share.opening": {"adviser": "", "accountant": "rwcu", "manager": "rwcu"},
    "coop.share.reverse": {"adviser": "", "accountant": "rwcu", "manager": "rwcu"},
    "coop.share.reimburse": {
        "adviser": "rwcu",
        "accountant": "rwcu",
        "manager": "rwcu",
    },
    "coop.share.reimburse.line": {
        "adviser": "rwcu",
        "accountant": "rwcu",
        "manager": "rwcu",
    },
    "coop.share.reduction": {"adviser": "", "accountant": "rwcu", "manager": "rwcu"},
    "coop.share.reduction.line": {
        "adviser": "",
        "accountant": "rwcu",
        "manager": "rwcu",
    },
    "coop.share.check": {"adviser": "", "accountant": "rwcu", "manager": "rwcu"},
    "coop.share.settings": {"adviser": "", "accountant": "", "manager": "rwcu"},
    "coop.deadline": {"adviser": "r", "accountant": "r", "manager": "r"},
    "coop.deadline.notice": {"adviser": "", "accountant": "", "manager": "r"},
    "coop.throttle": {"adviser": "", "accountant": "", "manager": ""},
    "coop.join.request": {"adviser": "", "accountant": "", "manager": "ru"},
    "coop.member.leave": {"adviser": "rwcu", "accountant": "", "manager": "rwcu"},
    "coop.member.refuse": {"adviser": "rwcu", "accountant": "", "manager": "rwcu"},
    "coop.contract.end": {"adviser": "rwcu", "accountant": "", "manager": "rwcu"},
    "coop.gift": {"adviser": "rwc", "accountant": "r", "manager": "rwcu"},
    "coop.gift.category": {"adviser": "r", "accountant": "r", "manager": "rwcu"},
    "coop.gift.pledge": {"adviser": "rwcu", "accountant": "r", "manager": "rwcu"},
    "coop.gift.programme": {"adviser": "r", "accountant": "r", "manager": "rwcu"},
    "coop.gift.declare": {"adviser": "rwcu", "accountant": "", "manager": "rwcu"},
    "coop.gift.decide": {"adviser": "rwcu", "accountant": "", "manager": "rwcu"},
    "coop.gift.attestation": {
        "adviser": "rwcu",
        "accountant": "rwcu",
        "manager": "rwcu",
    },
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}
MEMBER_READS = {
    "coop.member",
    "coop.member.stay",
    "coop.college",
    "coop.reason",
    "coop.contract.type",
    "coop.contract",
    "coop.contract.amendment",
    "coop.volunteer.job",
    "coop.volunteer.goal",
    "coop.interview",
    "coop.paper.type",
    "coop.paper",
    "coop.activity",
    "coop.deadline",
    "coop.gift",
    "coop.gift.category",
    "coop.gift.pledge",
    "coop.gift.programme",
    "coop.share.type",
    "coop.share.move",
    "coop.share.holding",
}


@tagged("post_install", "-at_install")
class TestAccess(CoopCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.noor, cls.ali = cls._member("Noor Vidal"), cls._member("Ali Roche")
        cls.portal_user = cls._portal_user(cls.noor)
        cls.records = {member: cls._equip(member) for member in (cls.noor, cls.ali)}

    @classmethod
    def _equip(cls, member):
        """One record of each model that belongs to ``member``."""
        contract = cls._running(member, cls.volunteering, date(2024, 1, 1))
        env = member.env
        job = env["coop.volunteer.job"].create(
            {"name": "Ambassador", "contract_id": contract.id}
        )
        activity = env["coop.activity"].create(
            {
                "name": "Oak and Lime",
                "member_ids": member.ids,
                "company_id": cls.company.id,
            }
        )
        paper = env["coop.paper"].create(
            {
                "member_id": member.id,
                "type_id": cls.env.ref("coop_member.paper_liability").id,
                "date_expiry": "2030-01-01",
                "state": "accepted",
            }
        )
        records = [
            member,
            contract,
            activity,
            paper,
            job,
            env["coop.volunteer.goal"].create({"job_id": job.id, "name": "Stands"}),
            env["coop.member.stay"].create(
                {
                    "member_id": member.id,
                    "admission_date": "2010-01-01",
                    "exit_date": "2011-01-01",
                }
            ),
            env["coop.contract.amendment"].create(
                {"contract_id": contract.id, "name": "More", "date": "2024-02-01"}
            ),
            env["coop.interview"].create(
                {"member_id": member.id, "date": "2024-03-01"}
            ),
        ]
        records += cls._equip_with_time(member)
        env.flush_all()
        deadline = env["coop.deadline"].search([("paper_id", "=", paper.id)])
        return [*records, deadline]

    @classmethod
    def _equip_with_time(cls, member):
        programme = cls.env["coop.gift.programme"].create(
            {"name": f"For {member.name}", "company_id": cls.company.id}
        )
        gift = member.env["coop.gift"].create(
            {
                "giver_id": member.id,
                "company_id": cls.company.id,
                "minutes": 30,
                "category_id": cls.env.ref("coop_member.gift_category_help").id,
                "description": "A hand",
            }
        )
        return [gift, programme._enter(member, date(2024, 1, 1)), programme]

    def test_every_model_is_covered(self):
        models = self.env["ir.model"].search([("model", "=like", "coop.%")])
        concrete = {
            model.model
            for model in models
            if not self.env[model.model]._abstract
            and "coop_member" in model.modules.split(", ")
        }
        self.assertEqual(concrete, set(RIGHTS))

    def test_team_rights(self):
        for model, by_group in RIGHTS.items():
            for group, allowed in by_group.items():
                records = self.env[model].with_user(getattr(self, group))
                for letter, operation in OPERATIONS.items():
                    with self.subTest(model=model, group=group, operation=operation):
                        self.assertEqual(
                            records.has_access(operation), letter in allowed
                        )

    def test_other_employees_see_nothing(self):
        for model in RIGHTS:
            with self.subTest(model=model):
                self.assertFalse(
                    self.env[model].with_user(self.employee).has_access("read")
                )

    def test_members_only_read(self):
        for model in RIGHTS:
            records = self.env[model].with_user(self.portal_user)
            for operation in OPERATIONS.values():
                with self.subTest(model=model, operation=operation):
                    self.assertEqual(
                        records.has_access(operation),
                        operation == "read" and model in MEMBER_READS,
                    )

    def test_members_see_their_own_records_only(self):
        for own, foreign in zip(
            self.records[self.noor], self.records[self.ali], strict=True
        ):
            with self.subTest(model=own._name):
                records = self.env[own._name].with_user(self.portal_user)
                self.assertEqual(
                    records.search([("id", "in", (own + foreign).ids)]), own
                )
                records.browse(own.id).read(["display_name"])
                with self.assertRaises(AccessError):
                    records.browse(foreign.id).read(["display_name"])

    def test_portal_users_who_are_no_members_see_nothing(self):
        self.portal_user.group_ids -= self.env.ref("coop_member.group_member")
        for record in self.records[self.noor]:
            with self.subTest(model=record._name):
                self.assertFalse(record.with_user(self.portal_user).has_access("read"))

    def test_cooperatives_do_not_see_each_other(self):
        colleague = self._new_user(
            "foreign", "coop_member.group_manager", self.other_company
        )
        for record in self.records[self.noor]:
            with self.subTest(model=record._name):
                records = self.env[record._name].with_user(colleague)
                self.assertFalse(records.search([("id", "=", record.id)]))
                with self.assertRaises(AccessError):
                    records.browse(record.id).read(["display_name"])
        self.assertFalse(
            self.env["res.partner"]
            .with_user(colleague)
            .search([("id", "=", self.noor.partner_id.id)])
        )

    def test_advisers_admit_and_accountants_do_not(self):
        candidate = self._candidate("Zoé Blanc")
        with self.assertRaises(AccessError):
            candidate.with_user(self.accountant).action_admit()
        candidate.with_user(self.adviser).action_admit()
        self.assertEqual(candidate.state, "active")

    def test_accountants_make_suppliers_and_members_do_not(self):
        partners = self.env["res.partner"]
        self.assertTrue(partners.with_user(self.accountant).create({"name": "Papier"}))
        with self.assertRaises(AccessError):
            partners.with_user(self.portal_user).create({"name": "Papier"})

    def test_members_cannot_call_the_team_s_actions(self):
        noor = self.noor.with_user(self.portal_user)
        for action in ("action_leave", "action_grant_portal"):
            with self.subTest(action=action), self.assertRaises(AccessError):
                getattr(noor, action)()
