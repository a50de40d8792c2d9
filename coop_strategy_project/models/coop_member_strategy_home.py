from odoo import fields, models

from odoo.addons.coop_member.core.portal_home import HomeItem

STRATEGY = "/my/coop/strategy"


class CoopMember(models.Model):
    """The strategy on the member's home page."""

    _inherit = "coop.member"

    def _portal_waiting(self):
        return [*super()._portal_waiting(), *self._portal_votes_to_give()]

    def _portal_votes_to_give(self):
        """Ballots that wait for this member's vote, in one item."""
        waiting = [
            ballot for ballot, has_voted in self._portal_ballots() if not has_voted
        ]
        if not waiting:
            return []
        title = (
            self.env._("%s votes wait for you", len(waiting))
            if len(waiting) > 1
            else self.env._("Vote: %s", waiting[0].name)
        )
        url = STRATEGY if len(waiting) > 1 else f"{STRATEGY}/ballots/{waiting[0].id}"
        closes = min(ballot.closes_at for ballot in waiting)
        day = fields.Datetime.context_timestamp(self, closes).date()
        return [
            HomeItem(
                "strategy_votes",
                title,
                url,
                icon="fa-dot-circle-o",
                hint=self._portal_when(day),
                sequence=12,
            )
        ]

    def _portal_shortcuts(self):
        shortcuts = super()._portal_shortcuts()
        if self.state != "active" or not self._strategy_cycle():
            return shortcuts
        calls = len(self._portal_calls())
        hint = (
            self.env._("%s calls for contribution", calls)
            if calls > 1
            else self.env._("A call for contribution")
            if calls
            else ""
        )
        return [
            *shortcuts,
            HomeItem(
                "strategy",
                self.env._("Our strategy"),
                STRATEGY,
                icon="fa-compass",
                hint=hint,
                sequence=40,
            ),
        ]
