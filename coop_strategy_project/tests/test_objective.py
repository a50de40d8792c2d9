from datetime import timedelta

from odoo.tests import tagged

from .common import StrategyCase


@tagged("post_install", "-at_install")
class TestObjective(StrategyCase):
    """Objectives are SMART by construction, indicators know their path."""

    def test_an_objective_has_its_indicator(self):
        objective = self._objective()
        self.assertRecordValues(
            objective.kpi_id,
            [{"indicator": "Claims paid within a week", "axis_id": self.axis.id}],
        )
        self.assertEqual(objective.cycle_id, self.cycle)
        self.assertEqual(self.axis.objective_ids, objective)
        self.assertEqual(self.cycle.objective_count, 1)
        kpi = objective.kpi_id
        objective.unlink()
        self.assertFalse(kpi.exists())

    def test_what_is_missing_is_told(self):
        for missing, sentence in (
            ({"description": "Better"}, "precisely"),
            ({"unit": " "}, "which unit"),
            ({"indicator": " "}, "what is measured"),
            ({"baseline_date": False}, "needs a baseline"),
            ({"date_due": False}, "by when"),
            ({"target": 40}, "what the baseline is already"),
            ({"resources": False}, "means"),
            ({"owner_id": False}, "who answers"),
        ):
            with self.subTest(missing=missing), self.assertRefused(sentence):
                self._objective(**missing)
        objective = self._objective()
        with self.assertRefused("who answers"):
            objective.owner_id = False
        with self.assertRefused("needs a baseline"):
            objective.kpi_id.baseline_date = False

    def test_a_target_needs_a_baseline(self):
        with self.assertRefused("needs a baseline"):
            self._kpi(target=100)
        with self.assertRefused("needs a baseline"):
            self._kpi(target=100, date_due=self.today)
        with self.assertRefused("by when"):
            self._kpi(target=100, baseline_date=self.today)
        with self.assertRefused("after the baseline"):
            self._kpi(
                target=100, baseline_date=self.today, date_due=self.today - timedelta(9)
            )
        self.assertEqual(self._kpi().trend, "unknown")

    def test_it_stays_smart_whatever_is_changed(self):
        kpi = self._objective().kpi_id
        for values, sentence in (
            ({"target": 0, "date_due": False}, "by when"),
            ({"baseline_date": False}, "needs a baseline"),
        ):
            with self.subTest(values=values), self.assertRefused(sentence):
                kpi.write(values)

    def test_the_trend_follows_measures(self):
        objective = self._objective()
        measures = self.env["coop.strategy.kpi.measure"].with_user(self.teammate)
        self.assertAlmostEqual(objective.expected, 40)
        measure = measures.create(
            {"kpi_id": objective.kpi_id.id, "value": 50, "date": self.today}
        )
        self.assertEqual(objective.trend, "behind")
        measure.value = 66
        self.assertRecordValues(
            objective, [{"value": 66, "trend": "on_path", "progress": 52}]
        )
        # half of the time is over: half of the way would be 65
        for record in (measure, objective):
            self.assertAlmostEqual(record.expected, 65)
        measure.value = 91
        self.assertRecordValues(objective, [{"trend": "reached", "progress": 100}])

    def test_measures_are_of_a_day_that_was(self):
        kpi = self._kpi()
        kpi.measure_ids = [(0, 0, {"value": 1})]
        with self.assertRefused("on that day already"):
            self._new("coop.strategy.kpi.measure", kpi_id=kpi.id, value=2)
        with self.assertRefused("in the future"):
            self._new(
                "coop.strategy.kpi.measure",
                kpi_id=kpi.id,
                value=2,
                date=self.today + timedelta(1),
            )
