from odoo import fields, models

from ..core.progress import mean

MEMBERS = ("members", "public")
#: how many of each the first page shows
FEW = 4
#: how many projects it shows before the rest is folded
FEW_PROJECTS = 6


class CoopMember(models.Model):
    """The strategy as members read it: what is published to them, in a number of
    queries that does not depend on how much there is."""

    _inherit = "coop.member"

    def _strategy_cycle(self):
        """The strategy of today, or the last one; read as the user."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        cycles = self.env["coop.strategy.cycle"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "!=", "draft"),
                ("date_start", "<=", today),
                ("audience", "in", MEMBERS),
            ],
            limit=1,
        )
        return cycles

    def _strategy_cycles(self):
        """Strategies that were voted, the latest first."""
        return self.env["coop.strategy.cycle"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "!=", "draft"),
                ("audience", "in", MEMBERS),
            ]
        )

    def _portal_strategy(self, cycle):
        """What the first page about the strategy shows."""
        self.ensure_one()
        projects_sudo = self.env["project.project"]._published(
            self.company_id, MEMBERS, [("strategy_cycle_id", "=", cycle.id)]
        )
        cards = projects_sudo._strategy_cards(MEMBERS)
        updates_sudo = projects_sudo._published_updates(
            self.company_id, MEMBERS, [("strategy_cycle_id", "=", cycle.id)], FEW
        )
        return {
            "cycle": cycle,
            "others": self._strategy_cycles() - cycle,
            "axes": cycle._axis_cards(cards, MEMBERS),
            "projects": cards,
            # one too many is shown rather than folded
            "few": FEW_PROJECTS if len(cards) > FEW_PROJECTS + 1 else len(cards),
            "progress": mean(card["progress"] for card in cards),
            "updates": updates_sudo._strategy_cards(),
            "calls": self._portal_calls()[:FEW],
            "ballots": self._portal_ballots(),
            "questions": self.env["coop.strategy.question"].search_count(
                [("company_id", "=", self.company_id.id), ("state", "!=", "hidden")]
            ),
        }

    def _portal_calls(self):
        """Open calls of the cooperative, read as the member."""
        calls = self.env["coop.strategy.call"]
        return calls.search(
            [("company_id", "=", self.company_id.id), *calls._open_domain()]
        )

    def _portal_answers_to_calls(self):
        """What the member answered to calls."""
        return self.env["coop.strategy.contribution"].search(
            [("member_id", "=", self.id)]
        )

    def _portal_ballots(self):
        """Ballots that the member may vote in now, with whether they have."""
        partner = self.env.user.partner_id
        ballots = self.env["coop.strategy.ballot"]._open_for(partner)
        own = ballots.filtered(lambda ballot: ballot.company_id == self.company_id)
        voted = own._voted_by(partner)
        return [(ballot, ballot in voted) for ballot in own]
