from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE
from odoo.addons.coop_member.core.forms import key_of, page_number

from ..core.invoice_form import read_rows, read_version
from ..models.coop_member_billing_portal import INVOICES
from ..models.coop_member_invoices import INVOICES_SHOWN
from .portal_billing_form import CoopPortalBillingForm
from .portal_expense_form import MOST_SENT

INVOICE = f"{INVOICES}/<int:move_id>"
MODEL = "account.move"
#: what totals may be asked of
DOCUMENTS = ("account.move", "coop.quote")


class CoopPortalInvoices(CoopPortalBillingForm):
    """Invoices and credit notes of the member's activities."""

    @route([INVOICES, f"{INVOICES}/page/<int:page>"], **PAGE)
    def coop_invoices(self, page=1, q="", show="all", done=None, **_query):
        """The invoices; ``done`` says what was just done."""
        show = show if show in INVOICES_SHOWN else "all"
        page, term = page_number(page), self._billing_term(q)
        return self._coop_page(
            "coop_activity_expense.portal_coop_invoices",
            lambda member: (
                self._invoices_values(member, show, term, page) | {"done": done}
            ),
        )

    @route(f"{INVOICES}/new", **PAGE)
    def coop_invoice_new(self, activity="", customer="", **_query):
        """The form of a new invoice."""
        return self._document_new_page(MODEL, INVOICES, activity, customer)

    @route(f"{INVOICES}/new", **FORM)
    def coop_invoice_new_send(self, **post):
        """Keep a new invoice, or show the form again with what is wrong with it."""
        return self._billing_form(
            lambda member, moves: self._document_create(member, moves, post, INVOICES),
            MODEL,
        )

    @route(INVOICE, **PAGE)
    def coop_invoice(self, move_id, done=None, **_query):
        """One invoice, how it stands, and what can be done with it."""
        return self._invoice_page(move_id, done=done)

    @route(f"{INVOICE}/edit", **PAGE)
    def coop_invoice_edit(self, move_id, **_query):
        """The form of a draft."""
        return self._document_edit_page(MODEL, move_id, INVOICES)

    @route(f"{INVOICE}/edit", **FORM)
    def coop_invoice_edit_send(self, move_id, **post):
        """Keep a change of a draft, or show the form again."""
        return self._billing_form(
            lambda _member, move: self._document_change(move, post, INVOICES),
            MODEL,
            move_id,
        )

    @route(
        f"{INVOICE}/<any(submit,back,discard,copy,credit,send,remind):action>", **FORM
    )
    def coop_invoice_act(self, move_id, action, **post):
        """Do it, or show the invoice with why that cannot be."""
        return self._billing_form(
            lambda _member, move: self._invoice_act(move, action, post), MODEL, move_id
        )

    @route(f"{INVOICE}/evidence", **FORM, max_content_length=MOST_SENT)
    def coop_invoice_evidence(self, move_id, **post):
        """Keep the evidence for the reduced rates of a draft."""
        return self._billing_form(
            lambda _member, move: self._invoice_evidence(move, post), MODEL, move_id
        )

    @route(f"{INVOICE}/pdf", type="http", auth="user", website=True, methods=["GET"])
    def coop_invoice_pdf(self, move_id, **_query):
        """The invoice as a file."""
        return self._billing_form(
            lambda _member, move: self._document_file(move), MODEL, move_id
        )

    # of the website, for amounts to be in the language of the page
    @route(
        "/my/coop/billing/totals",
        type="jsonrpc",
        auth="user",
        website=True,
        readonly=True,
    )
    def coop_billing_totals(
        self, activity_id=0, rows=None, model="", document_id=0, customer_id=0
    ):
        """What rows as typed come to, to the cent, and as texts; {} for activities that
        are somebody else's."""
        member = self._coop_member()
        ids = (activity_id, document_id, customer_id)
        if not member or not all(type(one) is int and one >= 0 for one in ids):
            return {}
        mine = member._portal_open_activities() | member.coop_activity_ids
        activity = mine.filtered(lambda one: one.id == activity_id)
        if not activity:
            return {}
        taxes = ()
        if document_id and model in DOCUMENTS:
            taxes = self._billing_find(member, model, document_id)._portal_taxes().ids
        billing = request.env["coop.billing"]
        customer = request.env["coop.customer"].search(
            [("id", "=", customer_id), ("activity_id", "=", activity.id)]
        )
        return billing._portal_totals(
            activity.company_id, read_rows(rows), taxes, customer
        )

    # -- sending ---------------------------------------------------------------------

    def _invoice_act(self, move, action, post):
        # sent by the page of the invoice; the list sends none
        version = read_version(post) if post.get("version") else None
        beyond = post.get("beyond") == "1"
        made, sentence = move._portal_act(action, version, beyond, key_of(post))
        if sentence:
            return self._invoice_page(move.id, {"form": sentence})
        if action == "discard":
            return request.redirect(f"{INVOICES}?done=discard")
        if action in ("copy", "credit"):
            return request.redirect(f"{INVOICES}/{made.id}/edit")
        return request.redirect(f"{INVOICES}/{move.id}?done={action}")

    def _invoice_evidence(self, move, post):
        return self._document_evidence(
            move,
            post,
            INVOICES,
            lambda typed, errors: self._invoice_page(move.id, errors, typed=typed),
        )

    # -- pages -----------------------------------------------------------------------

    def _invoices_values(self, member, show, term, page):
        values = member._portal_invoices(show, term, page)
        return {
            **values,
            "show": show,
            "term": term,
            "activities": member._portal_open_activities(),
            "pager": self._billing_pager(
                INVOICES,
                values["total"],
                page,
                q=term,
                show="" if show == "all" else show,
            ),
        }

    def _invoice_page(self, move_id, errors=None, done=None, typed=None):
        return self._billing_detail(
            "coop_activity_expense.portal_coop_invoice",
            MODEL,
            move_id,
            lambda member, move: {
                "errors": errors or {},
                "done": done,
                **self._invoice_values(member, move, typed),
            },
        )

    def _invoice_values(self, member, move, typed):
        blocked = move._portal_blocked()
        return {
            "move": move,
            "new_key": self._billing_key,
            "can": move._portal_buttons(),
            "remarks": move._portal_remarks(),
            "blocked": blocked,
            "payments": move._portal_payments(),
            "qr": move._coop_payment_qr(),
            **self._document_evidence_values(move, "evidence" in blocked),
            "typed": typed or self._document_evidence_typed(),
            "credit_notes": request.env[MODEL].search(
                [("reversed_entry_id", "=", move.id)]
            ),
        }
