from odoo import api, fields, models
from odoo.exceptions import AccessError

#: what a manager sets of the capital of a cooperative
SETTINGS = (
    "coop_legal_form_id",
    "coop_share_floor_percent",
    "coop_share_ceiling_percent",
    "coop_share_reimburse_months",
    "coop_share_payment_days",
    "coop_share_highest_before",
    "coop_share_journal_id",
    "coop_share_receivable_account_id",
    "coop_share_called_account_id",
    "coop_share_paid_account_id",
    "coop_share_payable_account_id",
    "coop_share_loss_account_id",
    "coop_share_bank_account_id",
    "coop_share_term_ids",
)


class CoopShareSettings(models.TransientModel):
    """What the current cooperative sets for its capital, for managers: they write no
    companies, and see none of Odoo's settings."""

    _name = "coop.share.settings"
    _inherit = ["coop.share.settings.mixin"]
    _description = "Capital Settings"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    country_id = fields.Many2one(related="company_id.country_id")
    partner_id = fields.Many2one(related="company_id.partner_id")

    @api.model
    def default_get(self, fields):
        """What the cooperative has set so far."""
        company = self.env.company
        so_far = company._convert_to_write({name: company[name] for name in SETTINGS})
        values = {name: value for name, value in so_far.items() if name in fields}
        return {**super().default_get(fields), **values}

    def action_save(self):
        """Write the settings on the cooperative; AccessError for who is no manager."""
        self.ensure_one()
        if not self.env.user.has_group("coop_member.group_manager"):
            raise AccessError(self.env._("Only managers set up the capital."))
        self.company_id.check_access("read")
        company_sudo = self.company_id.sudo()  # sudo: managers may not write companies
        company_sudo.write(
            self._convert_to_write({name: self[name] for name in SETTINGS})
        )

    def action_set_up_accounts(self):
        """Save, give the cooperative the accounts of its country where it has none,
        and show them."""
        self.action_save()
        self.company_id.action_coop_set_up_capital()
        return {
            "name": self.env._("Capital settings"),
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.create({}).id,
            "views": [(False, "form")],
            "target": "new",
        }
