from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import PAGE, CoopPortal
from odoo.addons.coop_member.core.forms import page_number
from odoo.addons.portal.controllers.portal import pager

from ..models.coop_member_strategy import MEMBERS
from ..models.coop_member_strategy_circles import MOST_DECISIONS
from ..models.coop_member_strategy_home import STRATEGY
from ..models.project_project_publish import MOST_UPDATES

PROJECT = f"{STRATEGY}/projects/<int:project_id>"
DECISIONS = f"{STRATEGY}/decisions"


class CoopPortalStrategy(CoopPortal):
    """The strategy in the member's space: the plan, its projects, who does what."""

    @route([STRATEGY, f"{STRATEGY}/<int:cycle_id>"], **PAGE)
    def coop_strategy(self, cycle_id=None, **_query):
        """The strategy of today, or another one that was voted."""
        return self._coop_page(
            "coop_strategy_project.portal_coop_strategy",
            lambda member: self._strategy_values(member, cycle_id),
        )

    @route(f"{STRATEGY}/roadmap/<int:cycle_id>", **PAGE)
    def coop_strategy_roadmap(self, cycle_id, **_query):
        """Published projects over time."""
        return self._coop_page(
            "coop_strategy_project.portal_coop_strategy_roadmap",
            lambda member: self._roadmap_values(member, cycle_id),
        )

    @route([PROJECT, f"{PROJECT}/page/<int:page>"], **PAGE)
    def coop_strategy_project(self, project_id, page=1, **_query):
        """A published project, and its published updates."""
        return self._published_page(
            "coop_strategy_project.portal_coop_strategy_project",
            lambda member: self._project_values(member, project_id, page_number(page)),
        )

    @route(f"{STRATEGY}/updates/<int:update_id>", **PAGE)
    def coop_strategy_update(self, update_id, **_query):
        """A published update."""
        return self._published_page(
            "coop_strategy_project.portal_coop_strategy_update",
            lambda member: self._update_values(member, update_id),
        )

    @route(f"{STRATEGY}/circles", **PAGE)
    def coop_strategy_circles(self, **_query):
        """Circles, their roles, and who holds them."""
        return self._coop_page(
            "coop_strategy_project.portal_coop_strategy_circles",
            lambda member: {
                "circles": member._portal_circles(),
                "decisions": member._portal_decision_count(),
            },
        )

    @route([DECISIONS, f"{DECISIONS}/page/<int:page>"], **PAGE)
    def coop_strategy_decisions(self, page=1, **_query):
        """The register of decisions, the latest first."""
        return self._coop_page(
            "coop_strategy_project.portal_coop_strategy_decisions",
            lambda member: self._decisions_values(member, page_number(page)),
        )

    @route(f"{DECISIONS}/<int:decision_id>", **PAGE)
    def coop_strategy_decision(self, decision_id, **_query):
        """A decision of the register."""
        return self._coop_page(
            "coop_strategy_project.portal_coop_strategy_decision",
            lambda member: {"decision": self._decision_of(member, decision_id)},
        )

    # -- values ----------------------------------------------------------------------

    def _strategy_values(self, member, cycle_id):
        cycle = self._cycle_of(member, cycle_id) if cycle_id else None
        cycle = cycle or member._strategy_cycle()
        if not cycle:
            return {"cycle": cycle, "calls": [], "ballots": member._portal_ballots()}
        return member._portal_strategy(cycle)

    def _roadmap_values(self, member, cycle_id):
        cycle = self._cycle_of(member, cycle_id)
        projects_sudo = request.env["project.project"]._published(
            member.company_id, MEMBERS, [("strategy_cycle_id", "=", cycle.id)]
        )
        cards = projects_sudo._strategy_cards(MEMBERS)
        return {"cycle": cycle, "url": f"{STRATEGY}/projects", **cycle._roadmap(cards)}

    def _cycle_of(self, member, cycle_id):
        """A strategy that was voted; raises NotFound for any other."""
        cycle = member._strategy_cycles().filtered(lambda one: one.id == cycle_id)
        if not cycle:
            raise request.not_found()
        return cycle

    def _project_values(self, member, project_id, page):
        """Values of a project's page, None where it is not published."""
        projects_sudo = request.env["project.project"]._published(
            member.company_id, MEMBERS, [("id", "=", project_id)]
        )
        if not projects_sudo:
            return None
        [card] = projects_sudo._strategy_cards(MEMBERS)
        told = (member.company_id, MEMBERS, [("project_id", "=", project_id)])
        updates_sudo = projects_sudo._published_updates(*told, page=page)
        total = projects_sudo._published_update_count(*told)
        url = f"{STRATEGY}/projects/{project_id}"
        return {
            "pager": pager(url, total, page, MOST_UPDATES),
            # not `project`: the breadcrumbs of Odoo's projects expect a record
            "shown": card,
            "updates": updates_sudo._strategy_cards(),
            "calls": member._portal_calls().filtered(
                lambda call: call.sudo().project_id.id == project_id  # sudo: its id
            ),
        }

    def _update_values(self, member, update_id):
        """Values of an update's page, None where it is not published."""
        updates_sudo = request.env["project.project"]._published_updates(
            member.company_id, MEMBERS, [("id", "=", update_id)]
        )
        if not updates_sudo:
            return None
        [card] = updates_sudo._strategy_cards()
        return {"update": card}

    def _decisions_values(self, member, page):
        total = member._portal_decision_count()
        return {
            "decisions": member._portal_decisions(page),
            "pager": pager(DECISIONS, total, page, MOST_DECISIONS),
        }

    def _decision_of(self, member, decision_id):
        found = request.env["coop.strategy.decision"].search(
            [
                ("id", "=", decision_id),
                ("company_id", "=", member.company_id.id),
                ("state", "!=", "proposed"),
            ]
        )
        if not found:
            raise request.not_found()
        return found

    def _published_page(self, template, prepare):
        """A page about what is published; what is not, or no more, gets a sentence."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        values = prepare(member)
        if values is None:
            response = self._coop_page(
                "coop_strategy_project.portal_coop_strategy_withdrawn",
                lambda _member: {},
            )
            response.status_code = 404
            return response
        return self._coop_page(template, lambda _member: values)
