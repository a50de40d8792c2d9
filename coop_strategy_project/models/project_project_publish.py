from odoo import api, models
from odoo.fields import Domain

#: fields of a project that members and visitors may be shown
SHOWN = (
    "name",
    "strategy_summary",
    "strategy_stage",
    "strategy_rank",
    "strategy_category_id",
    "strategy_axis_ids",
    "date_start",
    "date",
)
#: stages of a project → level of its badge
STAGE_LEVELS = {"running": "info", "done": "success", "paused": "warning"}
#: updates that a page shows
MOST_UPDATES = 20


class ProjectProject(models.Model):
    """What is published of projects: a list of fields, for each audience.

    Portal users and visitors have no right on projects. What they are shown is read
    past the rules, from `SHOWN` alone, as plain values.
    """

    _inherit = "project.project"

    @api.model
    def _published_domain(self, company, audiences):
        """Domain of a cooperative's projects that are published to ``audiences``."""
        return Domain.AND(
            [
                Domain("strategy_audience", "in", list(audiences)),
                Domain("strategy_cycle_id.company_id", "=", company.id),
                Domain("strategy_cycle_id.state", "!=", "draft"),
                Domain("is_template", "=", False),
            ]
        )

    def _is_published_to(self, audiences):
        """Whether this project is published to ``audiences``."""
        self.ensure_one()
        company = self.strategy_cycle_id.company_id
        domain = self._published_domain(company, audiences)
        return bool(company and self.filtered_domain(domain))

    @api.model
    def _published(self, company, audiences, domain=()):
        """Published projects (sudo records): show no more than `_strategy_cards`
        does."""
        projects_sudo = self.sudo()  # sudo: members have no right on projects
        return projects_sudo.search_fetch(
            self._published_domain(company, audiences) & Domain(domain),
            SHOWN,
            order="strategy_rank, date_start, id",
        )

    @api.model
    def _published_to_members(self, member):
        """Projects that members of the cooperative of ``member`` may read of."""
        return self._published(member.company_id, ("members", "public"))

    def _strategy_cards(self, audiences):
        """What is shown of these published projects, as dictionaries, in a number of
        queries that does not depend on how many they are."""
        labels = dict(self._fields["strategy_stage"]._description_selection(self.env))
        last = self._last_published_updates(audiences)
        return [
            {
                "id": project.id,
                "name": project.name,
                "summary": project.strategy_summary or "",
                "stage": project.strategy_stage,
                "stage_label": labels.get(project.strategy_stage, ""),
                "stage_level": STAGE_LEVELS.get(project.strategy_stage, "quiet"),
                "rank": project.strategy_rank,
                "category": project.strategy_category_id.name or "",
                "axes": project.strategy_axis_ids.mapped("name"),
                "axis_ids": project.strategy_axis_ids.ids,
                "first": project.date_start or None,
                "last": project.date or None,
                "update": last.get(project.id),
                "progress": last[project.id]["progress"]
                if project.id in last
                else None,
            }
            for project in self
        ]

    def _last_published_updates(self, audiences):
        """The last published update of each project by its id."""
        updates_sudo = self.env["project.update"].sudo()  # sudo: what is published
        rows = updates_sudo._read_group(
            [("project_id", "in", self.ids), ("audience", "in", list(audiences))],
            ["project_id"],
            ["id:max"],
        )
        updates = updates_sudo.browse([last for _project, last in rows])
        return {card["project_id"]: card for card in updates._strategy_cards()}

    @api.model
    def _published_updates_domain(self, company, audiences, domain):
        """Domain of published updates of published projects."""
        projects = self._published_domain(company, audiences)
        return (
            Domain("audience", "in", list(audiences))
            & Domain("project_id", "any", projects)
            & Domain(domain)
        )

    @api.model
    def _published_updates(
        self, company, audiences, domain=(), limit=MOST_UPDATES, page=1
    ):
        """A page of published updates of published projects, the latest first (sudo
        records)."""
        updates_sudo = self.env["project.update"].sudo()  # sudo: what is published
        return updates_sudo.search(
            self._published_updates_domain(company, audiences, domain),
            order="date desc, id desc",
            limit=limit,
            offset=(page - 1) * limit,
        )

    @api.model
    def _published_update_count(self, company, audiences, domain=()):
        """How many updates `_published_updates` has on all of its pages."""
        updates_sudo = self.env["project.update"].sudo()  # sudo: what is published
        return updates_sudo.search_count(
            self._published_updates_domain(company, audiences, domain)
        )
