from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

#: states that take a seat
SEATED = ("open", "done")
#: in the context of who gives seats; an object, for no browser can send it
SEATING = object()


class EventRegistration(models.Model):
    """Registrations for webinars: of members, of guests, and of those who wait."""

    _inherit = "event.registration"

    coop_member_id = fields.Many2one(
        "coop.member",
        "Member",
        compute="_compute_coop_member_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
    )
    webinar_key = fields.Char(compute="_compute_webinar_key", store=True)
    is_waiting = fields.Boolean("On the waiting list", readonly=True, copy=False)
    seated_on = fields.Datetime(
        "Seat came free on", readonly=True, copy=False, help="Of those who waited."
    )
    webinar_feedback_ids = fields.One2many(
        "coop.webinar.feedback",
        "registration_id",
        "Feedback",
        groups="event.group_event_registration_desk",
    )
    attendance = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("expected", "Expected"),
            ("present", "Present"),
            ("absent", "Absent"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_attendance",
    )

    _member_once = models.UniqueIndex(
        "(event_id, coop_member_id) WHERE coop_member_id IS NOT NULL "
        "AND state != 'cancel' AND active",
        "This member is registered already.",
    )
    _webinar_key_once = models.UniqueIndex(
        "(event_id, webinar_key) WHERE webinar_key IS NOT NULL "
        "AND state != 'cancel' AND active",
        "This address is registered already.",
    )
    _waiting_has_no_seat = models.Constraint(
        "CHECK (is_waiting IS NOT TRUE OR state = 'draft')",
        "Who waits has no seat.",
    )

    @api.depends("partner_id", "event_id")
    def _compute_coop_member_id(self):
        webinars = self.filtered("event_id.is_peer_webinar")
        (self - webinars).coop_member_id = False
        members_sudo = self.env["coop.member"].sudo()  # sudo: who has that partner
        members = members_sudo.search(
            [
                ("portal_partner_id", "in", webinars.partner_id.ids),
                ("state", "=", "active"),
            ]
        )
        by_key = {(one.portal_partner_id, one.company_id): one for one in members}
        for registration in webinars:
            key = registration.partner_id, registration.event_id.company_id
            registration.coop_member_id = by_key.get(key) or registration.coop_member_id

    @api.depends("coop_member_id", "email", "event_id")
    def _compute_webinar_key(self):
        """Guests are known by their address; members by who they are, for some share
        an address, and any may change theirs."""
        for registration in self:
            is_guest = not registration.coop_member_id
            is_guest &= registration.event_id.is_peer_webinar
            registration.webinar_key = is_guest and email_normalize(registration.email)

    @api.depends("state", "is_waiting", "event_id.date_end")
    def _compute_attendance(self):
        names = {"done": "present", "cancel": "cancelled"}
        for registration in self:
            over = bool(registration.event_id) and registration.event_id._is_over()
            if registration.is_waiting:
                registration.attendance = "waiting"
            else:
                registration.attendance = names.get(
                    registration.state, "absent" if over else "expected"
                )

    # -- seats -----------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        registrations._after_change(registrations.event_id)
        return registrations

    def write(self, vals):
        if not vals.keys() & self._watched_fields():
            return super().write(vals)
        if vals.get("state", "draft") != "draft":
            vals = vals | {"is_waiting": False}
        before, events = self._seating(), self.event_id
        result = super().write(vals)
        after = self._seating()
        is_seating = self.env.context.get("coop_seating") is SEATING
        if before.keys() != after.keys() and not is_seating:
            (events | self.event_id)._seat_waiting()
        if before != after:
            (events | self.event_id)._sync_webinar_gifts()
        return result

    def unlink(self):
        events = self.event_id
        result = super().unlink()
        self._after_change(events)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_attended(self):
        """Whoever attended stays on the list: it is the proof of attendance."""
        for registration in self:
            if registration.event_id.is_peer_webinar and registration.state == "done":
                raise UserError(
                    self.env._(
                        "%s attended: say that they did not, before deleting them.",
                        registration.display_name,
                    )
                )

    @api.model
    def _watched_fields(self):
        """Fields on which seats and gifts depend."""
        return {"active", "coop_member_id", "event_id", "is_waiting", "state"}

    @api.model
    def _after_change(self, events):
        events._seat_waiting()
        events._sync_webinar_gifts()

    def _seating(self):
        """Who of these takes a seat or waits for one, and what is written of them in
        the ledger."""
        return {
            (one.id, one.event_id.id, one.is_waiting): (one.state, one.coop_member_id)
            for one in self
            if one.active and (one.is_waiting or one.state in SEATED)
        }

    def _seat(self):
        """Give those who wait their seats."""
        if self:
            seated = {"state": "open", "is_waiting": False}
            # whoever found a seat at once did not wait for it
            seated["seated_on"] = fields.Datetime.now()
            self.with_context(coop_seating=SEATING).write(seated)

    # -- sign-in sheet -----------------------------------------------------------------

    def _sheet_side(self):
        """Member number, or the organisation of a guest."""
        self.ensure_one()
        member = self.coop_member_id
        if member:
            return self.env._("Member %s", member.number or "")
        return self.company_name or self.env._("Guest")

    def _sheet_note(self):
        """Whether they came; nothing before."""
        self.ensure_one()
        labels = dict(self._fields["attendance"]._description_selection(self.env))
        known = self.attendance in ("present", "absent")
        return labels[self.attendance] if known else ""
