from odoo import models

from ..mailing import write_to


class EventEvent(models.Model):
    """Who speaks hears that their webinar is held at another time or place, or is not
    held."""

    _inherit = "event.event"

    def _tell_speakers(self):
        """Write to those who speak, but for whoever made the change."""
        self.ensure_one()
        template = self.env.ref(
            "coop_peer_webinar.mail_template_webinar_speaker", raise_if_not_found=False
        )
        quiet = self.env.context.get("coop_no_mail")
        if not template or quiet or not self.is_published or self._is_over():
            return
        speakers_sudo = self.sudo().speaker_ids  # sudo: addresses of who speaks
        partners = speakers_sudo.portal_partner_id - self.env.user.partner_id
        for partner in partners.filtered("email"):
            write_to(partner, template, self)
        self.env["event.registration"]._wake("mail.ir_cron_mail_scheduler_action")
