from odoo import api, fields, models

#: states in which the customer may answer
OPEN = ("sent", "expired")


class CoopQuote(models.Model):
    """What an activity offers a customer to do, and for how much. Accepted, it becomes
    invoices: see `coop_quote_invoice`."""

    _name = "coop.quote"
    _description = "Quote"
    _inherit = ["portal.mixin", "mail.thread"]
    _order = "id desc"
    _rec_names_search = ["name", "subject", "customer_id.name"]
    _check_company_auto = True
    _mail_post_access = "read"

    name = fields.Char(
        "Number", readonly=True, copy=False, help="Given when it is first sent."
    )
    subject = fields.Char()
    activity_id = fields.Many2one(
        "coop.activity",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="activity_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    customer_id = fields.Many2one(
        "coop.customer",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('activity_id', '=', activity_id)]",
    )
    member_id = fields.Many2one(
        "coop.member",
        "Made by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
    )
    date = fields.Date(default=fields.Date.context_today, required=True, copy=False)
    date_valid = fields.Date(
        "Valid until", copy=False, help="Empty: as long as the cooperative decides."
    )
    payment_term_id = fields.Many2one("account.payment.term", check_company=True)
    note = fields.Text("Conditions", help="Printed below the lines.")
    evidence_id = fields.Many2one(
        "coop.vat.evidence",
        "Evidence for reduced VAT",
        check_company=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    step = fields.Selection(
        [
            ("draft", "Draft"),
            ("sent", "Awaiting an answer"),
            ("accepted", "Accepted by the customer"),
            ("refused", "Declined"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("sent", "Awaiting an answer"),
            ("expired", "Expired"),
            ("accepted", "Accepted by the customer"),
            ("refused", "Declined"),
        ],
        "Status",
        compute="_compute_state",
        search="_search_state",
        help="Sent quotes expire by themselves.",
    )
    line_ids = fields.One2many("coop.quote.line", "quote_id", "Lines", copy=True)
    amount_untaxed = fields.Monetary(
        "Without taxes", compute="_compute_amounts", store=True
    )
    amount_tax = fields.Monetary("Tax amount", compute="_compute_amounts", store=True)
    amount_total = fields.Monetary(
        "Total", compute="_compute_amounts", store=True, tracking=True
    )
    version = fields.Integer(
        readonly=True,
        copy=False,
        help="Counts changes: a page that shows an older one is refused.",
    )
    answered_name = fields.Char("Answered by", readonly=True, copy=False)
    answered_date = fields.Datetime("Answered on", readonly=True, copy=False)
    refusal_reason = fields.Char(readonly=True, copy=False)
    seen_date = fields.Datetime("Seen on", readonly=True, copy=False)
    invoice_ids = fields.One2many("account.move", "coop_quote_id", "Invoices")
    amount_invoiced = fields.Monetary(
        "Invoiced",
        compute="_compute_invoiced",
        compute_sudo=True,
        help="Taxes included; drafts count, credit notes are taken off once posted.",
    )
    amount_left = fields.Monetary(
        "Left to invoice", compute="_compute_invoiced", compute_sudo=True
    )

    _name_company_unique = models.UniqueIndex(
        "(company_id, name)", "This number of a quote is already taken."
    )
    _answered_by_somebody = models.Constraint(
        "CHECK (step != 'accepted' OR answered_name IS NOT NULL)",
        "Somebody accepts a quote, on some day.",
    )

    def _compute_access_url(self):
        for quote in self:
            quote.access_url = f"/coop/quote/{quote.id}"

    @api.depends("step", "date_valid")
    def _compute_state(self):
        today = fields.Date.context_today(self)
        for quote in self:
            over = quote.date_valid and quote.date_valid < today
            expired = quote.step == "sent" and over
            quote.state = "expired" if expired else quote.step

    @api.model
    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        expired = fields.Domain("step", "=", "sent") & fields.Domain(
            "date_valid", "<", fields.Date.context_today(self)
        )
        steps = set(value) - {"expired", "sent"}
        domain = fields.Domain("step", "in", list(steps))
        if "expired" in value:
            domain |= expired
        if "sent" in value:
            domain |= fields.Domain("step", "=", "sent") & ~expired
        return domain

    @api.depends(
        "line_ids.quantity",
        "line_ids.price_unit",
        "line_ids.discount",
        "line_ids.tax_id",
        "line_ids.kind",
        "company_id",
    )
    def _compute_amounts(self):
        billing = self.env["coop.billing"]
        for quote in self:
            lines = [line._core_line() for line in quote.line_ids]
            totals = billing._totals(quote.company_id, lines)
            quote.amount_untaxed = totals["untaxed"]
            quote.amount_tax = totals["tax"]
            quote.amount_total = totals["total"]

    @api.depends(
        "amount_total",
        "invoice_ids.amount_total_signed",
        "invoice_ids.move_type",
        "invoice_ids.state",
    )
    def _compute_invoiced(self):
        for quote in self:
            moves = quote._counted_invoices()
            quote.amount_invoiced = sum(moves.mapped("amount_total_signed"))
            quote.amount_left = quote.amount_total - quote.amount_invoiced

    def _counted_invoices(self):
        """Documents that count: see `_counted_domain`."""
        return self.invoice_ids.filtered_domain(self._counted_domain())

    @api.model
    def _counted_domain(self):
        """Domain of invoices that count, drafts included, and of credit notes once they
        are posted: a draft gives nothing back, and may be deleted."""
        posted = fields.Domain("state", "=", "posted")
        draft = fields.Domain("state", "=", "draft")
        return posted | (draft & fields.Domain("move_type", "!=", "out_refund"))

    @api.depends("name", "subject", "customer_id")
    def _compute_display_name(self):
        for quote in self:
            quote.display_name = " · ".join(
                filter(
                    None,
                    (
                        quote.name or self.env._("Draft quote"),
                        quote.subject or quote.customer_id.name,
                    ),
                )
            )

    def _mail_get_partner_fields(self, introspect_fields=False):
        return []
