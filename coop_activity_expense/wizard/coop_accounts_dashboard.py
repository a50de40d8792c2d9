from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import format_date

#: customers, and deadlines, that are shown
MOST = 5


class CoopAccountsDashboard(models.TransientModel):
    """How the activities of a cooperative stand today: who needs help, what was
    contributed against what was expected, on which customers all depend."""

    _name = "coop.accounts.dashboard"
    _description = "Indicators of Activities"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    name = fields.Char(compute="_compute_name")
    activity_count = fields.Integer("Open activities", compute="_compute_activities")
    negative_count = fields.Integer("Below zero", compute="_compute_activities")
    idle_count = fields.Integer("No invoice for months", compute="_compute_activities")
    late_count = fields.Integer("Late customers", compute="_compute_activities")
    late_amount = fields.Monetary("Owed too long", compute="_compute_activities")
    available = fields.Monetary(compute="_compute_activities")
    turnover = fields.Monetary("Turnover of the year", compute="_compute_activities")
    result = fields.Monetary("Result of the year", compute="_compute_activities")
    contribution = fields.Monetary(
        "Contributed this year", compute="_compute_contribution"
    )
    forecast = fields.Monetary("Expected by now", compute="_compute_contribution")
    contribution_chart = fields.Html(
        compute="_compute_contribution", sanitize=False, string="Contribution by month"
    )
    customer_chart = fields.Html(
        compute="_compute_customers", sanitize=False, string="Largest customers"
    )
    customer_share = fields.Float(
        "Part of the largest five (%)", digits=(5, 1), compute="_compute_customers"
    )
    late_deadline_count = fields.Integer(
        "Late declarations", compute="_compute_deadlines"
    )
    deadline_chart = fields.Html(
        compute="_compute_deadlines", sanitize=False, string="Next declarations"
    )

    @api.depends("company_id")
    def _compute_name(self):
        today = format_date(self.env, fields.Date.context_today(self))
        for board in self:
            board.name = f"{board.company_id.name} · {today}"

    @api.depends("company_id")
    def _compute_activities(self):
        for board in self:
            # figures of the running year, as in the list
            activities = board.env["coop.activity"]._open_activities()
            activities = activities.filtered(
                lambda activity, board=board: activity.company_id == board.company_id
            )
            late = activities.filtered("has_late_customers")
            board.activity_count = len(activities)
            board.negative_count = len(activities.filtered("is_negative"))
            board.idle_count = len(activities.filtered("is_idle"))
            board.late_count = len(late)
            board.late_amount = sum(late.mapped("late_amount"))
            board.available = sum(activities.mapped("available"))
            board.turnover = sum(activities.mapped("turnover"))
            board.result = sum(activities.mapped("result"))

    @api.depends("company_id")
    def _compute_contribution(self):
        today = fields.Date.context_today(self)
        for board in self:
            year = board.company_id.compute_fiscalyear_dates(today)
            found = board._contribution_by_month(year)
            past = {month: found[month] for month in found if month <= today}
            board.contribution = sum(one["taken"] for one in found.values())
            board.forecast = sum(one["forecast"] for one in past.values())
            board.contribution_chart = board._bars(
                [
                    (
                        format_date(self.env, month, date_format="MMM"),
                        [
                            (self.env._("Taken"), one["taken"], "bg-primary"),
                            (self.env._("Expected"), one["forecast"], "bg-secondary"),
                        ],
                    )
                    for month, one in found.items()
                ]
            )

    def _contribution_by_month(self, year):
        """What was taken and expected in each month of a year."""
        months = [fields.Date.add(year["date_from"], months=n) for n in range(12)]
        found = {month: {"taken": 0, "forecast": 0} for month in months}
        groups = self.env["coop.contribution.month"]._read_group(
            [("company_id", "=", self.company_id.id), ("month", "in", months)],
            ["month:month", "kind"],
            ["amount:sum"],
        )
        for month, kind, amount in groups:
            found[month][kind] = amount
        return found

    @api.depends("company_id")
    def _compute_customers(self):
        for board in self:
            groups = self.env["coop.customer.turnover"]._read_group(
                [("company_id", "=", board.company_id.id)],
                ["partner_id"],
                ["amount:sum"],
                order="amount:sum DESC",
            )
            total = sum(amount for _partner, amount in groups)
            largest = groups[:MOST]
            part = sum(amount for _partner, amount in largest)
            board.customer_share = 100 * part / total if total else 0
            board.customer_chart = board._bars(
                [
                    (
                        partner.sudo().display_name,  # sudo: a name
                        [("", amount, "bg-primary")],
                    )
                    for partner, amount in largest
                ]
            )

    @api.depends("company_id")
    def _compute_deadlines(self):
        deadlines = self.env["coop.declaration.deadline"]
        for board in self:
            undone = [
                ("company_id", "=", board.company_id.id),
                ("done_date", "=", False),
            ]
            board.late_deadline_count = deadlines.search_count(
                [*undone, ("state", "=", "late")]
            )
            coming = deadlines.search(undone, limit=MOST)
            board.deadline_chart = self.env["ir.qweb"]._render(
                "coop_activity_expense.dashboard_deadlines", {"deadlines": coming}
            )

    def _bars(self, rows):
        """Bars of amounts, as long as they are of the largest one."""
        amounts = [amount for _label, bars in rows for _name, amount, _css in bars]
        most = max([abs(Decimal(str(amount))) for amount in amounts], default=0)
        if not most:
            return False
        return self.env["ir.qweb"]._render(
            "coop_activity_expense.dashboard_bars",
            {
                "rows": rows,
                "width": lambda amount: round(100 * max(amount, 0) / float(most)),
                "currency": self.currency_id,
            },
        )

    def action_open(self):
        """Open what is behind a figure, which the context names."""
        self.ensure_one()
        name = self.env.context.get("dashboard_figure")
        if name == "deadlines":
            action = self._action("coop_declaration_deadline_action")
            return action | {"context": {"search_default_filter_late": 1}}
        action = self._action("coop_activity_action_statement")
        filters = {"search_default_filter_open": 1, "coop_statements": True}
        if name in ("negative", "idle", "late"):
            filters[f"search_default_filter_{name}"] = 1
        return action | {"context": filters}

    def _action(self, name):
        return self.env["ir.actions.act_window"]._for_xml_id(
            f"coop_activity_expense.{name}"
        )

    @api.model
    def _open(self):
        """Open the indicators of the current cooperative."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Indicators"),
            "res_model": self._name,
            "res_id": self.create({}).id,
            "views": [(False, "form")],
        }
