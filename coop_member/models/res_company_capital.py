from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .coop_share_account import ROLES


def account_field(role):
    """Name of the company's field that holds the account of a role."""
    return f"coop_share_{role}_account_id"


class ResCompany(models.Model):
    """What the cooperative set for its capital: limits, accounts, payment."""

    _inherit = "res.company"

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
    coop_share_highest_before = fields.Monetary(
        "Highest capital before",
        help="Highest capital reached before the register was kept here; it counts "
        "for the floor.",
    )
    coop_share_journal_id = fields.Many2one(
        "account.journal",
        "Capital journal",
        domain="[('company_id', '=', id), ('type', '=', 'general')]",
    )
    coop_share_receivable_account_id = fields.Many2one(
        "account.account",
        "Called, to be received",
        domain="[('company_ids', 'parent_of', id),"
        " ('account_type', '=', 'asset_receivable')]",
        help="What members still have to pay for shares. France: 4562.",
    )
    coop_share_called_account_id = fields.Many2one(
        "account.account",
        "Capital called, unpaid",
        domain="[('company_ids', 'parent_of', id), ('account_type', '=', 'equity')]",
        help="France: 1012.",
    )
    coop_share_paid_account_id = fields.Many2one(
        "account.account",
        "Capital paid up",
        domain="[('company_ids', 'parent_of', id), ('account_type', '=', 'equity')]",
        help="Its balance is the capital of the register. France: 1013. Belgium: 1119.",
    )
    coop_share_payable_account_id = fields.Many2one(
        "account.account",
        "Capital to pay back",
        domain="[('company_ids', 'parent_of', id),"
        " ('account_type', '=', 'liability_payable')]",
        help="What is owed to members for shares given up. France: 4567.",
    )
    coop_share_loss_account_id = fields.Many2one(
        "account.account",
        "Losses charged to capital",
        domain="[('company_ids', 'parent_of', id), ('account_type', '=', 'equity')]",
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
        "coop_company_share_term_rel",
        "company_id",
        "term_id",
        "Payment by instalments",
        domain="[('company_id', 'in', (False, id))]",
        help="Ways to pay for shares in several times that members may choose online.",
    )

    _coop_share_limits_valid = models.Constraint(
        "CHECK (coop_share_floor_percent BETWEEN 0 AND 100 "
        "AND coop_share_ceiling_percent BETWEEN 0 AND 100 "
        "AND coop_share_reimburse_months >= 0 AND coop_share_highest_before >= 0)",
        "Percentages lie between 0 and 100; delays and amounts cannot be negative.",
    )

    @api.depends("coop_legal_form_id")
    def _compute_coop_share_limits(self):
        for company in self:
            form = company.coop_legal_form_id
            company.coop_share_floor_percent = form.floor_percent
            company.coop_share_ceiling_percent = form.ceiling_percent
            company.coop_share_reimburse_months = form.reimburse_months

    def action_coop_set_up_capital(self):
        """Give the cooperative a capital journal and, for each use, the default
        account of its country; what it has chosen is left alone.

        Raises AccessError for who is not a manager.
        """
        if not self.env.su and not self.env.user.has_group("coop_member.group_manager"):
            raise AccessError(self.env._("Only managers set up the capital."))
        self.check_access("read")
        for company_sudo in self.sudo():  # sudo: managers may not write companies
            company_sudo._coop_set_up_capital()

    def _coop_set_up_capital(self):
        self.ensure_one()
        defaults = self.env["coop.share.account"]
        for role, _label in ROLES:
            name = account_field(role)
            self[name] = self[name] or defaults._find_or_make(self, role)
        if not self.coop_share_journal_id:
            self.coop_share_journal_id = self._coop_find_or_make_capital_journal()

    def _coop_find_or_make_capital_journal(self):
        self.ensure_one()
        journals = self.env["account.journal"].with_company(self)
        found = journals.search(
            [("company_id", "=", self.id), ("code", "=", "CAP")], limit=1
        )
        language = self.partner_id.lang or self.env.lang
        return found or journals.create(
            {
                "name": self.with_context(lang=language).env._("Capital"),
                "code": "CAP",
                "type": "general",
                "company_id": self.id,
            }
        )

    def _coop_share_account(self, role):
        """The account of a role; raises UserError until it is chosen."""
        self.ensure_one()
        account = self[account_field(role)]
        if not account or not self.coop_share_journal_id:
            raise UserError(
                self.env._(
                    "%s has no accounts for its capital yet: a manager chooses them "
                    "in the settings of the cooperative.",
                    self.display_name,
                )
            )
        return account

    def _coop_share_bank(self):
        """The bank account that shares are paid to, none where there is none."""
        self.ensure_one()
        journals = self.env["account.journal"].search(
            [("company_id", "=", self.id), ("type", "=", "bank")]
        )
        return self.coop_share_bank_account_id or journals.bank_account_id[:1]
