from odoo import api, fields, models

from ..photos import plain_photo

#: pixels of the longer side
PICTURE = 1200


class CoopMemberReference(models.Model):
    """Something that a member made or did, with a picture, for others to see."""

    _name = "coop.member.reference"
    _description = "Reference"
    _inherit = "coop.once.mixin"
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    member_id = fields.Many2one(
        "coop.member",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    text = fields.Text("Story")
    date = fields.Date("When")
    picture = fields.Binary(attachment=True)
    has_picture = fields.Boolean(readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        references = super().create([self._with_picture(vals) for vals in vals_list])
        references.member_id._refresh_cards()
        return references

    def write(self, vals):
        members = self.member_id
        result = super().write(self._with_picture(vals))
        (members | self.member_id)._refresh_cards()
        return result

    def unlink(self):
        members = self.member_id
        result = super().unlink()
        members._refresh_cards()
        return result

    @api.model
    def _with_picture(self, vals):
        """Values with a picture that says nothing but what it shows."""
        if "picture" not in vals:
            return {
                name: value for name, value in vals.items() if name != "has_picture"
            }
        picture = vals["picture"] and plain_photo(self.env, vals["picture"], PICTURE)
        return {**vals, "picture": picture, "has_picture": bool(picture)}

    def _shown_values(self):
        """What the directory shows of a reference."""
        self.ensure_one()
        return {
            "id": self.id,
            "name": self.name,
            "text": self.text or "",
            "date": self.date.isoformat() if self.date else "",
            "picture": self.has_picture,
        }
