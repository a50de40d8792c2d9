from odoo import api, fields, models
from odoo.exceptions import UserError

#: what was agreed is between two: others who answered see that it ended, no more
TEAM = "coop_member.group_adviser,coop_member.group_accountant"


class CoopSkillRequest(models.Model):
    """Somebody needs a skill, and asks inside before going outside.

    Open: members answer. Agreed: the asker chose an answer. Done: it is said how it
    ended, inside (charged, given) or outside and why. Members write through the steps
    of `coop_skill_request_portal` alone.
    """

    _name = "coop.skill.request"
    _description = "Request for a Skill"
    _inherit = [
        "mail.thread",
        "coop.gift.source.mixin",
        "coop.house.mixin",
        "coop.once.mixin",
        "coop.part.mixin",
    ]
    _order = "id desc"
    _check_company_auto = True
    _mail_post_access = "write"
    _parts_field = "answer_ids"

    name = fields.Char("What is needed", required=True)
    member_id = fields.Many2one(
        "coop.member",
        "Asked by",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    skill_ids = fields.Many2many("coop.skill", string="Skills", required=True)
    description = fields.Text("Details")
    needed_by = fields.Date()
    remote = fields.Boolean("From afar is fine")
    offer = fields.Selection(
        [("paid", "Paid"), ("gift", "As a gift"), ("either", "Either")],
        "In exchange",
        required=True,
        default="either",
    )
    state = fields.Selection(
        [
            ("open", "Open"),
            ("agreed", "Helper chosen"),
            ("done", "Done"),
            ("cancelled", "Withdrawn"),
        ],
        "Status",
        required=True,
        default="open",
        index=True,
        copy=False,
        tracking=True,
    )
    answer_ids = fields.One2many("coop.skill.answer", "request_id", "Answers")
    answer_count = fields.Integer(compute="_compute_answer_count")
    chosen_id = fields.Many2one(
        "coop.skill.answer",
        "Chosen answer",
        copy=False,
        domain="[('request_id', '=', id)]",
        ondelete="restrict",
        groups=TEAM,
    )
    outcome = fields.Selection(
        [
            ("charge", "Inside, charged between activities"),
            ("gift", "Inside, as a gift"),
            ("outside", "Outside"),
            ("dropped", "Not needed any more"),
        ],
        copy=False,
        tracking=True,
        groups=TEAM,
    )
    minutes = fields.Integer("Time given", copy=False, groups=TEAM)
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(copy=False, groups=TEAM)
    reason = fields.Char("Why outside", copy=False, groups=TEAM)
    closed_date = fields.Date("Ended on", readonly=True, copy=False)
    is_inside = fields.Boolean(
        "Found inside", compute="_compute_is_inside", store=True, groups=TEAM
    )
    inside_rate = fields.Float(
        "Inside rate",
        compute="_compute_is_inside",
        store=True,
        aggregator="avg",
        groups=TEAM,
        help="100 for what was found inside, 0 for what was bought outside.",
    )

    _done_with_outcome = models.Constraint(
        "CHECK (state != 'done' OR outcome IS NOT NULL)", "Say how it ended."
    )
    _outside_with_reason = models.Constraint(
        "CHECK (outcome != 'outside' OR reason IS NOT NULL)",
        "Say why it was found outside.",
    )
    _gift_with_time = models.Constraint(
        "CHECK (outcome != 'gift' OR (coalesce(minutes, 0) BETWEEN 1 AND 1440 "
        "AND chosen_id IS NOT NULL))",
        "A gift has a giver, and took between a minute and a day.",
    )
    _charge_with_answer = models.Constraint(
        "CHECK (outcome != 'charge' OR chosen_id IS NOT NULL)",
        "Say who did it.",
    )

    @api.depends("answer_ids")
    def _compute_answer_count(self):
        counts = dict(
            self.env["coop.skill.answer"]._read_group(
                [("request_id", "in", self.ids)], ["request_id"], ["__count"]
            )
        )
        for request in self:
            request.answer_count = counts.get(request, 0)

    @api.depends("outcome", "state")
    def _compute_is_inside(self):
        for request in self:
            inside = request.state == "done" and request.outcome in ("charge", "gift")
            request.is_inside = inside
            request.inside_rate = 100 if inside else 0

    @api.model_create_multi
    def create(self, vals_list):
        requests = super().create(vals_list)
        requests._find_helpers()
        return requests

    def write(self, vals):
        if vals.get("state") == "done":
            vals = {"closed_date": fields.Date.context_today(self), **vals}
        result = super().write(vals)
        if {"state", "outcome", "minutes", "chosen_id", "closed_date"} & vals.keys():
            self._sync_gifts()
        return result

    def _prepare_gifts(self):
        """What was done as a gift, by who was chosen, for who asked."""
        if self.state != "done" or self.outcome != "gift":
            return []
        if not self.minutes or not self.chosen_id:
            return []  # which the database refuses, with a sentence
        return [
            {
                "key": "help",
                "giver": self.chosen_id.member_id,
                "receiver": self.member_id,
                "minutes": self.minutes,
                "date": self.closed_date,
                "category": self.env.ref("coop_member.gift_category_help"),
                "description": self.name,
            }
        ]

    def _charge_action(self, member):
        """Where ``member`` charges this or finds its charge, as (label, path); None
        unless a module knows charges between activities, which extends this."""
        self.ensure_one()
        return None

    def action_end(self):
        """Note that requests ended, once their outcome is said. Raises UserError where
        it is not."""
        self.check_access("write")
        for request in self:
            if not request.outcome:
                raise UserError(self.env._("Say how “%s” ended.", request.name))
            request.state = "done"

    def action_withdraw(self):
        """Withdraw requests that nobody needs any more."""
        self.check_access("write")
        open_ones = self.filtered(lambda one: one.state in ("open", "agreed"))
        open_ones.state = "cancelled"
