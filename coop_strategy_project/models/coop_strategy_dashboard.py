from odoo import api, fields, models

#: days before which a report to a funder is shown as coming
SOON = 60


class CoopStrategyCycle(models.Model):
    """The dashboard of the team: what stands where, what waits, and the roadmap."""

    _inherit = "coop.strategy.cycle"

    @api.model
    @api.readonly
    def get_dashboard(self, cycle_id=None):
        """What the dashboard shows of a strategy, by default that of today, read with
        the user's rights: ``cycle`` and ``cycles`` as {id, name}, ``figures``, ``axes``
        and ``projects`` with their days; ``cycle`` is None where there is none."""
        company = self.env.company
        cycles = self.search([("company_id", "=", company.id)])
        today = fields.Date.context_today(self)
        running = cycles.filtered(lambda one: one.date_start <= today <= one.date_end)
        cycle = cycles.filtered(lambda one: one.id == cycle_id) or running or cycles[:1]
        if not cycle:
            return {"cycle": None, "cycles": [], "figures": []}
        return {
            "cycle": cycle._dashboard_head(),
            "cycles": [{"id": one.id, "name": one.name} for one in cycles],
            "figures": cycle._dashboard_figures(),
            "axes": cycle._dashboard_axes(),
            "projects": cycle._dashboard_projects(),
        }

    def _dashboard_head(self):
        return {
            "id": self.id,
            "name": self.name,
            "first": fields.Date.to_string(self.date_start),
            "last": fields.Date.to_string(self.date_end),
            "elapsed": self._elapsed_percent(),
        }

    def _dashboard_figures(self):
        """Numbers of what waits: ``key``, ``label``, ``value``, and the list that it
        opens (``model``, ``domain``)."""
        return [
            {
                "key": key,
                "label": label,
                "value": self.env[f"coop.strategy.{kind}"].search_count(domain),
                "model": f"coop.strategy.{kind}",
                "domain": domain,
            }
            for key, label, kind, domain in self._dashboard_waiting()
        ]

    def _dashboard_waiting(self):
        """What waits for the team, as (key, label, kind of record, domain)."""
        labels = {
            "behind": self.env._("Objectives behind their path"),
            "questions": self.env._("Questions unanswered"),
            "contributions": self.env._("Offers to decide"),
            "hours": self.env._("Hours to confirm"),
            "ballots": self.env._("Ballots open"),
            "reports": self.env._("Grants with a report due soon"),
        }
        kinds = {
            "behind": ("objective", self._behind_domain()),
            "questions": ("question", [("state", "in", ("open", "promised"))]),
            "contributions": ("contribution", [("state", "=", "offered")]),
            "hours": ("hours", [("state", "=", "declared")]),
            "ballots": ("ballot", [("state", "=", "open")]),
            "reports": ("grant", [("report_ids", "any", self._report_domain())]),
        }
        company = ("company_id", "=", self.company_id.id)
        return [
            (key, labels[key], kind, [company, *domain])
            for key, (kind, domain) in kinds.items()
        ]

    def _behind_domain(self):
        objectives = self.env["coop.strategy.objective"].search(
            [("cycle_id", "=", self.id)]
        )
        behind = objectives.filtered(lambda one: one.trend in ("behind", "missed"))
        return [("id", "in", behind.ids)]

    @api.model
    def _report_domain(self):
        soon = fields.Date.add(fields.Date.context_today(self), days=SOON)
        return [("sent_on", "=", False), ("date_due", "<=", soon)]

    def _dashboard_axes(self):
        return [
            {
                "id": axis.id,
                "name": axis.name,
                "progress": axis.progress,
                "projects": axis.project_count,
                "objectives": axis.objective_count,
            }
            for axis in self.axis_ids
        ]

    def _dashboard_projects(self):
        projects = self.env["project.project"].search(
            [("strategy_cycle_id", "=", self.id), ("is_template", "=", False)],
            order="date_start, id",
        )
        return [
            {
                "id": project.id,
                "name": project.name,
                "stage": project.strategy_stage,
                "status": project.last_update_status,
                "progress": project.strategy_progress,
                "first": fields.Date.to_string(project.date_start),
                "last": fields.Date.to_string(project.date),
            }
            for project in projects
        ]
