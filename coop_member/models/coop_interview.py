from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from ..core.portal_home import HomeItem


class CoopInterview(models.Model):
    """An adviser's meeting with a member: notes that stay among advisers, and
    conclusions shared with the member."""

    _name = "coop.interview"
    _description = "Interview"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    member_id = fields.Many2one(
        "coop.member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    adviser_id = fields.Many2one(
        "res.users",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        tracking=True,
    )
    date = fields.Date(
        required=True, default=fields.Date.context_today, tracking=True, index=True
    )
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Done"), ("cancelled", "Cancelled")],
        default="planned",
        required=True,
        tracking=True,
        copy=False,
    )
    mode = fields.Selection(
        [("meeting", "In person"), ("phone", "Phone"), ("video", "Video call")],
        default="meeting",
        required=True,
    )
    private_notes = fields.Html(
        groups="coop_member.group_adviser",
        help="Read by advisers only, never by the member.",
    )
    conclusions = fields.Html(help="Shared with the member on the portal.")
    next_steps = fields.Html(help="What each side does next; shared with the member.")

    @api.depends("member_id", "date")
    def _compute_display_name(self):
        for interview in self:
            date = format_date(self.env, interview.date)
            interview.display_name = f"{interview.member_id.display_name} · {date}"

    @api.constrains("state", "date")
    def _check_done_in_the_past(self):
        today = fields.Date.context_today(self)
        for interview in self:
            if interview.state == "done" and interview.date > today:
                raise ValidationError(
                    self.env._("An interview cannot be done before its date.")
                )

    def action_done(self):
        """Mark interviews as held; the next one becomes due from their date."""
        self.state = "done"

    def action_cancel(self):
        """Cancel interviews that will not be held."""
        self.state = "cancelled"

    def action_plan(self):
        """Take interviews back to planned."""
        self.state = "planned"

    def _portal_item(self):
        """A planned interview as an item of its member's home page."""
        self.ensure_one()
        modes = dict(self._fields["mode"]._description_selection(self.env))
        when = self.member_id._portal_when(self.date)
        return HomeItem(
            f"interview_{self.id}",
            self.env._("Interview with %s", self._adviser_name()),
            "/my/coop/membership#interviews",
            icon="fa-comments-o",
            hint=f"{modes[self.mode]}, {when}",
            day=self.date,
        )

    def _adviser_name(self):
        """Name of the adviser, which the member may know without reading users."""
        self.ensure_one()
        return self.adviser_id.sudo().name  # sudo: the name of who follows them
