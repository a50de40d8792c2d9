from odoo import api, models


class EventRegistration(models.Model):
    """When mails leave, and what their templates say."""

    _inherit = "event.registration"

    def _update_mail_schedulers(self):
        """Mails about webinars are left to the job, for hundreds may register at the
        same moment."""
        webinars = self.filtered("event_id.is_peer_webinar")
        if webinars.filtered(lambda one: one.state == "open"):
            webinars._wake("event.event_mail_scheduler")
        others = self - webinars
        return super(EventRegistration, others)._update_mail_schedulers()

    @api.model
    def _wake(self, xml_id):
        """Have a job run soon."""
        cron = self.env.ref(xml_id, raise_if_not_found=False)
        if cron and not self.env.context.get("coop_no_mail"):
            cron.sudo()._trigger()  # sudo: whoever registers sets mails off

    def _mail_is_promoted(self):
        """Whether they had waited for their seat."""
        self.ensure_one()
        return bool(self.seated_on)

    def _mail_lang(self):
        self.ensure_one()
        return (
            self.partner_id.lang
            or self.event_id.lang
            or self.company_id.partner_id.lang
        )

    def _mail_ideas(self):
        """What could be given back, as `core.portal_home.HomeItem`: real openings, for
        members only."""
        self.ensure_one()
        member = self.coop_member_id
        if member.state != "active":
            return []
        user = member.portal_partner_id.user_ids[:1]
        return member.with_user(user)._gift_ideas_to_give() if user else []
