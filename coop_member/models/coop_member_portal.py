from datetime import timedelta

from babel.dates import format_timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import babel_locale_parse, format_date, get_lang


class CoopMember(models.Model):
    """The member's access to the portal."""

    _inherit = "coop.member"

    portal_state = fields.Selection(
        [("none", "No access"), ("granted", "Has access")],
        compute="_compute_portal_state",
    )

    @api.depends("portal_partner_id.user_ids.group_ids")
    def _compute_portal_state(self):
        group = self.env.ref("coop_member.group_member")
        for member in self:
            partner_sudo = member.portal_partner_id.sudo()  # sudo: who has access
            users = partner_sudo.user_ids
            granted = group in users.all_group_ids
            member.portal_state = "granted" if granted else "none"

    def action_grant_portal(self):
        """Give members access to the portal: their user, made and invited by Odoo's
        own portal wizard where there is none, joins the group of members.

        Raises AccessError for who may not change the members, UserError for a member
        without e-mail.
        """
        self.check_access("write")
        group = self.env.ref("coop_member.group_member")
        for member in self:
            partner = member.portal_partner_id
            if not partner.email:
                raise UserError(
                    self.env._(
                        "Enter an e-mail address for %s first: the invitation is "
                        "sent there.",
                        partner.display_name,
                    )
                )
            user_sudo = partner.sudo().user_ids[:1]  # sudo: advisers have no right here
            user_sudo = user_sudo or member._create_portal_user()
            # whoever was a member of another cooperative now acts in this one too
            user_sudo.company_ids |= member.company_id
            user_sudo.group_ids |= group

    def _create_portal_user(self):
        """The portal user of a member who has none, invited by mail (sudo record)."""
        self.ensure_one()
        partner = self.portal_partner_id
        wizard_model = self.env["portal.wizard"].with_company(self.company_id)
        wizard_sudo = (
            wizard_model.sudo().create(  # sudo: advisers have no right on users
                {"partner_ids": [fields.Command.set(partner.ids)]}
            )
        )
        wizard_sudo.user_ids.action_grant_access()
        return wizard_sudo.user_ids.user_id

    @api.model
    def _of_current_user(self):
        """Memberships, refused applications apart, of the user who is asking, in
        every cooperative they belong to; the active ones first."""
        if not self.has_access("read"):
            return self.browse()
        # a website narrows the companies to its own
        everywhere = self.with_context(
            allowed_company_ids=list(self.env.user._get_company_ids())
        )
        return everywhere.search(
            [
                ("portal_partner_id", "=", self.env.user.partner_id.id),
                ("state", "!=", "refused"),
            ],
            order="state, id",
        )

    def _portal_adviser(self):
        """Name and e-mail of who follows this member; None where nobody does."""
        self.ensure_one()
        adviser_sudo = self._asked_adviser().sudo()  # sudo: who follows them, no more
        if not adviser_sudo:
            return None
        return {"name": adviser_sudo.name, "email": adviser_sudo.email}

    @api.model
    def _portal_date(self, day):
        """A date as it is read: 31 Dec 2026."""
        return format_date(self.env, day, date_format="d MMM y")

    @api.model
    def _portal_when(self, day):
        """How far a date is from today: "in 12 days", "3 weeks ago"."""
        days = (day - fields.Date.context_today(self)).days
        if not days:
            return self.env._("today")
        return format_timedelta(
            timedelta(days=days),
            granularity="day",
            # the larger unit only from two of them on: 45 days, then 2 months
            threshold=2,
            add_direction=True,
            locale=babel_locale_parse(get_lang(self.env).code),
        )
