from odoo import SUPERUSER_ID, api, models
from odoo.tools import hmac
from odoo.tools.misc import hash_sign, verify_hash_signed

from odoo.addons.coop_member.core.forms import is_same_secret

from ..core.webinar_forms import Guest

#: hours in which a guest confirms their address
CONFIRM_HOURS = 48
CONFIRM_SCOPE = "coop-webinar-guest"


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
        return self if is_same_secret(self._webinar_token(), token) else self.browse()

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

    # -- before they are registered ----------------------------------------------------

    @api.model
    def _ask_to_confirm(self, event, guest):
        """Write to ``guest``, a `core.webinar_forms.Guest` whose address anybody may
        have typed: who reads it registers by the link. Nothing is kept before, and no
        seat is taken. Returns a sentence where nobody could register.
        """
        sentence = event._webinar_closed_sentence() or self._may_not(event, None)
        if sentence:
            return sentence
        template = self.env.ref("coop_peer_webinar.mail_template_webinar_confirm")
        robot_template = template.with_user(SUPERUSER_ID)  # visitors may send no mail
        robot_template.with_context(
            coop_confirm_url=self._confirm_url(event, guest)
        ).send_mail(event.id, email_values={"email_to": guest.email})
        self._wake("mail.ir_cron_mail_scheduler_action")
        return ""

    @api.model
    def _confirm_url(self, event, guest):
        language = self.env["res.lang"]._get_data(code=self.env.lang).url_code
        prefix = f"/{language}" if language else ""
        token = self._confirm_token(event, guest)
        return f"{event.get_base_url()}{prefix}/webinars/confirm/{token}"

    @api.model
    def _confirm_token(self, event, guest):
        """Signed, so that it proves the address and needs no record."""
        env_sudo = self.sudo().env  # sudo: the database's secret
        values = [event.id, guest.name, guest.email]
        return hash_sign(
            env_sudo, CONFIRM_SCOPE, values, expiration_hours=CONFIRM_HOURS
        )

    @api.model
    def _read_confirm_token(self, token):
        """(id of the webinar, `Guest`) that a link was made for; (0, None) where it is
        not ours, or too old."""
        env_sudo = self.sudo().env  # sudo: the database's secret
        try:
            values = verify_hash_signed(env_sudo, CONFIRM_SCOPE, token)
        except ValueError:
            values = None
        if not values:
            return 0, None
        event_id, name, email = values
        return event_id, Guest(name, email)
