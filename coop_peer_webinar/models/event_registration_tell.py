from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain

#: mails between two commits
BATCH = 50


class News(NamedTuple):
    """What those in ``domain`` are told with a template: ``mark`` is the field that
    says so, ``told`` its value once they have been."""

    template: str
    domain: Domain
    mark: str
    told: bool


class EventRegistration(models.Model):
    """The job that writes to those who registered: what was cancelled, what is held at
    another time, that there is no seat yet, and thanks with the takeaways."""

    _inherit = "event.registration"

    is_told_waiting = fields.Boolean(readonly=True, copy=False)
    is_told_off = fields.Boolean(readonly=True, copy=False)
    is_to_tell_change = fields.Boolean(readonly=True, copy=False)
    is_thanked = fields.Boolean(readonly=True, copy=False)

    @api.model
    def _cron_tell(self):
        """Tell those who registered what is new: once each, batch by batch."""
        for news in self._news():
            self._tell(news)

    @api.model
    def _news(self):
        """Each kind of `News` that there is now."""
        webinar = Domain("event_id.is_peer_webinar", "=", True)
        to_come = webinar & Domain("event_id.date_begin", ">", fields.Datetime.now())
        registered = to_come & Domain("state", "in", ("draft", "open"))
        called_off = Domain("event_id.kanban_state", "=", "cancel") | Domain(
            "event_id.active", "=", False
        )
        held = Domain("event_id.kanban_state", "!=", "cancel") & Domain(
            "event_id.active", "=", True
        )
        waiting = to_come & held & Domain("is_waiting", "=", True)
        thanked = webinar & Domain(
            [("state", "=", "done"), ("event_id.takeaways_published", "=", True)]
        )
        return [
            News("cancelled", registered & called_off, "is_told_off", True),
            News("changed", registered & held, "is_to_tell_change", False),
            News("waiting", waiting, "is_told_waiting", True),
            News("thanks", thanked, "is_thanked", True),
        ]

    @api.model
    def _tell(self, news):
        """Send `News` to those who have not had them."""
        untold = news.domain & Domain(news.mark, "=", not news.told)
        registrations = self.search(untold, order="id")
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(registrations))
        for start in range(0, len(registrations), BATCH):
            batch = registrations[start : start + BATCH]
            batch[news.mark] = news.told
            batch._send_webinar_mail(news.template)
            cron._commit_progress(len(batch))

    def _send_webinar_mail(self, name):
        """Queue the mail of a template of ours, and have the queue sent now."""
        template = self.env.ref(
            f"coop_peer_webinar.mail_template_webinar_{name}", raise_if_not_found=False
        )
        reached = self.filtered("email")
        if template and reached and not self.env.context.get("coop_no_mail"):
            template.send_mail_batch(reached.ids)
            self._wake("mail.ir_cron_mail_scheduler_action")
