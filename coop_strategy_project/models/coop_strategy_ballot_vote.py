from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.coop_member.core.forms import MISSING, TOO_MANY

from ..core.ballot import (
    INVALID_DOTS,
    TOO_MANY_ON_ONE,
    UNKNOWN_OPTION,
    fault,
    parse_vote,
    read_vote,
)


class CoopStrategyBallot(models.Model):
    """Voting: each vote is counted whole and once, or not at all."""

    _inherit = "coop.strategy.ballot"

    @api.model
    def _open_for(self, partner):
        """Ballots that run, in which ``partner`` may vote or has voted."""
        ballots_sudo = self.sudo()  # sudo: whether this one person may vote, no more
        running = [("state", "=", "open"), ("closes_at", ">", fields.Datetime.now())]
        found = ballots_sudo.search(Domain(running) & self._votes_of(partner))
        return found.with_env(self.env)

    @api.model
    def _votes_of(self, partner):
        """Domain of the ballots of whose electorate ``partner`` is."""
        members_sudo = self.env["coop.member"].sudo()  # sudo: this one person's own
        members_sudo = members_sudo.search(
            [("portal_partner_id", "=", partner.id), ("state", "=", "active")]
        )
        return Domain.OR(
            [
                Domain("electorate", "=", "members")
                & Domain("company_id", "in", members_sudo.company_id.ids),
                Domain("electorate", "=", "colleges")
                & Domain("company_id", "in", members_sudo.company_id.ids)
                & Domain("college_ids", "in", members_sudo.college_id.ids),
                Domain("electorate", "=", "people")
                & Domain("people_ids", "in", partner.ids),
            ]
        )

    def _is_voter(self, partner):
        """Whether ``partner`` is of the electorate."""
        self.ensure_one()
        ballots_sudo = self.sudo()  # sudo: whether this one person may vote, no more
        own = Domain("id", "=", self.id) & self._votes_of(partner)
        return bool(ballots_sudo.search_count(own, limit=1))

    def _has_voted(self, partner):
        """Whether ``partner`` has voted."""
        self.ensure_one()
        return self in self._voted_by(partner)

    def _voted_by(self, partner):
        """Of these ballots, those in which ``partner`` has voted."""
        voters_sudo = self.env["coop.strategy.ballot.voter"].sudo()  # sudo: their own
        own = [("ballot_id", "in", self.ids), ("partner_id", "=", partner.id)]
        return self.browse(voters_sudo.search(own).ballot_id.ids)

    def _portal_vote(self, post):
        """Vote for who is asking, as the form ``post`` says. Returns the sentence that
        tells what is wrong, "" once the vote is counted."""
        self.ensure_one()
        typed = read_vote(post, self.option_ids.ids)
        given, code = parse_vote(typed, self._terms())
        return self._vote_sentences()[code] if code else self._cast(given)

    @api.private
    def _cast(self, given):
        """Count the dots ``given``, by id of the option, of who is asking. Returns what
        is wrong as a sentence, "" once they are counted. Raises AccessError for who
        cannot read the ballot."""
        self.check_access("read")
        ballot_sudo = self.sudo()  # sudo: votes are written by no user
        partner = self.env.user.partner_id
        if given.keys() - set(ballot_sudo.option_ids.ids):
            return self._vote_sentences()[UNKNOWN_OPTION]
        code = fault(given, ballot_sudo._terms())
        if code:
            return self._vote_sentences()[code]
        ballot_sudo._take_turns()
        refusal = ballot_sudo._refuse_vote(partner)
        if not refusal:
            ballot_sudo._count(partner, given)
        return refusal

    def _refuse_vote(self, partner):
        if not self._is_running():
            return self.env._("This ballot is closed: no more votes are taken.")
        if not self._is_voter(partner):
            return self.env._("This ballot is for others to vote in.")
        if self._has_voted(partner):
            return self.env._("You have voted already: everyone votes once.")
        return ""

    @api.model
    def _vote_sentences(self):
        return {
            MISSING: self.env._("Give one dot at least."),
            TOO_MANY: self.env._(
                "These are more dots than you have: take some back, then send."
            ),
            TOO_MANY_ON_ONE: self.env._(
                "These are too many dots for one project: spread some of them."
            ),
            INVALID_DOTS: self.env._("Enter whole numbers of dots."),
            UNKNOWN_OPTION: self.env._("Choose among the projects of this ballot."),
        }
