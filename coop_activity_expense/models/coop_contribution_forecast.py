from odoo import api, fields, models
from odoo.exceptions import UserError


class CoopContributionForecast(models.Model):
    """What a cooperative expects activities to contribute in a month."""

    _name = "coop.contribution.forecast"
    _description = "Forecast of Contributions"
    _order = "company_id, month desc, id"
    _rec_name = "month"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    month = fields.Date(required=True, help="Its first day.")
    amount = fields.Monetary("Expected", required=True)

    _month_unique = models.UniqueIndex(
        "(company_id, month)", "There is already a forecast for this month."
    )
    _from_first_day = models.Constraint(
        "CHECK (month = date_trunc('month', month)::date)",
        "A month is named by its first day.",
    )

    # no model method: it is a button above a list
    def action_propose(self):
        """Expect what the same months of last year brought, for months of the running
        year that nothing is expected of yet. Raises UserError without such a year."""
        company = self.env.company
        first = company.compute_fiscalyear_dates(fields.Date.context_today(self))
        months = [fields.Date.add(first["date_from"], months=n) for n in range(12)]
        known = self.search(
            [("company_id", "=", company.id), ("month", "in", months)]
        ).mapped("month")
        taken = self._taken(company, fields.Date.subtract(months[0], years=1))
        if not taken:
            raise UserError(
                self.env._(
                    "Nothing was taken last year: enter what you expect by hand."
                )
            )
        self.create(
            [
                {
                    "company_id": company.id,
                    "month": month,
                    "amount": taken.get(fields.Date.subtract(month, years=1), 0),
                }
                for month in months
                if month not in known
            ]
        )

    @api.model
    def _taken(self, company, since):
        """What was taken in each of twelve months, by its first day."""
        return dict(
            self.env["coop.contribution.month"]._read_group(
                [
                    ("company_id", "=", company.id),
                    ("kind", "=", "taken"),
                    ("month", ">=", since),
                    ("month", "<", fields.Date.add(since, years=1)),
                ],
                ["month:month"],
                ["amount:sum"],
            )
        )
