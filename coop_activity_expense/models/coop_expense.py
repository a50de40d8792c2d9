from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: states of the claim whose entry is in the books
BOOKED = ("posted", "paid")


class CoopExpense(models.Model):
    """An expense claim of a member for an activity."""

    _name = "coop.expense"
    _description = "Expense Claim"
    _inherit = ["mail.thread.main.attachment", "mail.activity.mixin"]
    _order = "id desc"
    _rec_names_search = ["name", "description", "member_id.partner_id.complete_name"]
    _check_company_auto = True
    _mail_post_access = "read"

    name = fields.Char(
        "Number", readonly=True, copy=False, help="Given on the first submission."
    )
    description = fields.Char()
    member_id = fields.Many2one(
        "coop.member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    adviser_id = fields.Many2one(related="member_id.adviser_id", store=True)
    activity_id = fields.Many2one(
        "coop.activity",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('member_ids', 'in', member_id), ('state', '=', 'open')]",
    )
    step = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
            ("posted", "Posted"),
            ("refused", "Refused"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
            ("posted", "Posted"),
            ("paid", "Paid"),
            ("refused", "Refused"),
        ],
        "Status",
        compute="_compute_state",
        compute_sudo=True,
        store=True,
        index=True,
        tracking=True,
        help="Posted claims follow their entry: paid, not paid any more, reversed.",
    )
    line_ids = fields.One2many("coop.expense.line", "expense_id", "Lines", copy=True)
    line_count = fields.Integer(compute="_compute_total", store=True)
    total_amount = fields.Monetary(
        "Total", compute="_compute_total", store=True, tracking=True
    )
    payer = fields.Selection(
        [
            ("member", "The member: to be paid back"),
            ("supplier", "Nobody yet: the cooperative pays the supplier"),
        ],
        "Who paid",
        default="member",
        required=True,
    )
    supplier_id = fields.Many2one(
        "res.partner",
        check_company=True,
        copy=False,
        help="To whom the cooperative owes the amount, where it is not the member.",
    )
    supplier_reference = fields.Char("Number of the invoice", copy=False)
    invoice_date = fields.Date(copy=False)
    submitted_date = fields.Date("Submitted on", readonly=True, copy=False)
    approved_by_id = fields.Many2one(
        "res.users", "Approved by", readonly=True, copy=False
    )
    approved_date = fields.Date("Approved on", readonly=True, copy=False)
    self_approved = fields.Boolean(
        "Approved without adviser",
        readonly=True,
        copy=False,
        help="By the member alone, within the cooperative's limit.",
    )
    refusal_reason = fields.Char(
        readonly=True, copy=False, tracking=True, help="Shown to the member."
    )
    posting_error = fields.Char(
        "Not posted because", readonly=True, copy=False, groups="base.group_user"
    )
    account_move_id = fields.Many2one(
        "account.move",
        "Entry",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="base.group_user",
    )
    entry_ids = fields.One2many(
        "account.move",
        "coop_expense_id",
        "Entries",
        readonly=True,
        groups="base.group_user",
        help="The entry of the claim, those reversed before, and their reversals.",
    )
    posting_number = fields.Integer(readonly=True, copy=False)

    _entry_unique = models.UniqueIndex(
        "(account_move_id)", "This entry already posts another claim."
    )
    _name_company_unique = models.UniqueIndex(
        "(company_id, name)", "This number of a claim is already taken."
    )
    _posted_with_entry = models.Constraint(
        "CHECK (step != 'posted' OR account_move_id IS NOT NULL)",
        "A posted claim needs its entry.",
    )
    _refused_with_reason = models.Constraint(
        "CHECK (step != 'refused' OR refusal_reason IS NOT NULL)",
        "A refusal needs a reason.",
    )

    @api.depends("step", "account_move_id.payment_state")
    def _compute_state(self):
        # posted claims follow their entry: paid and not paid any more, reversed
        followed = {"paid": "paid", "in_payment": "paid", "reversed": "approved"}
        for claim in self:
            payment = claim.account_move_id.payment_state
            posted = claim.step == "posted"
            claim.state = followed.get(payment, "posted") if posted else claim.step

    @api.depends("line_ids.amount")
    def _compute_total(self):
        for claim in self:
            claim.total_amount = sum(claim.line_ids.mapped("amount"))
            claim.line_count = len(claim.line_ids)

    @api.depends("name", "description", "activity_id")
    def _compute_display_name(self):
        for claim in self:
            claim.display_name = " · ".join(
                filter(
                    None,
                    (
                        claim.name or self.env._("Draft claim"),
                        claim.description or claim.activity_id.name,
                    ),
                )
            )

    @api.constrains("activity_id", "member_id")
    def _check_own_activity(self):
        for claim in self:
            activity_sudo = claim.activity_id.sudo()  # sudo: members see no colleagues
            if claim.member_id not in activity_sudo.member_ids:
                raise ValidationError(
                    self.env._(
                        "%(activity)s is not an activity of %(member)s.",
                        activity=activity_sudo.name,
                        member=claim.member_id.display_name,
                    )
                )

    def _mail_get_partner_fields(self, introspect_fields=False):
        return ["supplier_id"] if introspect_fields else []
