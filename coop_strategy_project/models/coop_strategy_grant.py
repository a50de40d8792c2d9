from decimal import Decimal

from odoo import api, fields, models

from ..core.progress import Money, elapsed, percent


class CoopStrategyGrant(models.Model):
    """Money that a funder grants to projects for a period: what was granted, received
    and spent, and when to report."""

    _name = "coop.strategy.grant"
    _description = "Grant"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    funder_id = fields.Many2one(
        "res.partner", required=True, ondelete="restrict", tracking=True
    )
    reference = fields.Char("Agreement")
    date_start = fields.Date("From", required=True)
    date_end = fields.Date("To", required=True)
    amount_granted = fields.Monetary("Granted", required=True, tracking=True)
    payment_ids = fields.One2many(
        "coop.strategy.grant.payment", "grant_id", "Payments received"
    )
    report_ids = fields.One2many("coop.strategy.grant.report", "grant_id", "Reports")
    project_ids = fields.One2many("project.project", "strategy_grant_id", "Projects")
    amount_received = fields.Monetary(
        "Received", compute="_compute_amount_received", store=True
    )
    amount_to_receive = fields.Monetary("To receive", compute="_compute_amounts")
    amount_spent = fields.Monetary("Spent", compute="_compute_amounts")
    amount_left = fields.Monetary("Left", compute="_compute_amounts")
    spent_percent = fields.Integer("Spent (%)", compute="_compute_amounts")
    elapsed_percent = fields.Integer("Period over (%)", compute="_compute_amounts")
    next_report_date = fields.Date("Next report", compute="_compute_next_report_date")

    _ends_after_start = models.Constraint(
        "CHECK (date_end > date_start)", "A grant ends after it begins."
    )
    _amount_positive = models.Constraint(
        "CHECK (amount_granted > 0)", "A grant is of some money."
    )

    @api.depends("payment_ids.amount")
    def _compute_amount_received(self):
        for grant in self:
            grant.amount_received = sum(grant.payment_ids.mapped("amount"))

    @api.depends("amount_granted", "amount_received", "date_start", "date_end")
    def _compute_amounts(self):
        today = fields.Date.context_today(self)
        spent = {grant: grant._spent() for grant in self}
        for grant in self:
            money = Money(
                Decimal(str(grant.amount_granted)),
                Decimal(str(grant.amount_received)),
                spent[grant],
            )
            grant.amount_to_receive = float(money.to_receive)
            grant.amount_spent = float(money.spent)
            grant.amount_left = float(money.left)
            grant.spent_percent = percent(money.spent, money.granted)
            grant.elapsed_percent = (
                elapsed(grant.date_start, grant.date_end, today)
                if grant.date_start and grant.date_end
                else 0
            )

    def _spent(self):
        """Costs on the analytic accounts of the grant's projects in its period."""
        self.ensure_one()
        projects_sudo = self.project_ids.sudo()  # sudo: sums of their own accounts
        accounts = projects_sudo._strategy_analytic_accounts()
        total = Decimal(0)
        for column, ids in accounts.items():
            [[amount]] = projects_sudo.env["account.analytic.line"]._read_group(
                [
                    (column, "in", ids),
                    ("company_id", "=", self.company_id.id),
                    ("date", ">=", self.date_start),
                    ("date", "<=", self.date_end),
                    ("amount", "<", 0),
                ],
                [],
                ["amount:sum"],
            )
            total -= Decimal(str(self.currency_id.round(amount or 0)))
        return total

    @api.depends("report_ids.date_due", "report_ids.sent_on")
    def _compute_next_report_date(self):
        for grant in self:
            waiting = grant.report_ids.filtered(lambda report: not report.sent_on)
            grant.next_report_date = min(waiting.mapped("date_due"), default=False)
