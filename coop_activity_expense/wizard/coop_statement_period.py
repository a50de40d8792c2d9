from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

PERIODS = [
    ("month", "This month"),
    ("last_month", "Last month"),
    ("quarter", "This quarter"),
    ("last_quarter", "Last quarter"),
    ("year", "This year"),
    ("last_year", "Last year"),
    ("own", "Other days"),
]


class CoopStatementPeriod(models.AbstractModel):
    """The period of a statement: one that has a name, or any days."""

    _name = "coop.statement.period"
    _description = "Period of a Statement"

    company_id = fields.Many2one("res.company")
    period = fields.Selection(PERIODS, default="year", required=True)
    date_from = fields.Date(
        "From",
        compute="_compute_dates",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    date_to = fields.Date(
        "To",
        compute="_compute_dates",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )

    @api.depends("period", "company_id")
    def _compute_dates(self):
        for wizard in self.filtered(lambda wizard: wizard.period != "own"):
            company = wizard.company_id or self.env.company
            wizard.date_from, wizard.date_to = company._coop_period(wizard.period)

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for wizard in self:
            if wizard.date_from > wizard.date_to:
                raise ValidationError(
                    self.env._("Choose a first day that is not after the last one.")
                )

    def _period_words(self):
        """The days, as a title has them."""
        self.ensure_one()
        return self.env._(
            "From %(start)s to %(end)s",
            start=format_date(self.env, self.date_from),
            end=format_date(self.env, self.date_to),
        )
