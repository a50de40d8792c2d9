from odoo import http
from odoo.http import request

from odoo.addons.coop_member.controllers.join import PRIVATE_PAGE
from odoo.addons.coop_member.core.addresses import visitor_network

from ..core.webinar_forms import parse_guest, read_feedback, read_guest
from .webinars import WEBINAR, CoopWebinars

#: mails that one connection, and one address, may ask for in an hour
PER_NETWORK = 200
PER_ADDRESS = 5
CONFIRM = "/webinars/confirm/<string:token>"
MINE = "/webinars/mine/<int:registration_id>/<string:token>"
SEND = {"type": "http", "auth": "public", "website": True, "methods": ["POST"]}


class CoopWebinarRegistrations(CoopWebinars):
    """Guests: they enter an address, register by the link that is sent there, and come
    back by a link of their own.

    Whatever is known of an address, the answer is the same.
    """

    @http.route(f"{WEBINAR}/register", sitemap=False, **SEND)
    def webinar_register(self, slug, **post):
        """Write to a guest, or show what is wrong beside the field."""
        event_sudo = self._find(slug)
        if not event_sudo:
            return self._not_found()
        guest, codes = parse_guest(post)
        registrations = request.env["event.registration"]
        errors = registrations._portal_sentences(codes)
        if not errors:
            errors = self._write_to_guest(event_sudo, guest)
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
        CONFIRM,
        sitemap=False,
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
    )
    def webinar_confirm(self, token, done=None, **_query):
        """The page of the link that a guest was sent: a button, or their registration.
        Opening it changes nothing, because mail scanners open links."""
        event_sudo, guest = self._confirmed(token)
        if not event_sudo:
            return self._confirm_page(event_sudo, status=404)
        registrations = request.env["event.registration"]
        known_sudo = registrations._live_of(event_sudo, email=guest.email)
        if not known_sudo:
            return self._confirm_page(event_sudo, guest)
        url = known_sudo._webinar_path()
        return request.redirect(f"{url}?done={done}" if done else url)

    @http.route(CONFIRM, sitemap=False, **SEND)
    def webinar_confirm_send(self, token, **_post):
        """Register the guest to whom the link was sent."""
        event_sudo, guest = self._confirmed(token)
        if not event_sudo:
            return self._confirm_page(event_sudo, status=404)
        registrations = request.env["event.registration"]
        sentence = registrations._sign_up(event_sudo, guest=guest)
        if sentence:
            return self._confirm_page(event_sudo, guest, sentence)
        # it is in a transaction of its own: the next request sees it
        return request.redirect(f"/webinars/confirm/{token}?done=register", code=303)

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

    def _write_to_guest(self, event_sudo, guest):
        """Send ``guest`` the link that registers; returns sentences by field."""
        if not self._within_limits(guest):
            return {
                "form": request.env._(
                    "Many registrations came from your connection, or for this "
                    "address: please try again in an hour."
                )
            }
        registrations = request.env["event.registration"]
        sentence = registrations._ask_to_confirm(event_sudo, guest)
        return {"form": sentence} if sentence else {}

    def _within_limits(self, guest):
        throttle_sudo = request.env["coop.throttle"].sudo()  # sudo: counts only
        network = visitor_network(request.httprequest.remote_addr)
        return throttle_sudo._hit(
            f"webinar {network}", PER_NETWORK
        ) and throttle_sudo._hit(f"webinar mail {guest.email}", PER_ADDRESS)

    def _confirmed(self, token):
        """(webinar, guest) of a link; the webinar is a sudo record, empty where the
        link is wrong or old."""
        registrations = request.env["event.registration"]
        event_id, guest = registrations._read_confirm_token(token)
        return self._find_by_id(event_id), guest

    def _confirm_page(self, event_sudo, guest=None, sentence="", status=200):
        values = {
            "card": event_sudo._webinar_cards()[0] if event_sudo else None,
            "guest": guest,
            "errors": {"form": sentence} if sentence else {},
            "closed": event_sudo and event_sudo._webinar_closed_sentence(),
        }
        template = "coop_peer_webinar.webinar_confirm"
        return self._render(template, values, status, PRIVATE_PAGE)

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
