from collections import defaultdict
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..core.contribution import (
    Figures,
    Month,
    base_of,
    due,
    shift_month,
    terms_at,
    total_of,
)

#: activities whose figures are held in memory at once
BATCH = 1000


class CoopContributionRun(models.Model):
    """What a run takes, computed anew as often as one likes until it is posted."""

    _inherit = "coop.contribution.run"

    def action_compute(self):
        """Compute what each activity owes. Accountants only.

        Raises UserError where activities have no scheme, or a scheme says nothing of a
        month.
        """
        self._require_accountant()
        run = self._as_step()
        run._require("draft")
        run._check_follows()
        run.line_ids.unlink()
        years = run._years()
        for scheme, activities in run._activities_by_scheme().items():
            for start in range(0, len(activities), BATCH):
                batch = activities[start : start + BATCH]
                lines = run._prepare_lines(scheme, batch, years)
                run.env["coop.contribution.line"].create(lines)
                run.env.flush_all()
        run.computed_date = fields.Datetime.now()
        run.invalidate_recordset(["line_ids"])

    def _years(self):
        """First days of the years that the run looks at, that of its period last:
        those before it as far as invoices may still come in late."""
        self.ensure_one()
        company = self.company_id
        current = company.compute_fiscalyear_dates(self.period_end)["date_from"]
        groups = self.env["coop.contribution.line"]._read_group(
            [
                ("company_id", "=", company.id),
                ("state", "=", "posted"),
                ("year_start", "<", current),
            ],
            ["year_start:day"],
        )
        journal = company._coop_contribution_journal()
        found = []
        for (day,) in groups:
            year = company.compute_fiscalyear_dates(day)
            if not company._get_violated_lock_dates(year["date_to"], False, journal):
                found.append(year["date_from"])
        return [*sorted(found), current]

    def _activities_by_scheme(self):
        """Activities that were open before the end of the period, by their scheme."""
        company = self.company_id
        activities = (
            self.env["coop.activity"]
            .with_context(active_test=False)
            .search(
                [
                    ("company_id", "=", company.id),
                    ("state", "in", ("open", "closed")),
                    ("date_open", "<=", self.period_end),
                    ("id", "!=", company.coop_own_activity_id.id),
                ]
            )
        )
        default = company.coop_contribution_scheme_id
        found = activities.grouped(lambda a: a.coop_contribution_scheme_id or default)
        missing = found.pop(default.browse(), None)
        if missing:
            raise UserError(missing._sentence_no_scheme())
        return found

    def _first_month(self):
        """The month since which contributions are taken here."""
        runs = self._others() | self
        return min(runs.mapped("period_start"))

    def _prepare_lines(self, scheme, activities, years):
        """Values of lines of ``activities``, which all have this scheme."""
        versions = scheme._core_versions()
        since_entry = any(terms.total == "entry" for terms in versions)
        first = None if since_entry else years[0]
        figures = scheme._figures(activities, first, self.period_end)
        taken = self._taken(activities)
        kinds = activities._contract_kinds()
        begin = self._first_month()
        found = []
        for activity in activities:
            months = self._Months(
                self, activity, versions, figures[activity.id], kinds[activity], begin
            )
            for year in years:
                vals = self._prepare_line(
                    scheme, months, year, taken[activity.id, year]
                )
                if vals:
                    found.append(vals)
        return found

    def _taken(self, activities):
        """What was taken so far, and on what, by activity and year."""
        groups = self.env["coop.contribution.line"]._read_group(
            [("activity_id", "in", activities.ids), ("state", "=", "posted")],
            ["activity_id", "year_start:day"],
            ["amount:sum", "base:sum"],
        )
        found = defaultdict(lambda: (Decimal(0), Decimal(0)))
        for activity, day, amount, base in groups:
            found[activity.id, fields.Date.to_date(day)] = (
                self._exact(amount),
                self._exact(base),
            )
        return found

    def _exact(self, amount):
        return Decimal(str(self.currency_id.round(amount)))

    class _Months:
        """Months of an activity, as far as the run goes and beyond."""

        def __init__(self, run, activity, versions, figures, kinds, begin):
            self.run, self.activity, self.versions = run, activity, versions
            self.figures, self.kinds, self.begin = figures, kinds, begin
            self.covered = min(terms.start for terms in versions)
            self.entry = activity.date_open

        def month(self, start):
            figures = self.figures.get(start, Figures())
            terms = terms_at(self.versions, max(start, self.covered))
            activity = self.activity
            end = activity.date_close or date.max
            return Month(
                start,
                base_of(terms.basis, figures),
                figures.internal,
                self.kinds(start),
                charged=start >= self.begin,
                present=self.entry.replace(day=1) <= start <= end,
            )

        def before(self, year):
            """Months before a year that brought something."""
            return [self.month(day) for day in sorted(self.figures) if day < year]

        def of_year(self, year, last):
            """Months of a year up to ``last``, and those that come after."""
            every = [self.month(shift_month(year, count)) for count in range(12)]
            told = [month for month in every if month.start >= self.covered]
            for month in every:
                if month.charged and month.present and month.start < self.covered:
                    raise UserError(self._sentence_uncovered(month.start))
            so_far = [month for month in told if month.start <= last]
            return so_far, told[len(so_far) :]

        def _sentence_uncovered(self, day):
            env = self.run.env
            return env._(
                "The contribution scheme of %(activity)s says nothing of %(month)s: "
                "add a version that applies from then on, or earlier.",
                activity=self.activity.display_name,
                month=format_date(env, day, date_format="MMMM y"),
            )

    def _prepare_line(self, scheme, months, year, taken):
        """Values of the line of an activity for a year; None where there is nothing to
        say."""
        activity = months.activity
        last = min(self.period_end, shift_month(year, 11))
        so_far, rest = months.of_year(year, last)
        unit = Decimal(str(self.currency_id.rounding))
        close = activity.date_close or date.max
        complete = not rest or (activity.state == "closed" and close <= self.period_end)
        found = due(
            months.versions,
            so_far,
            months.entry,
            opening=self._exact(activity.coop_contribution_opening)
            + total_of(months.versions, months.before(year)),
            rest=rest,
            complete=complete,
            unit=unit,
        )
        amount, base = found.amount - taken[0], found.base - taken[1]
        current = year <= self.period_start and shift_month(year, 12) > self.period_end
        if not amount and not (current and (activity.state == "open" or base)):
            return None
        basis = terms_at(months.versions, max(last, months.covered)).basis
        return {
            "run_id": self.id,
            "company_id": self.company_id.id,
            "activity_id": activity.id,
            "scheme_id": scheme.id,
            "year_start": year,
            "period_end": min(self.period_end, self._year_end(year)),
            "base": float(base),
            "amount": float(amount),
            "year_base": float(found.base),
            "year_amount": float(found.amount),
            "taken": float(taken[0]),
            "parts": {"basis": basis, "steps": [_plain(part) for part in found.parts]},
        }

    def _year_end(self, year):
        return self.company_id.compute_fiscalyear_dates(year)["date_to"]


def _plain(part):
    """A part as JSON holds it: exact numbers as texts."""
    return {
        name: str(value) if isinstance(value, Decimal) else value
        for name, value in asdict(part).items()
    }
