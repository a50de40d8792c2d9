from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.fields import Domain
from odoo.tools import SQL

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
    """Voting: each vote is counted whole and once, or not at all.

    Two votes at the same moment take turns on the row of the ballot: the second is
    refused it by the database, and Odoo runs it again.
    """

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

    def _count(self, partner, given):
        """Write that ``partner`` voted, and add the dots to their counters. All of a
        ballot's counters are written by each vote, so that the database's own notes
        do not tell which of them changed."""
        try:
            with self.env.cr.savepoint():
                self.env["coop.strategy.ballot.voter"].create(
                    {"ballot_id": self.id, "partner_id": partner.id}
                )
        except UniqueViolation as error:
            raise ConcurrencyError(str(error)) from error
        if not self.is_secret:
            self.env["coop.strategy.ballot.choice"].create(
                [
                    {"option_id": option, "partner_id": partner.id, "dots": dots}
                    for option, dots in given.items()
                ]
            )
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                """
                UPDATE coop_strategy_ballot_option option
                   SET dots = COALESCE(option.dots, 0) + COALESCE(
                       (SELECT given.dots FROM UNNEST(%(ids)s, %(dots)s)
                            AS given (id, dots) WHERE given.id = option.id), 0)
                 WHERE option.ballot_id = %(ballot)s
                """,
                ids=list(given),
                dots=list(given.values()),
                ballot=self.id,
            )
        )
        self.env.execute_query(
            SQL(
                "UPDATE coop_strategy_ballot SET voter_count = "
                "COALESCE(voter_count, 0) + 1 WHERE id = %s",
                self.id,
            )
        )
        self.invalidate_recordset(["voter_count"])
        self.option_ids.invalidate_recordset(["dots"])

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
