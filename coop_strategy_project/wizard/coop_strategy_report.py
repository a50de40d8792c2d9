from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.coop_strategy_cycle import AUDIENCES

#: whom a report is for → what is published to whom is told in it
TOLD = {
    "team": ("team", "members", "public", False),
    "members": ("members", "public"),
    "public": ("public",),
}


class CoopStrategyReport(models.TransientModel):
    """Chooses the year of a strategy of which a report is printed."""

    _name = "coop.strategy.report"
    _description = "Yearly Report of the Strategy"

    cycle_id = fields.Many2one(
        "coop.strategy.cycle",
        "Strategy",
        required=True,
        ondelete="cascade",
        default=lambda self: self._default_cycle(),
    )
    company_id = fields.Many2one(related="cycle_id.company_id")
    year = fields.Integer(
        required=True, default=lambda self: fields.Date.context_today(self).year
    )

    @api.model
    def _default_cycle(self):
        """The strategy of today, or the last one, of this cooperative."""
        return self.env["coop.strategy.cycle"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("state", "!=", "draft"),
                ("date_start", "<=", fields.Date.context_today(self)),
            ],
            limit=1,
        )

    audience = fields.Selection(
        AUDIENCES,
        "For",
        default="members",
        required=True,
        help="What is not published to them is left out.",
    )

    def action_print(self):
        """Print the report as a PDF."""
        self.ensure_one()
        first, last = self.cycle_id.date_start.year, self.cycle_id.date_end.year
        if not first <= self.year <= last:
            raise UserError(
                self.env._(
                    "The strategy is about the years %(first)s to %(last)s.",
                    first=str(first),
                    last=str(last),
                )
            )
        return self.env.ref(
            "coop_strategy_project.report_strategy_action"
        ).report_action(self)

    # -- what the report shows -------------------------------------------------------

    def _period(self):
        """First and last day of what is told."""
        self.ensure_one()
        first = fields.Date.to_date(f"{self.year}-01-01")
        last = fields.Date.to_date(f"{self.year}-12-31")
        return max(first, self.cycle_id.date_start), min(last, self.cycle_id.date_end)

    def _in_year(self, name):
        first, last = self._period()
        return [(name, ">=", first), (name, "<=", last)]

    def _told(self, name):
        """Condition that what the field ``name`` publishes is for whom this is."""
        return (name, "in", TOLD[self.audience])

    def _axes(self):
        """(axis, figures of its indicators, its projects with their last update) of
        the year."""
        projects = self._projects()
        figures = self._figures()
        return [
            (
                axis,
                figures.get(axis, []),
                [row for row in projects if axis in row[0].strategy_axis_ids],
            )
            for axis in self.cycle_id.axis_ids
        ]

    def _figures(self):
        """Indicators by axis, each with the last measure of the year, or none."""
        kpis = self.env["coop.strategy.kpi"].search(
            [("cycle_id", "=", self.cycle_id.id), self._told("audience")]
        )
        measures = self.env["coop.strategy.kpi.measure"].search(
            [("kpi_id", "in", kpis.ids), *self._in_year("date")], order="date"
        )
        last = {measure.kpi_id: measure for measure in measures}
        found = {}
        for kpi in kpis:
            found.setdefault(kpi.axis_id, []).append((kpi, last.get(kpi)))
        return found

    def _projects(self):
        """Projects of the strategy, each with its last update of the year, or none."""
        projects = self.env["project.project"].search(
            [
                ("strategy_cycle_id", "=", self.cycle_id.id),
                self._told("strategy_audience"),
            ],
            order="strategy_rank, date_start, id",
        )
        updates = self.env["project.update"].search(
            [
                ("project_id", "in", projects.ids),
                self._told("audience"),
                *self._in_year("date"),
            ],
            order="date, id",
        )
        last = {update.project_id: update for update in updates}
        return [(project, last.get(project)) for project in projects]

    def _taking_part(self):
        """Numbers that tell how members took part, as (label, figure)."""
        company = [("company_id", "=", self.cycle_id.company_id.id)]
        counts = self._counts(company)
        hours = self.env["coop.strategy.hours"]._read_group(
            [
                *company,
                ("state", "=", "confirmed"),
                ("project_id.strategy_cycle_id", "=", self.cycle_id.id),
                *self._in_year("date"),
            ],
            [],
            ["minutes:sum"],
        )
        return [*counts, (self.env._("Hours given"), f"{(hours[0][0] or 0) / 60:.0f}")]

    def _counts(self, company):
        questions = self.env["coop.strategy.question"].search_count
        contributions = self.env["coop.strategy.contribution"].search_count
        decisions = self.env["coop.strategy.decision"].search_count
        asked = [*company, *self._in_year("asked_on")]
        return [
            (self.env._("Questions asked"), questions(asked)),
            (
                self.env._("Of these answered"),
                questions([*asked, ("state", "=", "answered")]),
            ),
            (
                self.env._("Answers to calls"),
                contributions(
                    [
                        *company,
                        ("call_id.cycle_id", "=", self.cycle_id.id),
                        *self._in_year("date"),
                    ]
                ),
            ),
            (
                self.env._("Decisions by consent"),
                decisions(
                    [*company, ("state", "=", "adopted"), *self._in_year("date")]
                ),
            ),
        ]
