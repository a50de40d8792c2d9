from odoo import fields, models
from odoo.tools import SQL

from ..core.shares import capital_floor, decimal, reimbursement


class ResCompany(models.Model):
    """What the capital register of a cooperative adds up to."""

    _inherit = "res.company"

    def _coop_holders_and_capital(self):
        """How many members hold shares now, and the capital of the register."""
        self.ensure_one()
        nominal = self._coop_nominal_values()
        held = self.env["coop.share.holding"]._holdings(self)
        capital = sum(nominal[kind] * number for (_who, kind), number in held.items())
        return len({member for member, _kind in held}), capital

    def _coop_nominal_values(self):
        """What one share is worth, by the id of its type, archived ones too."""
        types_sudo = self.env["coop.share.type"].sudo()  # sudo: their values alone
        types_sudo = types_sudo.with_context(active_test=False)
        found = types_sudo.search([("company_id", "=", self.id)])
        return {kind.id: decimal(kind.nominal_value) for kind in found}

    def _coop_highest_capital(self, at=None):
        """The highest capital that the register reached until the end of the day
        ``at``, or ever, or that was reached before it was kept here; a mistake that
        was reversed never was capital.

        The same as `core.shares.highest_capital` makes of the register, summed by the
        database for it may be long.
        """
        self.ensure_one()
        self.env["coop.share.move"].flush_model()
        [(highest,)] = self.env.execute_query(
            SQL(
                """
                SELECT MAX(capital) FROM (
                    SELECT SUM(
                        CASE WHEN from_member_id IS NULL THEN amount
                             WHEN to_member_id IS NULL THEN -amount
                             ELSE 0 END
                    ) OVER (ORDER BY number) AS capital
                      FROM coop_share_move move
                     WHERE company_id = %s AND state = 'done' AND %s
                       AND reversal_of_id IS NULL
                       AND NOT EXISTS (
                           SELECT FROM coop_share_move reversal
                            WHERE reversal.reversal_of_id = move.id
                              AND reversal.state = 'done'
                       )
                ) history
                """,
                self.id,
                SQL("date <= %s", at) if at else SQL("TRUE"),
            )
        )
        return max(decimal(highest or 0), decimal(self.coop_share_highest_before))

    def _coop_capital_floor(self, at=None):
        """What reimbursements may not bring the capital below, on the day ``at``."""
        self.ensure_one()
        return capital_floor(
            self._coop_highest_capital(at),
            decimal(self.coop_share_floor_percent),
            decimal(self.currency_id.rounding),
        )

    def _coop_losses(self):
        """Losses that weigh on the capital: the debit balance of their account."""
        self.ensure_one()
        lines_sudo = self.env["account.move.line"].sudo()  # sudo: their sum alone
        [(balance,)] = lines_sudo._read_group(
            [
                ("company_id", "=", self.id),
                ("account_id", "=", self.coop_share_loss_account_id.id),
                ("parent_state", "=", "posted"),
            ],
            aggregates=["balance:sum"],
        )
        return max(self.currency_id.round(balance or 0), 0)

    def _coop_loss_sharer(self, losses):
        """Function from the value of shares to the part of it that is lost, as
        ``losses`` weigh on the whole capital of today."""
        self.ensure_one()
        _holders, capital = self._coop_holders_and_capital()
        weight, unit = decimal(losses), decimal(self.currency_id.rounding)

        def lost(amount):
            return float(reimbursement(decimal(amount), weight, capital, unit)[1])

        return lost

    def _coop_reimbursement_day(self, date):
        """Last day to pay back shares given up on ``date``."""
        self.ensure_one()
        return fields.Date.add(date, months=self.coop_share_reimburse_months)
