from odoo.exceptions import AccessError
from odoo.http import Controller, request, route

from ..models.coop_quote_lifecycle import MAX_NAME, MAX_REASON

QUOTE = "/coop/quote/<int:quote_id>"
PUBLIC = {"type": "http", "auth": "public", "website": True}
#: no id of a database is larger
MOST_ID = 2**31


class CoopQuotePublic(Controller):
    """A quote before its customer's eyes: the link is the right."""

    @route(QUOTE, methods=["GET"], sitemap=False, **PUBLIC)
    def coop_quote_public(self, quote_id, access_token="", done=None, **_query):
        """The quote; it is kept that the customer saw it."""
        return self._public_page(quote_id, access_token, done=done)

    @route(f"{QUOTE}/answer", methods=["POST"], sitemap=False, **PUBLIC)
    def coop_quote_answer(self, quote_id, access_token="", **post):
        """Accept or refuse it, or show it again with what is missing."""
        typed = {
            field: post[field] if isinstance(post.get(field), str) else ""
            for field in ("answer", "name", "reason")
        }
        quote = self._public_quote(quote_id)
        try:
            sentence = quote._answer(
                access_token,
                typed["answer"] == "accept",
                typed["name"],
                typed["reason"],
            )
        except AccessError:
            raise request.not_found() from None
        if sentence:
            return self._public_page(
                quote_id, access_token, errors={"form": sentence}, typed=typed
            )
        return request.redirect(
            f"/coop/quote/{quote.id}?access_token={access_token}&done=1"
        )

    def _public_quote(self, quote_id):
        quotes = request.env["coop.quote"]
        return quotes.browse(quote_id if quote_id < MOST_ID else ())

    def _public_page(self, quote_id, token, done=None, errors=None, typed=None):
        quote = self._public_quote(quote_id)
        try:
            quote_sudo = quote._check_link(token)
            if not quote._portal_is_member(quote_sudo):
                quote._see(token)
        except AccessError:
            raise request.not_found() from None
        lang = quote_sudo.customer_id.lang
        if lang and request.env["res.lang"]._lang_get(lang):
            request.update_context(lang=lang)
            quote_sudo = quote_sudo.with_context(lang=lang)
        # days are those of the cooperative: visitors have no time zone
        zone = quote_sudo.company_id.partner_id.tz
        if zone:
            request.update_context(tz=zone)
            quote_sudo = quote_sudo.with_context(tz=zone)
        response = request.render(
            "coop_activity_expense.portal_quote_public",
            {
                "quote": quote_sudo,
                "token": token,
                "done": done,
                "errors": errors or {},
                "typed": typed or {"answer": "", "name": "", "reason": ""},
                "longest_name": MAX_NAME,
                "longest_reason": MAX_REASON,
            },
        )
        # the address is a secret: nobody is told of it, nothing keeps it
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response
