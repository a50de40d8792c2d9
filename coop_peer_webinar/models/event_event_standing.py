from odoo import fields, models

from ..core import schedule


class EventEvent(models.Model):
    """How a webinar stands: seen from now, on the clock of its place."""

    _inherit = "event.event"

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
