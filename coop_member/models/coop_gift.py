from odoo import api, fields, models

STATES = [
    ("declared", "Declared"),
    ("confirmed", "Confirmed"),
    ("disputed", "Disputed"),
    ("cancelled", "Cancelled"),
]


class CoopGift(models.Model):
    """A line of the don / contre-don ledger: time that a member gives to another, to
    the commons, or receives from it.

    Once confirmed it stays as it is for good: a mistake is undone by a line that
    names it (``reversal_of_id``), with the same parties, the same day and the
    minutes taken away, so that every sum is as if it had never been.
    """

    _name = "coop.gift"
    _description = "Gift of Time"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
        ondelete="restrict",
    )
    giver_id = fields.Many2one(
        "coop.member",
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="Empty: the commons gives, as when a shared service is used.",
    )
    receiver_id = fields.Many2one(
        "coop.member",
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="Empty: the commons receives, as when someone helps to organise.",
    )
    minutes = fields.Integer("Time", required=True, tracking=True)
    date = fields.Date(required=True, default=fields.Date.context_today, tracking=True)
    category_id = fields.Many2one(
        "coop.gift.category",
        "Kind",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        domain="['|', ('company_id', '=', False), ('company_id', '=', company_id)]",
    )
    description = fields.Char("In one sentence", required=True, tracking=True)
    state = fields.Selection(
        STATES,
        "Status",
        default="declared",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    declarer_id = fields.Many2one(
        "coop.member",
        "Declared by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="Empty: the team, or the document that the gift comes from.",
    )
    declared_on = fields.Date("Declared on", readonly=True, copy=False)
    awaited_id = fields.Many2one(
        "coop.member",
        "Waits for",
        compute="_compute_awaited_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        help="Who is asked whether it is right. Empty: an adviser.",
    )
    reminded_on = fields.Date("Reminded on", readonly=True, copy=False)
    confirmed_on = fields.Datetime("Confirmed on", readonly=True, copy=False)
    confirmed_by_id = fields.Many2one(
        "res.users",
        "Confirmed by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="Empty: nobody answered in time, or a document vouches for it.",
    )
    dispute_reason = fields.Char(
        "Why it is disputed", readonly=True, copy=False, tracking=True
    )
    reversal_of_id = fields.Many2one(
        "coop.gift",
        "Reverses",
        readonly=True,
        copy=False,
        ondelete="restrict",
        check_company=True,
    )
    reversal_ids = fields.One2many("coop.gift", "reversal_of_id", "Reversed by")

    # all that the account of a member reads: the table itself is left alone
    _giver_index = models.Index(
        "(giver_id, date, id) INCLUDE (minutes, state, receiver_id, reversal_of_id)"
    )
    _receiver_index = models.Index(
        "(receiver_id, date, id) INCLUDE (minutes, state, giver_id, reversal_of_id)"
    )
    _date_index = models.Index("(company_id, date) WHERE state = 'confirmed'")
    _declared_index = models.Index("(declared_on) WHERE state = 'declared'")
    # a double click on Send
    _declared_once = models.UniqueIndex(
        "(COALESCE(giver_id, 0), COALESCE(receiver_id, 0), date, minutes, category_id,"
        " md5(description)) WHERE state = 'declared'",
        "This gift has already been declared.",
    )
    _reversal_unique = models.UniqueIndex(
        "(reversal_of_id) WHERE reversal_of_id IS NOT NULL",
        "This gift is already reversed.",
    )
    # a reversal takes the minutes away: one of a reversal would give them back
    _minutes_in_range = models.Constraint(
        "CHECK (CASE WHEN reversal_of_id IS NULL THEN minutes BETWEEN 1 AND 1440 "
        "ELSE minutes BETWEEN -1440 AND -1 END)",
        "A gift is of one minute at least and of 24 hours at most.",
    )
    _parties_differ = models.Constraint(
        "CHECK (giver_id IS DISTINCT FROM receiver_id)",
        "Nobody gives time to themselves: choose who gave and who received.",
    )
    _reversals_confirmed = models.Constraint(
        "CHECK (reversal_of_id IS NULL OR state = 'confirmed')",
        "A reversal counts as soon as it is there.",
    )

    @api.depends("declarer_id", "giver_id", "receiver_id")
    def _compute_awaited_id(self):
        for gift in self:
            parties = gift.receiver_id, gift.giver_id
            # what the team declares, the receiver is asked about, who owes it
            others = (party for party in parties if party and party != gift.declarer_id)
            gift.awaited_id = next(others, False)

    def _mail_get_partners(self, introspect_fields=False):
        gifts_sudo = self.sudo()  # sudo: the address of who acts for them, no more
        return {gift.id: gift._mail_recipient() for gift in gifts_sudo}
