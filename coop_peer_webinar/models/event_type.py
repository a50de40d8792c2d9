from odoo import fields, models


class EventType(models.Model):
    """Templates of webinars: when they begin, how long they are."""

    _inherit = "event.type"

    is_peer_webinar = fields.Boolean(
        "Peer webinar", help="Events with this template are peer webinars."
    )
    webinar_online = fields.Boolean(
        "Online", default=True, help="Planned without a place."
    )
    webinar_hour = fields.Float("Begins at", default=12.0)
    webinar_minutes = fields.Integer("Lasts (minutes)", default=60)

    _webinar_hour_of_day = models.Constraint(
        "CHECK (webinar_hour >= 0 AND webinar_hour < 24)",
        "A webinar begins between 00:00 and 23:59.",
    )
    _webinar_minutes_positive = models.Constraint(
        "CHECK (webinar_minutes BETWEEN 1 AND 1440)",
        "A webinar lasts from a minute to a day.",
    )
