from odoo import fields, models

from odoo.addons.coop_member.core.portal_home import HomeItem

from .event_event_page import Speaker

WEBINARS = "/my/coop/webinars"
TOPICS = f"{WEBINARS}/topics"


class CoopMember(models.Model):
    """Members who speak, and what they could speak on."""

    _inherit = "coop.member"

    webinar_contact = fields.Selection(
        [
            ("none", "Nobody"),
            ("members", "Members of the cooperative"),
            ("public", "Everybody who reads the page"),
        ],
        "Contact after webinars",
        default="none",
        required=True,
        help="Who may read the address and telephone number of this member on the "
        "pages of the webinars at which they spoke.",
    )
    webinar_ids = fields.Many2many(
        "event.event",
        "coop_webinar_speaker_rel",
        "member_id",
        "event_id",
        string="Webinars held",
        groups="event.group_event_registration_desk",
    )

    def _webinar_speaker(self, reader):
        """`Speaker` as ``reader`` (a member, or none) may know this one. Whoever left
        is named, and cannot be reached."""
        self.ensure_one()
        name = self.display_name
        known = self.webinar_contact == "public" or (
            self.webinar_contact == "members"
            and reader.state == "active"
            and reader.company_id == self.company_id
        )
        if self.state != "active" or not known:
            return Speaker(name)
        partner = self.portal_partner_id
        return Speaker(name, partner.email or "", partner.phone or "")

    def _set_webinar_contact(self, contact):
        """Have this member reached by those whom ``contact`` names, as it comes from a
        form."""
        self.ensure_one()
        self.check_access("read")
        if contact in dict(self._fields["webinar_contact"].selection):
            self.sudo().webinar_contact = contact  # sudo: of themselves, this field

    # -- giving back -----------------------------------------------------------------

    def _gift_ideas_to_give(self):
        ideas = super()._gift_ideas_to_give()
        asked = self._webinar_topics_without_speaker()
        if not asked:
            return ideas
        one = asked == 1
        ideas.append(
            HomeItem(
                "webinar_topics",
                self.env._("A topic is asked for: can you speak on it?")
                if one
                else self.env._(
                    "%s topics are asked for: can you speak on one?", asked
                ),
                f"{TOPICS}?show=ask",
                icon="fa-microphone",
                sequence=20,
            )
        )
        return ideas

    def _webinar_topics_without_speaker(self):
        """How many open topics are asked for that nobody offered to speak on."""
        proposals = self.env["coop.webinar.proposal"]
        if not proposals.has_access("read"):
            return 0
        proposals_sudo = proposals.sudo()  # sudo: how many, whoever proposed them
        return proposals_sudo.search_count(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "=", "open"),
                ("kind", "=", "ask"),
                ("offer_ids", "=", False),
            ]
        )

    # -- leaving ---------------------------------------------------------------------

    def action_leave(self):
        """Also has the organiser of a webinar to come look for who speaks instead,
        sets free the seats of who leaves, and takes back what they offered."""
        result = super().action_leave()
        for member in self.filtered(lambda one: one.state == "left"):
            member._leave_webinars()
            member._leave_topics()
        return result

    def _leave_webinars(self):
        """Tell organisers that this member does not speak, and free their seats."""
        self.ensure_one()
        now = fields.Datetime.now()
        member_sudo = self.sudo()  # sudo: advisers who part with members need no rights
        coming = [("event_id.date_begin", ">", now), ("coop_member_id", "=", self.id)]
        seats_sudo = member_sudo.env["event.registration"].search(
            [*coming, ("state", "in", ("draft", "open"))]
        )
        seats_sudo.filtered("event_id.is_peer_webinar").action_cancel()
        for webinar_sudo in member_sudo.webinar_ids.filtered(
            lambda one: one.date_begin > now and not one._is_called_off()
        ):
            organiser = webinar_sudo.user_id
            env = webinar_sudo.with_context(lang=organiser.lang).env
            webinar_sudo.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=env._("%s left: find who speaks instead", self.display_name),
                user_id=organiser.id or self.env.uid,
            )

    def _leave_topics(self):
        """Take back what this member would have spoken on. A topic that they offered is
        asked for from now on where others care for it, else withdrawn."""
        self.ensure_one()
        member_sudo = self.sudo()  # sudo: advisers who part with members need no rights
        offers_sudo = member_sudo.env["coop.webinar.offer"]
        offers_sudo.search(
            [("member_id", "=", self.id), ("proposal_id.state", "=", "open")]
        ).unlink()
        offered_sudo = member_sudo.env["coop.webinar.proposal"].search(
            [
                ("proposer_id", "=", self.id),
                ("kind", "=", "offer"),
                ("state", "=", "open"),
            ]
        )
        wanted_sudo = offered_sudo.filtered(
            lambda one: one.offer_ids or one.vote_ids.member_id - self
        )
        wanted_sudo.write({"kind": "ask"})
        (offered_sudo - wanted_sudo).write({"state": "withdrawn"})
