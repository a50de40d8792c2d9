from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class CoopActivity(models.Model):
    """A hosted activity: a member's trade, with accounts of its own inside the
    cooperative's books through one analytic account."""

    _name = "coop.activity"
    _description = "Hosted Activity"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "name, id"
    _rec_names_search = ["name", "code"]
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(
        copy=False, index=True, help="Given by the cooperative when left empty."
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    description = fields.Text(
        help="What the activity offers. Its members read it on the portal."
    )
    member_ids = fields.Many2many(
        "coop.member",
        "coop_activity_member_rel",
        "activity_id",
        "member_id",
        string="Members",
        check_company=True,
        tracking=True,
    )
    analytic_account_id = fields.Many2one(
        "account.analytic.account",
        copy=False,
        index=True,
        ondelete="restrict",
        check_company=True,
        readonly=True,
        help="Made in the cooperative's activity plan with the activity.",
    )
    state = fields.Selection(
        [("preparing", "Preparing"), ("open", "Open"), ("closed", "Closed")],
        default="preparing",
        required=True,
        tracking=True,
        copy=False,
        readonly=True,
    )
    date_open = fields.Date("Opened on", copy=False, tracking=True)
    date_close = fields.Date("Closed on", copy=False, tracking=True)

    _code_company_unique = models.UniqueIndex(
        "(company_id, code)", "This activity code is already used in this cooperative."
    )
    _analytic_account_unique = models.UniqueIndex(
        "(analytic_account_id)", "Another activity already uses this analytic account."
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_close IS NULL OR date_open IS NULL OR date_close >= date_open)",
        "An activity cannot close before it opens.",
    )

    @api.depends("name", "code")
    def _compute_display_name(self):
        for activity in self:
            activity.display_name = " ".join(
                filter(None, (activity.code and f"[{activity.code}]", activity.name))
            )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        by_company = self.env["res.company"]._coop_group(self, vals_list)
        for company, of_company in by_company.items():
            company._coop_fill_numbers("coop.activity", "code", of_company)
        activities = super().create(vals_list)
        activities._create_analytic_accounts()
        return activities

    def write(self, vals):
        result = super().write(vals)
        if {"name", "code", "company_id"} & vals.keys():
            for activity in self:
                activity._account_sudo().write(activity._prepare_analytic_account())
        return result

    def _take_turns(self):
        """Have other transactions that take turns for these activities run after this
        one: they wait, and Odoo runs them again."""
        self.env.execute_query(
            SQL("UPDATE coop_activity SET id = id WHERE id = ANY(%s)", self.ids)
        )

    def _create_analytic_accounts(self):
        missing = self.filtered(lambda activity: not activity.analytic_account_id)
        account_model = self.env["account.analytic.account"]
        accounts_sudo = account_model.sudo().create(  # sudo: advisers have no right
            [activity._prepare_analytic_account() for activity in missing]
        )
        for activity, account in zip(missing, accounts_sudo, strict=True):
            activity.analytic_account_id = account.id

    def _prepare_analytic_account(self):
        """Values of the activity's analytic account."""
        self.ensure_one()
        return {
            "name": self.name,
            "code": self.code,
            "plan_id": self.company_id.coop_activity_plan_id.id,
            "company_id": self.company_id.id,
        }

    def action_open(self):
        """Open activities in preparation, or open closed ones again."""
        for activity in self:
            if activity.state == "open":
                raise UserError(
                    self.env._("%s is already open.", activity.display_name)
                )
            if not activity.member_ids:
                raise UserError(
                    self.env._(
                        "%s has no member: name who runs it before opening it.",
                        activity.display_name,
                    )
                )
            activity.write(
                {
                    "state": "open",
                    "date_open": activity.date_open or fields.Date.context_today(self),
                    "date_close": False,
                }
            )
        self._set_accounts_active(True)

    def action_close(self):
        """Close open activities; their accounts keep their history and take no new
        entry from a choice list."""
        for activity in self:
            if activity.state != "open":
                raise UserError(self.env._("%s is not open.", activity.display_name))
            activity.write(
                {
                    "state": "closed",
                    "date_close": activity.date_close
                    or fields.Date.context_today(self),
                }
            )
        self._set_accounts_active(False)

    def _set_accounts_active(self, active):
        self._account_sudo().write({"active": active})

    def _account_sudo(self):
        """The analytic accounts, which advisers change through activities only."""
        return self.analytic_account_id.sudo()  # sudo: advisers have no right on them

    @api.ondelete(at_uninstall=False)
    def _unlink_in_preparation(self):
        for activity in self:
            if activity.state != "preparing":
                raise UserError(
                    self.env._(
                        "%s has been open: close or archive it instead.",
                        activity.display_name,
                    )
                )

    def unlink(self):
        accounts_sudo = self._account_sudo()
        result = super().unlink()
        accounts_sudo.unlink()
        return result

    def action_view_analytic_account(self):
        """Open the analytic account of the activity."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.analytic.account",
            "res_id": self.analytic_account_id.id,
            "views": [(False, "form")],
        }
