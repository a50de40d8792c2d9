from odoo import fields, models


class CoopVolunteerJob(models.Model):
    """The job sheet of a volunteer, drawn up together: what is asked, what is
    given in return, and how far the volunteer has come."""

    _name = "coop.volunteer.job"
    _description = "Volunteer's Job Sheet"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Job title", required=True, tracking=True)
    contract_id = fields.Many2one(
        "coop.contract",
        "Agreement",
        required=True,
        ondelete="cascade",
        domain="[('type_id.is_volunteer', '=', True)]",
        check_company=True,
    )
    member_id = fields.Many2one(
        related="contract_id.member_id", store=True, index=True, string="Volunteer"
    )
    company_id = fields.Many2one(related="contract_id.company_id", store=True)
    organisation = fields.Html(help="The organisation in a few words.")
    missions = fields.Html()
    goal_ids = fields.One2many("coop.volunteer.goal", "job_id", "Goals", copy=True)
    counterpart = fields.Html(
        "What the volunteer gets",
        help="Training, recognition, expenses paid back, meals, contacts…",
    )
    framework = fields.Html(help="Place, hours, equipment, insurance, who to turn to.")
    referent_id = fields.Many2one("res.users", domain="[('share', '=', False)]")
    referent_name = fields.Char(
        related="referent_id.name", help="For members, who may not read users."
    )
    stage = fields.Selection(
        [
            ("recruited", "Recruited"),
            ("integrated", "Integrated"),
            ("recognised", "Recognised"),
            ("responsible", "Responsible"),
            ("gone", "Gone"),
        ],
        default="recruited",
        required=True,
        tracking=True,
        group_expand=True,
        help="Where the volunteer stands, from recruitment to departure.",
    )

    _contract_unique = models.UniqueIndex(
        "(contract_id)", "This agreement already has a job sheet."
    )

    def _portal_parts(self):
        """The written parts of the sheet that are filled in, as (title, HTML)."""
        self.ensure_one()
        names = ("organisation", "missions", "counterpart", "framework")
        labels = self.fields_get(names, ["string"])
        return [(labels[name]["string"], self[name]) for name in names if self[name]]

    def _referent_name(self):
        """Name of the referent, which the volunteer may know without reading users."""
        self.ensure_one()
        return self.referent_id.sudo().name  # sudo: the name of who follows them
