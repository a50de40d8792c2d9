from odoo import api, fields, models


class CoopShareSettingsMixin(models.AbstractModel):
    """What a cooperative sets for its capital: limits, accounts, payment. Fields of
    the company, and of the window in which its managers set them."""

    _name = "coop.share.settings.mixin"
    _description = "Settings of the Capital"

    currency_id = fields.Many2one("res.currency")
    coop_legal_form_id = fields.Many2one(
        "coop.legal.form",
        "Legal form",
        domain="[('country_id', 'in', (False, country_id))]",
    )
    coop_share_floor_percent = fields.Float(
        "Capital floor (%)",
        compute="_compute_coop_share_limits",
        store=True,
        readonly=False,
        help="Reimbursements may not bring the capital below this part of the highest "
        "it ever reached; 0: no floor. France: half for a SCOP (law 78-763, art. 31), "
        "a quarter for other cooperatives (law 47-1775, art. 13).",
    )
    coop_share_ceiling_percent = fields.Float(
        "One holder at most (%)",
        compute="_compute_coop_share_limits",
        store=True,
        readonly=False,
        help="Nobody may hold more than this part of the capital; 0: no ceiling. Not "
        "verified: for a SCOP, sources name a quarter (law 78-763, art. 24, as it "
        "stood) and a half. Enforced once there are holders enough to keep it.",
    )
    coop_share_reimburse_months = fields.Integer(
        "Reimbursed after (months)",
        compute="_compute_coop_share_limits",
        store=True,
        readonly=False,
        help="When shares given up are paid back. Not verified: five years at most is "
        "often named for a SCOP; your statutes decide.",
    )
    coop_share_payment_days = fields.Integer(
        "Paid within (days)",
        default=30,
        help="How long members have to pay for shares from the day they are called, "
        "where they do not pay by instalments.",
    )
    coop_share_highest_before = fields.Monetary(
        "Highest capital before",
        help="Highest capital reached before the register was kept here; it counts "
        "for the floor.",
    )
    coop_share_journal_id = fields.Many2one(
        "account.journal",
        "Capital journal",
        check_company=True,
        domain="[('type', '=', 'general')]",
    )
    coop_share_receivable_account_id = fields.Many2one(
        "account.account",
        "Called, to be received",
        check_company=True,
        domain="[('account_type', '=', 'asset_receivable')]",
        help="What members still have to pay for shares. France: 4562.",
    )
    coop_share_called_account_id = fields.Many2one(
        "account.account",
        "Capital called, unpaid",
        check_company=True,
        domain="[('account_type', '=', 'equity')]",
        help="France: 1012.",
    )
    coop_share_paid_account_id = fields.Many2one(
        "account.account",
        "Capital paid up",
        check_company=True,
        domain="[('account_type', '=', 'equity')]",
        help="Its balance is the capital of the register. France: 1013. Belgium: 1119.",
    )
    coop_share_payable_account_id = fields.Many2one(
        "account.account",
        "Capital to pay back",
        check_company=True,
        domain="[('account_type', '=', 'liability_payable')]",
        help="What is owed to members for shares given up. France: 4567.",
    )
    coop_share_loss_account_id = fields.Many2one(
        "account.account",
        "Losses charged to capital",
        check_company=True,
        domain="[('account_type', '=', 'equity')]",
        help="Relieved of the losses that reduce the capital. France: 119.",
    )
    coop_share_bank_account_id = fields.Many2one(
        "res.partner.bank",
        "Paid to",
        domain="[('partner_id', '=', partner_id)]",
        help="Bank account named on requests for payment; empty: that of the first "
        "bank journal.",
    )
    coop_share_term_ids = fields.Many2many(
        "account.payment.term",
        string="Payment by instalments",
        check_company=True,
        help="Ways to pay for shares in several times that members may choose online.",
    )

    _coop_share_limits_valid = models.Constraint(
        "CHECK (coop_share_floor_percent BETWEEN 0 AND 100 "
        "AND coop_share_ceiling_percent BETWEEN 0 AND 100 "
        "AND coop_share_reimburse_months >= 0 AND coop_share_payment_days >= 0 "
        "AND coop_share_highest_before >= 0)",
        "Percentages lie between 0 and 100; delays and amounts cannot be negative.",
    )

    @api.depends("coop_legal_form_id")
    def _compute_coop_share_limits(self):
        for record in self:
            form = record.coop_legal_form_id
            record.coop_share_floor_percent = form.floor_percent
            record.coop_share_ceiling_percent = form.ceiling_percent
            record.coop_share_reimburse_months = form.reimburse_months
