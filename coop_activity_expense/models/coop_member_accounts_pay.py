from decimal import Decimal

from odoo import api, fields, models

from odoo.addons.coop_member.core.forms import INVALID, MISSING, TOO_FEW, TOO_MANY

from ..core import chart
from ..core.accounts_form import NET
from .coop_member_accounts import A_PAGE, Figure


class CoopMember(models.Model):
    """Contributions, and what can be paid out, in the member's space."""

    _inherit = "coop.member"

    # -- contributions -----------------------------------------------------------------

    def _portal_contributions(self, activity, page=1):
        """Values of the page about what the cooperative took of an activity."""
        lines = self.env["coop.contribution.line"]
        domain = [("activity_id", "=", activity.id)]
        return {
            "lines": lines.search(
                domain,
                order="period_end desc, id desc",
                limit=A_PAGE,
                offset=(page - 1) * A_PAGE,
            ),
            "total": lines.search_count(domain),
            "years": self._portal_contribution_years(domain),
        }

    def _portal_contribution_years(self, domain):
        """What was taken of each of the last two years: [(first day, amount)]."""
        return self.env["coop.contribution.line"]._read_group(
            [*domain, ("state", "=", "posted")],
            ["year_start:day"],
            ["amount:sum"],
            order="year_start:day desc",
            limit=2,
        )

    @api.model
    def _portal_contribution_standing(self, line):
        """How a contribution stands, as (label, level)."""
        if line.state == "reversed":
            return self.env._("Cancelled"), "quiet"
        if line.amount < 0:
            return self.env._("Given back"), "success"
        return (
            (self.env._("Taken"), "info")
            if line.amount
            else (self.env._("Nothing to take"), "quiet")
        )

    # -- wages -------------------------------------------------------------------------

    def _portal_wage(self, activity, of, amount):
        """Values of an estimate: the wage for an ``amount`` paid out (``of`` net) or
        that it costs; for what is available where there is no amount."""
        today = fields.Date.context_today(self)
        available = activity._get_statement(today, today).available
        if amount is None:
            pay = activity._estimate_pay(cost=max(Decimal(0), available))
        elif of == NET:
            pay = activity._estimate_pay(net=amount)
        else:
            pay = activity._estimate_pay(cost=amount)
        return {
            "available": available,
            "pay": pay,
            "left": available - pay.cost,
            "steps": self._portal_wage_steps(pay),
        }

    def _portal_wage_steps(self, pay):
        """Where the cost of a wage goes, what is paid out last."""
        amounts = {
            "employer": (self.env._("Employer's contributions"), pay.employer),
            "employee": (self.env._("Your own contributions"), pay.employee),
            "tax": (self.env._("Tax withheld"), pay.tax),
            "net": (self.env._("Paid to you"), pay.net),
        }
        parts = chart.parts(amount for _label, amount in amounts.values())
        return [
            Figure(key, label, amount, part)
            for (key, (label, amount)), part in zip(amounts.items(), parts, strict=True)
            if amount
        ]

    @api.model
    def _portal_accounts_sentences(self, codes):
        """What is wrong with fields, in words."""
        amount = self.env._("Enter an amount in digits, such as 1500 or 1,500.50.")
        day = self.env._("Choose a day, such as 31/01/2026.")
        words = {
            ("amount", MISSING): amount,
            ("amount", INVALID): amount,
            ("amount", TOO_FEW): self.env._("Enter more than nothing."),
            ("amount", TOO_MANY): self.env._("Enter less: a wage is not that high."),
            ("from", MISSING): day,
            ("from", INVALID): day,
            ("to", MISSING): day,
            ("to", INVALID): day,
            ("to", TOO_FEW): self.env._("The last day comes after the first one."),
            ("to", TOO_MANY): self.env._("Choose an earlier day."),
        }
        return {field: words[field, code] for field, code in codes.items()}
