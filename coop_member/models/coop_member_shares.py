from typing import NamedTuple

from odoo import fields, models
from odoo.tools import formatLang

from ..core.portal_home import SOON, HomeItem
from ..core.shares import held_since

#: movements that are shown at first
RECENT = 5
EXPORTED = (
    "number",
    "date",
    "kind",
    "state",
    "share_type_id",
    "from_member_id",
    "to_member_id",
    "quantity",
    "unit_value",
    "amount",
    "loss_amount",
    "date_due",
    "amount_due",
    "payment_reference",
    "payment_term_id",
    "source",
    "note",
    "hash",
)


class HeldShares(NamedTuple):
    """Shares of one type that a member holds: how many, what they are worth, and
    since which day there have been any."""

    type: models.Model
    quantity: int
    amount: float
    since: fields.Date


class CoopMember(models.Model):
    """The member's shares in the member's space, read as the member under record
    rules."""

    _inherit = "coop.member"

    def _portal_shares(self):
        """Values of the page about shares."""
        moves = self._portal_share_moves()
        past = moves.filtered(lambda move: move.state != "draft")
        is_here = self.state in ("candidate", "active")
        to_pay = moves.filtered(lambda move: move.state == "called" and is_here)
        held = self._portal_holdings()
        return {
            "held": held,
            "to_pay": [(move, move._payment_request()) for move in to_pay],
            "asked": moves.filtered(lambda move: move.state == "draft"),
            # what one reads of the first ones is read of all
            "recent": past[:RECENT].with_prefetch(past.ids),
            "earlier": past[RECENT:].with_prefetch(past.ids),
            "may_subscribe": bool(self._portal_share_offers()),
            "may_give_up": self.state == "active" and bool(held),
        }

    def _portal_share_moves(self):
        """Movements that the member is shown, the last one first."""
        moves = self.env["coop.share.move"]
        return moves.search(moves._portal_domain(self), order="date desc, id desc")

    def _portal_holdings(self):
        """HeldShares of each type, in the order of the types."""
        lines = self.env["coop.share.holding"].search(
            [("member_id", "=", self.id)], order="number, id"
        )
        by_type = lines.grouped("share_type_id")
        held = [
            self._portal_held(share_type, by_type[share_type])
            for share_type in lines.share_type_id.sorted()
        ]
        return [shares for shares in held if shares.quantity]

    def _portal_held(self, share_type, lines):
        return HeldShares(
            share_type,
            sum(lines.mapped("quantity")),
            self.coop_currency_id.round(sum(lines.mapped("amount"))),
            held_since((line.date, line.quantity) for line in lines),
        )

    def _portal_shares_held(self):
        """How many shares the member holds, by the id of their type."""
        return {held.type.id: held.quantity for held in self._portal_holdings()}

    def _portal_share_offers(self):
        """Fewest shares that the member may subscribe now, by the id of their type;
        nothing for who is not a member, or before the capital is set up."""
        company = self.company_id
        if self.state != "active" or not company.coop_share_journal_id:
            return {}
        held = self._portal_shares_held()
        awaited = self.env["coop.share.move"]._awaited_by(self)
        college = self.college_id
        return {
            kind.id: kind._fewest_for(
                college,
                of_type=held.get(kind.id, 0) + awaited[kind.id],
                in_all=sum(held.values()) + sum(awaited.values()),
            )
            for kind in self.env["coop.share.type"]._offered_online(company)
            if kind._accepts(college)
        }

    def _portal_terms(self):
        """Ways to pay by instalments that the member may choose."""
        return self.company_id.coop_share_term_ids

    def _portal_money(self, amount):
        return formatLang(self.env, amount, currency_obj=self.coop_currency_id)

    def _portal_plain_amount(self, amount):
        """An amount as one types it: two decimals, no grouping, no symbol."""
        return formatLang(self.env, amount, digits=2, grouping=False)

    def _wished_shares(self):
        """Subscriptions from the joining form that the team has not handled."""
        return self.env["coop.share.move"].search(
            [
                ("to_member_id", "in", self.ids),
                ("state", "=", "draft"),
                ("source", "=", "form"),
            ]
        )

    # -- the member's home -----------------------------------------------------------

    def _portal_shares_to_pay(self):
        """The item of the home page that leads to what is to be paid soon, if any."""
        soon = fields.Date.add(fields.Date.context_today(self), days=SOON)
        moves = self.env["coop.share.move"].search(
            [
                ("to_member_id", "=", self.id),
                ("state", "=", "called"),
                ("date_next_due", "<=", soon),
            ],
            order="date_next_due, id",
        )
        if not moves or self.state == "left":
            return []
        day = moves[0].date_next_due
        late = day < fields.Date.context_today(self)
        return [
            HomeItem(
                "shares_to_pay",
                self.env._("Pay for your shares"),
                "/my/coop/shares#pay",
                icon="fa-qrcode",
                value=self._portal_money(sum(map(self._next_instalment, moves))),
                hint=self._portal_when(day),
                level="danger" if late else "warning",
                sequence=10,
            )
        ]

    def _next_instalment(self, move):
        move_sudo = move.sudo()  # sudo: members read no journal item; the amount alone
        return move_sudo._open_instalments()[:1].amount_residual

    def _portal_shares_figure(self):
        if not self.share_quantity:
            return []
        return [
            HomeItem(
                "shares",
                self.env._("My shares"),
                "/my/coop/shares",
                icon="fa-pie-chart",
                value=str(self.share_quantity),
                hint=self._portal_money(self.share_capital),
                sequence=45,
            )
        ]

    # -- personal data ---------------------------------------------------------------

    def _export_personal_data(self):
        data = super()._export_personal_data()
        moves = self.env["coop.share.move"].search(
            ["|", ("from_member_id", "=", self.id), ("to_member_id", "=", self.id)]
        )
        return {**data, "shares": self._export_rows(moves, EXPORTED)}
