from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..core.outline import LONGEST_POINT, plain


class CoopWebinarTakeaway(models.Model):
    """A point that is kept of a webinar, or a sub-point of the one above it. Plain
    text: what is pasted with tags loses them."""

    _name = "coop.webinar.takeaway"
    _description = "Takeaway"
    _order = "event_id, sequence, id"

    event_id = fields.Many2one(
        "event.event", "Webinar", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    level = fields.Selection(
        [("point", "Point"), ("sub", "Sub-point")], default="point", required=True
    )
    name = fields.Char("Text", required=True, translate=True)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._plain(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._plain(vals))

    @api.model
    def _plain(self, vals):
        if not vals.get("name"):
            return vals
        return vals | {"name": plain(vals["name"])}

    @api.constrains("name")
    def _check_name(self):
        for takeaway in self:
            if not takeaway.name:
                raise ValidationError(self.env._("A takeaway needs some words."))
            if len(takeaway.name) > LONGEST_POINT:
                raise ValidationError(
                    self.env._("Write %s letters a point at most.", LONGEST_POINT)
                )
