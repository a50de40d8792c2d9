from odoo import fields, models
from odoo.exceptions import UserError


class CoopContractEnd(models.TransientModel):
    """Ask when and why a contract ends before its term."""

    _name = "coop.contract.end"
    _description = "End of Contract"

    contract_id = fields.Many2one(
        "coop.contract",
        required=True,
        default=lambda self: self.env.context.get("active_id"),
    )
    date_end = fields.Date("Last day", required=True, default=fields.Date.context_today)
    end_reason_id = fields.Many2one(
        "coop.reason", "Reason", required=True, domain="[('kind', '=', 'contract_end')]"
    )

    def action_confirm(self):
        """End the contract on the date and for the reason given."""
        self.ensure_one()
        contract = self.contract_id
        contract._require_running()
        if self.date_end < contract.date_start:
            raise UserError(self.env._("A contract cannot end before it starts."))
        if contract.date_end and self.date_end > contract.date_end:
            raise UserError(
                self.env._("This contract ends earlier by itself: renew it instead.")
            )
        if self.date_end > fields.Date.context_today(self):
            contract.write(
                {
                    "date_term": contract.date_term or contract.date_end,
                    "date_end": self.date_end,
                    "end_reason_id": self.end_reason_id.id,
                }
            )
        else:
            contract._end(self.date_end, self.end_reason_id)
