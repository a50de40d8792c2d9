from odoo import api, fields, models


class CoopExpenseDecideVat(models.TransientModel):
    """Ask which VAT applies to an expense, and why it is not what the rules say."""

    _name = "coop.expense.decide.vat"
    _description = "Decision about the VAT of an Expense"

    expense_id = fields.Many2one(
        "coop.expense",
        "Claim",
        required=True,
        default=lambda self: self.env.context.get("active_ids", [False])[0],
    )
    company_id = fields.Many2one(related="expense_id.company_id")
    currency_id = fields.Many2one(related="expense_id.currency_id")
    line_id = fields.Many2one(
        "coop.expense.line",
        "Expense",
        required=True,
        compute="_compute_line_id",
        store=True,
        readonly=False,
        domain="[('expense_id', '=', expense_id), ('kind', '!=', 'mileage')]",
    )
    amount = fields.Monetary(related="line_id.amount")
    vat_rule_id = fields.Many2one(related="line_id.vat_rule_id", string="By the rules")
    tax_amount = fields.Monetary(related="line_id.tax_amount", string="VAT until now")
    deductible_amount = fields.Monetary(
        related="line_id.deductible_amount", string="Deductible until now"
    )
    tax_id = fields.Many2one(
        "account.tax",
        compute="_compute_tax_id",
        store=True,
        readonly=False,
        domain="[('type_tax_use', '=', 'purchase'), ('company_id', '=', company_id),"
        " ('amount_type', '=', 'percent')]",
        help="Empty: no VAT is separated, the whole amount is the cost.",
    )
    reason = fields.Char(required=True, help="Kept with the expense.")

    @api.depends("expense_id")
    def _compute_line_id(self):
        for wizard in self:
            lines = wizard.expense_id.line_ids
            wizard.line_id = (
                wizard.line_id
                or lines.filtered(lambda line: line.kind != "mileage")[:1]
            )

    @api.depends("line_id")
    def _compute_tax_id(self):
        for wizard in self:
            wizard.tax_id = wizard.line_id.tax_id

    def action_decide(self):
        """Decide it, for the reason given; it is kept and told in the claim."""
        self.ensure_one()
        self.line_id.action_decide_vat(self.tax_id, self.reason)

    def action_follow_rules(self):
        """Let the rules decide again."""
        self.ensure_one()
        self.line_id.action_follow_vat_rules()
