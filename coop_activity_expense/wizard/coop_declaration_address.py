from odoo import fields, models


class CoopDeclarationAddress(models.TransientModel):
    """Give somebody the private address of their calendar of deadlines."""

    _name = "coop.declaration.address"
    _description = "Address of a Calendar of Declarations"

    address = fields.Char(readonly=True)

    def action_new(self):
        """Show a new address once; the one before stops working."""
        self.ensure_one()
        self.address = self.env["coop.declaration.feed"]._new_address()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Calendar of deadlines"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
