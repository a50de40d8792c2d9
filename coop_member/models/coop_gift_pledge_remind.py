from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..core.durations import format_minutes

#: pledges reminded of between two commits of the daily job
BATCH = 100


class CoopGiftPledge(models.Model):
    """A kind reminder, once, while there is time left."""

    _inherit = "coop.gift.pledge"

    def action_release(self):
        """Let pledges go: nothing is expected any more."""
        self.released = True

    def action_resume(self):
        """Take back pledges that were let go."""
        self.released = False

    @api.model
    def _cron_remind(self):
        """Remind members of what they still have to give, batch by batch."""
        pledges = self._search_to_remind()
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(pledges))
        for start in range(0, len(pledges), BATCH):
            batch = pledges[start : start + BATCH]
            batch.try_lock_for_update(allow_referencing=True)._remind()
            cron._commit_progress(len(batch))

    @api.model
    def _search_to_remind(self):
        """Pledges still open whose time to be reminded of has come."""
        today = fields.Date.context_today(self)
        companies = self.env["res.company"].search(
            [("coop_gift_pledge_remind_days", ">", 0)]
        )
        soon = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain(
                "due_date",
                "<=",
                today + timedelta(company.coop_gift_pledge_remind_days),
            )
            for company in companies
        )
        unreminded = self.search(
            soon
            & Domain("due_date", ">=", today)
            & Domain("reminded_on", "=", False)
            & Domain("released", "=", False)
            & Domain("member_id.state", "=", "active")
        )
        return unreminded.filtered(lambda pledge: pledge.state == "open")

    def _remind(self):
        """Write to the members who made these pledges."""
        self.reminded_on = fields.Date.context_today(self)
        template = self.env.ref(
            "coop_member.mail_template_gift_pledge", raise_if_not_found=False
        )
        if not template or self.env.context.get("coop_no_mail"):
            return
        for pledge in self.filtered("member_id.portal_partner_id.email"):
            pledge.message_post_with_source(
                template, subtype_xmlid="mail.mt_comment", email_layout_xmlid=None
            )

    def _portal_path(self):
        """Where members see what they can give."""
        return "/my/coop/gifts"

    def _format_remaining(self):
        self.ensure_one()
        return format_minutes(self.remaining_minutes)

    def _mail_get_partners(self, introspect_fields=False):
        return {pledge.id: pledge.member_id.portal_partner_id for pledge in self}
