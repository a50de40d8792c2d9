from odoo import api, fields, models

#: mails between two commits
BATCH = 50


class EventRegistration(models.Model):
    """The job that writes to those who registered."""

    _inherit = "event.registration"

    @api.model
    def _cron_tell(self):
        """Tell those who wait that they do, those who registered for what is cancelled
        that it is, and thank those who attended what is published: once each, batch by
        batch."""
        now = fields.Datetime.now()
        self._tell(
            [
                ("state", "in", ("draft", "open")),
                ("is_told_off", "=", False),
                ("event_id.is_peer_webinar", "=", True),
                ("event_id.date_begin", ">", now),
                ("event_id.kanban_state", "=", "cancel"),
            ],
            "is_told_off",
            "coop_peer_webinar.mail_template_webinar_cancelled",
        )
        self._tell(
            [
                ("is_waiting", "=", True),
                ("is_told_waiting", "=", False),
                ("event_id.date_begin", ">", now),
                ("event_id.kanban_state", "!=", "cancel"),
            ],
            "is_told_waiting",
            "coop_peer_webinar.mail_template_webinar_waiting",
        )
        self._tell(
            [
                ("state", "=", "done"),
                ("is_thanked", "=", False),
                ("event_id.takeaways_published", "=", True),
                ("event_id.is_peer_webinar", "=", True),
            ],
            "is_thanked",
            "coop_peer_webinar.mail_template_webinar_thanks",
        )

    @api.model
    def _tell(self, domain, mark, xml_id):
        """Send the template ``xml_id`` to those in ``domain``, and ``mark`` them."""
        registrations = self.search(domain, order="id")
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(registrations))
        for start in range(0, len(registrations), BATCH):
            batch = registrations[start : start + BATCH]
            batch[mark] = True
            batch._send_webinar_mail(xml_id)
            cron._commit_progress(len(batch))

    def _send_webinar_mail(self, xml_id):
        template = self.env.ref(xml_id, raise_if_not_found=False)
        reached = self.filtered("email")
        if template and reached and not self.env.context.get("coop_no_mail"):
            template.send_mail_batch(reached.ids)
