from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    coop_member_ids = fields.One2many(
        "coop.member", "partner_id", string="Memberships of Cooperatives"
    )
    coop_member_count = fields.Integer(compute="_compute_coop_member_count")

    @api.depends("coop_member_ids")
    def _compute_coop_member_count(self):
        counts = dict(
            self.env["coop.member"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.coop_member_count = counts.get(partner, 0)

    def action_view_coop_members(self):
        """Open the memberships of this contact."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "coop_member.coop_member_action"
        )
        action["domain"] = [("partner_id", "=", self.id)]
        action["context"] = {"default_partner_id": self.id}
        if len(self.coop_member_ids) == 1:
            action.update(
                views=[(False, "form")], res_id=self.coop_member_ids.id, domain=[]
            )
        return action
