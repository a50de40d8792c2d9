from datetime import datetime, time

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date
from odoo.tools.misc import formatLang

from odoo.addons.coop_member.core.tables import Column, Report, Table

from ..core.year import Session, by_month, figures, percent

EARLIEST = 2000


class CoopWebinarYear(models.TransientModel):
    """The yearly report: what was shared, who came, what they thought of it."""

    _name = "coop.webinar.year"
    _description = "Yearly Report of Webinars"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    year = fields.Char(
        required=True, default=lambda self: str(fields.Date.context_today(self).year)
    )

    @api.constrains("year")
    def _check_year(self):
        for wizard in self:
            typed = wizard.year
            latest = fields.Date.context_today(self).year
            if not (typed.isdecimal() and EARLIEST <= int(typed) <= latest):
                raise ValidationError(
                    self.env._(
                        "Enter a year from %(first)s to %(last)s.",
                        first=EARLIEST,
                        last=latest,
                    )
                )

    def action_print(self):
        """Print the report."""
        self.ensure_one()
        return self.env.ref("coop_peer_webinar.action_report_year").report_action(self)

    def _file_name(self):
        self.ensure_one()
        return self.env._("Webinars %s", self.year)

    def _report(self):
        """The `Report` that is printed."""
        self.ensure_one()
        lines = self._lines()
        sessions = [self._session(line) for line in lines]
        return Report(
            self.env._("Peer webinars"),
            self.year,
            self._notes(sessions),
            [
                self._months_table(sessions),
                self._topics_table(lines),
                self._wanted_table(),
                self._sessions_table(lines),
            ],
        )

    def _lines(self):
        """The webinars of the year that took place, in their order."""
        first = datetime(int(self.year), 1, 1)
        last = datetime.combine(first.replace(month=12, day=31), time.max)
        return self.env["coop.webinar.report"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("date", ">=", first),
                ("date", "<=", last),
                ("is_over", "=", True),
            ],
            order="date, id",
        )

    @api.model
    def _session(self, line):
        """A line of the analysis as `core.year` takes it."""
        feedback = self.env["coop.webinar.feedback"].search_fetch(
            [("event_id", "=", line.event_id.id)], ["rating"]
        )
        return Session(
            line.event_id._webinar_day(),
            line.registered,
            line.attended,
            tuple(feedback.mapped("rating")),
            line.first_speakers,
        )

    def _notes(self, sessions):
        """The year in sentences."""
        total = figures(sessions)
        if not total.sessions:
            return [self.env._("No webinar took place.")]
        rate = total.rate if total.rate is not None else "–"
        notes = [
            self.env._("Webinars: %s", total.sessions),
            self.env._(
                "Registered: %(registered)s, attended: %(attended)s (%(rate)s %%)",
                registered=total.registered,
                attended=total.attended,
                rate=rate,
            ),
            self.env._("Spoke for the first time: %s", total.first_speakers),
        ]
        if total.ratings:
            notes.append(
                self.env._(
                    "Satisfaction: %(mean)s of 5 (answers: %(count)s)",
                    mean=formatLang(self.env, total.satisfaction, digits=1),
                    count=total.ratings,
                )
            )
        return notes

    def _months_table(self, sessions):
        counts = by_month(sessions)
        first = fields.Date.context_today(self).replace(day=1)
        rows = [
            (
                format_date(
                    self.env, first.replace(month=month + 1), date_format="LLLL"
                ).capitalize(),
                count,
            )
            for month, count in enumerate(counts)
        ]
        return Table(
            self.env._("Attendances by month"),
            [
                Column(self.env._("Month"), width=20),
                Column(self.env._("Attended"), "number", 12, total=True),
            ],
            rows,
            bars=counts,
        )

    def _topics_table(self, lines):
        attended = {}
        for line in lines:
            name = line.topic_id.name or self.env._("Without a field")
            held, came = attended.get(name, (0, 0))
            attended[name] = held + 1, came + line.attended
        rows = [
            (name, *counts)
            for name, counts in sorted(attended.items(), key=lambda one: -one[1][1])
        ]
        return Table(
            self.env._("Attendances by field"),
            [
                Column(self.env._("Field"), width=30),
                Column(self.env._("Webinars"), "number", 11, total=True),
                Column(self.env._("Attended"), "number", 12, total=True),
            ],
            rows,
            bars=[row[-1] for row in rows],
        )

    def _wanted_table(self):
        """Topics that are asked for today, the most wanted first."""
        proposals = self.env["coop.webinar.proposal"].search(
            [("state", "=", "open"), ("company_id", "=", self.company_id.id)]
        )
        wanted = proposals._most_wanted()[:10]
        rows = [(one.name[:60], one.vote_count) for one in wanted]
        return Table(
            self.env._("Topics in demand"),
            [
                Column(self.env._("Topic"), width=60),
                Column(self.env._("Votes"), "number", 9),
            ],
            rows,
            bars=[row[-1] for row in rows],
        )

    def _sessions_table(self, lines):
        rows = [
            (
                line.event_id._webinar_day(),
                line.event_id.name,
                line.registered,
                line.attended,
                percent(line.attended, line.registered),
                formatLang(self.env, line.satisfaction, digits=1)
                if line.satisfaction
                else None,
            )
            for line in lines
        ]
        return Table(
            self.env._("Every webinar"),
            [
                Column(self.env._("Day"), "date", 12),
                Column(self.env._("Webinar"), width=44),
                Column(self.env._("Registered"), "number", 12, total=True),
                Column(self.env._("Attended"), "number", 11, total=True),
                Column(self.env._("%"), "number", 6),
                Column(self.env._("Of 5"), width=7),
            ],
            rows,
        )
