from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import DirectoryCase

#: model → what each may do, of read, write, create and unlink
OWN = {"adviser": "rwcu", "accountant": "r", "manager": "rwcu", "ada_user": "r"}
RIGHTS = {
    "coop.skill": {
        "adviser": "rwc",
        "accountant": "r",
        "manager": "rwcu",
        "ada_user": "r",
        "public": "r",
    },
    "coop.skill.term": {"adviser": "", "manager": "", "ada_user": "", "public": ""},
    "coop.member.skill": OWN,
    "coop.member.reference": OWN,
    "coop.directory.card": {
        "adviser": "r",
        "accountant": "r",
        "manager": "r",
        "ada_user": "r",
        "public": "r",
    },
    "coop.directory.peer": {"adviser": "r", "accountant": "", "manager": "rwcu"},
    "coop.directory.entry": {"adviser": "r", "accountant": "", "manager": "r"},
    "coop.skill.request": OWN,
    "coop.skill.answer": OWN,
    "coop.skill.notice": {"adviser": "r", "accountant": "", "manager": "r"},
    "coop.skill.need": {"adviser": "r", "accountant": "r", "manager": "r"},
    "coop.collaboration": OWN,
    "coop.collaboration.member": OWN,
    "coop.referral": OWN,
    "coop.skill.merge": {"adviser": "rwcu", "accountant": "", "manager": "rwcu"},
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}


