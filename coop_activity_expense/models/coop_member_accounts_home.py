from odoo import fields, models

from odoo.addons.coop_member.core.portal_home import HomeItem

from .coop_member_accounts import ACCOUNTS


class CoopMember(models.Model):
    """Accounts on the member's home page."""

    _inherit = "coop.member"

    def _portal_shortcuts(self):
        shortcuts = super()._portal_shortcuts()
        if self.state == "candidate":
            return shortcuts
        return [
            *shortcuts,
            HomeItem(
                "accounts",
                self.env._("My accounts"),
                ACCOUNTS,
                icon="fa-line-chart",
                hint=self.env._("What came in, where it went, what is left"),
                sequence=8,
            ),
        ]

    def _portal_figures(self):
        return [*super()._portal_figures(), *self._portal_available_figure()]

    def _portal_available_figure(self):
        """What the member's activities may spend, none where no books are kept."""
        activities = self._portal_accounts_activities()
        if self.state == "candidate" or not activities:
            return []
        today = fields.Date.context_today(self)
        found = activities._get_statements(today, today)
        kept = [one for one in found.values() if one.positions or one.total]
        if not kept:
            return []
        available = sum(one.available for one in kept)
        return [
            HomeItem(
                "available",
                self.env._("Available"),
                ACCOUNTS,
                icon="fa-line-chart",
                value=self._portal_amount(available),
                hint=self._portal_available_hint(activities, len(kept)),
                level="warning" if available < 0 else "info",
                sequence=5,
            )
        ]

    def _portal_available_hint(self, activities, count):
        if count == 1 and len(activities) == 1:
            return activities.name
        return self.env._("in %s activities", count)
