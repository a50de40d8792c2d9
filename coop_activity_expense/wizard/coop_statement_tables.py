from odoo import fields, models
from odoo.tools import format_date

from odoo.addons.coop_member.core.tables import Column, Table

from .coop_file import download

RESULTS = (
    "turnover_service",
    "turnover_goods",
    "turnover_internal",
    "income_other",
    "purchase",
    "expense",
    "wage",
    "social",
    "contribution",
)
EARNED = RESULTS[:4]
POSITIONS = (
    "collected",
    "outstanding",
    "cash",
    "vat",
    "owed_suppliers",
    "owed_organisations",
    "owed_member",
    "available",
)


class CoopStatement(models.TransientModel):
    """The tables of a statement, the same for a page and a spreadsheet."""

    _inherit = "coop.statement"

    file = fields.Binary("Spreadsheet", readonly=True)

    def action_xlsx(self):
        """Download the statement as a spreadsheet."""
        self.ensure_one()
        return download(self, self._report(), self.company_id)

    def _file_name(self):
        """Name of the file, without its extension."""
        self.ensure_one()
        name = f"{self.activity_id.display_name} - {self.date_from} {self.date_to}"
        return name.replace("/", "-")

    def _amounts(self):
        """The columns of a table of figures."""
        return [
            Column(self.env._("Figure"), width=34),
            Column(self.env._("Amount"), "money", 16),
        ]

    def _result_table(self):
        rows = [
            (self._label(name), self[name] if name in EARNED else -self[name])
            for name in RESULTS
            if self[name]
        ]
        return Table(
            self.env._("Result"),
            self._amounts(),
            [*rows, (self._label("result"), self.result)],
        )

    def _position_table(self):
        """What the period brought in and, at its end, what is owed and left."""
        rows = [(self._label(name), self[name]) for name in POSITIONS]
        day = format_date(self.env, self.date_to)
        return Table(self.env._("Money on %s", day), self._amounts(), rows)

    def _months_table(self):
        months = self.activity_id._get_statement_months(self.date_from, self.date_to)
        rows = [
            (
                format_date(self.env, month, date_format="MMM y"),
                statement.turnover,
                statement.charge("purchase"),
                statement.charge("expense"),
                statement.charge("wage") + statement.charge("social"),
                statement.charge("contribution"),
                statement.result,
            )
            for month, statement in months.items()
        ]
        titles = (
            self.env._("Turnover"),
            self.env._("Purchases"),
            self.env._("Expenses"),
            self.env._("Wages and social charges"),
            self.env._("Contribution"),
            self.env._("Result"),
        )
        return Table(
            self.env._("Months"),
            [
                Column(self.env._("Month"), width=14),
                *(Column(title, "money", 14, total=True) for title in titles),
            ],
            rows,
        )
