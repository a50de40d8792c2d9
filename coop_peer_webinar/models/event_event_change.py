from odoo import api, models


class EventEvent(models.Model):
    """What follows when a webinar changes: seats, mails, gifts."""

    _inherit = "event.event"

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
