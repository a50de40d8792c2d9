from decimal import Decimal

from odoo import fields, models
from odoo.exceptions import AccessError


class AccountTax(models.Model):
    """What members may choose on what they invoice."""

    _inherit = "account.tax"

    coop_offered = fields.Boolean(
        "Offered to members",
        default=True,
        help="Members may choose this tax on their quotes and invoices. Taxes that are "
        "included in prices never are.",
    )
    coop_evidence = fields.Boolean(
        "Needs evidence",
        help="An invoice with this tax is not submitted before the reason for the "
        "reduced rate is given, with an attestation or the mention that replaces it.",
    )

    def _coop_words(self):
        """What members call this tax: its rate, and whether it is that of services or
        of goods; its own name where the rate says too little."""
        self.ensure_one()
        if self.amount_type != "percent" or not self.amount:
            return self.name
        rate = self.env["coop.billing"]._portal_number(Decimal(str(self.amount)))
        scopes = dict(self._fields["tax_scope"]._description_selection(self.env))
        words = [self.env._("%s %%", rate), scopes.get(self.tax_scope)]
        return " · ".join(filter(None, words))

    def _coop_follows_place(self):
        """Whether fiscal positions choose this tax by where a customer is; nobody else
        does."""
        self.ensure_one()
        positions = self.fiscal_position_ids
        return bool(self.original_tax_ids) and any(positions.mapped("auto_apply"))

    def action_coop_offer(self):
        """Offer taxes to members, or offer them no more. Accountants only."""
        self._coop_toggle("coop_offered")

    def action_coop_ask_evidence(self):
        """Let taxes need evidence, or no more. Accountants only."""
        self._coop_toggle("coop_evidence")

    def _coop_toggle(self, name):
        self.check_access("read")
        if not self.env.user.has_group("coop_member.group_accountant"):
            raise AccessError(self.env._("Accountants decide what members choose."))
        for tax_sudo in self.sudo():  # sudo: Odoo lets its administrators alone write
            tax_sudo[name] = not tax_sudo[name]
