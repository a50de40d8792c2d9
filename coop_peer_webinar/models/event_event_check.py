from odoo import api, models
from odoo.exceptions import ValidationError


class EventEvent(models.Model):
    """What a webinar may be."""

    _inherit = "event.event"

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
