import hashlib

from odoo.http import Controller, request, route
from odoo.tools.json import scriptsafe as json

from ..core.feed import A_PAGE, write_page

FEED = "/directory/feed.json"
MOST_PAGES = 10**5


class CoopDirectoryFeed(Controller):
    """What this house publishes: to everybody what is shown to everybody; with a token
    that it gave, what is shown to partners. Feeds of other houses are never in it."""

    @route(
        FEED,
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        save_session=False,
    )
    def coop_directory_feed(self, page="1", house="", token="", **_query):
        """A page of the feed, as JSON-LD; 304 where the reader has it already."""
        company = self._company(house)
        if not company:
            return self._answer(404, {"error": "nothing is published here"})
        token = self._bearer() or token
        cards = request.env["coop.directory.card"]
        trusted = request.env["coop.directory.peer"]._is_given(token, company)
        if token and not trusted:
            return self._answer(401, {"error": "this token opens nothing"})
        audience = "network" if trusted else "public"
        number = min(int(page), MOST_PAGES) if page.isascii() and page.isdigit() else 1
        number = max(number, 1)
        state = cards._feed_state(company, audience)
        etag = self._etag(company.id, audience, number, state)
        if etag in request.httprequest.headers.get("If-None-Match", ""):
            return self._answer(304, None, etag)
        people = cards._feed_people(company, audience, number, self._base_url())
        return self._answer(
            200,
            write_page(
                company.name,
                f"{self._base_url()}/directory",
                state[0],
                (number - 1) * A_PAGE + 1,
                people,
            ),
            etag,
        )

    def _company(self, house):
        """The house whose feed is asked for (its id), that of the website unless told;
        none where it does not publish."""
        companies_sudo = request.env["res.company"].sudo()  # sudo: what it publishes
        if house:
            known = house.isascii() and house.isdigit() and len(house) < 10
            ids = [int(house)] if known else []
        else:
            ids = request.env["website"].get_current_website().company_id.ids
        return companies_sudo.search(
            [("id", "in", ids), ("coop_feed_published", "=", True)]
        )

    def _bearer(self):
        header = request.httprequest.headers.get("Authorization", "")
        kind, _space, token = header.partition(" ")
        return token.strip() if kind.lower() == "bearer" else ""

    def _base_url(self):
        parameters_sudo = request.env["ir.config_parameter"].sudo()  # sudo: our address
        return parameters_sudo.get_param("web.base.url")

    def _etag(self, *parts):
        return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'

    def _answer(self, status, content, etag=None):
        headers = [
            ("Content-Type", "application/ld+json; charset=utf-8"),
            ("X-Content-Type-Options", "nosniff"),
            ("Vary", "Authorization"),
            ("Cache-Control", "private, no-cache"),
        ]
        if etag:
            headers.append(("ETag", etag))
        body = "" if content is None else json.dumps(content, ensure_ascii=False)
        return request.make_response(body, headers, status=status)
