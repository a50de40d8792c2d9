from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from odoo.addons.coop_member.core.tables import Column, Report, Table

from .coop_file import download
from .coop_statement import PERIODS


class CoopStatementReport(models.TransientModel):
    """The statements of all activities of a cooperative for a period, and whether they
    add up to its ledger."""

    _name = "coop.statement.report"
    _description = "Statements of all Activities"

    company_id = fields.Many2one(
        "res.company",
        "Cooperative",
        required=True,
        default=lambda self: self.env.company,
        domain="[('id', 'in', allowed_company_ids)]",
    )
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
    file = fields.Binary("Spreadsheet", readonly=True)
    agrees = fields.Selection(
        [("yes", "Yes"), ("no", "No")], "Agrees with the ledger", readonly=True
    )
    finding = fields.Char(readonly=True)
    first_item_id = fields.Many2one("account.move.line", readonly=True)
    first_move_id = fields.Many2one(related="first_item_id.move_id")

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

    def action_list(self):
        """Open the list of activities with the figures of the period."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "coop_activity_expense.coop_activity_action_statement"
        )
        return action | {
            "name": self._report_period(),
            "domain": [("company_id", "=", self.company_id.id)],
            "context": {
                "coop_statements": True,
                "statement_from": fields.Date.to_string(self.date_from),
                "statement_to": fields.Date.to_string(self.date_to),
            },
        }

    def action_pdf(self):
        """Download the statements as a PDF."""
        self.ensure_one()
        action = self.env.ref("coop_activity_expense.action_report_statements")
        return action.report_action(self, config=False)

    def action_xlsx(self):
        """Download the statements as a spreadsheet."""
        self.ensure_one()
        return download(self, self._report(), self.company_id)

    def action_check(self):
        """Compare the statements with the ledger, and show the first journal item that
        belongs to nobody."""
        self.ensure_one()
        found = self.company_id._coop_check_statements(self.date_from, self.date_to)
        self.agrees = "yes" if found.agrees else "no"
        self.finding = found.sentence
        self.first_item_id = found.first
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Statements and ledger"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_open_entry(self):
        """Open the entry of the first item that belongs to nobody."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "res_id": self.first_move_id.id,
            "views": [(False, "form")],
        }

    def _file_name(self):
        """Name of the file, without its extension."""
        self.ensure_one()
        name = self.env._("Statements")
        days = f"{self.date_from} {self.date_to}"
        return f"{name} - {self.company_id.name} - {days}".replace("/", "-")

    def _report_period(self):
        return self.env._(
            "From %(start)s to %(end)s",
            start=format_date(self.env, self.date_from),
            end=format_date(self.env, self.date_to),
        )

    def _report(self):
        """The statements as a `core.tables.Report`, a row for each activity."""
        self.ensure_one()
        activities = self.env["coop.activity"].search(
            [("company_id", "=", self.company_id.id), ("state", "!=", "preparing")],
            order="name, id",
        )
        found = activities._get_statements(self.date_from, self.date_to)
        titles = (
            self.env._("Turnover"),
            self.env._("Purchases"),
            self.env._("Expenses"),
            self.env._("Wages"),
            self.env._("Contribution"),
            self.env._("Result"),
            self.env._("Collected"),
            self.env._("To be collected"),
            self.env._("Available"),
        )
        table = Table(
            self.env._("Activities"),
            [
                Column(self.env._("Code"), width=9),
                Column(self.env._("Activity"), width=22),
                *(Column(title, "money", 12, total=True) for title in titles),
            ],
            [self._row(one, found[one.id]) for one in activities],
        )
        title = self.env._("Statements of activities")
        return Report(title, self._report_period(), [], [table])

    @api.model
    def _row(self, activity, statement):
        return (
            activity.code or "",
            activity.name,
            statement.turnover,
            statement.charge("purchase"),
            statement.charge("expense"),
            statement.charge("wage") + statement.charge("social"),
            statement.charge("contribution"),
            statement.result,
            statement.collected,
            statement.outstanding,
            statement.available,
        )
