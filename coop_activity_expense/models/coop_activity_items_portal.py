from datetime import date
from decimal import Decimal
from typing import NamedTuple

from odoo import models

from .coop_activity_office import SALES
from .coop_member_accounts import ACCOUNTS
from .coop_member_billing_portal import INVOICES, TRANSFERS
from .coop_member_expense import EXPENSES

#: what is not told of others who share an activity, but for the amount
PRIVATE = ("wage", "social", "organisations", "member")


class Item(NamedTuple):
    """What a figure is made of, as a member sees it; ``url`` of the page about it, None
    where there is none for this member."""

    day: date
    title: str
    detail: str
    amount: Decimal
    url: str | None = None


class CoopActivity(models.Model):
    """Journal items in the member's space, which names them and says no more."""

    _inherit = "coop.activity"

    def _portal_items(self, figure, date_from, date_to, limit, offset=0):
        """What ``figure`` comes from: (amount, how many there are, `Item` shown)."""
        amount, count, rows = self._find_statement_items(
            figure, date_from, date_to, limit, offset
        )
        items = self.env["account.move.line"].browse([row[0] for row in rows if row[0]])
        moves = self.env["account.move"].browse([row[1] for row in rows])
        titles = self._portal_item_titles(figure, items)
        details = self._portal_entry_details(figure, moves)
        links = self._portal_entry_links(moves)
        shown = [
            Item(
                day,
                *self._portal_told(titles.get(item), details[move]),
                total,
                links[move],
            )
            for item, move, day, total in rows
        ]
        return amount, count, shown

    @staticmethod
    def _portal_told(title, detail):
        """(title, detail) of an item from (title of the item, or None; partner and
        number of its entry)."""
        partner, number = detail
        told = [text for text in (title, partner, number) if text]
        return told[0] if told else "", " · ".join(dict.fromkeys(told[1:]))

    def _portal_item_titles(self, figure, items):
        """What items are called, by id: their account where colleagues share the
        activity and it is about one of them."""
        items_sudo = items.sudo()  # sudo: names and accounts of the activity's items
        return {
            item_sudo.id: (item_sudo.account_id.name or "")
            if self._portal_is_private(figure, item_sudo.move_id)
            else (item_sudo.name or item_sudo.account_id.name or "").split("\n")[0]
            for item_sudo in items_sudo
        }

    def _portal_entry_details(self, figure, moves):
        """Partner and number of entries, by id; of the invoice that was paid where they
        are about tax that was due then."""
        moves_sudo = moves.sudo()  # sudo: numbers and partners of the activity's own
        return {
            move_sudo.id: self._portal_entry_detail(
                figure, move_sudo.tax_cash_basis_origin_move_id or move_sudo
            )
            for move_sudo in moves_sudo
        }

    def _portal_entry_detail(self, figure, move_sudo):
        is_private = self._portal_is_private(figure, move_sudo)
        partner = "" if is_private else move_sudo.partner_id.name
        return partner or "", move_sudo.name or ""

    def _portal_entry_links(self, moves):
        """Address of the page about what entries post, or None, by id."""
        moves_sudo = moves.sudo()  # sudo: what the activity's own entries post
        return {
            # tax that is due on payment is about the invoice that was paid
            move_sudo.id: self._portal_entry_link(
                move_sudo.tax_cash_basis_origin_move_id or move_sudo
            )
            for move_sudo in moves_sudo
        }

    def _portal_entry_link(self, move_sudo):
        claim_sudo = move_sudo.coop_expense_id
        if claim_sudo:
            claimant = claim_sudo.member_id.portal_partner_id
            is_own = claimant == self.env.user.partner_id
            return f"{EXPENSES}/{claim_sudo.id}" if is_own else None
        if move_sudo.coop_contribution_run_id:
            return f"{ACCOUNTS}/contributions?activity={self.id}"
        if move_sudo.move_type in SALES and move_sudo.coop_activity_id == self:
            return f"{INVOICES}/{move_sudo.id}"
        charge_sudo = (move_sudo | move_sudo.reversed_entry_id).coop_transfer_ids[:1]
        return f"{TRANSFERS}/{charge_sudo.id}" if charge_sudo else None

    def _portal_is_private(self, figure, move_sudo):
        """Whether an entry is about one of several members of the activity, another
        than who looks at it."""
        if len(self.sudo().member_ids) < 2:  # sudo: how many share it
            return False
        claimant = move_sudo.coop_expense_id.member_id.portal_partner_id
        if claimant:
            return claimant != self.env.user.partner_id
        return figure in PRIVATE
