from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.coop_member.core.tables import Report

from ..core.statement import RESULT

#: figures by the kinds of accounts that they are the sum of
FIGURES = {
    "turnover_service": ("turnover_service",),
    "turnover_goods": ("turnover_goods",),
    "turnover_internal": ("turnover_internal",),
    "income_other": ("income_other",),
    "purchase": ("purchase",),
    "expense": ("expense",),
    "wage": ("wage",),
    "social": ("social",),
    "contribution": ("contribution",),
    "result": RESULT,
    "outstanding": ("customer",),
    "vat": ("vat",),
    "owed_member": ("member",),
    "owed_suppliers": ("supplier",),
    "owed_organisations": ("organisation",),
}


class CoopStatement(models.TransientModel):
    """The statement of an activity for a period, on the screen, on paper or as a
    spreadsheet, and the journal items behind each figure."""

    _name = "coop.statement"
    _inherit = ["coop.statement.period"]
    _description = "Statement of an Activity"

    activity_id = fields.Many2one("coop.activity", required=True, readonly=True)
    company_id = fields.Many2one(related="activity_id.company_id")
    currency_id = fields.Many2one(related="company_id.currency_id")
    turnover_service = fields.Monetary("Services", compute="_compute_figures")
    turnover_goods = fields.Monetary("Goods", compute="_compute_figures")
    turnover_internal = fields.Monetary("Other activities", compute="_compute_figures")
    income_other = fields.Monetary("Other income", compute="_compute_figures")
    purchase = fields.Monetary("Direct purchases", compute="_compute_figures")
    expense = fields.Monetary("Expenses", compute="_compute_figures")
    wage = fields.Monetary("Wages", compute="_compute_figures")
    social = fields.Monetary("Social charges", compute="_compute_figures")
    contribution = fields.Monetary(compute="_compute_figures")
    result = fields.Monetary(compute="_compute_figures")
    collected = fields.Monetary(compute="_compute_figures", help="Taxes included.")
    outstanding = fields.Monetary("Invoiced, not collected", compute="_compute_figures")
    cash = fields.Monetary("Money brought in", compute="_compute_figures")
    vat = fields.Monetary("VAT set aside", compute="_compute_figures")
    owed_member = fields.Monetary("Owed to the member", compute="_compute_figures")
    owed_suppliers = fields.Monetary("Owed to suppliers", compute="_compute_figures")
    owed_organisations = fields.Monetary(
        "Owed to social and tax bodies", compute="_compute_figures"
    )
    available = fields.Monetary(compute="_compute_figures")
    months = fields.Html(compute="_compute_months", sanitize=False)

    @api.depends("activity_id", "date_from")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = wizard.activity_id.display_name

    def _is_complete(self):
        self.ensure_one()
        first, last = self.date_from, self.date_to
        return bool(self.activity_id and first and last and first <= last)

    @api.depends("activity_id", "date_from", "date_to")
    def _compute_figures(self):
        for wizard in self:
            values = dict.fromkeys((*FIGURES, "collected", "cash", "available"), 0)
            if wizard._is_complete():
                statement = wizard.activity_id._get_statement(
                    wizard.date_from, wizard.date_to
                )
                values = {name: _figure(statement, name) for name in values}
            wizard.update(values)

    @api.depends("activity_id", "date_from", "date_to")
    def _compute_months(self):
        for wizard in self:
            table = wizard._months_table() if wizard._is_complete() else None
            wizard.months = table and self.env["ir.qweb"]._render(
                "coop_activity_expense.statement_months",
                {"table": table, "rows": list(table), "cell": self._cell},
            )

    def _cell(self, column, value):
        return self.company_id._coop_cell(column, value)

    def action_items(self):
        """Open the journal items of the figure that the context names."""
        self.ensure_one()
        name = self.env.context.get("statement_figure")
        if name not in FIGURES:
            raise UserError(self.env._("This figure is made of others."))
        return {
            "type": "ir.actions.act_window",
            "name": f"{self.activity_id.name}: {self._label(name)}",
            "res_model": "account.move.line",
            "view_mode": "list,form",
            "domain": self._items_domain(name),
        }

    def _items_domain(self, name):
        """Domain of the items of a figure: results are of the period, positions of all
        that came before too; what is owed to members is on suppliers' accounts too."""
        kinds = FIGURES[name]
        first = self.date_from if set(kinds) <= set(RESULT) else None
        found = self._domain_of(kinds, first)
        of_members = Domain(
            "partner_id", "in", self.activity_id.member_ids.partner_id.ids
        )
        if name == "owed_suppliers":
            return found & ~of_members
        if name == "owed_member":
            return found | (self._domain_of(("supplier",), None) & of_members)
        return found

    def _domain_of(self, kinds, first):
        return Domain(self.activity_id._statement_domain(kinds, first, self.date_to))

    def _label(self, name):
        return self._fields[name]._description_string(self.env)

    def action_pivot(self):
        """Open the months of the activity as a pivot."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "coop_activity_expense.coop_statement_item_action"
        )
        domain = [
            ("activity_id", "=", self.activity_id.id),
            ("month", ">=", fields.Date.start_of(self.date_from, "month")),
            ("month", "<=", self.date_to),
        ]
        return action | {"domain": domain, "context": {}}

    def action_pdf(self):
        """Download the statement as a PDF."""
        self.ensure_one()
        action = self.env.ref("coop_activity_expense.action_report_statement")
        return action.report_action(self, config=False)

    def _report(self):
        """The statement as a `core.tables.Report`."""
        self.ensure_one()
        self.activity_id.check_access("read")
        return Report(
            self.activity_id.display_name,
            self._period_words(),
            [", ".join(self.activity_id.member_ids.mapped("display_name"))],
            [self._result_table(), self._position_table(), self._months_table()],
        )


def _figure(statement, name):
    """A figure of a statement by the name of its field."""
    if name in RESULT:
        earned = name.startswith(("turnover", "income"))
        return statement.income(name) if earned else statement.charge(name)
    return getattr(statement, name)
