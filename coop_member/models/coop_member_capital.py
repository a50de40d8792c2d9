import operator as operators

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

#: what may be asked of a member's holding
COMPARISONS = {
    "=": operators.eq,
    "!=": operators.ne,
    "<": operators.lt,
    "<=": operators.le,
    ">": operators.gt,
    ">=": operators.ge,
}


class CoopMember(models.Model):
    """What a member holds of the capital, derived from the register."""

    _inherit = "coop.member"

    share_quantity = fields.Integer(
        "Shares",
        compute="_compute_shares",
        search="_search_share_quantity",
        aggregator=None,
    )
    share_capital = fields.Monetary(
        "Capital held",
        compute="_compute_shares",
        search="_search_share_capital",
        currency_field="coop_currency_id",
        aggregator=None,
    )
    coop_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Currency of the cooperative"
    )
    share_holding_ids = fields.One2many(
        "coop.share.holding", "member_id", "Shares held", readonly=True
    )

    def _compute_shares(self):
        held = self.env["coop.share.holding"]._read_group(
            [("member_id", "in", self.ids)],
            ["member_id"],
            ["quantity:sum", "amount:sum"],
        )
        by_member = {member: (quantity, amount) for member, quantity, amount in held}
        for member in self:
            member.share_quantity, member.share_capital = by_member.get(member, (0, 0))

    def _search_share_quantity(self, operator, value):
        return self._search_held("quantity", operator, value)

    def _search_share_capital(self, operator, value):
        return self._search_held("amount", operator, value)

    def _search_held(self, measure, operator, value):
        """Domain of the members whose sum of ``measure`` compares to ``value``."""
        if operator not in COMPARISONS:
            return NotImplemented
        held = self.env["coop.share.holding"]._read_group(
            [("member_id", "!=", False)], ["member_id"], [f"{measure}:sum"]
        )
        compare = COMPARISONS[operator]
        matching = [member.id for member, total in held if compare(total, value)]
        domain = Domain("id", "in", matching)
        if compare(0, value):
            domain |= Domain("id", "not in", [member.id for member, _total in held])
        return domain

    def _update_associate_date(self):
        """Let members be associates from the day since which they hold shares, and not
        any more once they hold none."""
        since = self._holding_since()
        for member in self.sudo():  # sudo: accountants only read members
            if member.id in since and not member.associate_date:
                member.associate_date = since[member.id]
            elif member.id not in since and member.associate_date:
                member.associate_date = False

    def _holding_since(self):
        """Days since which these members hold shares without a gap, by id; who holds
        none is left out."""
        self.env["coop.share.move"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT member_id, MAX(date) FILTER (WHERE held = quantity)
                  FROM (SELECT member_id, date, quantity, SUM(quantity)
                               OVER (PARTITION BY member_id ORDER BY number) AS held
                          FROM (%s) line
                         WHERE member_id = ANY(%s)) history
                 GROUP BY member_id
                HAVING SUM(quantity) > 0
                """,
                self.env["coop.share.holding"]._table_query,
                self.ids,
            )
        )
        return dict(rows)

    def _give_up_shares(self, date):
        """Prepare the reimbursement of all that a member who left on ``date`` holds,
        and tell who keeps the books."""
        self.ensure_one()
        moves = self.env["coop.share.move"]._draft_reimbursements(self, date)
        if not moves:
            return
        user = self.company_id._coop_accountant() or self._asked_adviser()
        user = user or self.env.user
        env = self.with_context(lang=user.lang).env
        moves[:1].activity_schedule(
            "mail.mail_activity_data_todo",
            summary=env._("Pay back the shares of %s", self.display_name),
            user_id=user.id,
        )

    def _stop_subscriptions(self):
        """Cancel what a member who left wished for and was not asked to pay; have who
        keeps the books collect or cancel what was."""
        self.ensure_one()
        moves_sudo = self.env["coop.share.move"].sudo()  # sudo: by whoever lets leave
        begun_sudo = moves_sudo.search(
            [
                ("to_member_id", "=", self.id),
                ("kind", "=", "subscription"),
                ("state", "in", ("draft", "called")),
            ]
        )
        called_sudo = begun_sudo.filtered(lambda move: move.state == "called")
        (begun_sudo - called_sudo).action_cancel()
        called_sudo._announce_departure()
