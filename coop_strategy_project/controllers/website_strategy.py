from odoo.http import Controller, request, route

from odoo.addons.coop_member.core.forms import page_number
from odoo.addons.portal.controllers.portal import pager

from ..models.project_project_publish import MOST_UPDATES

PROJECT = "/strategy/projects/<int:project_id>"
PAGE = {
    "type": "http",
    "auth": "public",
    "website": True,
    "methods": ["GET"],
    "readonly": True,
}


class WebsiteStrategy(Controller):
    """What is published of the strategy to everyone, `/strategy`."""

    @route(["/strategy", "/strategy/<int:cycle_id>"], sitemap=True, **PAGE)
    def strategy(self, cycle_id=None, **_query):
        """The strategy that this site's cooperative published, or another one."""
        cycles_sudo = request.env["coop.strategy.cycle"]._public_cycles()
        if cycle_id:
            cycle_sudo = cycles_sudo.filtered(lambda one: one.id == cycle_id)
            if not cycle_sudo:
                raise request.not_found()
        else:
            company = request.website.company_id
            own = cycles_sudo.filtered(lambda one: one.company_id == company)
            cycle_sudo = (own or cycles_sudo)[:1]
        values = cycle_sudo._public_page() if cycle_sudo else {"cycle": None}
        others = [
            {"id": one.id, "name": one.name, "company": one.company_id.name}
            for one in cycles_sudo - cycle_sudo
        ]
        return request.render(
            "coop_strategy_project.website_strategy", {**values, "others": others}
        )

    @route([PROJECT, f"{PROJECT}/page/<int:page>"], **PAGE)
    def strategy_project(self, project_id, page=1, **_query):
        """A project that is published to everyone."""
        page = page_number(page)
        values = request.env["coop.strategy.cycle"]._public_project(project_id, page)
        if not values:
            response = request.render("coop_strategy_project.website_strategy_none", {})
            response.status_code = 404
            return response
        url = f"/strategy/projects/{project_id}"
        values["pager"] = pager(url, values["total"], page, MOST_UPDATES)
        return request.render("coop_strategy_project.website_strategy_project", values)
