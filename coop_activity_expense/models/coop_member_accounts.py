from decimal import Decimal
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import format_date, formatLang

from ..core import chart
from ..core.accounts_form import MOST_MONTHS, YEAR, periods
from ..core.statement import CHARGES, INCOME
from .coop_activity_items import OPEN

ACCOUNTS = "/my/coop/accounts"
#: items, and contributions, on a page
A_PAGE = 30
#: months of the chart
MONTHS = 12
#: days that are soon
SOON = 30
WHENS = ("late", "soon", "later")
#: what is set aside of an activity's money: figure → attribute of its statement
ASIDE = {
    "vat": "vat",
    "suppliers": "owed_suppliers",
    "member": "owed_member",
    "organisations": "owed_organisations",
}


class Figure(NamedTuple):
    """An amount with its name; ``key`` is one of `FIGURES`, ``part`` how long its bar
    is, ``percent`` what part of what was earned it is (None: of nothing)."""

    key: str
    label: str
    amount: Decimal
    part: Decimal = Decimal(0)
    percent: int | None = None


class CoopMember(models.Model):
    """Accounts of activities in the member's space: read as the member under record
    rules, in a number of queries that does not depend on how much is booked."""

    _inherit = "coop.member"

    def _portal_accounts_activities(self):
        """Activities whose accounts the member sees, those that run first."""
        self.ensure_one()
        found = self.env["coop.activity"].search([("member_ids", "in", self.ids)])
        return found.sorted(lambda activity: activity.state != "open")

    def _portal_periods(self):
        """Periods that have a name, by it (`core.accounts_form.Period`)."""
        today = fields.Date.context_today(self)
        return periods(today, self.company_id._coop_year_end())

    # -- the overview ------------------------------------------------------------------

    def _portal_accounts(self, activity):
        """Values of the page about an activity's money."""
        today = fields.Date.context_today(self)
        first = fields.Date.start_of(fields.Date.subtract(today, months=11), "month")
        kinds = activity._statement_kinds(activity.company_id)
        year = self._portal_periods()[YEAR]
        statement = activity._get_statement(year.first, year.last, kinds)
        months = activity._get_statement_months(first, today, kinds)
        groups = [(one.earned, one.charges) for one in months.values()]
        return {
            "statement": statement,
            "aside": self._portal_aside(statement),
            "months": months,
            "chart": chart.columns(groups) if any(map(any, groups)) else None,
            "spent": self._portal_spent(statement),
            "coming": self._portal_coming(activity, today, kinds),
        }

    def _portal_aside(self, statement):
        labels = self._portal_figure_labels()
        amounts = {key: getattr(statement, name) for key, name in ASIDE.items()}
        return [
            Figure(key, labels[key], amount)
            for key, amount in amounts.items()
            if amount
        ]

    def _portal_spent(self, statement):
        """Where what was earned went, what is left of it last."""
        labels = self._portal_figure_labels()
        amounts = {kind: statement.charge(kind) for kind in CHARGES}
        amounts["result"] = statement.result
        amounts = {key: amount for key, amount in amounts.items() if amount}
        if not statement.earned and not statement.charges:
            return []
        return [
            Figure(key, labels[key], amount, part, _percent(amount, statement.earned))
            for (key, amount), part in zip(
                amounts.items(), chart.parts(amounts.values()), strict=True
            )
        ]

    def _portal_coming(self, activity, today, kinds):
        """What customers will pay, and what is to be paid to suppliers: by figure,
        `Figure` of each time that there is something for."""
        soon = fields.Date.add(today, days=SOON)
        found = activity._get_statement_coming(today, soon, kinds)
        labels = {
            "late": self.env._("Late"),
            "soon": self.env._("Within %s days", SOON),
            "later": self.env._("Later"),
        }
        amounts = {
            (figure, when): found[figure, when][0]
            for figure in OPEN
            for when in WHENS
            if figure != "member" and found.get((figure, when), (0,))[0]
        }
        parts = dict(zip(amounts, chart.parts(amounts.values()), strict=True))
        coming = {}
        for (figure, when), amount in amounts.items():
            row = Figure(when, labels[when], amount, parts[figure, when])
            coming.setdefault(figure, []).append(row)
        return coming

    # -- the statement -----------------------------------------------------------------

    def _portal_statement(self, activity, period):
        """Values of the statement of ``period`` (`core.accounts_form.Period`)."""
        kinds = activity._statement_kinds(activity.company_id)
        days = period.first, period.last
        statement = activity._get_statement(*days, kinds)
        months = {}
        if 1 < period.months <= MOST_MONTHS:
            months = activity._get_statement_months(*days, kinds)
        labels = self._portal_figure_labels()
        earned = {kind: statement.income(kind) for kind in INCOME}
        charged = {kind: statement.charge(kind) for kind in CHARGES}
        return {
            "statement": statement,
            "months": months,
            "earned": [Figure(k, labels[k], v) for k, v in earned.items() if v],
            "charged": [Figure(k, labels[k], v) for k, v in charged.items() if v],
            "aside": self._portal_aside(statement),
        }

    def _portal_month(self, day, width="MMM y"):
        return format_date(self.env, day, date_format=width)

    @api.model
    def _portal_round(self, amount):
        """An amount on the scale of a chart."""
        digits = 0 if amount == int(amount) else 1
        return formatLang(self.env, float(amount), digits=digits)

    @api.model
    def _portal_plain(self, amount):
        """An exact amount as tables have it, whose head names the currency."""
        return formatLang(self.env, float(amount), digits=2)

    def _portal_amount(self, amount):
        """An exact amount as it is read."""
        return self._portal_money(float(amount))

    @api.model
    def _portal_figure_labels(self):
        """What figures are called, by their key."""
        return {
            "turnover": self.env._("Invoiced"),
            "turnover_service": self.env._("Services invoiced"),
            "turnover_goods": self.env._("Goods invoiced"),
            "turnover_internal": self.env._("Invoiced to other activities"),
            "income_other": self.env._("Other income"),
            "income": self.env._("Earned"),
            "charges": self.env._("Spent"),
            "purchase": self.env._("Bought for the work"),
            "expense": self.env._("Expenses"),
            "wage": self.env._("Wages"),
            "social": self.env._("Social contributions"),
            "contribution": self.env._("Contribution to the cooperative"),
            "result": self.env._("What remains"),
            "outstanding": self.env._("Invoiced, not paid yet"),
            "collected": self.env._("Paid by customers"),
            "vat": self.env._("VAT, set aside for the State"),
            "vat_pending": self.env._("VAT that is due once it is paid"),
            "suppliers": self.env._("To be paid to suppliers"),
            "member": self.env._("Wages and expenses to pay out"),
            "organisations": self.env._("Social contributions and taxes to pay on"),
        }


def _percent(amount, whole):
    return round(amount * 100 / whole) if whole > 0 else None
