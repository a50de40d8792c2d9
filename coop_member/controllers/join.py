import secrets

from odoo import fields, http
from odoo.http import request
from odoo.tools import is_html_empty

from ..core.addresses import visitor_network
from ..core.join_form import LENGTHS, PERSON, is_bot, parse, read
from ..core.share_form import NO_SHARE, fewest_wished
from .join_sentences import sentence_about
from .join_shares import prepare_shares

#: mails that one address may be sent in an hour, whoever asks for them
MAILS_PER_HOUR = 3
#: bytes of a form: several times what is accepted, so that a text that is too long
#: comes back with a sentence
MAX_FORM = 256 * 1024
#: the page of a link that must not travel further, nor stay in a cache
PRIVATE_PAGE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


class CoopJoin(http.Controller):
    """The public joining form.

    No page tells whether an address is known: nothing is looked up by it before its
    owner has confirmed it.
    """

    @http.route(
        "/coop/join",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=True,
        readonly=True,
    )
    def coop_join(self, **_query):
        """Choice of a cooperative, or the form where there is only one."""
        colleges_sudo = self._requests_sudo()._open_colleges()
        companies_sudo = colleges_sudo.company_id.sorted()
        if not companies_sudo:
            return self._render("coop_member.join_closed")
        if len(companies_sudo) == 1:
            return self._render_form(colleges_sudo)
        choices = [
            {"name": company.name, "url": f"/coop/join/{company.id}"}
            for company in companies_sudo
        ]
        return self._render("coop_member.join_choice", {"choices": choices})

    @http.route(
        "/coop/join/<int:company_id>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        website=True,
        sitemap=False,
        max_content_length=MAX_FORM,
    )
    def coop_join_company(self, company_id, **post):
        """The form of a cooperative; what it sends back is checked, kept and
        answered with one page, whoever asks and whatever is known of them."""
        colleges_sudo = self._requests_sudo()._open_colleges()
        colleges_sudo = colleges_sudo.filtered(lambda c: c.company_id.id == company_id)
        if not colleges_sudo:
            return self._render("coop_member.join_closed", status=404)
        if request.httprequest.method != "POST":
            return self._render_form(colleges_sudo)
        application, errors = parse(
            post, colleges_sudo.ids, self._share_offers(colleges_sudo)
        )
        if errors:
            return self._render_form(colleges_sudo, read(post), errors)
        if not is_bot(post):
            if not self._within_limit(colleges_sudo.company_id):
                return self._render_limit(colleges_sudo, read(post))
            self._keep(colleges_sudo, application)
        request.session["coop_join_email"] = application.email
        return request.redirect("/coop/join/thanks")

    @http.route(
        "/coop/join/thanks",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
        readonly=True,
    )
    def coop_join_thanks(self, **_query):
        """What comes next: the mail with the link."""
        values = {"email": request.session.get("coop_join_email")}
        return self._render("coop_member.join_thanks", values, headers=PRIVATE_PAGE)

    @http.route(
        "/coop/join/confirm/<int:request_id>/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        website=True,
        sitemap=False,
    )
    def coop_join_confirm(self, request_id, token, **_post):
        """The page of the mailed link. Opening it changes nothing, because mail
        scanners open links; its button confirms, once."""
        request_sudo = self._requests_sudo()._find_by_token(request_id, token)
        if not request_sudo:
            return self._render(
                "coop_member.join_unknown", status=404, headers=PRIVATE_PAGE
            )
        step = "confirmed" if request_sudo.state == "confirmed" else "to_confirm"
        if step == "to_confirm" and request.httprequest.method == "POST":
            request_sudo._confirm()
            step = "done"
        values = {
            "step": step,
            "name": request_sudo.name,
            "organisation": request_sudo.organisation,
            "college": request_sudo.college_id.name,
            "wish": request_sudo._wish(),
            "cooperative": request_sudo.company_id.name,
            "res_company": request_sudo.company_id,
        }
        return self._render("coop_member.join_confirm", values, headers=PRIVATE_PAGE)

    def _requests_sudo(self):
        # what visitors send reaches it through `parse` only, never as a dictionary
        return request.env["coop.join.request"].sudo()  # visitors have no rights

    def _share_offers(self, colleges_sudo):
        """Fewest shares that applicants may wish for, by the ids of (college, type)."""
        types_sudo = request.env["coop.share.type"].sudo()  # visitors have no rights
        return types_sudo._offers(colleges_sudo)

    def _keep(self, colleges_sudo, application):
        """Keep the application, unless its address has had mails enough: silently,
        for the visitor may not be the one who owns it."""
        if not self._hit_once(f"join mail {application.email}", MAILS_PER_HOUR):
            return
        college_sudo = colleges_sudo.browse(application.college_id)
        self._requests_sudo()._submit(college_sudo, application, request.lang.code)

    def _within_limit(self, company_sudo):
        # behind a proxy, `proxy_mode` puts the visitor's address here from the
        # proxy's X-Forwarded-For; without it, that header is the visitor's own word
        network = visitor_network(request.httprequest.remote_addr)
        return self._hit_once(f"join {network}", company_sudo.coop_join_hourly_limit)

    def _hit_once(self, key, limit):
        """Count an attempt once, although Odoo may run this request several times:
        counts are committed at once and outlive the run."""
        hits = request.httprequest.environ.setdefault("coop_member.hits", {})
        if key not in hits:
            throttle_sudo = request.env["coop.throttle"].sudo()  # no rights for anyone
            hits[key] = throttle_sudo._hit(key, limit)
        return hits[key]

    def _render_limit(self, colleges_sudo, typed):
        minutes_left = 60 - fields.Datetime.now().minute
        sentence = request.env._(
            "Many applications came from your connection in the last hour. Yours was "
            "not sent: please send it again in %s min.",
            minutes_left,
        )
        response = self._render_form(colleges_sudo, typed, notice=sentence, status=429)
        response.headers["Retry-After"] = str(60 * minutes_left)
        return response

    def _render_form(
        self, colleges_sudo, typed=None, errors=None, notice="", status=200
    ):
        """The form, with everything that was typed and a sentence by field.

        ``typed`` is text by field, ``errors`` codes by field.
        """
        typed = typed or self._prepare_typed(colleges_sudo)
        offers = self._share_offers(colleges_sudo)
        values = {
            **self._prepare_form(colleges_sudo),
            "shares": prepare_shares(request.env, colleges_sudo, offers),
            "typed": typed,
            "errors": {
                field: sentence_about(
                    request.env,
                    field,
                    code,
                    len(typed[field]),
                    fewest_wished(typed, offers),
                )
                for field, code in (errors or {}).items()
            },
            "notice": notice,
        }
        return self._render("coop_member.join_form", values, status)

    def _prepare_typed(self, colleges_sudo):
        """What an empty form is filled in with."""
        only_college = str(colleges_sudo.id) if len(colleges_sudo) == 1 else ""
        return {"kind": PERSON, "college": only_college, "share": NO_SHARE}

    def _prepare_form(self, colleges_sudo):
        """What the form shows of a cooperative: this, and nothing else of it."""
        company_sudo = colleges_sudo.company_id
        introduction = company_sudo.coop_join_text
        return {
            "cooperative": company_sudo.name,
            "res_company": company_sudo,
            "introduction": "" if is_html_empty(introduction) else introduction,
            "privacy_url": company_sudo.coop_privacy_url,
            "action": f"/coop/join/{company_sudo.id}",
            "colleges": [
                {"id": str(c.id), "name": c.name, "description": c.description}
                for c in colleges_sudo
            ],
            "key": secrets.token_urlsafe(16),
            "lengths": LENGTHS,
        }

    def _render(self, template, values=None, status=200, headers=None):
        lang = request.lang.code.replace("_", "-")
        values = {"html_data": {"lang": lang}, **(values or {})}
        response = request.render(template, values, status=status)
        response.headers.update(headers or {})
        return response
