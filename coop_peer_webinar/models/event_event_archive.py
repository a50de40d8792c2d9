from odoo import api, fields, models
from odoo.fields import Domain


class EventEvent(models.Model):
    """Which webinars are listed: those of a website, to come, and past."""

    _inherit = "event.event"

    @api.model
    def _webinars_of(self, website):
        """Domain of the published webinars that a website shows to whoever is asking:
        what is open to them, of its own cooperative, or of all where it is the only
        website. Odoo's rules would hide those of other companies from visitors: it is
        for sudo records, which this domain stands guard of."""
        published = Domain("is_peer_webinar", "=", True) & Domain(
            "is_published", "=", True
        )
        here = Domain("website_id", "in", (False, website.id))
        websites_sudo = self.env["website"].sudo()  # sudo: how many there are
        if websites_sudo.search_count([], limit=2) > 1:
            here &= Domain("company_id", "=", website.company_id.id)
        opened = Domain("webinar_access", "=", "public") | Domain(
            "company_id", "in", self._webinar_companies().ids
        )
        return published & here & opened

    @api.model
    def _webinar_topics(self):
        """(id, name, icon) of the topics that can be browsed."""
        topics_sudo = self.env["coop.webinar.topic"].sudo()  # sudo: names of topics
        return [(one.id, one.name, one.icon) for one in topics_sudo.search([])]

    @api.model
    def _webinars_to_come(self, domain, limit=None):
        """Webinars in ``domain`` that have not ended, the next one first."""
        now = fields.Datetime.now()
        coming = Domain("date_end", ">", now) & Domain("kanban_state", "!=", "cancel")
        return self.search(Domain(domain) & coming, order="date_begin, id", limit=limit)

    @api.model
    def _webinars_past(self, domain, typed=""):
        """Domain of the webinars in ``domain`` that took place, and have each word of
        what was ``typed``."""
        past = Domain("date_end", "<=", fields.Datetime.now()) & Domain(
            "kanban_state", "!=", "cancel"
        )
        return Domain(domain) & past & self._webinar_search_domain(typed)
