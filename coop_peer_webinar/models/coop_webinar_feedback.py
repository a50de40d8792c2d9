from odoo import fields, models


class CoopWebinarFeedback(models.Model):
    """What someone who attended thought of a webinar."""

    _name = "coop.webinar.feedback"
    _description = "Feedback on a Webinar"
    _order = "id desc"

    registration_id = fields.Many2one(
        "event.registration", required=True, ondelete="cascade"
    )
    event_id = fields.Many2one(
        related="registration_id.event_id", store=True, index=True
    )
    company_id = fields.Many2one(related="event_id.company_id", store=True)
    rating = fields.Integer(required=True, aggregator="avg")
    sentence = fields.Char("In one sentence")

    _one_each = models.UniqueIndex(
        "(registration_id)", "This person said already what they thought of it."
    )
    _rating_in_range = models.Constraint(
        "CHECK (rating BETWEEN 1 AND 5)", "A rating goes from 1 to 5."
    )
