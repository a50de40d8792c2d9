from odoo import fields, models

from ..core.calendar_file import Entry, calendar


class EventEvent(models.Model):
    """The calendar file of a webinar: it leads to the page where the link is, and does
    not hold the link itself, for files are passed on."""

    _inherit = "event.event"

    def _get_ics_file(self, slot=False):
        webinars = self.filtered("is_peer_webinar")
        files = super(EventEvent, self - webinars)._get_ics_file(slot)
        return files | {one.id: one._webinar_calendar().encode() for one in webinars}

    def _webinar_calendar(self):
        """The calendar file's content."""
        self.ensure_one()
        address = f"{self.get_base_url()}{self.website_url}"
        return calendar(
            Entry(
                uid=f"webinar-{self.id}@{self.env.cr.dbname}",
                title=self.name,
                begin=self.date_begin,
                end=self.date_end,
                stamp=fields.Datetime.now(),
                sequence=int(self.write_date.timestamp()) % 2**31,
                place=self.sudo().address_inline  # sudo: where it is held
                or self.env._("Online"),
                text=self.env._("The link is on this page shortly before: %s", address),
                url=address,
                is_cancelled=self._is_called_off(),
            )
        )
