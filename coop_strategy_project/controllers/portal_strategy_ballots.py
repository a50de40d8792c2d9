from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE

from ..core.ballot import PREFIX, read_vote
from ..models.coop_member_strategy_home import STRATEGY
from .portal_strategy import CoopPortalStrategy

BALLOT = f"{STRATEGY}/ballots/<int:ballot_id>"


class CoopPortalStrategyBallots(CoopPortalStrategy):
    """Voting with dots. Staff who are no members vote here, too, where a ballot is
    theirs."""

    @route(BALLOT, **PAGE)
    def coop_strategy_ballot(self, ballot_id, done=None, **_query):
        """The ballot: the form for who may vote, the results where they are told."""
        return self._ballot_page(ballot_id, {"done": done})

    @route(f"{BALLOT}/vote", **FORM)
    def coop_strategy_ballot_vote(self, ballot_id, **post):
        """Count the vote, or show the form again with what is wrong."""
        self._coop_member()
        ballot = self._ballot_of(ballot_id)
        ballot._await_turn()
        sentence = ballot._portal_vote(post)
        if sentence:
            return self._ballot_page(
                ballot_id,
                {
                    "sentence": sentence,
                    "typed": read_vote(post, ballot.option_ids.ids),
                },
            )
        return request.redirect(f"{STRATEGY}/ballots/{ballot_id}?done=vote")

    @route(f"{BALLOT}/screen", **PAGE)
    def coop_strategy_ballot_screen(self, ballot_id, **_query):
        """The results, large, for the wall of a seminar."""
        self._coop_member()
        ballot = self._ballot_of(ballot_id)
        return request.render(
            "coop_strategy_project.portal_coop_strategy_screen",
            {"ballot": ballot, **ballot._live()},
        )

    @route(f"{BALLOT}/live", type="jsonrpc", auth="user", website=True, readonly=True)
    def coop_strategy_ballot_live(self, ballot_id, **_params):
        """Results as they are now: ``results`` is None while they are not told."""
        self._coop_member()
        return self._ballot_of(ballot_id)._live()

    # -- values ----------------------------------------------------------------------

    def _ballot_page(self, ballot_id, values):
        member = self._coop_member()
        ballot = self._ballot_of(ballot_id)
        partner = request.env.user.partner_id
        return request.render(
            "coop_strategy_project.portal_coop_strategy_ballot",
            {
                **self._coop_layout_values(member),
                "ballot": ballot,
                "options": ballot._option_cards(),
                "has_voted": ballot._has_voted(partner),
                "is_voter": ballot._is_voter(partner),
                "prefix": PREFIX,
                "typed": {},
                "sentence": "",
                "done": None,
                **ballot._live(),
                **values,
            },
        )

    def _ballot_of(self, ballot_id):
        """A ballot that was opened, for who votes in it, for members of its
        cooperative, and for the team; raises NotFound for others."""
        found = request.env["coop.strategy.ballot"].search(
            [("id", "=", ballot_id), ("state", "!=", "draft")]
        )
        if not found or not found._may_be_seen_by(request.env.user):
            raise request.not_found()
        return found
