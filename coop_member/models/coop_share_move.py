from odoo import api, fields, models

KINDS = [
    ("subscription", "Subscription"),
    ("transfer", "Transfer"),
    ("reimbursement", "Reimbursement"),
    ("reduction", "Reduction for losses"),
]
STATES = [
    ("draft", "Draft"),
    ("called", "To be paid"),
    ("done", "In the register"),
    ("cancelled", "Cancelled"),
]


class CoopShareMove(models.Model):
    """A line of the capital register.

    Once done it has its number and its place in the chain, and stays as it is for
    good: a mistake is undone by a move that names it (``reversal_of_id``), in which
    giver and receiver change places.
    """

    _name = "coop.share.move"
    _description = "Capital Movement"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "number desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    number = fields.Integer(
        readonly=True,
        copy=False,
        aggregator=None,
        help="Place in the register, without gaps.",
    )
    date = fields.Date(
        default=fields.Date.context_today,
        required=True,
        copy=False,
        tracking=True,
        help="Until it is in the register: the day asked for.",
    )
    kind = fields.Selection(
        KINDS, required=True, default="subscription", tracking=True, index=True
    )
    state = fields.Selection(
        STATES,
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    share_type_id = fields.Many2one(
        "coop.share.type",
        required=True,
        check_company=True,
        ondelete="restrict",
        default=lambda self: self._default_share_type(),
        index=True,
    )
    from_member_id = fields.Many2one(
        "coop.member",
        "From member",
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )
    to_member_id = fields.Many2one(
        "coop.member",
        "To member",
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )
    quantity = fields.Integer(required=True, default=1, tracking=True)
    unit_value = fields.Monetary(
        "Value of a share",
        compute="_compute_unit_value",
        store=True,
        precompute=True,
        aggregator=None,
    )
    amount = fields.Monetary(compute="_compute_amount", store=True, precompute=True)
    loss_amount = fields.Monetary(
        "Share of losses",
        copy=False,
        help="Part of the value that is not paid back, for the losses that it bears.",
    )
    date_due = fields.Date(
        "Due on",
        copy=False,
        tracking=True,
        help="Last day of payment: of what is called, or of what is paid back.",
    )
    payment_term_id = fields.Many2one(
        "account.payment.term",
        "Payment by instalments",
        check_company=True,
        help="Empty: all at once.",
    )
    payment_reference = fields.Char(
        readonly=True, copy=False, index="btree_not_null", help="Written on payments."
    )
    amount_due = fields.Monetary(
        "Still to pay",
        compute="_compute_amount_due",
        store=True,
        help="What the member owes for called shares, or is owed: for shares given up, "
        "or for what was paid of a subscription that was cancelled.",
    )
    account_move_id = fields.Many2one(
        "account.move",
        "Journal entry",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="What posts this movement: of a subscription, its call.",
    )
    entry_ids = fields.Many2many(
        "account.move",
        "coop_share_move_entry_rel",
        "share_move_id",
        "entry_id",
        "Journal entries",
        readonly=True,
        copy=False,
    )
    counterpart_account_id = fields.Many2one(
        "account.account",
        "Opening account",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="Of shares taken over from another register: what balances their entry.",
    )
    reversal_of_id = fields.Many2one(
        "coop.share.move",
        "Reverses",
        readonly=True,
        copy=False,
        ondelete="restrict",
        check_company=True,
    )
    reversal_ids = fields.One2many("coop.share.move", "reversal_of_id", "Reversals")
    source = fields.Selection(
        [
            ("back_office", "Back office"),
            ("form", "Joining form"),
            ("portal", "Member's space"),
            ("import", "Taken over"),
        ],
        default="back_office",
        readonly=True,
        copy=False,
    )
    note = fields.Text("Reason", help="Why this movement; shown to the member.")
    mail_due = fields.Selection(
        [("request", "Request for payment"), ("certificate", "Certificate")],
        "To be sent",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="What is about to be mailed to the member.",
    )
    hash = fields.Char(
        readonly=True, copy=False, help="Seal over this line and all before."
    )

    _number_company_unique = models.UniqueIndex(
        "(company_id, number) WHERE number > 0",
        "This number is already in the register.",
    )
    _reversal_unique = models.UniqueIndex(
        "(reversal_of_id) WHERE reversal_of_id IS NOT NULL AND state != 'cancelled'",
        "This movement is already reversed.",
    )
    _to_index = models.Index(
        "(to_member_id, share_type_id, date) INCLUDE (quantity, unit_value)"
        " WHERE state = 'done'"
    )
    _from_index = models.Index(
        "(from_member_id, share_type_id, date) INCLUDE (quantity, unit_value)"
        " WHERE state = 'done'"
    )
    _quantity_positive = models.Constraint(
        "CHECK (quantity > 0)", "A movement is of at least one share."
    )
    _parties_fit_kind = models.Constraint(
        """CHECK (CASE
            WHEN kind = 'transfer'
            THEN from_member_id IS NOT NULL AND to_member_id IS NOT NULL
                AND from_member_id != to_member_id
            WHEN (kind = 'subscription') = (reversal_of_id IS NULL)
            THEN from_member_id IS NULL AND to_member_id IS NOT NULL
            ELSE from_member_id IS NOT NULL AND to_member_id IS NULL
        END)""",
        "A subscription is received by a member, a transfer goes from one member to "
        "another, and other movements are given by a member.",
    )
    _done_complete = models.Constraint(
        "CHECK (state != 'done' OR (number > 0 AND hash IS NOT NULL))",
        "A line of the register has its number and its seal.",
    )
    _loss_in_range = models.Constraint(
        "CHECK (loss_amount IS NULL OR loss_amount BETWEEN 0 AND amount)",
        "The share of losses lies between nothing and the value of the shares.",
    )

    @api.model
    def _default_share_type(self):
        types = self.env["coop.share.type"].search(
            [("company_id", "=", self.env.company.id)], limit=2
        )
        return types if len(types) == 1 else types.browse()

    # on the type alone: a value that changes later does not reach back
    @api.depends("share_type_id")
    def _compute_unit_value(self):
        for move in self:
            move.unit_value = move.share_type_id.nominal_value

    @api.depends("quantity", "unit_value")
    def _compute_amount(self):
        for move in self:
            move.amount = move.quantity * move.unit_value

    @api.depends(
        "state",
        "entry_ids.line_ids.amount_residual",
        "entry_ids.line_ids.account_type",
        "account_move_id",
    )
    def _compute_amount_due(self):
        for move in self:
            lines = move._payment_lines()
            move.amount_due = abs(sum(lines.mapped("amount_residual")))

    @api.depends("kind", "number", "state", "quantity", "share_type_id.code")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for move in self:
            shares = f"{move.quantity} {move.share_type_id.code or ''}".strip()
            parts = [kinds.get(move.kind), shares]
            if move.number:
                parts.insert(0, str(move.number))
            move.display_name = " · ".join(filter(None, parts))

    @api.onchange("kind")
    def _onchange_kind(self):
        """Leave empty what this kind of movement has not."""
        if self.kind == "subscription":
            self.from_member_id = False
        elif self.kind != "transfer":
            self.to_member_id = False

    def _holder(self):
        """The member that this movement concerns first: who receives, else gives."""
        self.ensure_one()
        return self.to_member_id or self.from_member_id

    def _mail_get_partner_fields(self, introspect_fields=False):
        return []

    def _mail_get_partners(self, introspect_fields=False):
        return {move.id: move._holder().portal_partner_id for move in self}
