from odoo import fields
from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE
from odoo.addons.coop_member.core.forms import key_of, page_number

from ..core.time_form import MOST_TEXT, read_time
from ..models.coop_member_billing_portal import HOURS, INVOICES
from .portal_billing import CoopPortalBilling

SPELL = f"{HOURS}/<int:spell_id>"
MODEL = "coop.worked.time"


class CoopPortalHours(CoopPortalBilling):
    """Time spent for customers, and the invoices that charge it."""

    @route([HOURS, f"{HOURS}/page/<int:page>"], **PAGE)
    def coop_hours(self, page=1, done=None, **_query):
        """The time; ``done`` says what was just done."""
        return self._hours_page(page, done)

    @route(f"{HOURS}/new", **PAGE)
    def coop_hours_new(self, activity="", customer="", done=None, **_query):
        """The form of new time."""
        return self._hours_new_page(activity, customer, done=done)

    @route(f"{HOURS}/new", **FORM)
    def coop_hours_new_send(self, **post):
        """Keep new time, or show the form again with what is wrong with it."""
        return self._billing_form(
            lambda member, spells: self._hours_create(member, spells, post), MODEL
        )

    @route(SPELL, **PAGE)
    def coop_hours_edit(self, spell_id, **_query):
        """The form of time that was noted."""
        return self._hours_edit_page(spell_id)

    @route(SPELL, **FORM)
    def coop_hours_edit_send(self, spell_id, **post):
        """Keep a change of time, or show the form again."""
        return self._billing_form(
            lambda _member, spell: self._hours_change(spell, post), MODEL, spell_id
        )

    @route(f"{SPELL}/<any(release,delete):action>", **FORM)
    def coop_hours_act(self, spell_id, action, **_post):
        """Do it, or show the list with why that cannot be."""
        return self._billing_form(
            lambda _member, spell: self._hours_act(spell, action), MODEL, spell_id
        )

    @route(f"{HOURS}/charge/<int:customer_id>", **FORM)
    def coop_hours_charge(self, customer_id, **post):
        """Make an invoice of a customer's time."""
        return self._billing_form(
            lambda member, customer: self._hours_charge(member, customer, post),
            "coop.customer",
            customer_id,
        )

    # -- sending ---------------------------------------------------------------------

    def _hours_create(self, member, spells, post):
        _all, activity = member._portal_billing_activities(post.get("activity") or "")
        if not activity:
            return self._hours_new_page()
        _spell, errors, typed = spells._portal_save(activity, post)
        if errors:
            return self._hours_new_page(str(activity.id), "", typed, errors)
        if post.get("then") == "more":
            return request.redirect(f"{HOURS}/new?activity={activity.id}&done=saved")
        return request.redirect(f"{HOURS}?done=saved")

    def _hours_change(self, spell, post):
        _spell, errors, typed = spell._portal_save(spell.activity_id, post)
        if errors:
            return self._hours_edit_page(spell.id, typed, errors)
        return request.redirect(f"{HOURS}?done=saved")

    def _hours_act(self, spell, action):
        _made, sentence = spell._portal_act(action)
        if sentence:
            return self._hours_page(errors={"form": sentence})
        return request.redirect(f"{HOURS}?done={action}")

    def _hours_charge(self, member, customer, post):
        spells = member._portal_hours_of(customer)
        invoice, sentence = spells._portal_charge(customer, key_of(post))
        if sentence:
            return self._hours_page(errors={"form": sentence})
        return request.redirect(f"{INVOICES}/{invoice.id}/edit")

    # -- pages -----------------------------------------------------------------------

    def _hours_page(self, page=1, done=None, errors=None):
        page = page_number(page)
        return self._coop_page(
            "coop_activity_expense.portal_coop_hours",
            lambda member: (
                self._hours_values(member, page)
                | {"done": done, "errors": errors or {}}
            ),
        )

    def _hours_values(self, member, page):
        values = member._portal_worked_time(page)
        return {
            **values,
            "new_key": self._billing_key,
            "activities": member._portal_open_activities(),
            "pager": self._billing_pager(HOURS, values["total"], page),
        }

    def _hours_new_page(
        self, wanted="", customer="", typed=None, errors=None, done=None
    ):
        def prepare(member):
            activities, activity = member._portal_billing_activities(wanted)
            return self._hours_form_values(
                member,
                activities,
                activity,
                member.env[MODEL],
                typed or self._hours_typed(member, activity, customer),
                errors,
            ) | {"done": done}

        return self._coop_page("coop_activity_expense.portal_coop_hours_form", prepare)

    def _hours_typed(self, member, activity, customer):
        """The form before anything is typed: customer and price are the last ones."""
        last = member._portal_last_time(activity)
        known = member._portal_known_customer(activity, customer) or last.customer_id
        today = fields.Date.context_today(member)
        return read_time({"date": today.isoformat()}) | {
            "customer": str(known.id or ""),
            "price": last._portal_price(),
        }

    def _hours_edit_page(self, spell_id, typed=None, errors=None):
        return self._billing_detail(
            "coop_activity_expense.portal_coop_hours_form",
            MODEL,
            spell_id,
            lambda member, spell: self._hours_form_values(
                member,
                spell.activity_id,
                spell.activity_id,
                spell,
                typed or spell._portal_typed(),
                errors,
            ),
        )

    def _hours_form_values(self, member, activities, activity, spell, typed, errors):
        lately, others = member._portal_customer_choices(activity)
        return {
            "activities": activities,
            "activity": activity,
            "spell": spell,
            "typed": typed,
            "errors": errors or {},
            "customers": lately | others | spell.customer_id,
            "longest_text": MOST_TEXT,
            "key": self._billing_key(),
            "done": None,
        }
