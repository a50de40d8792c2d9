from odoo import fields, models


class CoopMember(models.Model):
    """Smart buttons of a member's expenses."""

    _inherit = "coop.member"

    coop_expense_count = fields.Integer(compute="_compute_coop_expense_count")
    coop_vehicle_count = fields.Integer(compute="_compute_coop_expense_count")

    def _compute_coop_expense_count(self):
        claims = self._coop_counts("coop.expense")
        vehicles = self._coop_counts("coop.vehicle")
        for member in self:
            member.coop_expense_count = claims.get(member, 0)
            member.coop_vehicle_count = vehicles.get(member, 0)

    def _coop_counts(self, model):
        return dict(
            self.env[model]._read_group(
                [("member_id", "in", self.ids)], ["member_id"], ["__count"]
            )
        )
