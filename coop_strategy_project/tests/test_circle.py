from datetime import timedelta

from odoo.tests import tagged

from .common import StrategyCase


@tagged("post_install", "-at_install")
class TestCircle(StrategyCase):
    """Circles, roles, terms, and decisions by consent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.general = cls._circle("General circle")
        cls.tools = cls._circle("Tools", parent_id=cls.general.id)
        cls.role = cls._new(
            "coop.strategy.role",
            name="Gardener of the wiki",
            circle_id=cls.tools.id,
            accountabilities="Prune\nWater",
        )

    @classmethod
    def _circle(cls, name, **vals):
        return cls._new(
            "coop.strategy.circle", name=name, company_id=cls.company.id, **vals
        )

    def _decision(self, **vals):
        return self._new(
            "coop.strategy.decision",
            name="A wiki",
            circle_id=self.tools.id,
            proposal="<p>Let us open a wiki.</p>",
            **vals,
        )

    def _term(self, **vals):
        return self._new(
            "coop.strategy.assignment",
            **{"role_id": self.role.id, "member_id": self.noor.id, **vals},
        )

    def test_circles_are_within_circles(self):
        with self.assertRefused("Recursion"):
            self.general.parent_id = self.tools
        self.assertEqual(self.general.child_ids, self.tools)

    def test_a_role_is_held_for_a_term(self):
        self.assertTrue(self.role.is_vacant)
        decision = self._decision()
        with self.assertRefused("by a decision that was adopted"):
            self._term(decision_id=decision.id)
        decision.action_adopt()
        term = self._term(decision_id=decision.id, date_end=self.today)
        self.assertEqual(self.role.holder_ids, self.noor)
        with self.assertRefused("holds the role at that time"):
            self._term(date_start=self.today)
        self._term(date_start=self.today + timedelta(1))
        self._term(member_id=self.ali.id)
        self.assertEqual(self.role.holder_ids, self.noor | self.ali)
        self.assertTrue(term.is_running)
        with self.assertRefused("ends after it begins"):
            term.date_end = self.today - timedelta(400)

    def test_consent_is_when_nobody_objects(self):
        decision = self._decision(
            objection_ids=[(0, 0, {"name": "Too dear", "member_id": self.ali.id})]
        )
        objection = decision.objection_ids
        with self.assertRefused("nobody objects"):
            decision.action_adopt()
        with self.assertRefused("how the objection"):
            objection.state = "integrated"
        objection.write({"state": "integrated", "resolution": "With free software"})
        decision.action_adopt()
        self.assertRecordValues(
            decision,
            [{"state": "adopted", "outcome": "<p>Let us open a wiki.</p>"}],
        )

    def test_the_register_stands(self):
        first, second = self._decision(), self._decision()
        first.action_drop()
        second.action_adopt()
        numbers = [int(one.number.removeprefix("D")) for one in (first, second)]
        self.assertEqual(numbers[1], numbers[0] + 1)
        for decision in (first, second.sudo()):
            with self.assertRefused("stands in the register"):
                decision.name = "Another"
            with self.assertRefused("stays in the register"):
                decision.unlink()
            with self.assertRefused("stays in the register"):
                decision.objection_ids.create(
                    {"decision_id": decision.id, "name": "Late"}
                )
            with self.assertRefused("decided already"):
                decision.action_adopt()
        open_one = self._decision(state="adopted", number="D9999")
        self.assertRecordValues(open_one, [{"state": "proposed", "number": False}])
        with self.assertRefused("buttons"):
            open_one.write({"state": "adopted", "number": "D9999"})
        second.message_post(body="Told in the newsletter")
