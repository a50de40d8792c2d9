from odoo import fields, models

from odoo.addons.coop_member.core.portal_home import AT_MOST, HomeItem

from .coop_member_webinar import TOPICS, WEBINARS

#: days after a webinar in which members are asked how it was
ASKED_DAYS = 21


class CoopMember(models.Model):
    """Webinars on the member's home page."""

    _inherit = "coop.member"

    def _portal_waiting(self):
        return [
            *super()._portal_waiting(),
            *self._portal_webinars_to_rate(),
            *self._portal_takeaways_to_write(),
        ]

    def _portal_webinars_to_rate(self):
        """Who attended lately says how it was: one item, however many there are."""
        now = fields.Datetime.now()
        attended_sudo = self.env["event.registration"].sudo()  # sudo: their own
        attended_sudo = attended_sudo.search(
            [
                ("coop_member_id", "=", self.id),
                ("state", "=", "done"),
                ("event_id.is_peer_webinar", "=", True),
                ("event_id.date_end", "<=", now),
                (
                    "event_id.date_end",
                    ">",
                    fields.Datetime.subtract(now, days=ASKED_DAYS),
                ),
                ("webinar_feedback_ids", "=", False),
            ],
            limit=AT_MOST,
        )
        if not attended_sudo:
            return []
        event_sudo = attended_sudo[0].event_id
        return [
            HomeItem(
                "webinar_feedback",
                self.env._("How was it: %s", event_sudo.name)
                if len(attended_sudo) == 1
                else self.env._("How were %s webinars?", len(attended_sudo)),
                f"{WEBINARS}/{event_sudo.id}",
                icon="fa-star-o",
                sequence=40,
            )
        ]

    def _portal_takeaways_to_write(self):
        """Who spoke writes what is to be kept."""
        spoken_sudo = self._webinars_spoken_sudo()
        if not spoken_sudo:
            return []
        return [
            HomeItem(
                "webinar_takeaways",
                self.env._("What should be kept of %s?", spoken_sudo[0].name),
                f"{WEBINARS}/{spoken_sudo[0].id}/takeaways",
                icon="fa-list-ul",
                sequence=41,
            )
        ]

    def _webinars_spoken_sudo(self):
        """Webinars at which this member spoke and of which nothing is kept yet, the
        last one first (sudo records)."""
        webinars_sudo = self.env["event.event"].sudo()  # sudo: those they spoke at
        return webinars_sudo.search(
            [
                ("speaker_ids", "in", self.ids),
                ("is_peer_webinar", "=", True),
                ("kanban_state", "!=", "cancel"),
                ("date_end", "<=", fields.Datetime.now()),
                ("takeaways_published", "=", False),
                ("takeaway_ids", "=", False),
            ],
            order="date_begin desc",
            limit=AT_MOST,
        )

    def _portal_shortcuts(self):
        return [
            *super()._portal_shortcuts(),
            HomeItem(
                "webinars",
                self.env._("Webinars"),
                WEBINARS,
                icon="fa-microphone",
                hint=self.env._("An hour at lunchtime"),
                sequence=30,
            ),
            HomeItem(
                "webinar_topics",
                self.env._("Topics"),
                TOPICS,
                icon="fa-comments-o",
                hint=self.env._("Offer one, ask for one, vote"),
                sequence=31,
            ),
        ]

    def _portal_upcoming(self):
        return [
            *super()._portal_upcoming(),
            *self._portal_webinars_coming(),
            *self._portal_webinars_to_hold(),
        ]

    def _portal_webinars_coming(self):
        """The next webinars for which this member registered."""
        registrations_sudo = self.env["event.registration"].sudo()  # sudo: their own
        registrations_sudo = registrations_sudo.search(
            [
                ("coop_member_id", "=", self.id),
                ("state", "in", ("open", "draft")),
                ("event_id.is_peer_webinar", "=", True),
                ("event_id.date_end", ">", fields.Datetime.now()),
                ("event_id.kanban_state", "!=", "cancel"),
            ],
            order="event_id",  # the order of webinars: the next one first
            limit=AT_MOST,
        )
        return [one._portal_item() for one in registrations_sudo]

    def _portal_webinars_to_hold(self):
        """The next webinars at which this member speaks."""
        webinars_sudo = self.env["event.event"].sudo()  # sudo: those they speak at
        to_hold_sudo = webinars_sudo._webinars_to_come(
            [
                ("speaker_ids", "in", self.ids),
                ("is_peer_webinar", "=", True),
                ("is_published", "=", True),
            ],
            limit=AT_MOST,
        )
        speaks = self.env._("you speak")
        return [one._webinar_item(f"talk_{one.id}", speaks) for one in to_hold_sudo]
