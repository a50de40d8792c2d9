from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    coop_activity_plan_id = fields.Many2one(
        "account.analytic.plan",
        string="Activity plan",
        help="Analytic plan that holds the account of each hosted activity.",
    )
    coop_default_adviser_id = fields.Many2one(
        "res.users",
        string="Default adviser",
        domain="[('share', '=', False), ('company_ids', 'in', id)]",
        help="Follows the members who have no adviser of their own yet.",
    )
    coop_welcome_plan_id = fields.Many2one(
        "mail.activity.plan",
        string="Welcome plan",
        domain="[('res_model', '=', 'coop.member')]",
        help="Steps scheduled for the team when a member is admitted.",
    )
    coop_join_open = fields.Boolean(
        "Accept applications online",
        default=True,
        help="Show this cooperative on the public joining form.",
    )
    coop_join_text = fields.Html(
        "Joining text", translate=True, help="Shown above the public joining form."
    )
    coop_privacy_url = fields.Char(
        "Privacy page",
        help="Address of the page that tells how personal data are used, such as "
        "/privacy; linked where the joining form asks for consent.",
    )
    coop_join_hourly_limit = fields.Integer(
        "Applications per hour",
        default=10,
        help="How many applications one address may send in an hour.",
    )
    coop_join_valid_days = fields.Integer(
        "Confirmation link (days)",
        default=7,
        help="How long the link that confirms an applicant's e-mail can be used.",
    )
    coop_warn_contract_days = fields.Integer(
        "Warn before end of contract (days)", default=60
    )
    coop_warn_associate_days = fields.Integer(
        "Warn before associate deadline (days)", default=180
    )
    coop_warn_interview_days = fields.Integer(
        "Warn before interview is due (days)", default=30
    )
    coop_warn_paper_days = fields.Integer(
        "Warn before a paper expires (days)", default=30
    )
    coop_warn_share_days = fields.Integer(
        "Warn before shares are to be paid (days)", default=0
    )

    _coop_delays_positive = models.Constraint(
        "CHECK (coop_warn_contract_days >= 0 AND coop_warn_associate_days >= 0 "
        "AND coop_warn_interview_days >= 0 AND coop_warn_paper_days >= 0 "
        "AND coop_warn_share_days >= 0 "
        "AND coop_join_hourly_limit > 0 AND coop_join_valid_days > 0)",
        "Delays cannot be negative; limits must be at least one.",
    )

    @api.constrains("coop_privacy_url")
    def _check_coop_privacy_url(self):
        for company in self:
            url = company.coop_privacy_url
            if url and not url.startswith(("/", "https://", "http://")):
                raise ValidationError(
                    self.env._(
                        "The address of the privacy page starts with https:// or /."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._coop_set_up()
        return companies

    def _coop_set_up(self):
        """Give each company its sequences, its activity plan, its welcome plan and
        a first college. What a company already has is left alone."""
        companies_sudo = self.sudo()  # sudo: who makes companies may not set them up
        plan = self.env.ref("coop_member.analytic_plan_activity", False)
        for company in companies_sudo:
            company._coop_create_sequences()
            company.coop_activity_plan_id = company.coop_activity_plan_id or plan
            company._coop_create_welcome_plan()
            company._coop_create_colleges()

    def _coop_create_colleges(self):
        self.ensure_one()
        College = self.env["coop.college"].with_context(active_test=False)
        if College.search_count([("company_id", "=", self.id)], limit=1):
            return
        values = self.with_context(lang="en_US")._coop_prepare_colleges()
        College.with_context(lang="en_US").create(
            [
                dict(vals, company_id=self.id, sequence=10 * position)
                for position, vals in enumerate(values, 1)
            ]
        )
        self._coop_translate_colleges()

    def _coop_translate_colleges(self):
        """Name the first colleges, still as they were made, in every language."""
        self.ensure_one()
        colleges = self.env["coop.college"].search([("company_id", "=", self.id)])
        # English last: while it is not active, other languages write over it
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        for lang in (*sorted(installed - {"en_US"}), "en_US"):
            values = self.with_context(lang=lang)._coop_prepare_colleges()
            for college, vals in zip(colleges, values, strict=True):
                college.with_context(lang=lang).write(
                    {"name": vals["name"], "description": vals["description"]}
                )

    @api.model
    def _coop_prepare_colleges(self):
        """Values of the colleges a cooperative starts with, in the language of the
        context."""
        return [
            {
                "name": self.env._("Entrepreneurs"),
                "description": self.env._(
                    "You run your own activity within the cooperative."
                ),
            },
            {
                "name": self.env._("Permanent staff"),
                "description": self.env._("You work in the cooperative's shared team."),
                "open_to_join": False,
            },
            {
                "name": self.env._("Clients and partners"),
                "description": self.env._(
                    "You work with the cooperative's entrepreneurs."
                ),
            },
            {
                "name": self.env._("Citizens"),
                "description": self.env._(
                    "You support the project as a volunteer or a saver."
                ),
            },
        ]
