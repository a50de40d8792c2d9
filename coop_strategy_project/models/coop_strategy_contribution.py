from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

TODO = "mail.mail_activity_data_todo"


class CoopStrategyContribution(models.Model):
    """A member's answer to a call; once accepted, the hours that the member gives are
    noted here, and become gifts to the commons."""

    _name = "coop.strategy.contribution"
    _description = "Contribution"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "coop.gift.source.mixin",
        "coop.strategy.backstage.mixin",
    ]
    _order = "id desc"
    _rec_name = "member_id"
    _check_company_auto = True

    call_id = fields.Many2one(
        "coop.strategy.call", required=True, index=True, ondelete="restrict"
    )
    project_id = fields.Many2one(related="call_id.project_id", store=True, index=True)
    company_id = fields.Many2one(related="call_id.company_id", store=True, index=True)
    member_id = fields.Many2one(
        "coop.member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    message = fields.Text("What they offer", required=True)
    minutes = fields.Integer("Time offered")
    date = fields.Date(
        "Answered on", required=True, default=fields.Date.context_today, copy=False
    )
    state = fields.Selection(
        [
            ("offered", "To decide"),
            ("accepted", "Accepted"),
            ("thanked", "Thanked"),
            ("withdrawn", "Taken back"),
        ],
        "Status",
        default="offered",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    reply = fields.Text(
        "Words of the team",
        help="The member reads them with the answer.",
        groups="coop_strategy_project.group_strategy_team",
    )
    hours_ids = fields.One2many("coop.strategy.hours", "contribution_id", "Hours given")
    given_minutes = fields.Integer("Time given", compute="_compute_given_minutes")

    _one_answer = models.UniqueIndex(
        "(call_id, member_id)", "This member has answered this call already."
    )
    _minutes_positive = models.Constraint(
        "CHECK (minutes >= 0)", "Time cannot be negative."
    )

    @api.depends("hours_ids.minutes", "hours_ids.state")
    def _compute_given_minutes(self):
        for contribution in self:
            given = contribution._confirmed_hours()
            contribution.given_minutes = sum(given.mapped("minutes"))

    def _confirmed_hours(self):
        return self.hours_ids.filtered(lambda line: line.state == "confirmed")

    @api.constrains("member_id")
    def _check_member(self):
        for contribution in self:
            member_sudo = contribution.member_id.sudo()  # sudo: whether they belong
            if member_sudo.state != "active":
                raise ValidationError(self.env._("Only members of today contribute."))

    # -- steps ---------------------------------------------------------------------

    def action_accept(self):
        """Accept the offer: the member sees the shared tasks of the project."""
        self._move("accepted", "offered", "thanked")
        self._tell("coop_strategy_project.mail_template_contribution_accepted")

    def action_thank(self):
        """Thank the member, without taking up the offer."""
        self._move("thanked", "offered", "accepted")
        self._tell("coop_strategy_project.mail_template_contribution_thanked")

    def _move(self, state, *before):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for contribution in self:
            if contribution.state not in before:
                raise UserError(
                    self.env._(
                        "The answer of %(member)s cannot do this: it is %(state)s.",
                        member=contribution.member_id.display_name,
                        state=labels[contribution.state].lower(),
                    )
                )
        self.state = state
        self._end_waiting()

    def _end_waiting(self):
        """End the to-dos of answers in which nothing waits for the team any more."""
        decided = self.filtered(
            lambda one: (
                one.state != "offered"
                and "declared" not in one.hours_ids.mapped("state")
            )
        )
        decided.activity_feedback([TODO])

    def _tell(self, xml_id):
        """Send the mail template ``xml_id`` to the members who answered."""
        template = self.env.ref(xml_id, raise_if_not_found=False)
        if not template or self.env.context.get("coop_no_mail"):
            return
        for contribution in self:
            if contribution._mail_recipient().email:
                contribution.message_post_with_source(
                    template, subtype_xmlid="mail.mt_comment", email_layout_xmlid=None
                )

    def _mail_recipient(self):
        """Who is written to."""
        self.ensure_one()
        return self.sudo().member_id.portal_partner_id  # sudo: the address, to write to

    def _mail_get_partners(self, introspect_fields=False):
        return {one.id: one._mail_recipient() for one in self}

    # -- gifts ---------------------------------------------------------------------

    def _prepare_gifts(self):
        """One gift to the commons for each line of confirmed hours."""
        self.ensure_one()
        return [
            {
                "key": f"hours-{line.id}",
                "giver": self.member_id,
                "receiver": self.env["coop.member"],
                "minutes": line.minutes,
                "date": line.date,
                "category": self.company_id._strategy_gift_category(),
                "description": line.name or self.call_id.name,
            }
            for line in self._confirmed_hours()
        ]
