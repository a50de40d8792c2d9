from odoo import api, models

from ..core.durations import format_minutes
from ..core.portal_home import HomeItem, waiting_items
from .coop_member_gift_account import TOLD

GIFTS = "/my/coop/gifts"
#: gifts that wait for an answer, shown at once
MOST_WAITING = 20
#: people that are shown at first, and at most
FEW_PEOPLE = 5
MOST_PEOPLE = 50


class CoopMember(models.Model):
    """Time given and received, in the member's space: read as the member under
    record rules."""

    _inherit = "coop.member"

    def _portal_gifts(self, shown="all", page=1):
        """Values of the page about gifts: ``shown`` and ``page`` choose what is seen
        of the history, as `_gift_account` has it. However much there is, it takes the
        same number of queries."""
        self.ensure_one()
        lines, total = self._gift_account(shown, page)
        gifts_sudo = self.env["coop.gift"].sudo()  # sudo: those of this member alone
        waiting = gifts_sudo.search_fetch(
            self._gifts_to_answer_domain(), TOLD, limit=MOST_WAITING
        ).with_env(self.env)
        listed = waiting.union(*(line.gift for line in lines))
        companions = self._gift_companions(
            MOST_PEOPLE, others=(listed.giver_id, listed.receiver_id)
        )
        return {
            **self._portal_pledges(),
            "words": self._portal_balance_words(),
            "waiting": waiting,
            "lines": lines,
            "total": total,
            "few_people": companions[:FEW_PEOPLE],
            "more_people": companions[FEW_PEOPLE:MOST_PEOPLE],
            "ideas": self._gift_ideas() if self.state == "active" else [],
            "may_declare": self.state == "active",
        }

    def _portal_pledges(self):
        self._check_gift_reader()
        lines = self.env["coop.gift.pledge"]._lines_of(self)
        ahead = [line for line in lines if line.state in ("open", "late")]
        past = [line for line in lines if line not in ahead]
        return {"pledges": ahead, "past_pledges": past}

    def _portal_balance_words(self):
        """The balance as a kind sentence."""
        time = format_minutes(abs(self.gift_balance))
        if self.gift_balance > 0:
            return self.env._("You gave %s more than you received.", time)
        if self.gift_balance < 0:
            return self.env._("You received %s more than you gave.", time)
        if self.gift_given:
            return self.env._("You gave as much as you received.")
        return self.env._("Nothing yet: the first hour is there to give or to accept.")

    @api.model
    def _portal_time(self, minutes):
        """Minutes as they are read: 1 h 30."""
        return format_minutes(minutes)

    @api.model
    def _portal_change(self, minutes):
        """What a gift changes: +1 h 30."""
        return f"{'+' if minutes > 0 else ''}{format_minutes(minutes)}"

    # -- the member's home -----------------------------------------------------------

    def _portal_waiting(self):
        return [*super()._portal_waiting(), *self._portal_gifts_to_answer()]

    def _portal_gifts_to_answer(self):
        if self.state != "active":
            return []
        key = "gifts_to_confirm"
        count = self.env["coop.gift"].search_count(self._gifts_to_answer_domain())
        words = (
            self.env._("A gift of time to confirm"),
            self.env._("%s gifts of time to confirm"),
        )
        kind = (key, "fa-handshake-o", f"{GIFTS}#waiting", "info")
        return waiting_items([kind], {key: count}, {key: words}, sequence=30)

    def _portal_shortcuts(self):
        shortcuts = super()._portal_shortcuts()
        if self.state != "active":
            return shortcuts
        return [
            HomeItem(
                "gift_declare",
                self.env._("I gave, I received"),
                f"{GIFTS}/declare",
                icon="fa-gift",
                hint=self.env._("An hour, a piece of advice"),
                sequence=20,
            ),
            *shortcuts,
        ]

    def _portal_figures(self):
        figures = super()._portal_figures()
        if self.state == "candidate":
            return figures
        return [
            HomeItem(
                "gifts",
                self.env._("My gifts of time"),
                GIFTS,
                icon="fa-gift",
                value=format_minutes(abs(self.gift_balance)),
                hint=self._portal_balance_hint(),
                sequence=20,
            ),
            *figures,
        ]

    def _portal_balance_hint(self):
        if self.gift_balance > 0:
            return self.env._("more given than received")
        if self.gift_balance < 0:
            return self.env._("more received than given")
        return self.env._("in balance")
