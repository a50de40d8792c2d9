from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .coop_customer import ADDRESS, IDENTITY, REACHED

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
    """What accounting makes of a customer. Members own the card: name, address, how to
    reach. Accounting owns the partner, above all the company that a VAT number stands
    for, which several activities may share and none learns of."""

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

    # -- the partner -------------------------------------------------------------------

    def _accounting_partner(self):
        """The contact (sudo record) that invoices of this customer are made out to,
        made now where there is none yet."""
        self.ensure_one()
        customer_sudo = self._as_step()
        if not customer_sudo.partner_id:
            customer_sudo.partner_id = customer_sudo._make_contact()
        return customer_sudo.partner_id

    def _make_contact(self):
        """A contact under the company of the same VAT or registry number, or on its
        own where there is no number."""
        self.ensure_one()
        values = self._prepare_contact(ADDRESS + REACHED)
        parent = self._commercial_partner()
        own = {"is_company": self.is_company and not parent, "parent_id": parent.id}
        return self.env["res.partner"].create(
            values
            | own
            | {
                "type": "invoice" if parent else "contact",
                "company_id": self.company_id.id,
                "coop_activity_id": self.activity_id.id,
            }
        )

    def _prepare_contact(self, names):
        values = {name: self[name] for name in names if name in self._fields}
        if "country_id" in values:
            values["country_id"] = self.country_id.id
        return values

    def _commercial_partner(self):
        """The company that the numbers of this customer stand for; empty where there
        is no number."""
        partners = self.env["res.partner"]
        if not (self.vat or self.registry):
            return partners
        self._take_turns()
        found = self._find_commercial_partner("vat", self.vat)
        found = found or self._find_commercial_partner(
            "company_registry", self.registry
        )
        return found or partners.create(
            self._prepare_contact((*ADDRESS, "lang"))
            | {
                "is_company": True,
                "vat": self.vat,
                "company_registry": self.registry,
                "company_id": self.company_id.id,
            }
        )

    def _find_commercial_partner(self, name, number):
        if not number:
            return self.env["res.partner"]
        # companies that accounting entered may lack the letters of their country
        written = {number, number[2:]} if name == "vat" else {number}
        domain = [
            (name, "in", list(written)),
            ("company_id", "in", (False, self.company_id.id)),
            ("parent_id", "=", False),
        ]
        return self.env["res.partner"].search(domain, order="id", limit=1)

    def _take_turns(self):
        """Let nobody else look for, or make, a company until the end of the
        transaction: who comes at once is refused the row, and runs again."""
        company_sudo = self.company_id.sudo()  # sudo: a counter of the system
        company_sudo.coop_customer_turn += 1
        company_sudo.flush_recordset(["coop_customer_turn"])

    def _follow(self, changed):
        """Let the contact follow the card. Under a company, a contact that posted
        invoices name stays as it was: the next invoice makes another."""
        customer_sudo = self._as_step()
        contact = customer_sudo.partner_id
        if not contact:
            return
        moved = changed & set(ADDRESS)
        renewed = moved and contact.parent_id and customer_sudo._is_posted()
        if changed & set(IDENTITY) or renewed or customer_sudo._is_shared():
            customer_sudo.partner_id = False
        elif changed & {*ADDRESS, *REACHED}:
            contact.write(
                customer_sudo._prepare_contact(changed & {*ADDRESS, *REACHED})
            )

    def _is_shared(self):
        """Whether accounting merged this contact with the one of another card."""
        domain = [("partner_id", "=", self.partner_id.id), ("id", "!=", self.id)]
        return bool(self.with_context(active_test=False).search_count(domain, limit=1))
