from odoo import models

from .coop_customer import ADDRESS, IDENTITY, REACHED


class CoopCustomer(models.Model):
    """What accounting makes of a customer. Members own the card: name, address, how to
    reach. Accounting owns the partner, above all the company that a VAT number stands
    for, which several activities may share and none learns of."""

    _inherit = "coop.customer"

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
                # not "invoice": Odoo would take it for the company's own address
                "type": "other" if parent else "contact",
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
