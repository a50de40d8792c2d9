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
