from datetime import date

from odoo import api, fields, models

from ..core.statement import Statement


class CoopActivity(models.Model):
    """Figures of statements as fields, and the journal items behind them."""

    _inherit = "coop.activity"

    turnover = fields.Monetary(compute="_compute_statement")
    purchases = fields.Monetary(compute="_compute_statement")
    expenses = fields.Monetary(compute="_compute_statement")
    wages = fields.Monetary(
        compute="_compute_statement", help="Social charges included."
    )
    charges = fields.Monetary(compute="_compute_statement")
    contribution = fields.Monetary(compute="_compute_statement")
    result = fields.Monetary(compute="_compute_statement")
    collected = fields.Monetary(compute="_compute_statement")
    outstanding = fields.Monetary(
        "To be collected",
        compute="_compute_statement",
        help="Invoiced and not collected, taxes included.",
    )
    vat_set_aside = fields.Monetary("VAT set aside", compute="_compute_statement")
    owed_member = fields.Monetary("Owed to the member", compute="_compute_statement")
    available = fields.Monetary(
        compute="_compute_statement",
        help="What the activity earned, as far as customers paid it.",
    )

    @api.depends_context("statement_from", "statement_to", "statement_period")
    def _compute_statement(self):
        """Figures of the running year, unless the context says another period
        (`core.periods.PERIODS`), or other days."""
        for company, activities in self.grouped("company_id").items():
            span = activities._statement_span(company or self.env.company)
            found = activities._get_statements(*span)
            for activity in activities:
                statement = found.get(activity.id) or Statement()
                activity.update(activity._statement_figures(statement))

    @api.model
    def _statement_span(self, company):
        """First and last day of what the context asks for."""
        context = self.env.context
        first, last = company._coop_period(context.get("statement_period") or "year")
        return (
            fields.Date.to_date(context.get("statement_from")) or first,
            fields.Date.to_date(context.get("statement_to")) or last,
        )

    @api.model
    def _statement_figures(self, statement):
        return {
            "turnover": statement.turnover,
            "purchases": statement.charge("purchase"),
            "expenses": statement.charge("expense"),
            "wages": statement.charge("wage") + statement.charge("social"),
            "charges": statement.charges,
            "contribution": statement.charge("contribution"),
            "result": statement.result,
            "collected": statement.collected,
            "outstanding": statement.outstanding,
            "vat_set_aside": statement.vat,
            "owed_member": statement.owed_member,
            "available": statement.available,
        }

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
