from odoo import fields
from odoo.http import content_disposition, request

from odoo.addons.coop_member.core.forms import key_of

from ..core.evidence_form import MOST_PLACE, read_evidence
from ..core.invoice_form import (
    ADDS,
    MOST_NOTE,
    ROW_FIELDS,
    SUBMIT,
    TEXTS,
    read_document,
    read_version,
    with_row,
)
from ..models.coop_expense_receipt import MAX_BYTES
from .portal_billing import CoopPortalBilling


class CoopPortalBillingForm(CoopPortalBilling):
    """The form that invoices and quotes share."""

    def _document_read(self, post):
        """What was typed."""
        sent = request.httprequest.form
        rows = {field: sent.getlist(f"line_{field}") for field in ROW_FIELDS}
        return read_document(post, rows)

    def _document_create(self, member, documents, post, url):
        """Keep a new document, or show its form again."""
        _all, activity = member._portal_billing_activities(post.get("activity") or "")
        if not activity:
            return self._document_new_page(documents._name, url)
        return self._document_send(
            documents,
            activity,
            post,
            url,
            lambda typed, errors: self._document_new_page(
                documents._name, url, str(activity.id), "", typed, errors
            ),
        )

    def _document_change(self, document, post, url):
        """Keep a change of a draft, or show its form again."""
        return self._document_send(
            document,
            document._portal_activity(),
            post,
            url,
            lambda typed, errors: self._document_edit_page(
                document._name, document.id, url, typed, errors
            ),
        )

    def _document_send(self, document, activity, post, url, again):
        typed, then = self._document_read(post), post.get("then")
        if then in ADDS:
            return again(with_row(typed, then), {})
        key = key_of(post)
        version = read_version(post) if document else None
        kept, errors = request.env["coop.billing"]._portal_keep(
            document, activity, typed, key, version
        )
        if errors:
            return again(typed, errors)
        done = "later"
        if then == SUBMIT:
            # the same form a second time finds it submitted
            fresh = kept._portal_buttons()["submit"]
            done = "kept" if fresh and kept._portal_act("submit")[1] else "submit"
        return request.redirect(f"{url}/{kept.id}?done={done}")

    def _document_new_page(
        self, model, url, wanted="", customer="", typed=None, errors=None
    ):
        def prepare(member):
            activities, activity = member._portal_billing_activities(wanted)
            billing = request.env["coop.billing"]
            fresh = activity and not typed
            return self._document_values(
                member, activities, activity, member.env[model], errors
            ) | {
                "typed": billing._portal_typed_new(member, activity, customer)
                if fresh
                else typed,
                "here": f"{url}/new",
                "copies": member._portal_copies(activity)
                if fresh and not customer and model == "account.move"
                else (),
            }

        return self._coop_page(
            "coop_activity_expense.portal_coop_billing_form", prepare
        )

    def _document_edit_page(self, model, record_id, url, typed=None, errors=None):
        def prepare(member, document):
            activity = document._portal_activity()
            return self._document_values(
                member, activity, activity, document, errors
            ) | {
                "typed": typed or document._portal_typed(),
                "here": f"{url}/{document.id}/edit",
                "copies": (),
                # what was typed stays, whatever the document has become
                "is_again": typed is not None,
            }

        return self._billing_detail(
            "coop_activity_expense.portal_coop_billing_form", model, record_id, prepare
        )

    def _document_file(self, document):
        """The document as a file."""
        name, content = document._portal_pdf()
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )

    # -- evidence for reduced rates -------------------------------------------------

    def _document_evidence(self, document, post, url, again):
        """Keep the evidence of a document, or show its page again."""
        files = [
            (sent.filename, sent.read(MAX_BYTES + 1))
            for sent in request.httprequest.files.getlist("file")[:1]
            if sent.filename
        ]
        pieces = request.env["coop.vat.evidence"]
        customer = document._portal_customer()
        found, errors, typed = pieces._portal_send(customer, post, files)
        if not errors:
            sentence = document._portal_set_evidence(found, read_version(post))
            errors = {"form": sentence} if sentence else {}
        if errors:
            return again(typed, errors)
        return request.redirect(f"{url}/{document.id}?done=evidence")

    def _document_evidence_values(self, document, is_wanted):
        """What the form about evidence offers, where it ``is_wanted``."""
        customer = document._portal_customer()
        if not is_wanted or not customer:
            return {"wants_evidence": False}
        pieces = request.env["coop.vat.evidence"]
        return {
            "wants_evidence": True,
            "reasons": pieces._portal_reasons(document.company_id),
            "kept_evidence": pieces.search([("customer_id", "=", customer.id)]),
            "longest": MOST_PLACE,
        }

    def _document_evidence_typed(self):
        """The form about evidence before anything is typed."""
        today = fields.Date.context_today(request.env["coop.vat.evidence"])
        return read_evidence({"date": today.isoformat()})

    def _document_values(self, member, activities, activity, document, errors):
        billing = request.env["coop.billing"]
        offer = billing._portal_offer(member, activity, document) if activity else {}
        return {
            "activities": activities,
            "activity": activity,
            "document": document,
            "is_quote": document._name == "coop.quote",
            "asks_day": document._name == "coop.quote"
            or not activity.company_id._coop_dates_at_acceptance(),
            "can_change": not document or document._portal_buttons()["change"],
            "errors": errors or {},
            "offer": offer,
            "lengths": TEXTS,
            "longest_note": MOST_NOTE,
            "key": self._billing_key(),
            "new_key": self._billing_key,
        }
