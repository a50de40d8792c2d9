from odoo import api, fields, models

from ..core import invoice_status as core


class AccountMove(models.Model):
    """Where a document stands, for its members."""

    _inherit = "account.move"

    coop_status = fields.Selection(
        [
            (core.DRAFT, "Draft"),
            (core.SUBMITTED, "Submitted"),
            (core.RETURNED, "Returned"),
            (core.READY, "To send"),
            (core.SENT, "Sent"),
            (core.SEEN, "Seen"),
            (core.LATE, "Late"),
            (core.PARTIAL, "Partly paid"),
            (core.PAID, "Paid"),
            (core.REVERSED, "Reversed"),
            (core.CANCELLED, "Cancelled"),
        ],
        "Status for the member",
        compute="_compute_coop_status",
        search="_search_coop_status",
    )

    @api.depends(
        "state",
        "move_type",
        "payment_state",
        "coop_review_state",
        "invoice_date_due",
        "is_move_sent",
        "coop_seen_date",
    )
    def _compute_coop_status(self):
        today = fields.Date.context_today(self)
        for move in self:
            move.coop_status = core.status(move._coop_facts(), today)

    def _coop_facts(self):
        self.ensure_one()
        return core.Facts(
            review=self.coop_review_state or "",
            posted=self.state == "posted",
            cancelled=self.state == "cancel",
            payment=self.payment_state or "",
            due=self.invoice_date_due or None,
            sent=self.is_move_sent,
            seen=bool(self.coop_seen_date),
            gives_back=self.move_type == "out_refund",
        )

    @api.model
    def _search_coop_status(self, operator, value):
        if operator != "in":
            return NotImplemented
        return fields.Domain.OR(self._coop_status_domain(status) for status in value)

    @api.model
    def _coop_status_domain(self, status):
        """Domain of documents whose status is ``status``: lists filter by it."""
        today = fields.Date.context_today(self)
        domain = fields.Domain
        posted = domain("state", "=", "posted")
        paid = domain("payment_state", "in", ("paid", "in_payment"))
        reversed_ = domain("payment_state", "=", "reversed")
        owed = posted & ~paid & ~reversed_
        late = domain("invoice_date_due", "<", today)
        late &= domain("move_type", "!=", "out_refund")
        partial = domain("payment_state", "=", "partial")
        seen = domain("coop_seen_date", "!=", False)
        sent = domain("is_move_sent", "=", True)
        draft = domain("state", "=", "draft")
        waits = domain("coop_review_state", "in", (core.SUBMITTED, core.RETURNED))
        fresh = owed & ~late & ~partial
        return {
            core.DRAFT: draft & ~waits,
            core.SUBMITTED: draft & domain("coop_review_state", "=", core.SUBMITTED),
            core.RETURNED: draft & domain("coop_review_state", "=", core.RETURNED),
            core.READY: fresh & ~seen & ~sent,
            core.SENT: fresh & ~seen & sent,
            core.SEEN: fresh & seen,
            core.LATE: owed & late,
            core.PARTIAL: owed & ~late & partial,
            core.PAID: posted & paid,
            core.REVERSED: posted & reversed_,
            core.CANCELLED: domain("state", "=", "cancel"),
        }[status]
