from odoo import api, models
from odoo.fields import Domain
from odoo.tools import email_normalize

#: keeps nothing but the registration
QUIET = {
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "tracking_disable": True,
}


class EventRegistration(models.Model):
    """How members and guests register. Methods here are for controllers; they are
    called for whoever is asking, or for whoever confirmed their address."""

    _inherit = "event.registration"

    @api.model
    def _live_of(self, event, member=None, email=None):
        """The registration for ``event`` of ``member``, or of who proved that they
        have the address ``email``, that was not cancelled (a sudo record)."""
        registrations_sudo = self.sudo()  # sudo: their own registration
        live = Domain("event_id", "=", event.id) & Domain("state", "!=", "cancel")
        who = Domain.FALSE
        if email and not member:
            member = self._member_of_address(event, email)
        if member:
            who = Domain("coop_member_id", "=", member.id)
            # any address may be typed into one's account: it proves nothing
            users_sudo = member.sudo().portal_partner_id.user_ids  # sudo: their login
            email = email or email_normalize(users_sudo[:1].login)
        if email:
            who |= Domain("webinar_key", "=", email)
        # the member's own before that of a guest with their address
        return registrations_sudo.search(live & who, order="coop_member_id", limit=1)

    @api.model
    def _sign_up(self, event, member=None, guest=None):
        """Register ``member``, or a `core.webinar_forms.Guest`, for ``event``: seated
        where there is a seat, else waiting. Returns a sentence where that cannot be.

        Twice is once, and whoever comes first is seated first, however many come at
        the same moment.
        """
        turn = self.env["coop.webinar.turn"]
        return turn._take(
            lambda env: env["event.registration"]._sign_up_in_turn(
                env["event.event"].browse(event.id),
                member and env["coop.member"].browse(member.id),
                guest,
            )
        )

    @api.model
    def _sign_up_in_turn(self, event, member, guest):
        sentence = event._webinar_closed_sentence() or self._may_not(event, member)
        if sentence:
            return sentence
        member = member or self._member_of_address(event, guest.email)
        live_sudo = self._live_of(event, member, guest and guest.email)
        if live_sudo:
            live_sudo._take_over(member)
            return ""
        registrations_sudo = self.sudo()  # sudo: visitors register; fields listed here
        vals = self._registrant(member, guest)
        vals |= {"event_id": event.id, "state": "draft", "is_waiting": True}
        # others wait meanwhile: no log of what its own fields tell
        made_sudo = registrations_sudo.with_context(**QUIET).create(vals)
        if made_sudo.is_waiting:
            made_sudo._wake("coop_peer_webinar.ir_cron_webinar_tell")
        else:
            # a seat at once: nobody had to wait
            made_sudo.seated_on = False
        return ""

    @api.model
    def _registrant(self, member, guest):
        """Values that say who registers."""
        if not member:
            return {"name": guest.name, "email": guest.email}
        partner = member.portal_partner_id
        return {
            "partner_id": partner.id,
            "coop_member_id": member.id,
            "name": partner.name,
            "email": partner.email,
        }

    @api.model
    def _member_of_address(self, event, email):
        """The active member whose address ``email`` is, in the cooperative that holds
        ``event``: they registered without signing in. None where it is of several."""
        members_sudo = self.env["coop.member"].sudo()  # sudo: they proved the address
        found_sudo = members_sudo.search(
            [
                ("portal_partner_id.email_normalized", "=", email),
                ("company_id", "=", event.sudo().company_id.id),  # sudo: who holds it
                ("state", "=", "active"),
            ],
            limit=2,
        )
        return found_sudo if len(found_sudo) == 1 else found_sudo.browse()

    def _take_over(self, member):
        """Have a registration that ``member`` sent as a guest be the member's."""
        if member and not self.coop_member_id:
            partner = member.portal_partner_id
            self.write({"coop_member_id": member.id, "partner_id": partner.id})

    @api.model
    def _may_not(self, event, member):
        """Why ``member``, or a guest, may not register for ``event``."""
        event_sudo = event.sudo()  # sudo: who it is open to
        is_member = (
            bool(member)
            and member.state == "active"
            and member.company_id == event_sudo.company_id
        )
        if event_sudo.webinar_access == "members" and not is_member:
            return self.env._("Only members of today register here.")
        return ""
