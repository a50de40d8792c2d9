from odoo import api, models


class EventEvent(models.Model):
    """What follows when a webinar changes: seats, mails, gifts."""

    _inherit = "event.event"

    def write(self, vals):
        webinars = self.filtered("is_peer_webinar")
        before = {one.id: one._webinar_appointment() for one in webinars}
        result = super().write(vals)
        webinars = self.filtered("is_peer_webinar")
        if webinars and vals.keys() & self._webinar_seat_fields():
            webinars._seat_waiting()
        for webinar in webinars:
            webinar._after_move(before.get(webinar.id))
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

    # -- those who registered ----------------------------------------------------------

    def _webinar_appointment(self):
        """What those who registered have in their calendars: time, place, and whether
        it is held."""
        self.ensure_one()
        return self.date_begin, self.date_end, self.address_id, self._is_called_off()

    def _after_move(self, before):
        """Tell those who speak or registered where the `_webinar_appointment` is not
        what it was ``before`` (None for what was no webinar); remind of the new one."""
        self.ensure_one()
        now = self._webinar_appointment()
        if before in (now, None):
            return
        self._tell_speakers()
        registrations = self.registration_ids
        if not self._is_called_off():
            registrations.write({"is_to_tell_change": True, "is_told_off": False})
            self._remind_again()
        registrations._wake("coop_peer_webinar.ir_cron_webinar_tell")

    def _remind_again(self):
        """Have reminders that were sent for the time of before sent for the new one."""
        self.ensure_one()
        reminders_sudo = self.sudo().event_mail_ids  # sudo: marks of Odoo's scheduler
        reminders_sudo.filtered(
            lambda one: (
                one.interval_type == "before_event"
                and one.scheduled_date > self.env.cr.now()
            )
        ).write(
            {"mail_done": False, "mail_count_done": 0, "last_registration_id": False}
        )
