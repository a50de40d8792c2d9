from pathlib import Path

from odoo import Command, fields, models

from odoo.addons.coop_member.demo.tables import read

FOLDER = Path(__file__).parent / "data"
#: who coordinates the strategy of each cooperative
COORDINATOR = "sylvain"


class CoopDemo(models.AbstractModel):
    """A strategy that is over and one that runs, with axes, objectives, measures,
    projects and what was told of them."""

    _inherit = "coop.demo"

    def _load(self):
        result = super()._load()
        self._load_cycles()
        self._load_axes()
        self._load_grants()
        self._load_projects()
        self._load_costs()
        self._load_objectives()
        self._load_measures()
        self._load_updates()
        self._vote_cycles()
        self._load_ballots()
        self._load_calls()
        self._load_questions()
        self._load_circles()
        return result

    def _as_coordinator(self, model, company):
        """``model`` as who coordinates the strategy of ``company``."""
        user = self._ref(f"user_{COORDINATOR}")
        return (
            self.env[model]
            .with_user(user)
            .with_context(allowed_company_ids=company.ids, lang=user.lang)
        )

    def _strategy_company(self, row):
        return self._ref(f"coop_{row['coop']}")

    def _load_cycles(self):
        for row in self._missing("cycles", "cycle", folder=FOLDER):
            company = self._strategy_company(row)
            cycle = self._as_coordinator("coop.strategy.cycle", company).create(
                {
                    "name": row["name"],
                    "company_id": company.id,
                    "date_start": self._day(row["start"]),
                    "date_end": self._day(row["end"]),
                    "audience": row["audience"],
                    "introduction": f"<p>{row['text']}</p>",
                }
            )
            self._remember(f"cycle_{row['ref']}", cycle)

    def _vote_cycles(self):
        """Have the meetings vote, and what is over be finished."""
        for row in self._missing("cycles", "voted", folder=FOLDER):
            cycle = self._ref(f"cycle_{row['ref']}")
            by_team = self._as_coordinator(cycle._name, cycle.company_id).browse(
                cycle.id
            )
            in_favour, against, abstained = map(int, row["votes"].split())
            by_team.write(
                {
                    "meeting_name": row["meeting"],
                    "meeting_date": self._day(row["voted"]),
                    "votes_for": in_favour,
                    "votes_against": against,
                    "votes_abstained": abstained,
                }
            )
            by_team.action_vote()
            if by_team.date_end < fields.Date.context_today(self):
                by_team.action_finish()
            self._remember(f"voted_{row['ref']}", cycle)

    def _load_axes(self):
        for position, row in enumerate(read("axes", FOLDER)):
            if self._ref(f"axis_{row['ref']}"):
                continue
            cycle = self._ref(f"cycle_{row['cycle']}")
            axis = self._as_coordinator("coop.strategy.axis", cycle.company_id).create(
                {
                    "name": row["name"],
                    "cycle_id": cycle.id,
                    "sequence": position,
                    "color": position % 11 + 1,
                    "purpose": f"<p>{row['purpose']}</p>",
                    "today_text": row["today"] and f"<p>{row['today']}</p>",
                    "owner_id": self._ref(f"user_{row['owner']}").id,
                }
            )
            self._remember(f"axis_{row['ref']}", axis)

    def _load_projects(self):
        for row in self._missing("projects", "project", folder=FOLDER):
            cycle = self._ref(f"cycle_{row['cycle']}")
            projects = self._as_coordinator("project.project", cycle.company_id)
            project = projects.create(self._prepare_project(row, cycle))
            self._remember(f"project_{row['ref']}", project)
            for name in filter(None, row["tasks"].split("|")):
                project.task_ids.create(
                    {
                        "name": name.lstrip("*"),
                        "project_id": project.id,
                        "strategy_shared": name.startswith("*"),
                    }
                )

    def _prepare_project(self, row, cycle):
        grant = row["grant"] and self._ref(f"grant_{row['grant']}")
        return {
            "name": row["name"],
            "company_id": cycle.company_id.id,
            "strategy_cycle_id": cycle.id,
            "strategy_axis_ids": [
                Command.link(self._ref(f"axis_{ref}").id) for ref in row["axes"].split()
            ],
            "strategy_category_id": self.env.ref(
                f"coop_strategy_project.category_{row['category']}"
            ).id,
            "strategy_stage": row["stage"],
            "strategy_audience": row["audience"],
            "strategy_summary": row["summary"],
            "strategy_grant_id": grant.id if grant else False,
            "strategy_sponsor_id": self._ref(f"user_{COORDINATOR}").id,
            "date_start": self._day(row["start"]),
            "date": self._day(row["end"]),
            "strategy_seat_ids": [
                Command.create({"user_id": self._ref(f"user_{ref}").id, "minutes": 180})
                for ref in row["team"].split()
            ],
        }

    def _load_objectives(self):
        for row in self._missing("objectives", "objective", folder=FOLDER):
            axis = self._ref(f"axis_{row['axis']}")
            objective = self._as_coordinator(
                "coop.strategy.objective", axis.company_id
            ).create(
                {
                    "name": row["name"],
                    "axis_id": axis.id,
                    "description": row["text"],
                    "indicator": row["indicator"],
                    "unit": row["unit"],
                    "baseline": float(row["baseline"]),
                    "baseline_date": axis.cycle_id.date_start,
                    "target": float(row["target"]),
                    "date_due": self._day(row["due"]) or axis.cycle_id.date_end,
                    "resources": row["resources"],
                    "owner_id": self._ref(f"user_{row['owner']}").id,
                    "audience": "public",
                }
            )
            self._remember(f"objective_{row['ref']}", objective)

    def _load_measures(self):
        """Figures measured each half a year since the baseline, as the row lists
        them."""
        today = fields.Date.context_today(self)
        for row in self._missing("objectives", "measures", folder=FOLDER):
            objective = self._ref(f"objective_{row['ref']}")
            day = objective.baseline_date
            for value in row["values"].split():
                day = fields.Date.add(day, months=6)
                if day <= today:
                    self.env["coop.strategy.kpi.measure"].create(
                        {
                            "kpi_id": objective.kpi_id.id,
                            "date": day,
                            "value": float(value),
                        }
                    )
            self._remember(f"measures_{row['ref']}", objective)

    def _load_updates(self):
        for row in self._missing("updates", "update", folder=FOLDER):
            project = self._ref(f"project_{row['project']}")
            updates = self._as_coordinator("project.update", project.company_id)
            update = updates.create(
                {
                    "project_id": project.id,
                    "name": row["name"],
                    "status": row["status"],
                    "progress": int(row["progress"]),
                    "date": self._day(row["when"]),
                    "description": "<p/>",
                    "public_text": row["text"] and f"<p>{row['text']}</p>",
                }
            )
            if row["audience"] == "members":
                update.action_publish_members()
            elif row["audience"] == "public":
                update.action_publish_everyone()
            self._remember(f"update_{row['ref']}", update)
