from odoo import fields, models

from .coop_strategy_decision import CODE


class ResCompany(models.Model):
    """What a cooperative decides about its strategy."""

    _inherit = "res.company"

    strategy_gift_category_id = fields.Many2one(
        "coop.gift.category",
        "Kind of contributed time",
        domain="['|', ('company_id', '=', False), ('company_id', '=', id)]",
        help="As which kind of gift hours given to projects count.",
    )

    def _strategy_gift_category(self):
        """The kind of gift that contributed hours are."""
        self.ensure_one()
        return self.strategy_gift_category_id or self.env.ref(
            "coop_strategy_project.gift_category_contribution"
        )

    def _coop_create_sequences(self):
        result = super()._coop_create_sequences()
        if not self._coop_sequence(CODE):
            self.env["ir.sequence"].create(
                {
                    "name": "Register of decisions",
                    "code": CODE,
                    "prefix": "D",
                    "padding": 4,
                    "company_id": self.id,
                    # a register is numbered without gaps
                    "implementation": "no_gap",
                }
            )
        return result
