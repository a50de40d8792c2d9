from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import email_normalize

#: what members write on a customer's card, and the partner follows
ADDRESS = ("name", "street", "street2", "zip", "city", "country_id")
REACHED = ("email", "phone", "lang")
#: what says which company it is; accounting's once something was posted
IDENTITY = ("vat", "registry", "is_company")


class CoopCustomer(models.Model):
    """A customer in the address book of one activity. Accounting knows it by a partner
    that members never see: see `_accounting_partner`."""

    _name = "coop.customer"
    _description = "Customer of an Activity"
    _order = "name, id"
    _rec_names_search = ["name", "email", "vat", "reference"]
    _check_company_auto = True

    activity_id = fields.Many2one(
        "coop.activity",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="activity_id.company_id", store=True, index=True
    )
    active = fields.Boolean(default=True)
    name = fields.Char(required=True)
    reference = fields.Char(help="What the activity calls this customer.")
    is_company = fields.Boolean("Organisation", default=True)
    vat = fields.Char("VAT number", index="btree_not_null")
    registry = fields.Char(
        "Registry number", help="SIRET or SIREN in France, BCE/KBO in Belgium."
    )
    street = fields.Char()
    street2 = fields.Char("Street, second line")
    zip = fields.Char("Postcode")
    city = fields.Char()
    country_id = fields.Many2one(
        "res.country", required=True, default=lambda self: self._default_country()
    )
    email = fields.Char(help="Where invoices and quotes are sent.")
    phone = fields.Char()
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language",
        default=lambda self: self.env.lang,
    )
    payment_term_id = fields.Many2one(
        "account.payment.term",
        check_company=True,
        help="Empty: the cooperative's own.",
    )
    note = fields.Text(help="For the members of the activity alone.")
    partner_id = fields.Many2one(
        "res.partner",
        "Contact in accounting",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="base.group_user",
        help="Made with the first invoice; under the company of the same VAT number, "
        "which other activities may have as a customer too.",
    )

    _name_given = models.Constraint(
        "CHECK (btrim(name) != '')", "Give the customer a name."
    )

    @api.model
    def _default_country(self):
        return self.env.company.sudo().country_id  # sudo: the country alone

    @api.constrains("email")
    def _check_email(self):
        for customer in self.filtered("email"):
            if not email_normalize(customer.email):
                raise ValidationError(
                    self.env._("“%s” is not an e-mail address.", customer.email.strip())
                )

    @api.constrains("payment_term_id", "company_id")
    def _check_payment_term(self):
        for customer in self:
            term_sudo = customer.payment_term_id.sudo()  # sudo: its company alone
            if term_sudo.company_id not in (
                customer.company_id,
                self.env["res.company"],
            ):
                raise ValidationError(
                    self.env._("These payment terms belong to another cooperative.")
                )
