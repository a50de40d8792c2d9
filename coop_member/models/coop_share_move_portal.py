from odoo import api, fields, models


class CoopShareMove(models.Model):
    """Movements as their member reads them in the member's space."""

    _inherit = "coop.share.move"

    fingerprint = fields.Char(
        readonly=True, copy=False, help="The same for one form sent twice."
    )

    _fingerprint_unique = models.UniqueIndex(
        "(fingerprint) WHERE fingerprint IS NOT NULL",
        "This subscription was already received.",
    )
    _asked_once = models.UniqueIndex(
        "(from_member_id, share_type_id) WHERE "
        "kind = 'reimbursement' AND state = 'draft' AND source = 'portal'",
        "The reimbursement of these shares was already asked for.",
    )

    @api.model
    def _portal_domain(self, member):
        """Movements that ``member`` is shown: not those that the team prepares."""
        return [
            "|",
            ("from_member_id", "=", member.id),
            ("to_member_id", "=", member.id),
            "|",
            ("source", "in", ("form", "portal")),
            *("|", ("state", "in", ("called", "done"))),
            ("payment_reference", "!=", False),
        ]

    def _portal_title(self, member):
        """What happened to the shares of ``member``, in plain words."""
        self.ensure_one()
        reversed_move = self.reversal_of_id
        if reversed_move:
            return self.env._("Movement %s was a mistake", reversed_move.number)
        if self.kind != "transfer":
            return {
                "subscription": self.env._("Shares subscribed"),
                "reimbursement": self.env._("Shares given up"),
                "reduction": self.env._("Shares lost to cover losses"),
            }[self.kind]
        move_sudo = self.sudo()  # sudo: the name of the other party, no more
        if self.from_member_id == member:
            return self.env._("Transferred to %s", move_sudo.to_member_id.name)
        return self.env._("Received from %s", move_sudo.from_member_id.name)

    def _portal_sign(self, member):
        """1 where ``member`` gets shares, -1 where they give them."""
        self.ensure_one()
        return 1 if self.to_member_id == member else -1

    def _portal_standing(self):
        """How far this movement is: a few words, and the colour that they get."""
        self.ensure_one()
        if self.state == "draft":
            return self.env._("With the team"), "info"
        if self.state == "cancelled":
            return self.env._("Cancelled"), "quiet"
        if self.state == "called":
            if self.amount_due < self.amount:
                return self.env._("Paid in part"), "warning"
            return self.env._("To be paid"), "warning"
        if self.reversal_ids:
            return self.env._("Undone"), "quiet"
        if self._portal_owed():
            return self.env._("To be paid back"), "info"
        return self.env._("In the register"), "success"

    def _portal_owed(self):
        """What the cooperative still owes the member for this movement."""
        self.ensure_one()
        owes = self.state == "done" and (
            self.kind == "reimbursement" or self.reversal_of_id
        )
        return self.amount_due if owes else 0

    def _portal_may_cancel(self):
        """Whether the member may cancel this movement: a request that the team has
        not handled, a subscription of which nothing is paid."""
        self.ensure_one()
        if self.member_id.state not in ("candidate", "active"):
            return False
        if self.state == "draft":
            return self.source in ("form", "portal")
        return self.state == "called" and self.amount_due == self.amount
