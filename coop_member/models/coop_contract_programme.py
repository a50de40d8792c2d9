from odoo import models


class CoopContract(models.Model):
    """Starting a contract enters the programmes of support that go with it."""

    _inherit = "coop.contract"

    def action_start(self):
        result = super().action_start()
        for contract in self:
            contract._enter_programmes()
        return result

    def _enter_programmes(self):
        self.ensure_one()
        programmes = self.env["coop.gift.programme"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("contract_type_ids", "in", self.type_id.ids),
            ]
        )
        programmes._enter(self.member_id, self.date_start)
