from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CoopGiftDeclare(models.TransientModel):
    """Declare time for a member, with one person or several at once."""

    _name = "coop.gift.declare"
    _description = "Declaration of Time"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    member_id = fields.Many2one(
        "coop.member",
        required=True,
        domain="[('company_id', '=', company_id), ('state', 'in', ('active', 'left'))]",
    )
    direction = fields.Selection(
        [("given", "gave time to"), ("received", "received time from")],
        required=True,
        default="given",
    )
    with_commons = fields.Boolean(
        "The commons",
        help="The cooperative as a whole, rather than some of its people.",
    )
    people_ids = fields.Many2many(
        "coop.member",
        "coop_gift_declare_people_rel",
        domain="[('company_id', '=', company_id), ('state', 'in', ('active', 'left')), "
        "('id', '!=', member_id)]",
        help="With several people, each gives or receives all of the time.",
    )
    minutes = fields.Integer("Time", required=True, default=60)
    date = fields.Date(required=True, default=fields.Date.context_today)
    category_id = fields.Many2one(
        "coop.gift.category",
        "Kind",
        required=True,
        domain="['|', ('company_id', '=', False), ('company_id', '=', company_id)]",
    )
    description = fields.Char("In one sentence", required=True)
    own_trade = fields.Boolean(compute="_compute_own_trade")

    @api.depends("direction", "member_id", "people_ids", "with_commons", "category_id")
    def _compute_own_trade(self):
        for declaration in self:
            givers = declaration._givers()
            category = declaration.category_id
            declaration.own_trade = any(
                giver._is_own_trade(category) for giver in givers
            )

    def _givers(self):
        self.ensure_one()
        if self.direction == "given":
            return self.member_id
        return self.people_ids.browse() if self.with_commons else self.people_ids

    def action_declare(self):
        """Declare the gifts, and show them."""
        self.ensure_one()
        gifts, errors = self.env["coop.gift"]._declare(
            self.member_id,
            self.direction,
            None if self.with_commons else self.people_ids,
            self.minutes,
            self.date,
            self.category_id,
            self.description,
        )
        if errors:
            raise ValidationError("\n".join(errors.values()))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "coop_member.coop_gift_action"
        )
        return action | {"domain": [("id", "in", gifts.ids)], "context": {}}
