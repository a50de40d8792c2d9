from odoo import api, models


class CoopMember(models.Model):
    """What a new member gets: a contact of its own cooperative, the first stage, the
    default adviser and, where it comes already admitted, a number."""

    _inherit = "coop.member"

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        by_company = self.env["res.company"]._coop_group(self, vals_list)
        for company, of_company in by_company.items():
            self._complete_new(company, of_company)
        self._create_contacts([v for v in vals_list if not v.get("partner_id")])
        return super().create(vals_list)

    @api.model
    def _complete_new(self, company, vals_list):
        """Complete in place the values of new members of ``company``, looking up
        once for all what the ORM would look up for each."""
        defaults = {
            "adviser_id": company.coop_default_adviser_id.id,
            "stage_id": self.with_company(company)._default_stage().id,
        }
        for name, value in defaults.items():
            if f"default_{name}" not in self.env.context:
                for vals in vals_list:
                    vals.setdefault(name, value)
        numbered = [
            vals
            for vals in vals_list
            if vals.get("number") or vals.get("state") in ("active", "left")
        ]
        company._coop_fill_numbers("coop.member", "number", numbered)

    @api.model
    def _create_contacts(self, vals_list):
        """Create the contacts of new members, and refer to them in ``vals_list``.

        The ORM would make them too, but not in their cooperative: several in one
        database do not see each other's people.
        """
        contacts = self.env["res.partner"].create(
            [self._extract_contact(vals) for vals in vals_list]
        )
        for vals, contact in zip(vals_list, contacts, strict=True):
            vals["partner_id"] = contact.id

    @api.model
    def _extract_contact(self, vals):
        """Take the values of the contact out of a member's."""
        names = [name for name in vals if self._is_of_contact(name)]
        return {name: vals.pop(name) for name in names} | {
            "company_id": vals["company_id"]
        }

    @api.model
    def _is_of_contact(self, name):
        field = self._fields.get(name)
        return bool(field and field.inherited)
