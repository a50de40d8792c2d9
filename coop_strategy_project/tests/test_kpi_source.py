from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import StrategyCase


@tagged("post_install", "-at_install")
class TestKpiSource(StrategyCase):
    """Indicators that any model computes, with the rights of who defined them."""

    def _computed(self, user=None, model="coop.strategy.question", **vals):
        return self._new(
            "coop.strategy.kpi",
            user,
            axis_id=self.axis.id,
            indicator="Questions",
            unit="questions",
            source="computed",
            model_id=self.env["ir.model"]._get_id(model),
            **vals,
        )

    def test_a_count_of_this_cooperative(self):
        self._question(self.noor)
        self._question(self.ali)
        foreign = self._foreign_member()
        self.env["coop.strategy.question"].create(
            {
                "name": "Elsewhere?",
                "member_id": foreign.id,
                "company_id": self.other_company.id,
            }
        )
        kpi = self._computed(domain="[('state', '=', 'open')]")
        kpi.action_measure()
        self.assertRecordValues(kpi.measure_ids, [{"value": 2, "is_computed": True}])
        self._question(self.ali, "And the accounts?")
        kpi.action_measure()
        self.assertRecordValues(kpi.measure_ids, [{"value": 3, "date": self.today}])

    def test_the_team_chooses_what_is_counted(self):
        for name, label in (("ir.model", "Question of a"), ("ir.model.fields", "Supp")):
            found = self.env[name].with_user(self.teammate).name_search(label)
            self.assertTrue(found, name)

    def test_an_aggregate_of_a_figure(self):
        fields = self.env["ir.model.fields"]
        count = fields._get("coop.strategy.question", "support_count")
        kpi = self._computed(aggregate="sum", field_id=count.id)
        self.assertEqual(kpi._compute_figure(), 0)
        with self.assertRefused("Choose of which figure"):
            kpi.field_id = fields._get("coop.strategy.question", "name")
        with self.assertRefused("Choose of which figure"):
            kpi.field_id = fields._get("res.partner", "color")

    def test_a_domain_is_a_literal(self):
        for domain in (
            "[('id', '=', __import__('os').getpid())]",
            "[('nothing', '=', 1)]",
            "[(",
            "'text'",
            "[(1, 2, 3)]",
            "uid",
        ):
            with self.subTest(domain=domain), self.assertRefused("no way of choosing"):
                self._computed(domain=domain)

    def test_a_domain_that_the_database_cannot_read(self):
        for domain in ("[('id', '=', 'abc')]", "[('id', 'in', 'abc')]"):
            with self.subTest(domain=domain), self.assertRefused("no way of choosing"):
                self._computed(domain=domain)

    def test_nobody_counts_what_they_may_not_read(self):
        with self.assertRefused("must be able to read"):
            self._computed(self.teammate, "coop.interview")
        with self.assertRefused("must be able to read"):
            self._computed(self.teammate, "ir.config_parameter")
        kpi = self._computed(self.manager, "coop.interview")
        self.assertEqual(kpi.definer_id, self.manager)
        # who changes what is counted is the one whose rights it is read with
        with self.assertRefused("must be able to read"):
            kpi.with_user(self.teammate).domain = "[('id', '>', 0)]"
        kpi.with_user(self.teammate).indicator = "Interviews"
        self.assertEqual(kpi.definer_id, self.manager)

    def test_the_definer_cannot_be_chosen(self):
        kpi = self._computed(
            self.teammate, definer_id=self.env.ref("base.user_root").id
        )
        self.assertEqual(kpi.definer_id, self.teammate)
        objective = self._objective()
        for record in (kpi, objective):
            record.with_user(self.teammate).definer_id = self.manager
        self.env.invalidate_all()
        self.assertEqual(kpi.definer_id, self.teammate)
        self.assertEqual(objective.definer_id, self.strategist)

    def test_members_read_no_definition(self):
        kpi = self._computed()
        self.assertTrue(kpi.with_user(self.noor_user).read(["indicator", "value"]))
        for name in ("domain", "model_id", "definer_id", "compute_error"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                kpi.with_user(self.noor_user).read([name])

    def test_nothing_is_read_as_someone_who_left(self):
        kpi = self._computed(self.teammate)
        self.teammate.active = False
        with self.assertRefused("has left"):
            kpi.action_measure()
        kpi._measure_or_say_why()
        self.assertIn("has left", kpi.compute_error)
        kpi = kpi.with_user(self.strategist)
        kpi.aggregate = "__count"
        kpi.action_measure()
        self.assertEqual(kpi.definer_id, self.strategist)

    def test_the_daily_job_goes_on(self):
        broken, sound = self._computed(), self._computed()
        # a field that a module took away
        self.env.cr.execute(
            "UPDATE coop_strategy_kpi SET domain = '[(''gone'', ''='', 1)]' "
            "WHERE id = %s",
            [broken.id],
        )
        self.env.invalidate_all()
        kpis = self.env["coop.strategy.kpi"].search(
            [("id", "in", (broken + sound).ids)]
        )
        due = kpis.filtered(lambda kpi: kpi._is_due())
        for kpi in due:
            kpi._measure_or_say_why()
        self.assertIn("no way of choosing", broken.compute_error)
        self.assertFalse(broken.measure_ids)
        self.assertEqual(len(sound.measure_ids), 1)
        self.assertFalse(sound._is_due())
