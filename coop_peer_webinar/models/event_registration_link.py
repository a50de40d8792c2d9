from odoo import api, models
from odoo.tools import consteq, hmac


class EventRegistration(models.Model):
    """The links by which guests confirm their address, and come back."""

    _inherit = "event.registration"

    def _webinar_token(self):
        """What makes the link of a guest theirs."""
        self.ensure_one()
        env_sudo = self.sudo().env  # sudo: the database's secret
        return hmac(env_sudo, "coop-webinar-registration", self.id)

    def _check_token(self, token):
        """This registration where ``token`` is that of its link, none otherwise."""
        return self if consteq(token, self._webinar_token()) else self.browse()

    def _webinar_path(self):
        """Where who registered finds their registration: members in their space, once
        signed in; guests by a link of their own."""
        self.ensure_one()
        if self.coop_member_id.portal_partner_id.user_ids:
            return f"/my/coop/webinars/{self.event_id.id}"
        return f"/webinars/mine/{self.id}/{self._webinar_token()}"

    @api.model
    def _find_by_token(self, registration_id, token):
        """The registration that a personal link is of (a sudo record), or none."""
        registrations_sudo = self.sudo()  # sudo: the link proves whose it is
        found_sudo = registrations_sudo.browse(registration_id).exists()
        if not found_sudo or not found_sudo.event_id.is_peer_webinar:
            return registrations_sudo.browse()
        return found_sudo._check_token(token)
