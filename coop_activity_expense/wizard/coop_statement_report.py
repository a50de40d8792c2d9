from odoo import api, fields, models

from odoo.addons.coop_member.core.tables import Column, Report, Table

from .coop_file import download


class CoopStatementReport(models.TransientModel):
    """The statements of all activities of a cooperative for a period, and whether they
    add up to its ledger."""

    _name = "coop.statement.report"
    _inherit = ["coop.statement.period"]
    _description = "Statements of all Activities"

    company_id = fields.Many2one(
        "res.company",
        "Cooperative",
        required=True,
        default=lambda self: self.env.company,
        domain="[('id', 'in', allowed_company_ids)]",
    )
    file = fields.Binary("Spreadsheet", readonly=True)
    agrees = fields.Selection(
        [("yes", "Yes"), ("no", "No")], "Agrees with the ledger", readonly=True
    )
    finding = fields.Char(readonly=True)
    first_item_id = fields.Many2one("account.move.line", readonly=True)
    first_move_id = fields.Many2one(related="first_item_id.move_id")

    def action_list(self):
        """Open the list of activities with the figures of the period."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "coop_activity_expense.coop_activity_action_statement"
        )
        return action | {
            "name": self._period_words(),
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
        return Report(title, self._period_words(), [], [table])

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
