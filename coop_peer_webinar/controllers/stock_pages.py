from odoo.fields import Domain
from odoo.http import request, route

from odoo.addons.website_event.controllers.main import WebsiteEventController


def map_other_events(env, _rule, query):
    """Addresses of events that are no webinars, for search engines."""
    website = env["website"].get_current_website()
    events = env["event.event"].search(
        website.website_domain()
        & Domain([("is_published", "=", True), ("is_peer_webinar", "=", False)])
    )
    for event in events:
        address = f"/event/{env['ir.http']._slug(event)}"
        if not query or query.lower() in address:
            yield {"loc": address}


class WebinarStockPages(WebsiteEventController):
    """Odoo's own pages of events lead to those of webinars: seats have one way in."""

    @route(sitemap=map_other_events)
    def event(self, event, **post):
        """The event's first page."""
        if event.is_peer_webinar:
            return request.redirect(event.website_url)
        return super().event(event, **post)

    @route()
    def event_page(self, event, page, **post):
        """A page of the event's menu."""
        if event.is_peer_webinar:
            return request.redirect(event.website_url)
        return super().event_page(event, page, **post)

    @route()
    def event_register(self, event, **post):
        """The page on which people register."""
        if event.is_peer_webinar:
            return request.redirect(event.website_url)
        return super().event_register(event, **post)

    @route()
    def registration_tickets(self, event, slot_id):
        """Choice of tickets: webinars have none."""
        if event.is_peer_webinar:
            return False
        return super().registration_tickets(event, slot_id)

    @route()
    def registration_new(self, event, **post):
        """Form of attendees: webinars have their own."""
        if event.is_peer_webinar:
            return False
        return super().registration_new(event, **post)

    @route()
    def registration_confirm(self, event, **post):
        """Attendees that come without passing by the webinar's page."""
        if event.is_peer_webinar:
            return request.redirect(event.website_url)
        return super().registration_confirm(event, **post)
