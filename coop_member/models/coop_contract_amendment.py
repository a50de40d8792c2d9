from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CoopContractAmendment(models.Model):
    """A signed change to a contract, with what it changes in words."""

    _name = "coop.contract.amendment"
    _description = "Contract Amendment"
    _order = "date desc, id desc"

    contract_id = fields.Many2one(
        "coop.contract", required=True, ondelete="cascade", index=True
    )
    member_id = fields.Many2one(related="contract_id.member_id", store=True, index=True)
    company_id = fields.Many2one(related="contract_id.company_id", store=True)
    date = fields.Date("Effective on", required=True, default=fields.Date.context_today)
    name = fields.Char("Subject", required=True)
    description = fields.Text("What changes")
    document = fields.Binary("Signed document", attachment=True)
    document_name = fields.Char()

    @api.constrains("date", "contract_id")
    def _check_date(self):
        for amendment in self:
            contract = amendment.contract_id
            if amendment.date < contract.date_start or (
                contract.date_end and amendment.date > contract.date_end
            ):
                raise ValidationError(
                    self.env._(
                        "An amendment takes effect while its contract runs: %s.",
                        contract._describe(),
                    )
                )
