from odoo import api, fields, models

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
    advice = fields.Html("The advice", translate=True, copy=False, groups=TEAM)
    recording_url = fields.Char("Recording", copy=False, groups=TEAM)
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
        "Absentees", compute="_compute_webinar_counts", groups=TEAM
    )
    speaker_warning = fields.Char(compute="_compute_speaker_warning", groups=TEAM)

    @api.model_create_multi
    def create(self, vals_list):
        """Webinars begin without Odoo's words of introduction: those invite, in
        English, to a fair of a day."""
        return super().create(
            [
                {"description": False, **vals} if self._is_new_webinar(vals) else vals
                for vals in vals_list
            ]
        )

    @api.model
    def _is_new_webinar(self, vals):
        """Whether these values make a webinar: by themselves, their template, or the
        page on which they are entered."""
        vals = {
            name: vals.get(name, self.env.context.get(f"default_{name}"))
            for name in ("is_peer_webinar", "event_type_id")
        }
        template = self.env["event.type"].browse(vals["event_type_id"] or ())
        return vals["is_peer_webinar"] or template.is_peer_webinar

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
