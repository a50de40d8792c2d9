from datetime import date

from odoo import api, fields, models

from ..core.statement import Statement


class CoopActivity(models.Model):
    """Figures of statements as fields, and the journal items behind them."""

    _inherit = "coop.activity"

    turnover = fields.Monetary(compute="_compute_statement")
    charges = fields.Monetary(compute="_compute_statement")
    contribution = fields.Monetary(compute="_compute_statement")
    result = fields.Monetary(compute="_compute_statement")
    collected = fields.Monetary(compute="_compute_statement")
    available = fields.Monetary(
        compute="_compute_statement",
        help="What the activity earned, as far as customers paid it.",
    )

    @api.depends_context("statement_from", "statement_to")
    def _compute_statement(self):
        """Figures of the running year, unless the context says other days."""
        today = fields.Date.context_today(self)
        last = fields.Date.to_date(self.env.context.get("statement_to")) or today
        given = fields.Date.to_date(self.env.context.get("statement_from"))
        for company, activities in self.grouped("company_id").items():
            company_sudo = company.sudo()  # sudo: when the year begins
            first = given or company_sudo.compute_fiscalyear_dates(last)["date_from"]
            found = activities._get_statements(first, last)
            for activity in activities:
                statement = found.get(activity.id) or Statement()
                activity.turnover = statement.turnover
                activity.charges = statement.charges
                activity.contribution = statement.charge("contribution")
                activity.result = statement.result
                activity.collected = statement.collected
                activity.available = statement.available

    def _coop_available_money(self):
        self.ensure_one()
        kept = super()._coop_available_money()
        if kept is not None:
            return kept
        today = fields.Date.context_today(self)
        statement = self._get_statement(today, today)
        # its books are not kept here yet
        if not (statement.positions or statement.total):
            return None
        return float(statement.available)

    def _statement_domain(self, kinds, date_from, date_to):
        """Domain of the journal items that a figure is the sum of: those of ``kinds``
        of accounts; from the beginning where ``date_from`` is None."""
        self.ensure_one()
        accounts = self._statement_kinds(self.company_id)
        domain = [
            ("coop_activity_id", "=", self.id),
            ("parent_state", "=", "posted"),
            ("account_id", "in", [one for kind in kinds for one in accounts[kind]]),
            ("date", "<=", date_to or date.max),
        ]
        return [*domain, ("date", ">=", date_from)] if date_from else domain

    def action_open_statement_items(self, kinds, date_from, date_to):
        """Open the journal items that a figure is the sum of."""
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "account.move.line",
            "view_mode": "list,form",
            "domain": self._statement_domain(kinds, date_from, date_to),
        }
