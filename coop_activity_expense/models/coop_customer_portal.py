from odoo import api, models
from odoo.tools import email_normalize

from odoo.addons.coop_member.core.forms import key_of

from ..core.customer_form import (
    COMPANY,
    PERSON,
    TEXTS,
    Choices,
    parse_customer,
    read_customer,
)


class CoopCustomer(models.Model):
    """Customers in the member's space, written by the member under record rules."""

    _name = "coop.customer"
    _inherit = ["coop.customer", "coop.form.mixin"]

    def _portal_as_step(self):
        return self._as_step()

    @api.model
    def _portal_offer(self, activity):
        """What the form offers to choose."""
        return {
            "countries": self.env["res.country"].search([("code", "!=", False)]),
            "langs": self._fields["lang"]._description_selection(self.env),
            "terms": self.env["coop.billing"]._term_choices(activity.company_id),
        }

    def _portal_save(self, activity, post):
        """Keep a new card, or a change of this one, as the member.

        :return: (customer, sentences by field, what was typed)
        """
        typed = read_customer(post)
        offer = self._portal_offer(activity)
        values, codes = parse_customer(
            typed,
            Choices(
                countries=offer["countries"].ids,
                terms=[term["id"] for term in offer["terms"]],
                langs=[code for code, _name in offer["langs"]],
            ),
        )
        billing = self.env["coop.billing"]
        errors = billing._portal_errors(codes)
        if not errors:
            values["activity_id"] = activity.id
            errors = self._portal_number_errors(values)
        if errors:
            return self, errors, typed
        kept, errors = billing._portal_kept(
            self, activity, typed, key_of(post), lambda: self._portal_write(values)
        )
        return kept, errors, typed

    def _portal_number_errors(self, values):
        """Sentences about what is checked by computing."""
        values = self._with_clean_numbers(values)
        card = self.new(values)
        email = values["email"]
        sentences = {
            "vat": card._vat_sentence(),
            "registry": card._registry_sentence(),
            "email": email
            and not email_normalize(email)
            and self.env._("“%s” is not an e-mail address.", email),
        }
        return {field: said for field, said in sentences.items() if said}

    def _portal_write(self, values):
        if self:
            self.write(values)
            return self
        return self.create(values)

    def _portal_typed(self):
        """This card as its form shows it."""
        self.ensure_one()
        return {
            **{field: self[field] or "" for field in TEXTS},
            "note": self.note or "",
            "kind": COMPANY if self.is_company else PERSON,
            "country": str(self.country_id.id or ""),
            "lang": self.lang or "",
            "term": str(self.payment_term_id.id or ""),
        }

    @api.model
    def _portal_typed_new(self, activity):
        """The form of a new card, before anything is typed."""
        company_sudo = activity.company_id.sudo()  # sudo: the country alone
        return read_customer({}) | {
            "country": str(company_sudo.country_id.id or ""),
            "lang": self.env.lang or "",
        }

    def _portal_act(self, action):
        """Archive, restore or delete: a sentence where it cannot be."""
        self.ensure_one()
        work = {
            "archive": self.action_archive,
            "restore": self.action_unarchive,
            "delete": self.unlink,
        }[action]
        return self.env["coop.billing"]._portal_try(work)[1]

    def _portal_address(self):
        """Lines of the address."""
        self.ensure_one()
        town = " ".join(filter(None, (self.zip, self.city)))
        return [
            line
            for line in (self.street, self.street2, town, self.country_id.name)
            if line
        ]

    def _portal_place(self):
        """A few words to tell customers apart in a list."""
        self.ensure_one()
        words = (self.reference, self.city, self.email)
        return " · ".join(filter(None, words))
