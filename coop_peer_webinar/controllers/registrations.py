from odoo import http
from odoo.http import request

from odoo.addons.coop_member.core.addresses import visitor_network

from ..core.webinar_forms import parse_guest, read_feedback, read_guest
from .webinars import PRIVATE_PAGE, WEBINAR, CoopWebinars

#: registrations that one connection, and one address, may send in an hour
PER_NETWORK = 200
PER_ADDRESS = 10
MINE = "/webinars/mine/<int:registration_id>/<string:token>"
SEND = {"type": "http", "auth": "public", "website": True, "methods": ["POST"]}


class CoopWebinarRegistrations(CoopWebinars):
    """Guests: they register with an address, and come back by a link of their own.

    Whatever is known of an address, the answer is the same.
    """

    @http.route(f"{WEBINAR}/register", sitemap=False, **SEND)
    def webinar_register(self, slug, **post):
        """Register a guest, or show what is wrong beside the field."""
        event_sudo = self._find(slug)
        if not event_sudo:
            return self._not_found()
        guest, codes = parse_guest(post)
        registrations = request.env["event.registration"]
        errors = registrations._portal_sentences(codes)
        if not errors:
            errors = self._register_guest(event_sudo, guest)
        if errors:
            return self._webinar_page(event_sudo, errors, read_guest(post))
        return request.redirect(f"{event_sudo.website_url}/registered")

    @http.route(
        f"{WEBINAR}/registered",
        sitemap=False,
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
    )
    def webinar_registered(self, slug, **_query):
        """What comes next: the mail with the link."""
        event_sudo = self._find(slug)
        if not event_sudo:
            return self._not_found()
        return self._webinar_page(event_sudo, done="guest")

    @http.route(
        MINE,
        sitemap=False,
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
    )
    def webinar_mine(self, registration_id, token, done=None, **_query):
        """The page of a personal link. Opening it changes nothing, because mail
        scanners open links."""
        return self._mine_page(registration_id, token, done=done)

    @http.route(f"{MINE}/<any(join,cancel,feedback):action>", sitemap=False, **SEND)
    def webinar_mine_act(self, registration_id, token, action, **post):
        """Come, cancel, say how it was; or show why that cannot be."""
        found_sudo = self._found(registration_id, token)
        if not found_sudo:
            return self._not_found()
        url, errors = found_sudo._portal_act(action, post)
        if errors:
            return self._mine_page(registration_id, token, errors, post)
        if url:
            return request.redirect(url, code=303, local=False)
        return request.redirect(
            f"/webinars/mine/{registration_id}/{token}?done={action}", code=303
        )

    # -- values ----------------------------------------------------------------------

    def _register_guest(self, event_sudo, guest):
        """Register ``guest``; returns sentences by field."""
        if not self._within_limits(guest):
            return {
                "form": request.env._(
                    "Many registrations came from your connection: please try again "
                    "in an hour."
                )
            }
        registrations = request.env["event.registration"]
        sentence = registrations._sign_up(event_sudo, guest=guest)
        return {"form": sentence} if sentence else {}

    def _within_limits(self, guest):
        throttle_sudo = request.env["coop.throttle"].sudo()  # sudo: counts only
        network = visitor_network(request.httprequest.remote_addr)
        return throttle_sudo._hit(
            f"webinar {network}", PER_NETWORK
        ) and throttle_sudo._hit(f"webinar mail {guest.email}", PER_ADDRESS)

    def _found(self, registration_id, token):
        registrations = request.env["event.registration"]
        if registration_id > 2**31 - 1:
            return registrations
        return registrations._find_by_token(registration_id, token)

    def _mine_page(self, registration_id, token, errors=None, post=None, done=None):
        found_sudo = self._found(registration_id, token)
        if not found_sudo:
            return self._not_found()
        event_sudo = found_sudo.event_id
        action = f"/webinars/mine/{registration_id}/{token}"
        values = {
            **self._webinar_values(event_sudo, request.env["coop.member"]),
            "mine": found_sudo._portal_mine(action),
            "errors": errors or {},
            "typed": read_feedback(post or {}),
            "done": done,
        }
        return self._render(
            "coop_peer_webinar.webinar_mine", values, headers=PRIVATE_PAGE
        )
