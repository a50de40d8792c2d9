from odoo import api, fields, models
from odoo.exceptions import AccessError

#: what a manager sets of the capital of a cooperative
LIMITS = (
    "coop_share_floor_percent",
    "coop_share_ceiling_percent",
    "coop_share_reimburse_months",
)
SETTINGS = (
    *LIMITS,
    "coop_legal_form_id",
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
    """What a cooperative set for its capital, for managers: they write no companies,
    and see none of Odoo's settings.

    Fields are those of the company, copied when the window opens; they are stored so
    that they differ from it until they are saved.
    """

    _name = "coop.share.settings"
    _description = "Settings of the Capital"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    country_id = fields.Many2one(related="company_id.country_id")
    partner_id = fields.Many2one(related="company_id.partner_id")
    coop_legal_form_id = fields.Many2one(
        related="company_id.coop_legal_form_id", store=True
    )
    coop_share_floor_percent = fields.Float(
        related="company_id.coop_share_floor_percent", store=True
    )
    coop_share_ceiling_percent = fields.Float(
        related="company_id.coop_share_ceiling_percent", store=True
    )
    coop_share_reimburse_months = fields.Integer(
        related="company_id.coop_share_reimburse_months", store=True
    )
    coop_share_highest_before = fields.Monetary(
        related="company_id.coop_share_highest_before", store=True
    )
    coop_share_journal_id = fields.Many2one(
        related="company_id.coop_share_journal_id",
        store=True,
        check_company=True,
        domain="[('company_id', '=', company_id), ('type', '=', 'general')]",
    )
    coop_share_receivable_account_id = fields.Many2one(
        related="company_id.coop_share_receivable_account_id",
        store=True,
        check_company=True,
        domain="[('company_ids', 'parent_of', company_id),"
        " ('account_type', '=', 'asset_receivable')]",
    )
    coop_share_called_account_id = fields.Many2one(
        related="company_id.coop_share_called_account_id",
        store=True,
        check_company=True,
        domain="[('company_ids', 'parent_of', company_id),"
        " ('account_type', '=', 'equity')]",
    )
    coop_share_paid_account_id = fields.Many2one(
        related="company_id.coop_share_paid_account_id",
        store=True,
        check_company=True,
        domain="[('company_ids', 'parent_of', company_id),"
        " ('account_type', '=', 'equity')]",
    )
    coop_share_payable_account_id = fields.Many2one(
        related="company_id.coop_share_payable_account_id",
        store=True,
        check_company=True,
        domain="[('company_ids', 'parent_of', company_id),"
        " ('account_type', '=', 'liability_payable')]",
    )
    coop_share_loss_account_id = fields.Many2one(
        related="company_id.coop_share_loss_account_id",
        store=True,
        check_company=True,
        domain="[('company_ids', 'parent_of', company_id),"
        " ('account_type', '=', 'equity')]",
    )
    coop_share_bank_account_id = fields.Many2one(
        related="company_id.coop_share_bank_account_id", store=True
    )
    coop_share_term_ids = fields.Many2many(
        relation="coop_share_settings_term_rel",
        column1="settings_id",
        column2="term_id",
        related="company_id.coop_share_term_ids",
        store=True,
        check_company=True,
        domain="[('company_id', 'in', (False, company_id))]",
    )

    @api.onchange("coop_legal_form_id")
    def _onchange_legal_form(self):
        """Start from what law or usual statutes set for the form that is chosen."""
        form = self.coop_legal_form_id
        if form == self.company_id.coop_legal_form_id:
            return
        self.coop_share_floor_percent = form.floor_percent
        self.coop_share_ceiling_percent = form.ceiling_percent
        self.coop_share_reimburse_months = form.reimburse_months

    def action_save(self):
        """Write the settings on the cooperative; AccessError for who is no manager."""
        self.ensure_one()
        if not self.env.user.has_group("coop_member.group_manager"):
            raise AccessError(self.env._("Only managers set up the capital."))
        self.company_id.check_access("read")
        company_sudo = self.company_id.sudo()  # sudo: managers may not write companies
        values = self._convert_to_write({name: self[name] for name in SETTINGS})
        company_sudo.write(values)

    def action_set_up_accounts(self):
        """Save, give the cooperative the accounts of its country where it has none,
        and show them."""
        self.action_save()
        self.company_id.action_coop_set_up_capital()
        return self._open(self.company_id)

    @api.model
    def _open(self, company):
        settings = self.create({"company_id": company.id})
        return {
            "name": self.env._("Capital settings"),
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": settings.id,
            "views": [(False, "form")],
            "target": "new",
        }
