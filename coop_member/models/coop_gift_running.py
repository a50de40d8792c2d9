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
        self.env["coop.gift"].flush_model(
            ["giver_id", "receiver_id", "minutes", "state", "date"]
        )
        rows = self.env.execute_query(
            SQL(
                """
                SELECT * FROM (
                    SELECT id, change, SUM(change) OVER (ORDER BY date, id)::int
                      FROM (SELECT id, date,
                                   CASE WHEN state != 'confirmed' THEN 0
                                        WHEN giver_id = %(member)s THEN minutes
                                        ELSE -minutes END AS change
                              FROM coop_gift
                             WHERE giver_id = %(member)s OR receiver_id = %(member)s
                           ) side) account
                 WHERE id = ANY(%(ids)s)
                """,
                member=int(member_id),
                ids=self.ids,
            )
        )
        return {gift_id: (change, after) for gift_id, change, after in rows}
