from odoo import api, fields, models
from odoo.tools import SQL


class CoopGift(models.Model):
    """The ledger as one member's account: what each gift changes, and the balance
    after it. The member is ``coop_gift_member_id`` in the context."""

    _inherit = "coop.gift"

    change_minutes = fields.Integer("Change", compute="_compute_running")
    running_minutes = fields.Integer("Balance after", compute="_compute_running")

    @api.depends("state", "minutes", "giver_id", "receiver_id", "date")
    @api.depends_context("coop_gift_member_id")
    def _compute_running(self):
        member_id = self.env.context.get("coop_gift_member_id")
        rows = self._running_of(member_id) if member_id else {}
        for gift in self:
            gift.change_minutes, gift.running_minutes = rows.get(
                gift._origin.id, (0, 0)
            )

    def _running_of(self, member_id):
        """(change, balance after it) in minutes by id of these gifts, for a member;
        gifts that do not count change nothing."""
        rows = self.env.execute_query(
            SQL(
                "SELECT id, change, running FROM (%s) account WHERE id = ANY(%s)",
                self._account_query(int(member_id)),
                self.ids,
            )
        )
        return {gift_id: (change, after) for gift_id, change, after in rows}

    @api.model
    def _account_query(self, member_id):
        """SQL of a member's whole account: id, date, state, whether the member gives
        (``is_given``), change and balance after it (``running``), in minutes."""
        self.env["coop.gift"].flush_model(
            ["giver_id", "receiver_id", "minutes", "state", "date", "reversal_of_id"]
        )
        # two scans of an index each, which read nothing of the table
        return SQL(
            """
            SELECT *, (SUM(change) OVER (
                           ORDER BY date, id ROWS UNBOUNDED PRECEDING))::int AS running
              FROM (SELECT id, date, state, TRUE AS is_given,
                           CASE WHEN state = 'confirmed' THEN minutes ELSE 0 END
                               AS change
                      FROM coop_gift WHERE giver_id = %(member)s
                     UNION ALL
                    SELECT id, date, state, FALSE,
                           CASE WHEN state = 'confirmed' THEN -minutes ELSE 0 END
                      FROM coop_gift WHERE receiver_id = %(member)s) side
            """,
            member=member_id,
        )
