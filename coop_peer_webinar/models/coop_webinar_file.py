from odoo import fields, models


class CoopWebinarFile(models.Model):
    """A file that is kept of a webinar: slides, a checklist. A model of its own, for
    its content to be read by nobody before the takeaways are published."""

    _name = "coop.webinar.file"
    _description = "File of a Webinar"
    _order = "sequence, id"

    event_id = fields.Many2one(
        "event.event", "Webinar", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    document = fields.Binary(required=True, attachment=True)