@tagged("post_install", "-at_install")
class TestAccess(DirectoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada = cls._person("Ada Brun", "logo_design")
        cls.jo = cls._person("Jo Kern", "ceramics")
        cls.ada_user = cls._portal_user(cls.ada, "ada_brun")
        cls.jo_user = cls._portal_user(cls.jo, "jo_kern")
        cls.public = cls.env.ref("base.public_user")
        cls.request = cls._create(
            "coop.skill.request",
            name="Plates",
            member_id=cls.ada.id,
            skill_ids=[(6, 0, cls._skill("ceramics").ids)],
        )
        cls.answer = cls._create(
            "coop.skill.answer",
            request_id=cls.request.id,
            member_id=cls.jo.id,
            kind="paid",
        )
        cls.collaboration = cls._create(
            "coop.collaboration",
            name="Table",
            purpose="Sets",
            company_id=cls.company.id,
            line_ids=[(0, 0, {"member_id": cls.ada.id})],
        )
        cls.referral = cls._create(
            "coop.referral",
            client="Les Toits",
            member_id=cls.ada.id,
            origin="recommended",
            recommender_id=cls.jo.id,
            amount=5000,
        )

    @classmethod
    def _create(cls, model, **values):
        return cls.env[model].with_user(cls.adviser).create(values)

    def test_every_model_is_covered(self):
        models = self.env["ir.model"].search([("model", "=like", "coop.%")])
        concrete = {
            model.model
            for model in models
            if not self.env[model.model]._abstract
            and model.modules == "coop_skill_directory"
        }
        self.assertEqual(concrete, set(RIGHTS))

    def test_rights(self):
        for model, by_user in RIGHTS.items():
            for user in ("adviser", "accountant", "manager", "ada_user", "public"):
                allowed = by_user.get(user, "")
                records = self.env[model].with_user(getattr(self, user))
                for letter, operation in OPERATIONS.items():
                    with self.subTest(model=model, user=user, operation=operation):
                        self.assertEqual(
                            records.has_access(operation), letter in allowed
                        )

    def test_members_read_their_own(self):
        own = (
            self.ada.skill_ids,
            self.request,
            self.collaboration,
            self.collaboration.line_ids,
            self.referral,
        )
        for record in own:
            with self.subTest(model=record._name):
                records = record.with_user(self.ada_user)
                self.assertEqual(records.search([("id", "=", record.id)]), records)
        foreign = (self.ada.skill_ids, self.collaboration, self.referral)
        for record in (*foreign, self.collaboration.line_ids):
            with self.subTest(model=record._name):
                records = record.with_user(self.jo_user)
                self.assertFalse(records.search([("id", "=", record.id)]))
                with self.assertRaises(AccessError):
                    records.read(["display_name"])

    def test_answers_are_between_two(self):
        kim_user = self._portal_user(self._person("Kim", "yoga"), "kim")
        for user, sees in (
            (self.ada_user, True),
            (self.jo_user, True),
            (kim_user, False),
            (self.public, False),
        ):
            answers = self.env["coop.skill.answer"].with_user(user)
            if not answers.has_access("read"):
                continue
            found = answers.search([("id", "=", self.answer.id)])
            self.assertEqual(bool(found), sees, user.login)

    def test_open_requests_are_shown_to_the_house_until_one_leaves(self):
        requests = self.env["coop.skill.request"].with_user(self.jo_user)
        self.assertIn(self.request, requests.search([]))
        self.request.state = "cancelled"
        self.answer.unlink()
        self.assertNotIn(self.request, requests.search([]))
        self.request.state = "open"
        self.assertIn(self.request, requests.search([]))
        self.jo.action_leave()
        self.env.invalidate_all()
        self.assertNotIn(self.request, requests.search([]))

    def test_cooperatives_do_not_see_each_other(self):
        colleague = self._new_user(
            "foreign", "coop_member.group_manager", self.other_company
        )
        for record in (
            self.request,
            self.answer,
            self.collaboration,
            self.referral,
            self.ada.skill_ids,
        ):
            with self.subTest(model=record._name):
                records = self.env[record._name].with_user(colleague)
                self.assertFalse(records.search([("id", "=", record.id)]))

    def test_published_collaborations_are_shown_without_their_parts(self):
        self.collaboration.write({"is_published": True, "state": "open"})
        shown = self.collaboration.with_user(self.jo_user)
        self.assertEqual(shown.name, "Table")
        self.assertFalse(
            self.env["coop.collaboration.member"]
            .with_user(self.jo_user)
            .search([("collaboration_id", "=", self.collaboration.id)])
        )
        self.env.invalidate_all()
        self.assertFalse(shown.line_ids)
        self.assertFalse(shown.has_my_part)

    def test_published_collaborations_keep_their_charter(self):
        self.collaboration.write(
            {
                "is_published": True,
                "state": "open",
                "charter": "Ada keeps the keys.",
                "request_id": self.request.id,
            }
        )
        kim_user = self._portal_user(self._person("Kim", "yoga"), "kim")
        self.request.state = "cancelled"
        self.env.invalidate_all()
        told = str(self._everything(self.collaboration.with_user(kim_user)))
        self.assertIn("Sets", told)
        self.assertNotIn("keys", told)
        self.assertNotIn("Plates", told)
        for member, sees in ((self.ada, True), (self.jo, False)):
            user = member.portal_partner_id.user_ids
            self.env.invalidate_all()
            typed = self.collaboration.with_user(user)._portal_typed(member)
            self.assertEqual(typed["charter"], "Ada keeps the keys." if sees else False)

    def test_what_was_agreed_is_between_two(self):
        kim = self._person("Kim", "yoga")
        kim_user = self._portal_user(kim, "kim")
        self._create(
            "coop.skill.answer",
            request_id=self.request.id,
            member_id=kim.id,
            kind="paid",
        )
        self.request.write(
            {
                "chosen_id": self.answer.id,
                "state": "done",
                "outcome": "charge",
                "amount": 4321,
            }
        )
        self.env.invalidate_all()
        told = str(self._everything(self.request.with_user(kim_user)))
        self.assertIn("Plates", told)
        self.assertNotIn("4321", told)
        self.assertNotIn("Jo Kern", told)

    def test_nobody_learns_who_proposed_a_skill(self):
        by_ada = self.env["coop.skill"].with_user(self.ada_user)
        skill, _sentence = by_ada._propose(self.ada, "Bell founding")
        skill = skill.with_user(self.adviser)
        skill.action_accept()
        self.assertEqual(skill.proposed_by_id, self.ada)
        self.env.invalidate_all()
        told = str(self._everything(skill.with_user(self.jo_user)))
        self.assertIn("Bell founding", told)
        self.assertNotIn("Ada Brun", told)

    def _everything(self, record):
        """Whatever a user may read of a record, as a browser may ask for it."""
        return record.read([name for name in record.fields_get(attributes=())])

    def test_reading_a_request_tells_no_answers_of_others(self):
        kim_user = self._portal_user(self._person("Kim", "yoga"), "kim")
        self.env.invalidate_all()
        asked = self.request.with_user(kim_user)
        self.assertEqual(asked.name, "Plates")
        self.assertFalse(asked.answer_ids)
        self.assertEqual(asked.answer_count, 0)

    def test_who_recommended_learns_no_amount(self):
        told = self.jo.with_user(self.jo_user)._portal_recommended()
        self.assertEqual(told[0]["client"], "Les Toits")
        self.assertNotIn("amount", told[0])
        with self.assertRaises(AccessError):
            self.ada.with_user(self.jo_user)._portal_recommended()

    def test_proposed_skills_are_their_members_own(self):
        skill, _sentence = self.env["coop.skill"]._propose(self.ada, "Bell founding")
        for user, sees in (
            (self.ada_user, True),
            (self.jo_user, False),
            (self.public, False),
            (self.adviser, True),
        ):
            found = (
                self.env["coop.skill"].with_user(user).search([("id", "=", skill.id)])
            )
            self.assertEqual(bool(found), sees, user.login)
