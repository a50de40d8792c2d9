from odoo import models


class CoopSkillRequest(models.Model):
    """What becomes of a request, as mails to who asked and to who was chosen."""

    _inherit = "coop.skill.request"

    def _mail_get_partners(self, introspect_fields=False):
        requests_sudo = self.sudo()  # sudo: the address of who acts for them, no more
        return {one.id: one.member_id.portal_partner_id for one in requests_sudo}

    def _portal_path(self):
        """Where members find this request."""
        self.ensure_one()
        return f"/my/coop/requests/{self.id}"

    def _tell_asker(self):
        """Tell who asked that somebody answered."""
        self._send(
            self.member_id, "coop_skill_directory.mail_template_request_answered"
        )

    def _tell_chosen(self):
        """Tell who was chosen."""
        self._send(
            self.chosen_id.member_id,
            "coop_skill_directory.mail_template_request_chosen",
        )

    def _send(self, member, xml_id):
        """Send a mail about this request to ``member``."""
        template = self.env.ref(xml_id, raise_if_not_found=False)
        partner = member.portal_partner_id
        if not template or not partner.email or self.env.context.get("coop_no_mail"):
            return
        template.with_context(lang=partner.lang).send_mail(
            self.id,
            email_values={
                "recipient_ids": [(6, 0, partner.ids)],
                "email_to": False,
            },
        )
