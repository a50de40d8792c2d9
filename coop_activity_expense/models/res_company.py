from odoo import fields, models
from odoo.exceptions import UserError

CLAIMS = "coop.expense"


class ResCompany(models.Model):
    """What a cooperative decides about expenses."""

    _inherit = "res.company"

    coop_expense_journal_id = fields.Many2one(
        "account.journal",
        "Expense journal",
        check_company=True,
        domain="[('type', '=', 'purchase')]",
        help="Where claims are posted; empty: the first purchase journal.",
    )
    coop_expense_account_id = fields.Many2one(
        "account.account",
        "Owed to members",
        check_company=True,
        domain="[('account_type', '=', 'liability_payable')]",
        help="What is owed for expenses that members paid; empty: the payable account "
        "of each member's contact.",
    )
    coop_expense_max_days = fields.Integer(
        "Claimed within (days)",
        default=365,
        help="Older expenses are refused on submission; 0: whatever their age.",
    )
    coop_expense_self_limit = fields.Monetary(
        "Approved by the member",
        help="Claims up to this amount, in which nothing is to be pointed out, need no "
        "approval by an adviser; 0: all do.",
    )
    coop_expense_over_available = fields.Selection(
        [("ignore", "Do nothing"), ("warn", "Point it out"), ("block", "Refuse")],
        "Above available money",
        default="warn",
        required=True,
        help="What happens to a claim for more than its activity has available.",
    )
    coop_mileage_period = fields.Selection(
        [("year", "Of the year"), ("quarter", "Of the quarter")],
        "Mileage rate",
        default="quarter",
        required=True,
        help="Which official rate applies where the law lets employers choose, as in "
        "Belgium.",
    )

    _coop_expense_limits_valid = models.Constraint(
        "CHECK (coop_expense_max_days >= 0 AND coop_expense_self_limit >= 0)",
        "Limits of expenses cannot be negative.",
    )

    def _coop_create_sequences(self):
        result = super()._coop_create_sequences()
        if not self._coop_sequence(CLAIMS):
            self.env["ir.sequence"].create(
                {
                    "name": "Expense claims",
                    "code": CLAIMS,
                    "prefix": "EXP/%(year)s/",
                    "padding": 5,
                    "company_id": self.id,
                }
            )
        return result

    def _coop_expense_journal(self):
        """The journal that claims are posted in; raises UserError when there is
        none."""
        self.ensure_one()
        journal = self.coop_expense_journal_id or self.env["account.journal"].search(
            [("company_id", "=", self.id), ("type", "=", "purchase")], limit=1
        )
        if not journal:
            raise UserError(
                self.env._(
                    "%s has no purchase journal to post expenses in.", self.display_name
                )
            )
        return journal
