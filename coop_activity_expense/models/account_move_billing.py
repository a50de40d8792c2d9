from odoo import fields, models


class AccountMove(models.Model):
    """Invoices and credit notes that members make, on Odoo's own documents."""

    _inherit = "account.move"

    coop_customer_id = fields.Many2one(
        "coop.customer",
        "Customer of the activity",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('activity_id', '=', coop_activity_id)]",
    )
    coop_member_id = fields.Many2one(
        "coop.member",
        "Made by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    coop_review_state = fields.Selection(
        [
            ("draft", "Draft of a member"),
            ("submitted", "Submitted"),
            ("returned", "Returned"),
            ("accepted", "Accepted"),
        ],
        "Review",
        readonly=True,
        copy=False,
        index="btree_not_null",
        tracking=True,
        help="Empty for what accounting makes itself.",
    )
    coop_review_comment = fields.Char(
        "Returned because", readonly=True, copy=False, help="Shown to the member."
    )
    coop_submitted_date = fields.Datetime("Submitted on", readonly=True, copy=False)
    coop_accepted_by_id = fields.Many2one(
        "res.users",
        "Accepted by",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    coop_self_posted = fields.Boolean(
        "Posted by the member",
        readonly=True,
        copy=False,
        help="Without accountant, within the limit of the activity.",
    )
    coop_posting_error = fields.Char(
        "Not accepted because", readonly=True, copy=False, groups="base.group_user"
    )
    coop_version = fields.Integer(
        "Version",
        readonly=True,
        copy=False,
        help="Counts changes: a page that shows an older one is refused.",
    )
    coop_quote_id = fields.Many2one(
        "coop.quote",
        "Quote",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    coop_quote_kind = fields.Selection(
        [("deposit", "Deposit"), ("progress", "Progress"), ("balance", "Balance")],
        "Part of the quote",
        readonly=True,
        copy=False,
    )
    coop_beyond_quote = fields.Boolean(
        "Goes beyond the quote",
        readonly=True,
        copy=False,
        help="The member said so: the customer agrees.",
    )
    coop_evidence_id = fields.Many2one(
        "coop.vat.evidence",
        "Evidence for reduced VAT",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('customer_id', '=', coop_customer_id)]",
    )
    coop_seen_date = fields.Datetime("Seen on", readonly=True, copy=False)
    coop_reminder_date = fields.Date("Reminded on", readonly=True, copy=False)
    coop_reminder_count = fields.Integer("Reminders", readonly=True, copy=False)

    _coop_accepted_posted = models.Constraint(
        "CHECK (coop_review_state != 'accepted' OR state != 'draft')",
        "What is accepted is posted.",
    )
    # the member's list: one activity, newest first
    _coop_activity_sales = models.Index(
        "(coop_activity_id, invoice_date DESC NULLS FIRST, id DESC) "
        "WHERE move_type IN ('out_invoice', 'out_refund')"
    )

    def _coop_is_sale(self):
        """Whether this document sells something of an activity, in one line at
        least."""
        self.ensure_one()
        if not self.is_sale_document(include_receipts=True):
            return False
        return bool(self.coop_activity_id or self.line_ids.coop_activity_id)


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    coop_quote_line_id = fields.Many2one(
        "coop.quote.line",
        "Line of the quote",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
