from odoo import api, fields, models
from odoo.fields import Domain


class EventEvent(models.Model):
    """Who may see a webinar at all: a record rule asks this for every user, whatever
    page, file or call they come by."""

    _inherit = "event.event"

    webinar_is_open = fields.Boolean(
        compute="_compute_webinar_is_open", search="_search_webinar_is_open"
    )

    @api.depends("is_peer_webinar", "webinar_access", "company_id")
    @api.depends_context("uid")
    def _compute_webinar_is_open(self):
        domain = self._webinar_open_domain()
        opened = self.filtered_domain(domain)
        opened.webinar_is_open = True
        (self - opened).webinar_is_open = False

    @api.model
    def _search_webinar_is_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._webinar_open_domain()
        return domain if True in value else ~domain

    @api.model
    def _webinar_open_domain(self):
        """Domain of what the user may see: every other event, public webinars, and
        those of the cooperatives that they are a member of, or work for."""
        if self.env.user._is_internal():
            return Domain.TRUE
        return (
            Domain("is_peer_webinar", "=", False)
            | Domain("webinar_access", "=", "public")
            | Domain("company_id", "in", self._webinar_companies().ids)
        )

    @api.model
    def _webinar_companies(self):
        """Cooperatives whose webinars for members the user may see: those they work
        for, and those they are a member of."""
        user = self.env.user
        members = self.env["coop.member"]._of_current_user()
        companies = members.filtered(lambda one: one.state == "active").company_id
        return companies | user.company_ids if user._is_internal() else companies
