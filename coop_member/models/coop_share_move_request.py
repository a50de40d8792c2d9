from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.share_form import (
    MOST_SHARES,
    chosen_id,
    parse_reimbursement,
    parse_subscription,
)

#: requests that a member may make in a day, and subscriptions to be paid at once
MOST_A_DAY = 10
MOST_UNPAID = 3


class CoopShareMove(models.Model):
    """What members ask for in their space. They write no movement themselves: what
    they typed is read by `core.share_form`, and these methods write the fields that
    are named here, for the member, and nothing else."""

    _inherit = "coop.share.move"

    @api.model
    def _portal_subscribe(self, member, post):
        """Subscribe shares for ``member``, and ask for their payment.

        ``post`` is what the form sent. Returns what is wrong, as a sentence by field
        (``form`` where it is none in particular); nothing is kept unless that is
        empty. The same form a second time is taken as received already. Raises
        AccessError unless the current user may read the member.
        """
        member.check_access("read")
        offers = member._portal_share_offers()
        order, errors = parse_subscription(post, offers, member._portal_terms().ids)
        if errors:
            fewest = offers.get(chosen_id(post.get("share"), offers), 1)
            return self._portal_sentences(errors, fewest=fewest)
        fingerprint = order.fingerprint(member.id)
        moves_sudo = self.sudo()  # sudo: members subscribe and never write movements
        if moves_sudo.search_count([("fingerprint", "=", fingerprint)], limit=1):
            return {}
        refusal = self._portal_refuse(member) or self._portal_refuse_unpaid(member)
        if refusal:
            return {"form": refusal}
        values = {
            **self._portal_values(member, order),
            "kind": "subscription",
            "to_member_id": member.id,
            "payment_term_id": order.term_id,
            "fingerprint": fingerprint,
        }
        return self._portal_attempt(lambda: moves_sudo.create(values)._portal_call())

    @api.model
    def _portal_reimburse(self, member, post):
        """Ask, for ``member``, that shares be paid back: a draft for the team.

        The same as `_portal_subscribe`; one request at a time for a type of share.
        """
        member.check_access("read")
        held = member._portal_shares_held()
        asked, errors = parse_reimbursement(post, held)
        if errors:
            most = held.get(chosen_id(post.get("share"), held), MOST_SHARES)
            return self._portal_sentences(errors, most=most)
        refusal = self._portal_refuse(member)
        if refusal:
            return {"form": refusal}
        waiting = self._portal_waiting(member).filtered(
            lambda move: move.share_type_id.id == asked.share_type_id
        )
        if waiting:
            return waiting._portal_refuse_another(asked)
        values = {
            **self._portal_values(member, asked),
            "kind": "reimbursement",
            "from_member_id": member.id,
            "note": asked.reason,
        }
        moves_sudo = self.sudo()  # sudo: members ask, and never write movements
        return self._portal_attempt(lambda: moves_sudo.create(values)._portal_ask())

    @api.model
    def _portal_cancel(self, member, move_id):
        """Cancel for ``member`` the movement of that id; False where that cannot be,
        any more or at all."""
        member.check_access("read")
        move = self.search([("id", "=", move_id), ("member_id", "=", member.id)])
        if not move or not move._portal_may_cancel():
            return False
        move_sudo = move.sudo()  # sudo: members cancel what they asked for themselves
        move_sudo._in_language_of(move_sudo.company_id.partner_id).action_cancel()
        return True

    @api.model
    def _portal_waiting(self, member):
        """Requests for reimbursement of ``member`` that wait for the team."""
        return self.search(
            [
                ("from_member_id", "=", member.id),
                ("kind", "=", "reimbursement"),
                ("state", "=", "draft"),
                ("source", "=", "portal"),
            ]
        )

    @api.model
    def _portal_values(self, member, asked):
        """Fields of every request, from a form that was read."""
        return {
            "company_id": member.company_id.id,
            "share_type_id": asked.share_type_id,
            "quantity": asked.quantity,
            "source": "portal",
        }

    @api.model
    def _portal_refuse(self, member):
        """The sentence that tells why ``member`` may ask for nothing now."""
        if member.state != "active":
            return self.env._("Only members subscribe shares, or give them up.")
        yesterday = fields.Datetime.subtract(fields.Datetime.now(), days=1)
        recent = [
            ("member_id", "=", member.id),
            ("source", "=", "portal"),
            ("create_date", ">", yesterday),
        ]
        if self.search_count(recent) >= MOST_A_DAY:
            return self.env._("That is a lot for one day: please come back tomorrow.")
        return ""

    @api.model
    def _portal_refuse_unpaid(self, member):
        unpaid = [("member_id", "=", member.id), ("state", "=", "called")]
        if self.search_count(unpaid) >= MOST_UNPAID:
            return self.env._(
                "You have shares to pay already: pay for them, or cancel them, first."
            )
        return ""

    def _portal_refuse_another(self, asked):
        """What is wrong with asking again; nothing, where the same form came twice."""
        if (self.quantity, self.note or "") == (asked.quantity, asked.reason):
            return {}
        return {
            "share": self.env._(
                "You already asked for such shares to be paid back: cancel that "
                "request first, to make another."
            )
        }

    @api.model
    def _portal_attempt(self, work):
        """Do all of ``work`` or nothing; returns what is refused."""
        try:
            with self.env.cr.savepoint():
                work()
        except UniqueViolation:
            return {}  # the same form, sent at the same moment
        except UserError as error:
            return {"quantity": str(error)}
        return {}

    def _portal_call(self):
        """Ask for the payment of a subscription that came from its member."""
        self.ensure_one()
        # refused in the language of the member, posted in that of the books
        self._check_call()
        self._in_language_of(self.company_id.partner_id).action_call()

    def _portal_ask(self):
        """Have the team look at a request for reimbursement, if it can be at all."""
        self.ensure_one()
        self._check_held()
        self._check_minimum()
        self._announce_request()

    def _in_language_of(self, partner):
        return self.with_context(lang=partner.lang or self.env.lang)
