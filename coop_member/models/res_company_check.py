from dataclasses import dataclass

from odoo import models
from odoo.tools import SQL, formatLang

from ..core.share_register import BrokenChain, MissingNumber, check_chain
from .coop_share_move_register import SEQUENCE


@dataclass(frozen=True)
class RegisterCheck:
    """What the check of a register found: how many lines it read, the seal of the
    last one, and the sentence about the first difference, empty where all agrees."""

    count: int
    seal: str
    difference: str


class ResCompany(models.Model):
    """The check of the capital register: its chain, its holdings, the ledger."""

    _inherit = "res.company"

    def _coop_check_register(self):
        """Recompute the register of this cooperative and return a RegisterCheck."""
        self.ensure_one()
        moves = self.env["coop.share.move"]
        try:
            chain = check_chain(moves._sealed_rows(self))
        except MissingNumber as error:
            return self._coop_register_differs(
                self.env._(
                    "Movement %(expected)s is missing: after it comes %(found)s.",
                    expected=error.expected,
                    found=error.found,
                )
            )
        except BrokenChain as error:
            return self._coop_register_differs(
                self.env._(
                    "Movement %s is not as it was recorded: it was changed outside "
                    "the register.",
                    error.number,
                )
            )
        steps = (
            self._coop_check_end,
            self._coop_check_holdings,
            self._coop_check_ledger,
            self._coop_check_associates,
        )
        differences = (step(chain) for step in steps)
        return RegisterCheck(*chain, next(filter(None, differences), ""))

    def _coop_register_differs(self, sentence):
        return RegisterCheck(0, "", sentence)

    def _coop_check_end(self, chain):
        """A register cut off at its end still is a chain: its counter knows more."""
        counted = self._coop_sequence(SEQUENCE).number_next - 1
        if counted != chain.count:
            return self.env._(
                "The register ends at movement %(count)s, and counted %(counted)s.",
                count=chain.count,
                counted=counted,
            )
        return ""

    def _coop_check_holdings(self, _chain):
        """Nobody ever held less than nothing."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT number, held FROM (
                    SELECT number, SUM(quantity) OVER (
                        PARTITION BY member_id, share_type_id ORDER BY number, quantity
                    ) AS held FROM (%s) holding WHERE company_id = %s
                ) history
                 WHERE held < 0 ORDER BY number LIMIT 1
                """,
                self.env["coop.share.holding"]._table_query,
                self.id,
            )
        )
        if not rows:
            return ""
        return self.env._(
            "Movement %(number)s leaves its giver with %(held)s shares.",
            number=rows[0][0],
            held=rows[0][1],
        )

    def _coop_check_ledger(self, _chain):
        """Paid-up capital in the books is the register's, and what is paid of shares
        that are still being called."""
        _holders, capital = self._coop_holders_and_capital()
        called = self.env["coop.share.move"].search(
            [("company_id", "=", self.id), ("state", "=", "called")]
        )
        expected = float(capital) + sum(move._posted_as_paid() for move in called)
        posted = self._coop_posted_capital()
        if self.currency_id.compare_amounts(expected, posted) == 0:
            return ""
        return self.env._(
            "The register says %(expected)s, and account %(account)s %(posted)s.",
            expected=formatLang(self.env, expected, currency_obj=self.currency_id),
            account=self.coop_share_paid_account_id.display_name,
            posted=formatLang(self.env, posted, currency_obj=self.currency_id),
        )

    def _coop_posted_capital(self):
        """Balance of the account of paid-up capital, positive for a credit."""
        [(balance,)] = self.env["account.move.line"]._read_group(
            [
                ("company_id", "=", self.id),
                ("account_id", "=", self.coop_share_paid_account_id.id),
                ("parent_state", "=", "posted"),
            ],
            aggregates=["balance:sum"],
        )
        return self.currency_id.round(-(balance or 0))

    def _coop_check_associates(self, _chain):
        """Who holds shares is an associate; who gave them all up is not any more."""
        wrong = self.env["coop.member"].search(
            [
                ("company_id", "=", self.id),
                ("share_holding_ids", "!=", False),
                "|",
                *("&", ("associate_date", "=", False), ("share_quantity", ">", 0)),
                *("&", ("associate_date", "!=", False), ("share_quantity", "=", 0)),
            ],
            limit=1,
        )
        if not wrong:
            return ""
        return self.env._(
            "%(member)s holds %(quantity)s shares, and is an associate since: "
            "%(since)s.",
            member=wrong.display_name,
            quantity=wrong.share_quantity,
            since=wrong.associate_date or self.env._("never"),
        )
