from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE
from odoo.addons.coop_member.core.forms import page_number

from ..core.customer_form import MOST_NOTE, TEXTS
from ..models.coop_member_billing_portal import CUSTOMERS, HOURS, INVOICES, QUOTES
from .portal_billing import CoopPortalBilling

CUSTOMER = f"{CUSTOMERS}/<int:customer_id>"
MODEL = "coop.customer"
#: where a new customer is needed for, by the word that the form carries
FOLLOWS = {
    "invoice": f"{INVOICES}/new",
    "quote": f"{QUOTES}/new",
    "time": f"{HOURS}/new",
}


class CoopPortalCustomers(CoopPortalBilling):
    """The address book of the member's activities."""

    @route([CUSTOMERS, f"{CUSTOMERS}/page/<int:page>"], **PAGE)
    def coop_customers(self, page=1, q="", show="", done=None, **_query):
        """The customers; ``done`` says what was just done."""
        archived, term = show == "archived", self._billing_term(q)
        page = page_number(page)
        return self._coop_page(
            "coop_activity_expense.portal_coop_customers",
            lambda member: (
                self._customers_values(member, term, archived, page) | {"done": done}
            ),
        )

    @route(f"{CUSTOMERS}/new", **PAGE)
    def coop_customer_new(self, activity="", follow="", **_query):
        """The form of a new customer; ``follow``: what it is needed for."""
        return self._customer_new_page(activity, follow)

    @route(f"{CUSTOMERS}/new", **FORM)
    def coop_customer_new_send(self, **post):
        """Keep a new customer, or show the form again with what is wrong with it."""
        return self._billing_form(
            lambda member, customers: self._customer_create(member, customers, post),
            MODEL,
        )

    @route(CUSTOMER, **PAGE)
    def coop_customer(self, customer_id, done=None, **_query):
        """One customer, with its documents."""
        return self._customer_page(customer_id, done=done)

    @route(f"{CUSTOMER}/edit", **PAGE)
    def coop_customer_edit(self, customer_id, **_query):
        """The form of a customer that is there."""
        return self._customer_edit_page(customer_id)

    @route(f"{CUSTOMER}/edit", **FORM)
    def coop_customer_edit_send(self, customer_id, **post):
        """Keep a change of a customer, or show the form again."""
        return self._billing_form(
            lambda _member, customer: self._customer_change(customer, post),
            MODEL,
            customer_id,
        )

    @route(f"{CUSTOMER}/<any(archive,restore,delete):action>", **FORM)
    def coop_customer_act(self, customer_id, action, **_post):
        """Do it, or show the customer with why that cannot be."""
        return self._billing_form(
            lambda _member, customer: self._customer_act(customer, action),
            MODEL,
            customer_id,
        )

    # -- sending ---------------------------------------------------------------------

    def _customer_create(self, member, customers, post):
        _all, activity = member._portal_billing_activities(post.get("activity") or "")
        if not activity:
            return self._customer_new_page()
        follow = post.get("follow") or ""
        customer, errors, typed = customers._portal_save(activity, post)
        if errors:
            return self._customer_new_page(str(activity.id), follow, typed, errors)
        if FOLLOWS.get(follow):
            query = f"activity={activity.id}&customer={customer.id}"
            return request.redirect(f"{FOLLOWS[follow]}?{query}")
        return request.redirect(f"{CUSTOMERS}/{customer.id}?done=saved")

    def _customer_change(self, customer, post):
        _customer, errors, typed = customer._portal_save(customer.activity_id, post)
        if errors:
            return self._customer_edit_page(customer.id, typed, errors)
        return request.redirect(f"{CUSTOMERS}/{customer.id}?done=saved")

    def _customer_act(self, customer, action):
        sentence = customer._portal_act(action)
        if sentence:
            return self._customer_page(customer.id, {"form": sentence})
        if action == "delete":
            return request.redirect(f"{CUSTOMERS}?done=delete")
        return request.redirect(f"{CUSTOMERS}/{customer.id}?done={action}")

    # -- pages -----------------------------------------------------------------------

    def _customers_values(self, member, term, archived, page):
        values = member._portal_customers(term, archived, page)
        show = "archived" if archived else ""
        return {
            **values,
            "term": term,
            "archived": archived,
            "activities": member._portal_open_activities(),
            "pager": self._billing_pager(
                CUSTOMERS, values["total"], page, q=term, show=show
            ),
        }

    def _customer_page(self, customer_id, errors=None, done=None):
        return self._billing_detail(
            "coop_activity_expense.portal_coop_customer",
            MODEL,
            customer_id,
            lambda member, customer: {
                "customer": customer,
                "errors": errors or {},
                "done": done,
                **member._portal_customer_documents(customer),
            },
        )

    def _customer_new_page(self, wanted="", follow="", typed=None, errors=None):
        return self._coop_page(
            "coop_activity_expense.portal_coop_customer_form",
            lambda member: (
                self._customer_form_values(
                    *member._portal_billing_activities(wanted),
                    member.env[MODEL],
                    typed,
                    errors,
                )
                | {"follow": follow if follow in FOLLOWS else ""}
            ),
        )

    def _customer_edit_page(self, customer_id, typed=None, errors=None):
        return self._billing_detail(
            "coop_activity_expense.portal_coop_customer_form",
            MODEL,
            customer_id,
            lambda _member, customer: self._customer_form_values(
                customer.activity_id, customer.activity_id, customer, typed, errors
            ),
        )

    def _customer_form_values(self, activities, activity, customer, typed, errors):
        fresh = customer._portal_typed if customer else None
        return {
            "customer": customer,
            "activities": activities,
            "activity": activity,
            "errors": errors or {},
            "typed": typed
            or (fresh() if fresh else customer._portal_typed_new(activity)),
            "offer": customer._portal_offer(activity),
            "lengths": TEXTS,
            "longest_note": MOST_NOTE,
            "key": self._billing_key(),
            "follow": "",
        }
