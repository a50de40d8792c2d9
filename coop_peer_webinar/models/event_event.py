from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..core import schedule
from .res_company import SPLITS

#: who may read what is not, or not yet, for everybody
TEAM = "event.group_event_registration_desk"


class EventEvent(models.Model):
    """Peer webinars, and workshops in a room: events at which members share what they
    know with each other."""

    _inherit = "event.event"

    is_peer_webinar = fields.Boolean(
        "Peer webinar",
        compute="_compute_is_peer_webinar",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
    )
    webinar_access = fields.Selection(
        [("members", "Members only"), ("public", "Everybody")],
        "Open to",
        default="members",
        required=True,
        tracking=True,
    )
    speaker_ids = fields.Many2many(
        "coop.member",
        "coop_webinar_speaker_rel",
        "event_id",
        "member_id",
        string="Speakers",
        groups=TEAM,
    )
    topic_ids = fields.Many2many(
        "coop.webinar.topic",
        "coop_webinar_event_topic_rel",
        "event_id",
        "topic_id",
        "Fields",
    )
    proposal_ids = fields.One2many(
        "coop.webinar.proposal", "event_id", "Proposals", groups=TEAM
    )
    meeting_url = fields.Char(
        "Meeting link",
        groups=TEAM,
        help="Shown to those who registered, shortly before the webinar begins.",
    )
    webinar_split = fields.Selection(
        SPLITS,
        "Time given",
        compute="_compute_webinar_split",
        store=True,
        readonly=False,
        precompute=True,
        groups=TEAM,
    )
    takeaway_ids = fields.One2many(
        "coop.webinar.takeaway", "event_id", "Takeaways", groups=TEAM
    )
    advice = fields.Html("The advice", translate=True, groups=TEAM)
    recording_url = fields.Char("Recording", groups=TEAM)
    file_ids = fields.One2many("coop.webinar.file", "event_id", "Files", groups=TEAM)
    takeaways_published = fields.Boolean(copy=False, tracking=True)
    signed_sheet = fields.Binary(
        "Signed sheet",
        attachment=True,
        copy=False,
        groups=TEAM,
        help="The sign-in sheet with its signatures, as proof of attendance.",
    )
    signed_sheet_name = fields.Char(copy=False, groups=TEAM)
    waiting_count = fields.Integer(
        "Waiting", compute="_compute_webinar_counts", groups=TEAM
    )
    absent_count = fields.Integer(
        "Absent", compute="_compute_webinar_counts", groups=TEAM
    )
    speaker_warning = fields.Char(compute="_compute_speaker_warning", groups=TEAM)

    @api.depends("event_type_id")
    def _compute_is_peer_webinar(self):
        for event in self:
            event.is_peer_webinar = (
                event.is_peer_webinar or event.event_type_id.is_peer_webinar
            )

    @api.depends("company_id")
    def _compute_webinar_split(self):
        for event in self:
            company = event.company_id or self.env.company
            event.webinar_split = event.webinar_split or company.coop_webinar_split

    @api.depends("registration_ids.state", "registration_ids.is_waiting")
    def _compute_webinar_counts(self):
        rows = self.env["event.registration"]._read_group(
            [("event_id", "in", self.ids), ("state", "in", ("draft", "open"))],
            ["event_id", "is_waiting", "state"],
            ["__count"],
        )
        counts = {
            (event.id, waiting, state): count for event, waiting, state, count in rows
        }
        for event in self:
            key = event._origin.id
            absent = counts.get((key, False, "open"), 0) if event._is_over() else 0
            event.waiting_count = counts.get((key, True, "draft"), 0)
            event.absent_count = absent

    @api.depends("speaker_ids.state", "date_end")
    def _compute_speaker_warning(self):
        for event in self:
            gone = event.speaker_ids.filtered(lambda one: one.state != "active")
            gone = gone if event.date_end and not event._is_over() else gone.browse()
            event.speaker_warning = bool(gone) and self.env._(
                "%s left the cooperative: find who speaks instead.",
                ", ".join(gone.mapped("display_name")),
            )

    def _compute_website_url(self):
        result = super()._compute_website_url()
        for event in self.filtered(lambda event: event.id and event.is_peer_webinar):
            event.website_url = f"/webinars/{self.env['ir.http']._slug(event)}"
        return result

    # -- what it may be --------------------------------------------------------------

    @api.constrains("is_peer_webinar", "company_id", "is_multi_slots", "event_url")
    def _check_peer_webinar(self):
        for event in self.filtered("is_peer_webinar"):
            if not event.company_id:
                raise ValidationError(
                    self.env._("A webinar needs the cooperative that holds it.")
                )
            if event.is_multi_slots:
                raise ValidationError(
                    self.env._("A webinar has one time: make several webinars.")
                )
            if event.event_url:
                raise ValidationError(
                    self.env._(
                        "Everybody can read this link: enter it as the meeting link."
                    )
                )

    @api.constrains("speaker_ids", "company_id")
    def _check_speakers(self):
        for event in self.filtered("is_peer_webinar"):
            speakers, company = event.speaker_ids, event.company_id
            foreign = speakers - speakers.filtered_domain(
                [("company_id", "=", company.id)]
            )
            if foreign:
                raise ValidationError(
                    self.env._(
                        "%s is not of this cooperative.", foreign[:1].display_name
                    )
                )
            gone = speakers.filtered(lambda one: one.state != "active")
            if gone and not event._is_over():
                raise ValidationError(
                    self.env._(
                        "%s is not an active member, and cannot speak.",
                        gone[:1].display_name,
                    )
                )

    @api.constrains("meeting_url", "recording_url")
    def _check_webinar_links(self):
        for event in self:
            for link in (event.meeting_url, event.recording_url):
                if link and not link.startswith(("https://", "http://")):
                    raise ValidationError(
                        self.env._("Enter a whole link, such as https://….")
                    )

    @api.constrains("seats_limited", "seats_max")
    def _check_webinar_seats(self):
        for event in self.filtered("is_peer_webinar"):
            if event.seats_limited and event.seats_max < 1:
                raise ValidationError(
                    self.env._("Say how many seats there are, or do not limit them.")
                )

    # -- how it stands ---------------------------------------------------------------

    def _is_over(self):
        """Whether it has ended."""
        self.ensure_one()
        return bool(self.date_end) and self.date_end <= fields.Datetime.now()

    def _has_begun(self):
        self.ensure_one()
        return self.date_begin <= fields.Datetime.now()

    def _is_called_off(self):
        """Whether it was cancelled or archived."""
        self.ensure_one()
        return self.kanban_state == "cancel" or not self.active

    def _is_online(self):
        self.ensure_one()
        return not self.address_id

    def _webinar_door(self):
        """One of `core.schedule`: whether the link to the meeting may be shown."""
        self.ensure_one()
        minutes = self.company_id.coop_webinar_door_minutes
        now = fields.Datetime.now()
        return schedule.door(now, self.date_begin, self.date_end, minutes)

    def _webinar_day(self):
        """The day on which it begins, where it is held."""
        self.ensure_one()
        zone = self.date_tz or "UTC"
        return fields.Datetime.context_timestamp(
            self.with_context(tz=zone), self.date_begin
        ).date()

    # -- what follows from changes -----------------------------------------------------

    def write(self, vals):
        result = super().write(vals)
        webinars = self.filtered("is_peer_webinar")
        if webinars and vals.keys() & self._webinar_seat_fields():
            webinars._seat_waiting()
        if vals.get("kanban_state") == "cancel":
            webinars.registration_ids._wake("coop_peer_webinar.ir_cron_webinar_tell")
        if webinars and vals.keys() & self._webinar_gift_fields():
            webinars._sync_webinar_gifts()
        return result

    @api.model
    def _webinar_seat_fields(self):
        """Fields on which it depends who gets a seat."""
        return {"seats_max", "seats_limited", "kanban_state", "active", "date_begin"}

    @api.model
    def _webinar_gift_fields(self):
        """Fields on which it depends who gave what to whom."""
        return {
            "active",
            "date_begin",
            "date_end",
            "date_tz",
            "is_peer_webinar",
            "kanban_state",
            "speaker_ids",
            "webinar_split",
        }
