from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CoopMember(models.Model):
    """One person or organisation in one cooperative."""

    _name = "coop.member"
    _description = "Member"
    _inherits = {"res.partner": "partner_id"}
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_names_search = ["partner_id.complete_name", "number", "partner_id.email"]
    _check_company_auto = True
    _mail_post_access = "read"

    partner_id = fields.Many2one(
        "res.partner",
        "Contact record",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    active = fields.Boolean(default=True)
    number = fields.Char(
        copy=False,
        tracking=True,
        index=True,
        help="Given on the first admission, kept when the member comes back.",
    )
    state = fields.Selection(
        [
            ("candidate", "Candidate"),
            ("active", "Active"),
            ("left", "Left"),
            ("refused", "Refused"),
        ],
        "Status",
        default="candidate",
        required=True,
        tracking=True,
        copy=False,
        index=True,
    )
    stage_id = fields.Many2one(
        "coop.member.stage",
        default=lambda self: self._default_stage(),
        group_expand="_read_group_stage_ids",
        domain="['|', ('company_id', '=', False), ('company_id', '=', company_id)]",
        tracking=True,
        copy=False,
        help="How far an application has come.",
    )
    college_id = fields.Many2one(
        "coop.college",
        check_company=True,
        tracking=True,
        index=True,
        ondelete="restrict",
    )
    adviser_id = fields.Many2one(
        "res.users",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        tracking=True,
        index=True,
    )
    representative_id = fields.Many2one(
        "res.partner",
        domain="[('parent_id', '=', partner_id)]",
        help="Who acts for an organisation on the portal.",
    )
    portal_partner_id = fields.Many2one(
        "res.partner",
        "Acts on the Portal",
        compute="_compute_portal_partner_id",
        store=True,
        index=True,
    )
    birth_date = fields.Date()
    birth_place = fields.Char()
    nationality_id = fields.Many2one("res.country")
    priority = fields.Selection(
        [("0", "Normal"), ("1", "Important")], default="0", groups="base.group_user"
    )
    motivation = fields.Text()
    source = fields.Selection(
        [
            ("back_office", "Back office"),
            ("form", "Joining form"),
            ("import", "Import"),
        ],
        default="back_office",
        readonly=True,
        copy=False,
    )
    consent_date = fields.Datetime(
        "Consent given on",
        readonly=True,
        copy=False,
        help="When the applicant agreed to the use of personal data.",
    )
    application_date = fields.Date(default=fields.Date.context_today, copy=False)
    admission_date = fields.Date(copy=False, tracking=True)
    associate_date = fields.Date(
        "Associate since",
        copy=False,
        tracking=True,
        help="First day with shares, set by the capital register, and emptied when "
        "none is left. By hand: for associates whose shares are not in it yet. Ends "
        "the associate deadline.",
    )
    exit_date = fields.Date(copy=False, tracking=True)
    exit_reason_id = fields.Many2one(
        "coop.reason",
        domain="[('kind', '=', 'exit')]",
        copy=False,
        tracking=True,
        ondelete="restrict",
    )
    refusal_reason_id = fields.Many2one(
        "coop.reason",
        domain="[('kind', '=', 'refusal')]",
        copy=False,
        tracking=True,
        ondelete="restrict",
    )
    stay_ids = fields.One2many("coop.member.stay", "member_id", "Past stays")
    contract_ids = fields.One2many("coop.contract", "member_id", "Contracts")
    interview_ids = fields.One2many("coop.interview", "member_id", "Interviews")
    paper_ids = fields.One2many("coop.paper", "member_id", "Papers")
    # not `activity_ids`: that name belongs to Odoo's activities (mail.activity.mixin)
    coop_activity_ids = fields.Many2many(
        "coop.activity",
        "coop_activity_member_rel",
        "member_id",
        "activity_id",
        string="Hosted activities",
        check_company=True,
    )
    contract_count = fields.Integer(compute="_compute_counts")
    interview_count = fields.Integer(compute="_compute_counts")
    paper_count = fields.Integer(compute="_compute_counts")
    coop_activity_count = fields.Integer(compute="_compute_counts")

    _partner_company_unique = models.UniqueIndex(
        "(partner_id, company_id)",
        "This person or organisation is already known to this cooperative.",
    )
    _number_company_unique = models.UniqueIndex(
        "(company_id, number)", "This member number is already taken."
    )
    _admitted_complete = models.Constraint(
        "CHECK (state NOT IN ('active', 'left') "
        "OR (number IS NOT NULL AND admission_date IS NOT NULL))",
        "An admitted member needs a number and an admission date.",
    )
    _left_dated = models.Constraint(
        "CHECK (state != 'left' OR exit_date IS NOT NULL)",
        "A member who left needs an exit date.",
    )
    _exit_after_admission = models.Constraint(
        "CHECK (exit_date IS NULL OR admission_date IS NULL "
        "OR exit_date >= admission_date)",
        "A member cannot leave before being admitted.",
    )
    _refused_with_reason = models.Constraint(
        "CHECK (state != 'refused' OR refusal_reason_id IS NOT NULL)",
        "A refusal needs a reason.",
    )

    @api.model
    def _default_stage(self):
        return self.env["coop.member.stage"].search(
            [("company_id", "in", (False, self.env.company.id))], limit=1
        )

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        return stages.search([("company_id", "in", (False, *self.env.companies.ids))])

    @api.depends("partner_id", "representative_id")
    def _compute_portal_partner_id(self):
        for member in self:
            member.portal_partner_id = member.representative_id or member.partner_id

    def _compute_counts(self):
        counted = {
            "contract_count": "coop.contract",
            "interview_count": "coop.interview",
            "paper_count": "coop.paper",
        }
        for name, model in counted.items():
            counts = dict(
                self.env[model]._read_group(
                    [("member_id", "in", self.ids)], ["member_id"], ["__count"]
                )
            )
            for member in self:
                member[name] = counts.get(member, 0)
        for member in self:
            member.coop_activity_count = len(member.coop_activity_ids)

    @api.depends("partner_id.complete_name", "number")
    @api.depends_context("show_member_number")
    def _compute_display_name(self):
        with_number = self.env.context.get("show_member_number")
        for member in self:
            name = member.partner_id.complete_name or self.env._("New member")
            if with_number and member.number:
                name = f"{name} ({member.number})"
            member.display_name = name

    @api.constrains("representative_id", "partner_id")
    def _check_representative(self):
        for member in self:
            representative = member.representative_id
            if representative and representative.parent_id != member.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(person)s is not a contact of %(organisation)s.",
                        person=representative.display_name,
                        organisation=member.partner_id.display_name,
                    )
                )

    def _mail_get_partner_fields(self, introspect_fields=False):
        # an organisation is written to through who acts for it
        return ["portal_partner_id"]
