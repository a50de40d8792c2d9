from odoo import fields
from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE
from odoo.addons.coop_member.core.forms import key_of, page_number

from ..core.invoice_form import read_version
from ..models.coop_member_billing_portal import INVOICES, QUOTES
from ..models.coop_member_invoices import QUOTES_SHOWN
from ..models.coop_quote_lifecycle import MAX_NAME
from .portal_billing_form import CoopPortalBillingForm
from .portal_expense_form import MOST_SENT

QUOTE = f"{QUOTES}/<int:quote_id>"
MODEL = "coop.quote"
#: fields of forms about what to do with a quote
TEXTS = ("name", "date", "kind", "percent", "beyond")


class CoopPortalQuotes(CoopPortalBillingForm):
    """Quotes of the member's activities."""

    @route([QUOTES, f"{QUOTES}/page/<int:page>"], **PAGE)
    def coop_quotes(self, page=1, q="", show="all", done=None, **_query):
        """The quotes; ``done`` says what was just done."""
        show = show if show in QUOTES_SHOWN else "all"
        page, term = page_number(page), self._billing_term(q)
        return self._coop_page(
            "coop_activity_expense.portal_coop_quotes",
            lambda member: (
                self._quotes_values(member, show, term, page) | {"done": done}
            ),
        )

    @route(f"{QUOTES}/new", **PAGE)
    def coop_quote_new(self, activity="", customer="", **_query):
        """The form of a new quote."""
        return self._document_new_page(MODEL, QUOTES, activity, customer)

    @route(f"{QUOTES}/new", **FORM)
    def coop_quote_new_send(self, **post):
        """Keep a new quote, or show the form again with what is wrong with it."""
        return self._billing_form(
            lambda member, quotes: self._document_create(member, quotes, post, QUOTES),
            MODEL,
        )

    @route(QUOTE, **PAGE)
    def coop_quote(self, quote_id, done=None, **_query):
        """One quote, how it stands, and what can be done with it."""
        return self._quote_page(quote_id, done=done)

    @route(f"{QUOTE}/edit", **PAGE)
    def coop_quote_edit(self, quote_id, **_query):
        """The form of a draft."""
        return self._document_edit_page(MODEL, quote_id, QUOTES)

    @route(f"{QUOTE}/edit", **FORM)
    def coop_quote_edit_send(self, quote_id, **post):
        """Keep a change of a draft, or show the form again."""
        return self._billing_form(
            lambda _member, quote: self._document_change(quote, post, QUOTES),
            MODEL,
            quote_id,
        )

    @route(
        f"{QUOTE}/<any(submit,back,delete,copy,sign,invoice,close,reopen):action>",
        **FORM,
    )
    def coop_quote_act(self, quote_id, action, **post):
        """Do it, or show the quote with why that cannot be."""
        return self._billing_form(
            lambda _member, quote: self._quote_act(quote, action, post), MODEL, quote_id
        )

    @route(f"{QUOTE}/evidence", **FORM, max_content_length=MOST_SENT)
    def coop_quote_evidence(self, quote_id, **post):
        """Keep the evidence for the reduced rates of a quote, and of its invoices."""
        return self._billing_form(
            lambda _member, quote: self._document_evidence(
                quote,
                post,
                QUOTES,
                lambda typed, errors: self._quote_page(quote.id, errors, typed=typed),
            ),
            MODEL,
            quote_id,
        )

    @route(f"{QUOTE}/pdf", type="http", auth="user", website=True, methods=["GET"])
    def coop_quote_pdf(self, quote_id, **_query):
        """The quote as a file, for the customer to sign on paper."""
        return self._billing_form(
            lambda _member, quote: self._document_file(quote), MODEL, quote_id
        )

    def _quote_act(self, quote, action, post):
        typed = {name: post[name] for name in TEXTS if isinstance(post.get(name), str)}
        if post.get("version"):
            typed["version"] = read_version(post)
        made, sentence = quote._portal_act(action, typed, key_of(post))
        if sentence:
            return self._quote_page(quote.id, {"form": sentence}, typed=typed)
        if action == "delete":
            return request.redirect(f"{QUOTES}?done=delete")
        if action == "copy":
            return request.redirect(f"{QUOTES}/{made.id}/edit")
        if action == "invoice":
            return request.redirect(f"{INVOICES}/{made.id}?done=later")
        return request.redirect(f"{QUOTES}/{quote.id}?done={action}")

    def _quotes_values(self, member, show, term, page):
        values = member._portal_quotes(show, term, page)
        return {
            **values,
            "show": show,
            "term": term,
            "activities": member._portal_open_activities(),
            "pager": self._billing_pager(
                QUOTES,
                values["total"],
                page,
                q=term,
                show="" if show == "all" else show,
            ),
        }

    def _quote_page(self, quote_id, errors=None, done=None, typed=None):
        return self._billing_detail(
            "coop_activity_expense.portal_coop_quote",
            MODEL,
            quote_id,
            lambda member, quote: {
                "quote": quote,
                "new_key": self._billing_key,
                "errors": errors or {},
                "done": done,
                "can": quote._portal_buttons(),
                "invoices": quote._portal_invoices(),
                "today": fields.Date.context_today(member).isoformat(),
                "longest": MAX_NAME,
                **self._document_evidence_values(quote, quote._portal_wants_evidence()),
                "typed": {"name": "", "kind": "", "percent": ""}
                | self._document_evidence_typed()
                | (typed or {}),
            },
        )
