from datetime import timedelta
from io import BytesIO

from pypdf import PdfReader

from odoo.tests import HttpCase, tagged

from .common import StrategyCase


@tagged("post_install", "-at_install")
class TestReport(StrategyCase, HttpCase):
    """The yearly report of a strategy."""

    def _report(self, **vals):
        return self._new(
            "coop.strategy.report",
            self.teammate,
            cycle_id=self.cycle.id,
            **{"audience": "team", **vals},
        )

    def test_what_a_year_was(self):
        objective = self._objective()
        for days, value in ((0, 71), (1, 50), (400, 12)):
            self._new(
                "coop.strategy.kpi.measure",
                kpi_id=objective.kpi_id.id,
                value=value,
                date=self.today - timedelta(days),
            )
        project = self._project("Wiki")
        self._update(project, "Last year", date=f"{self.today.year - 1}-05-01")
        self._update(project, "This year")
        self._question(self.noor)
        report = self._report()
        [(axis, figures, projects)] = report._axes()
        self.assertEqual(axis, self.axis)
        self.assertEqual([last.value for _kpi, last in figures], [71])
        self.assertEqual([last.name for _project, last in projects], ["This year"])
        self.assertIn(("Questions asked", 1), report._taking_part())
        before = self._report(year=self.today.year - 1)
        [(_axis, figures, projects)] = before._axes()
        self.assertEqual([last.name for _project, last in projects], ["Last year"])

    def test_what_is_not_published_is_left_out(self):
        self._kpi(indicator="Ours", audience="team")
        self._kpi(indicator="Theirs")
        for name, audience in (("Merger", "team"), ("Wiki", "members")):
            project = self._project(name, strategy_audience=audience)
            self._update(project, "Told", "members")
            self._update(project, "Untold")
        [(_axis, figures, projects)] = self._report(audience="members")._axes()
        self.assertEqual([kpi.indicator for kpi, _last in figures], ["Theirs"])
        told = [(project.name, last.name) for project, last in projects]
        self.assertEqual(told, [("Wiki", "Told")])
        [(_axis, figures, projects)] = self._report(audience="public")._axes()
        self.assertEqual((figures, projects), ([], []))
        self.assertEqual(len(self._report()._axes()[0][2]), 2)

    def test_it_is_printed(self):
        self._objective()
        self._update(self._project("Wiki"), "The theme is chosen")
        report = self._report()
        action = report.action_print()
        self.assertEqual(action["type"], "ir.actions.report")
        content, kind = (
            self.env["ir.actions.report"]
            .with_user(self.teammate)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(action["report_name"], report.ids)
        )
        self.assertEqual(kind, "pdf")
        text = "".join(
            page.extract_text() for page in PdfReader(BytesIO(content)).pages
        )
        # wkhtmltopdf writes tabs between words
        text = " ".join(text.split())
        for words in ("Together", "120", "Practices", "Claims paid within", "Wiki"):
            self.assertIn(words, text)

    def test_a_year_of_the_strategy(self):
        with self.assertRefused("about the years"):
            self._report(year=1999).action_print()

    def test_the_dashboard(self):
        self._question(self.noor)
        self._project("Wiki", date_start=self.today, date=self.today)
        data = (
            self.env["coop.strategy.cycle"]
            .with_user(self.teammate)
            .with_context(allowed_company_ids=self.company.ids)
            .get_dashboard()
        )
        self.assertEqual(data["cycle"]["name"], "Together")
        figures = {figure["key"]: figure["value"] for figure in data["figures"]}
        self.assertEqual(figures["questions"], 1)
        self.assertEqual([row["name"] for row in data["projects"]], ["Wiki"])
        empty = (
            self.env["coop.strategy.cycle"]
            .with_context(allowed_company_ids=self.other_company.ids)
            .get_dashboard()
        )
        self.assertIsNone(empty["cycle"])
