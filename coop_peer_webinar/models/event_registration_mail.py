from odoo import api, fields, models
from odoo.tools import consteq, hmac

#: mails between two commits
BATCH = 50


class EventRegistration(models.Model):
    """Who is written to, and the link by which they come back."""

    _inherit = "event.registration"

    def _update_mail_schedulers(self):
        """Mails about webinars are left to the job, for hundreds may register at the
        same moment."""
        webinars = self.filtered("event_id.is_peer_webinar")
        if webinars.filtered(lambda one: one.state == "open"):
            webinars._wake("event.event_mail_scheduler")
        others = self - webinars
        return super(EventRegistration, others)._update_mail_schedulers()

    @api.model
    def _wake(self, xml_id):
        """Have a job run soon."""
        cron = self.env.ref(xml_id, raise_if_not_found=False)
        if cron and not self.env.context.get("coop_no_mail"):
            cron.sudo()._trigger()  # sudo: whoever registers sets mails off

    # -- personal link ---------------------------------------------------------------

    def _webinar_token(self):
        """What makes the link of a guest theirs."""
        self.ensure_one()
        env_sudo = self.sudo().env  # sudo: the database's secret
        return hmac(env_sudo, "coop-webinar-registration", self.id)

    def _check_token(self, token):
        """This registration where ``token`` is that of its link, none otherwise."""
        return self if consteq(token, self._webinar_token()) else self.browse()

    def _webinar_path(self):
        """Where who registered finds their registration: members in their space, once
        signed in; guests by a link of their own."""
        self.ensure_one()
        if self.coop_member_id.portal_partner_id.user_ids:
            return f"/my/coop/webinars/{self.event_id.id}"
        return f"/webinars/mine/{self.id}/{self._webinar_token()}"

    # -- what templates say ------------------------------------------------------------

    def _mail_is_promoted(self):
        """Whether they had waited for their seat."""
        self.ensure_one()
        return bool(self.seated_on)

    def _mail_lang(self):
        self.ensure_one()
        return (
            self.partner_id.lang
            or self.event_id.lang
            or self.company_id.partner_id.lang
        )

    def _mail_ideas(self):
        """What could be given back, as `core.portal_home.HomeItem`: real openings, for
        members only."""
        self.ensure_one()
        member = self.coop_member_id
        if member.state != "active":
            return []
        user = member.portal_partner_id.user_ids[:1]
        return member.with_user(user)._gift_ideas_to_give() if user else []

    # -- jobs ------------------------------------------------------------------------

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
