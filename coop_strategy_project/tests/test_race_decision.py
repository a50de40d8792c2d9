from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.coop_member.tests.two_connections import TwoConnectionsCase


@tagged("post_install", "-at_install")
class TestRaceDecision(TwoConnectionsCase):
    """Nothing is adopted over an objection that is raised at the same moment."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._commit, self._take_back)
        self._commit(self._set_up)

    def _set_up(self, env):
        circle = env["coop.strategy.circle"].create(
            {"name": "Race", "company_id": env.ref("base.main_company").id}
        )
        decision = env["coop.strategy.decision"].create(
            {"name": "Race", "circle_id": circle.id, "proposal": "<p>Go</p>"}
        )
        self.circle_id, self.decision_id = circle.id, decision.id

    def _take_back(self, env):
        # what was decided refuses to be forgotten
        env.cr.execute(
            "DELETE FROM coop_strategy_objection WHERE decision_id = %(id)s;"
            "DELETE FROM coop_strategy_decision WHERE id = %(id)s",
            {"id": self.decision_id},
        )
        env["coop.strategy.circle"].browse(self.circle_id).unlink()

    def _adopt(self, env):
        env["coop.strategy.decision"].browse(self.decision_id).action_adopt()
        return "adopted"

    def _object(self, env):
        env["coop.strategy.objection"].create(
            {"decision_id": self.decision_id, "name": "Too dear"}
        )
        return "raised"

    def _standing(self, env):
        decision = env["coop.strategy.decision"].browse(self.decision_id)
        return decision.state, decision.open_objection_count

    def test_an_objection_comes_first(self):
        first, second = self._at_once(self._object, self._adopt)
        self.assertEqual(first, "raised")
        self.assertIsInstance(second, UserError)
        self.assertEqual(self._commit(self._standing), ("proposed", 1))

    def test_an_objection_comes_too_late(self):
        first, second = self._at_once(self._adopt, self._object)
        self.assertEqual(first, "adopted")
        self.assertIsInstance(second, UserError)
        self.assertEqual(self._commit(self._standing), ("adopted", 0))
