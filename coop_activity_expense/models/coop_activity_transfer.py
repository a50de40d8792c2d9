from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CoopActivityTransfer(models.Model):
    """What an activity charges another one of the same cooperative: offered by one,
    accepted or refused by the other. No VAT, for both are one company."""

    _name = "coop.activity.transfer"
    _description = "Charge between Activities"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _rec_names_search = ["name", "description"]
    _check_company_auto = True
    _mail_post_access = "read"

    name = fields.Char("Number", readonly=True, copy=False)
    from_activity_id = fields.Many2one(
        "coop.activity",
        "Offered by",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        help="Did the work, and earns the amount.",
    )
    to_activity_id = fields.Many2one(
        "coop.activity",
        "Charged to",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        help="Pays the amount, once it accepts.",
    )
    from_name = fields.Char("Name of who charges", related="from_activity_id.name")
    to_name = fields.Char("Name of who is charged", related="to_activity_id.name")
    company_id = fields.Many2one(
        related="from_activity_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(required=True, tracking=True)
    description = fields.Char(required=True)
    date = fields.Date(
        required=True,
        default=fields.Date.context_today,
        copy=False,
        help="Day of the entry, once accepted.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("offered", "Offered"),
            ("accepted", "Accepted"),
            ("refused", "Refused"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    offered_date = fields.Datetime("Offered on", readonly=True, copy=False)
    answered_date = fields.Datetime("Answered on", readonly=True, copy=False)
    answered_by_id = fields.Many2one(
        "res.users", "Answered by", readonly=True, copy=False, groups="base.group_user"
    )
    refusal_reason = fields.Char(readonly=True, copy=False)
    account_move_id = fields.Many2one(
        "account.move",
        "Entry",
        readonly=True,
        copy=False,
        ondelete="restrict",
        groups="base.group_user",
    )
    reversal_move_id = fields.Many2one(
        "account.move",
        "Reversal",
        readonly=True,
        copy=False,
        ondelete="restrict",
        groups="base.group_user",
    )
    is_reversed = fields.Boolean(
        compute="_compute_is_reversed", compute_sudo=True, store=True
    )

    _name_company_unique = models.UniqueIndex(
        "(company_id, name)", "This number of a charge is already taken."
    )
    _entry_unique = models.UniqueIndex(
        "(account_move_id)", "This entry already posts another charge."
    )
    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A charge is more than nothing."
    )
    _two_activities = models.Constraint(
        "CHECK (from_activity_id != to_activity_id)",
        "An activity charges another one, not itself.",
    )
    _accepted_with_entry = models.Constraint(
        "CHECK (state != 'accepted' OR account_move_id IS NOT NULL)",
        "An accepted charge needs its entry.",
    )

    @api.depends("reversal_move_id")
    def _compute_is_reversed(self):
        for transfer in self:
            transfer.is_reversed = bool(transfer.reversal_move_id)

    @api.depends("name", "description")
    def _compute_display_name(self):
        for transfer in self:
            transfer.display_name = " · ".join(
                filter(None, (transfer.name, transfer.description))
            )

    @api.constrains("from_activity_id", "to_activity_id")
    def _check_same_company(self):
        for transfer_sudo in self.sudo():  # sudo: members see their own activity alone
            companies = transfer_sudo.from_activity_id.company_id
            if companies != transfer_sudo.to_activity_id.company_id:
                raise ValidationError(
                    self.env._("Activities of one cooperative charge each other.")
                )
