from odoo import api, fields, models
from odoo.exceptions import UserError


class CoopShareType(models.Model):
    """Class of share: its nominal value, and who may hold it."""

    _name = "coop.share.type"
    _description = "Share Type"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    nominal_value = fields.Monetary(
        required=True,
        help="What one share is worth. It cannot change once shares were called.",
    )
    college_ids = fields.Many2many(
        "coop.college",
        string="Colleges",
        check_company=True,
        help="Colleges whose members may hold these shares; empty: all of them.",
    )
    min_quantity = fields.Integer(
        "Minimum to hold",
        default=1,
        help="Fewest shares of this type that a holder may hold. The college's own "
        "minimum, over all types, comes on top.",
    )
    open_online = fields.Boolean(
        "Subscribed online",
        default=True,
        help="Offered on the joining form and in the member's space.",
    )
    description = fields.Text(
        translate=True, help="Shown to whoever may subscribe online."
    )

    _code_company_unique = models.UniqueIndex(
        "(company_id, code)", "This cooperative already has a share type of that code."
    )
    _nominal_positive = models.Constraint(
        "CHECK (nominal_value > 0 AND min_quantity >= 0)",
        "A share is worth more than nothing, and no minimum is negative.",
    )

    def write(self, vals):
        if {"nominal_value", "company_id"} & vals.keys():
            self._refuse_if_used()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _refuse_if_used(self):
        moves_sudo = self.env["coop.share.move"].sudo()  # sudo: whoever may see them
        used = moves_sudo.search(
            [("share_type_id", "in", self.ids), ("state", "!=", "draft")], limit=1
        )
        if used:
            raise UserError(
                self.env._(
                    "Shares of type %s were subscribed: its value stays. Archive it "
                    "and make another type.",
                    used.share_type_id.display_name,
                )
            )

    def _accepts(self, college):
        """Whether members of ``college`` may hold these shares."""
        self.ensure_one()
        return not self.college_ids or college in self.college_ids
