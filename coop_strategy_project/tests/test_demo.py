from odoo.tests import tagged

from odoo.addons.base.tests.common import BaseCommon

MODELS = (
    "cycle axis objective kpi.measure grant ballot ballot.voter call contribution "
    "hours question answer support circle role assignment decision"
)


@tagged("post_install", "-at_install")
class TestDemo(BaseCommon):
    """The demonstration: a finished strategy and one that runs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mails_before = cls.env["mail.mail"].search_count([])
        cls.env["coop.demo"].load()
        cls.coop = cls.env.ref("__demo__.coop_fr")
        own = [("company_id", "=", cls.coop.id)]
        cls.cycles = cls.env["coop.strategy.cycle"].search(own)
        cls.running = cls.cycles.filtered(lambda cycle: cycle.state == "voted")

    def test_one_is_finished_and_one_runs(self):
        self.assertEqual(set(self.cycles.mapped("state")), {"voted", "finished"})
        self.assertEqual(len(self.running.axis_ids), 6)
        projects = self.running.project_ids
        self.assertGreaterEqual(len(projects), 12)
        field = projects._fields["strategy_stage"]
        stages = {key for key, _label in field.selection}
        self.assertEqual(set(projects.mapped("strategy_stage")), stages)
        audiences = set(projects.mapped("strategy_audience"))
        self.assertEqual(audiences, {"team", "members", "public"})

    def test_members_took_part(self):
        closed = self.running.ballot_ids.filtered(lambda one: one.state == "closed")
        self.assertEqual(closed.voter_count, 9)
        self.assertEqual(closed.dots_cast, 45)
        ranked = closed.option_ids.project_id
        self.assertEqual(min(ranked.mapped("strategy_rank")), 1)
        contributions = self.env["coop.strategy.contribution"].search(
            [("company_id", "=", self.coop.id)]
        )
        self.assertEqual(
            set(contributions.mapped("state")), {"offered", "accepted", "thanked"}
        )
        self.assertTrue(
            all(contributions.hours_ids.contribution_id.mapped("gift_count"))
        )
        questions = self.env["coop.strategy.question"].search(
            [("company_id", "=", self.coop.id)]
        )
        self.assertEqual(
            set(questions.mapped("state")), {"open", "promised", "answered"}
        )
        decisions = self.env["coop.strategy.decision"].search(
            [("company_id", "=", self.coop.id)]
        )
        self.assertEqual(
            set(decisions.mapped("state")), {"proposed", "adopted", "dropped"}
        )

    def test_grants_are_spent_in_part(self):
        grant = self.env.ref("__demo__.grant_ouverture")
        self.assertAlmostEqual(grant.amount_spent, 18750.75)
        self.assertEqual(grant.spent_percent, 39)

    def test_loading_again_changes_nothing(self):
        models = [f"coop.strategy.{name}" for name in MODELS.split()]
        models += ["project.project", "project.update", "project.task", "coop.gift"]
        before = [self.env[model].search_count([]) for model in models]
        self.env["coop.demo"].load()
        after = [self.env[model].search_count([]) for model in models]
        self.assertEqual(after, before)
        self.assertEqual(self.env["mail.mail"].search_count([]), self.mails_before)
