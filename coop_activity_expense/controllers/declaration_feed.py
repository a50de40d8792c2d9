from odoo import http
from odoo.http import request


class DeclarationFeed(http.Controller):
    @http.route(
        "/coop/declarations/<int:feed>/<string:token>.ics",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        save_session=False,
    )
    def declaration_feed(self, feed, token):
        """The calendar of deadlines under a private address."""
        text = request.env["coop.declaration.feed"]._calendar_at(feed, token)
        if text is None:
            raise request.not_found()
        return request.make_response(
            text,
            [
                ("Content-Type", "text/calendar; charset=utf-8"),
                ("Cache-Control", "private, max-age=3600"),
                ("X-Robots-Tag", "noindex"),
            ],
        )
