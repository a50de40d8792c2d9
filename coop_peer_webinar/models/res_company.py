from odoo import fields, models

from ..core.minutes import COMMONS, EACH, SHARED

WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]
SPLITS = [
    (COMMONS, "To the commons: everybody receives the whole time from there"),
    (EACH, "The whole time to each attendee"),
    (SHARED, "The time divided among the attendees"),
]


class ResCompany(models.Model):
    """How each cooperative holds its webinars."""

    _inherit = "res.company"

    coop_webinar_type_id = fields.Many2one(
        "event.type",
        "Webinar template",
        domain="[('is_peer_webinar', '=', True)]",
        help="What a proposal is planned with; empty: the first one there is.",
    )
    coop_webinar_split = fields.Selection(
        SPLITS,
        "Time given by speakers",
        default=COMMONS,
        required=True,
        help="How attendance is written into the ledger of gifts, for webinars that "
        "are planned from now on.",
    )
    coop_webinar_door_minutes = fields.Integer(
        "Link shown before (minutes)",
        default=15,
        help="When those who registered see the link to the meeting.",
    )
    coop_webinar_weekday = fields.Selection(
        WEEKDAYS, "Usual day", default="1", required=True
    )
    coop_webinar_notice_days = fields.Integer(
        "Planned ahead (days)",
        default=14,
        help="How long before a webinar its proposal is planned at least.",
    )

    _coop_webinar_delays_positive = models.Constraint(
        "CHECK (coop_webinar_door_minutes >= 0 AND coop_webinar_notice_days >= 0)",
        "Delays of webinars cannot be negative.",
    )

    def _coop_webinar_type(self):
        """The template that proposals are planned with; none where there is none."""
        self.ensure_one()
        return self.coop_webinar_type_id or self.env["event.type"].search(
            [("is_peer_webinar", "=", True)], limit=1
        )
