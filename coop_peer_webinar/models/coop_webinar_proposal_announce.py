from odoo import api, models

from ..mailing import write_to


class CoopWebinarProposal(models.Model):
    """Who proposed a topic, voted for it or can speak on it hears that it is
    planned."""

    _inherit = "coop.webinar.proposal"

    @api.model
    def _cron_announce(self):
        """Announce topics whose webinar has been published since, one at a time."""
        planned = self.search(
            [
                ("state", "=", "planned"),
                ("is_announced", "=", False),
                ("event_id.is_published", "=", True),
            ],
            order="id",
        )
        self.env["ir.cron"]._commit_progress(remaining=len(planned))
        for proposal in planned:
            proposal._announce()
            self.env["ir.cron"]._commit_progress(1)

    def _announce(self):
        """Tell those who care that this topic is planned; once."""
        self.ensure_one()
        self.is_announced = True
        event = self.event_id
        template = self.env.ref(
            "coop_peer_webinar.mail_template_webinar_planned", raise_if_not_found=False
        )
        quiet = self.env.context.get("coop_no_mail")
        if not template or quiet or event._is_over() or event._is_called_off():
            return
        for member in self._who_cares():
            write_to(member.portal_partner_id, template, self)
        self.env["event.registration"]._wake("mail.ir_cron_mail_scheduler_action")

    def _who_cares(self):
        """Active members who proposed this topic, voted for it or can speak on it."""
        self.ensure_one()
        members = self.vote_ids.member_id | self.offer_ids.member_id | self.proposer_id
        return members.filtered(lambda one: one.state == "active" and one.email)
