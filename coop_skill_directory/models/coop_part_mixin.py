from odoo import api, fields, models
from odoo.fields import Domain


class CoopPartMixin(models.AbstractModel):
    """What members take part in by lines of their own, such as their answers.

    Record rules ask `has_my_part`. Were they to ask the lines themselves, looking at a
    record would leave all of its lines in memory, for whoever looks to read.
    """

    _name = "coop.part.mixin"
    _description = "Taken Part in by Members"
    #: field of the lines, each of which has a ``member_id``
    _parts_field = None

    has_my_part = fields.Boolean(
        "I take part", compute="_compute_has_my_part", search="_search_has_my_part"
    )

    @api.depends_context("uid")
    def _compute_has_my_part(self):
        records_sudo = self.sudo()  # sudo: whether the user has a line, no more
        mine = records_sudo.search([("id", "in", self.ids), ("has_my_part", "=", True)])
        for record in self:
            record.has_my_part = record.id in mine._ids

    def _search_has_my_part(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = Domain("member_id.portal_partner_id", "=", self.env.user.partner_id.id)
        return Domain(self._parts_field, "any!", own)
