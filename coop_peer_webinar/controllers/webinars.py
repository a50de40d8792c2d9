from urllib.parse import urlencode

from odoo import http
from odoo.fields import Domain
from odoo.http import content_disposition, request

from odoo.addons.coop_member.controllers.join import PRIVATE_PAGE
from odoo.addons.coop_member.core.forms import page_number
from odoo.addons.coop_member.core.text import clean_line
from odoo.addons.portal.controllers.portal import pager

from ..models.coop_member_webinar_pages import A_PAGE, MOST_COMING

#: a public page that only reads
PUBLIC = {
    "type": "http",
    "auth": "public",
    "website": True,
    "methods": ["GET"],
    "readonly": True,
}
WEBINAR = "/webinars/<string:slug>"
LONGEST_SEARCH = 120


def map_webinars(env, _rule, query):
    """Addresses of the webinars that are open to everybody, for search engines."""
    events_sudo = env["event.event"].sudo()  # sudo: `_webinars_of` guards
    shown = events_sudo._webinars_of(env["website"].get_current_website())
    for event_sudo in events_sudo.search(
        shown & Domain("webinar_access", "=", "public")
    ):
        address = event_sudo.website_url
        if not query or query.lower() in address:
            yield {"loc": address, "lastmod": event_sudo.write_date.date()}


class CoopWebinars(http.Controller):
    """The archive and the page of each webinar, for everybody who may see it: what they
    may not see is not found."""

    @http.route(["/webinars", "/webinars/page/<int:page>"], sitemap=True, **PUBLIC)
    def webinars(self, page=1, search="", topic="", **_query):
        """Webinars to come, and the archive, page by page."""
        page = page_number(page)
        search = clean_line(search)[:LONGEST_SEARCH]
        topic_id = int(topic) if topic.isdecimal() and len(topic) < 9 else 0
        return self._render(
            "coop_peer_webinar.webinars", self._archive_values(page, search, topic_id)
        )

    @http.route(WEBINAR, sitemap=map_webinars, **PUBLIC)
    def webinar(self, slug, **_query):
        """One webinar."""
        event_sudo = self._find(slug)
        if not event_sudo:
            return self._not_found()
        canonical = event_sudo.website_url
        if f"/webinars/{slug}" != canonical:
            return request.redirect(canonical, code=301)
        return self._webinar_page(event_sudo)

    @http.route(f"{WEBINAR}/webinar.ics", sitemap=False, **PUBLIC)
    def webinar_calendar(self, slug, **_query):
        """Its calendar file."""
        event_sudo = self._find(slug)
        if not event_sudo:
            return self._not_found()
        return request.make_response(
            event_sudo._webinar_calendar().encode(),
            [
                ("Content-Type", "text/calendar; charset=utf-8"),
                ("Content-Disposition", content_disposition(f"{event_sudo.name}.ics")),
            ],
        )

    @http.route(f"{WEBINAR}/files/<int:file_id>", sitemap=False, **PUBLIC)
    def webinar_file(self, slug, file_id, **_query):
        """A file that is kept of it."""
        event_sudo = self._find(slug)
        file_sudo = event_sudo and event_sudo._webinar_file(file_id)
        if not file_sudo:
            return self._not_found()
        stream = request.env["ir.binary"]._get_stream_from(
            file_sudo, "document", filename=file_sudo.name
        )
        return stream.get_response(as_attachment=True)

    # -- values ----------------------------------------------------------------------

    def _archive_values(self, page, search, topic_id):
        events_sudo = request.env["event.event"].sudo()  # sudo: `_webinars_of` guards
        shown = events_sudo._webinars_of(request.website)
        if topic_id:
            shown &= Domain("topic_ids", "in", [topic_id])
        found = shown & events_sudo._webinar_search_domain(search)
        coming_sudo = events_sudo._webinars_to_come(found, limit=MOST_COMING)
        past = events_sudo._webinars_past(shown, search)
        total = events_sudo.search_count(past)
        past_sudo = events_sudo.search(
            past,
            order="date_begin desc, id desc",
            limit=A_PAGE,
            offset=(page - 1) * A_PAGE,
        )
        kept = {"search": search, "topic": topic_id}
        return {
            "coming": coming_sudo._webinar_cards() if page == 1 else [],
            "past": past_sudo._webinar_cards(),
            "found": total + len(coming_sudo),
            "search": search,
            "topic_id": topic_id,
            "topics": events_sudo._webinar_topics(),
            "link": lambda topic: self._archive_link(search, topic),
            "pager": pager(
                "/webinars",
                total,
                page,
                A_PAGE,
                url_args={name: value for name, value in kept.items() if value},
            ),
        }

    def _archive_link(self, search, topic_id):
        """The archive's address with a search and a topic."""
        kept = {"search": search, "topic": topic_id}
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"/webinars?{query}" if query else "/webinars"

    def _find(self, slug):
        """The published webinar of that address, if whoever is asking may see it (a
        sudo record)."""
        _name, event_id = request.env["ir.http"]._unslug(slug)
        return self._find_by_id(event_id)

    def _find_by_id(self, event_id):
        """As `_find`."""
        events_sudo = request.env["event.event"].sudo()  # sudo: `_webinars_of` guards
        if not event_id or not 0 < event_id < 2**31:
            return events_sudo.browse()
        shown = events_sudo._webinars_of(request.website)
        return events_sudo.search(Domain("id", "=", event_id) & shown)

    def _webinar_page(self, event_sudo, errors=None, typed=None, status=200, done=None):
        member = self._member_for(event_sudo)
        registrations = request.env["event.registration"]
        mine = registrations._live_of(event_sudo, member) if member else None
        values = {
            **self._webinar_values(event_sudo, member),
            "mine": mine and mine._portal_mine(f"/my/coop/webinars/{event_sudo.id}"),
            "errors": errors or {},
            "typed": typed or {"name": "", "email": ""},
            "done": done,
        }
        return self._render("coop_peer_webinar.webinar", values, status)

    def _webinar_values(self, event_sudo, member):
        """What the page of a webinar shows to ``member``, or to anybody."""
        return {
            "card": event_sudo._webinar_cards()[0],
            "introduction": event_sudo._webinar_introduction(),
            "speakers": event_sudo._webinar_speakers(member),
            "kept": event_sudo._webinar_kept(),
            "closed": event_sudo._webinar_closed_sentence(),
            "member": member,
            "is_member": member.state == "active",
        }

    def _member_for(self, event_sudo):
        """The membership, in the cooperative that holds it, of whoever is asking."""
        members = request.env["coop.member"]
        if request.env.user._is_public():
            return members
        company_id = event_sudo.company_id.id
        own = members._of_current_user()
        return own.filtered(lambda one: one.company_id.id == company_id)[:1]

    def _not_found(self):
        return self._render("coop_peer_webinar.webinar_unknown", {}, 404, PRIVATE_PAGE)

    def _render(self, template, values, status=200, headers=None):
        response = request.render(template, values, status=status)
        response.headers.update(headers or {})
        return response
