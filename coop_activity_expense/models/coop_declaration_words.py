from datetime import date

from odoo import api, models
from odoo.tools import format_date

from ..core import recurrence

WORKING = frozenset(range(5))
QUARTERS = frozenset({1, 4, 7, 10})


class CoopDeclaration(models.Model):
    """Rules in words."""

    _inherit = "coop.declaration"

    @api.depends("rule", "follows_year", "company_id")
    @api.depends_context("lang")
    def _compute_rule_words(self):
        for declaration in self:
            try:
                rule = declaration._core_rule() if declaration.rule else None
            except recurrence.RecurrenceError:
                rule = None
            declaration.rule_words = rule and declaration._tell(rule)

    def _tell(self, rule):
        months = self._tell_months(rule.months)
        if rule.weekdays:
            return self._tell_weekday(rule, months)
        if rule.day == -1:
            return self.env._("The last day of the month, %s", months)
        if rule.day < 0:
            return self.env._(
                "%(count)s days before the last of the month, %(months)s",
                count=-rule.day - 1,
                months=months,
            )
        return self.env._("On day %(day)s, %(months)s", day=rule.day, months=months)

    def _tell_weekday(self, rule, months):
        if rule.weekdays == WORKING:
            names = self.env._("working day")
        else:
            # 5 January 2026 is a Monday
            names = ", ".join(
                format_date(self.env, date(2026, 1, 5 + day), date_format="EEEE")
                for day in sorted(rule.weekdays)
            )
        if rule.position == -1:
            return self.env._("The last %(day)s, %(months)s", day=names, months=months)
        return self.env._(
            "%(day)s number %(count)s, %(months)s",
            day=names[:1].upper() + names[1:],
            count=rule.position,
            months=months,
        )

    def _tell_months(self, months):
        if len(months) == 12:
            return self.env._("every month")
        if months == QUARTERS:
            return self.env._("in the first month of every quarter")
        names = ", ".join(
            format_date(self.env, date(2026, month, 1), date_format="MMMM")
            for month in sorted(months)
        )
        return self.env._("every year in %s", names)
