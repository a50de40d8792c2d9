from psycopg2.errors import UniqueViolation

from odoo import models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

#: voters of a secret ballot whose votes are told together; of fewer nothing is
FEWEST_SHOWN = 3


class CoopStrategyBallot(models.Model):
    """Counting: votes of all ballots and their closing take turns, one after the other.

    Results of a secret ballot move by some votes at a time, and stay some votes behind
    until it is closed: looking at them before and after someone has voted does not tell
    for what, even where that was the last vote.
    """

    _inherit = "coop.strategy.ballot"

    def _await_turn(self):
        """Wait until no other vote is being counted, then begin a transaction that sees
        them all. What was done before is committed: call it at the head of a request
        or of a job."""
        # a transaction that has read anything already would not see the votes that it
        # waits for, and be refused; locking is the one statement that reads nothing
        self.env.cr.commit()  # pylint: disable=invalid-commit
        self._lock_counting()

    def _lock_counting(self):
        self.env.execute_query(
            SQL("LOCK TABLE coop_strategy_ballot_voter IN SHARE ROW EXCLUSIVE MODE")
        )

    def _take_turns(self):
        """Have other votes and the closing of this ballot run after this one. Who did
        not `_await_turn` and has missed a vote is refused the row by the database, and
        Odoo runs them again."""
        self.ensure_one()
        self._lock_counting()
        self.flush_recordset()
        self.env.execute_query(
            SQL("UPDATE coop_strategy_ballot SET state = state WHERE id = %s", self.id)
        )
        self.invalidate_recordset()

    def _count(self, partner, given):
        """Write that ``partner`` voted, and count the dots ``given``."""
        try:
            with self.env.cr.savepoint():
                self.env["coop.strategy.ballot.voter"].create(
                    {"ballot_id": self.id, "partner_id": partner.id}
                )
        except UniqueViolation as error:
            raise ConcurrencyError(str(error)) from error
        if not self.is_secret:
            self._keep_choice(partner, given)
        self.env.flush_all()
        self._add_dots(given)
        if self._may_tell():
            self._tell()

    def _keep_choice(self, partner, given):
        self.env["coop.strategy.ballot.choice"].create(
            [
                {"option_id": option, "partner_id": partner.id, "dots": dots}
                for option, dots in given.items()
            ]
        )

    def _add_dots(self, given):
        """Add to the counters. All of a ballot's are written by each vote, so that the
        database's own notes do not tell which of them changed."""
        self.env.execute_query(
            SQL(
                """
                UPDATE coop_strategy_ballot_option option
                   SET tally = COALESCE(option.tally, 0) + COALESCE(
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

    def _may_tell(self):
        """Whether results may move on to what is counted by now."""
        if self.state == "closed":
            return self._is_told()
        if not self.shows_live:
            return False
        return not self.is_secret or self.voter_count % FEWEST_SHOWN == 0

    def _is_told(self):
        """Whether as many voted that a result does not tell who gave what."""
        return not self.is_secret or self.voter_count >= FEWEST_SHOWN

    def _tell(self):
        """Have results be what is counted by now; in a secret ballot that is open, what
        was when this was last done: so many votes at least are left for its closing."""
        is_held = self.is_secret and self.state != "closed"
        self.env.execute_query(
            SQL(
                "UPDATE coop_strategy_ballot_option SET dots = COALESCE(%s, 0), "
                "held = tally WHERE ballot_id = %s",
                SQL("held" if is_held else "tally"),
                self.id,
            )
        )
        self.option_ids.invalidate_recordset(["dots"])
