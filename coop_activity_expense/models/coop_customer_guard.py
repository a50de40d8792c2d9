from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .coop_customer import IDENTITY

#: key of the context under which a customer's own steps show that it is them
_KEY = "coop_customer_step"
_STEP = object()
#: what names customers, with the field that does
DOCUMENTS = {
    "account.move": "coop_customer_id",
    "coop.quote": "customer_id",
    "coop.vat.evidence": "customer_id",
    "coop.worked.time": "customer_id",
}


class CoopCustomer(models.Model):
    """Who may change what of a card: its members all, but for numbers once something
    was posted."""

    _inherit = "coop.customer"

    @api.model_create_multi
    def create(self, vals_list):
        customers = super().create(vals_list)
        given = customers.sudo().filtered("partner_id")  # sudo: hidden from members
        if given and not self._is_step():
            raise UserError(self.env._("The contact in accounting makes itself."))
        return customers

    def write(self, vals):
        vals = self._with_clean_numbers(vals)
        if self._is_step():
            return super().write(vals)
        changed = self._changed(vals)
        self._check_write(vals, changed)
        result = super().write(vals)
        for customer in self:
            customer._follow(changed[customer])
        return result

    def unlink(self):
        self._check_unused()
        return super().unlink()

    def _is_step(self):
        return self.env.context.get(_KEY) is _STEP

    def _as_step(self):
        customers_sudo = self.sudo()  # sudo: members do not write what this links
        return customers_sudo.with_context(**{_KEY: _STEP})

    def _changed(self, vals):
        """Names of fields that ``vals`` change, by customer."""
        return {
            customer: {
                name
                for name, value in vals.items()
                if name in self._fields
                and self._fields[name].convert_to_cache(value, customer)
                != self._fields[name].convert_to_cache(customer[name], customer)
            }
            for customer in self
        }

    def _check_write(self, vals, changed):
        if "partner_id" in vals:
            raise UserError(self.env._("The contact in accounting makes itself."))
        for customer in self:
            if "activity_id" in changed[customer]:
                raise UserError(
                    self.env._("A customer stays in the address book of its activity.")
                )
            if changed[customer] & set(IDENTITY):
                customer._check_identity_free()

    def _check_identity_free(self):
        """Raise AccessError for members, once something was posted."""
        self.ensure_one()
        accountant = self.env.user.has_group("coop_member.group_accountant")
        if self.env.su or accountant or not self._is_posted():
            return
        raise AccessError(
            self.env._(
                "%s has been invoiced: ask accounting to correct its VAT or registry "
                "number.",
                self.name,
            )
        )

    def _check_unused(self):
        """Raise UserError for customers that have documents."""
        for model, name in DOCUMENTS.items():
            records_sudo = self.env[model].sudo()  # sudo: whether there are any
            domain = [(name, "in", self.ids)]
            if records_sudo.search_count(domain, limit=1):
                raise UserError(
                    self.env._("This customer has documents: archive it instead.")
                )

    def _is_posted(self):
        moves_sudo = self.env["account.move"].sudo()  # sudo: whether there are any
        domain = [("coop_customer_id", "in", self.ids), ("state", "=", "posted")]
        return bool(moves_sudo.search_count(domain, limit=1))
