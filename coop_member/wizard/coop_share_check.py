from odoo import api, fields, models


class CoopShareCheck(models.TransientModel):
    """What the check of a cooperative's capital register found."""

    _name = "coop.share.check"
    _description = "Check of the Capital Register"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Datetime("Checked on", default=fields.Datetime.now, readonly=True)
    difference = fields.Char("First difference", readonly=True)
    line_count = fields.Integer("Movements", readonly=True)
    holder_count = fields.Integer("Holders", readonly=True)
    capital = fields.Monetary(readonly=True)
    seal = fields.Char("Last seal", readonly=True)

    @api.model
    def _open(self):
        """Check the register of the current cooperative and show what was found."""
        check = self.create(self._prepare_check(self.env.company))
        return {
            "name": self.env._("Check of the register"),
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": check.id,
            "views": [(False, "form")],
            "target": "new",
        }

    @api.model
    def _prepare_check(self, company):
        found = company._coop_check_register()
        holders, capital = company._coop_holders_and_capital()
        return {
            "company_id": company.id,
            "difference": found.difference,
            "line_count": found.count,
            "holder_count": holders,
            "capital": float(capital),
            "seal": found.seal,
        }
