from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .coop_expense_vat_rule import BENEFICIARIES

#: of one expense; above, cents are not told apart any more in sums of many
MOST_AMOUNT = 10**9
#: kilometres of one trip
MOST_DISTANCE = 10**5


class CoopExpenseLine(models.Model):
    """One expense of a claim: a receipt, or a trip."""

    _name = "coop.expense.line"
    _description = "Expense"
    _order = "expense_id, date, id"
    _check_company_auto = True

    expense_id = fields.Many2one(
        "coop.expense", "Claim", required=True, index=True, ondelete="cascade"
    )
    member_id = fields.Many2one(related="expense_id.member_id", store=True, index=True)
    activity_id = fields.Many2one(
        related="expense_id.activity_id", store=True, index=True
    )
    company_id = fields.Many2one(
        related="expense_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(related="expense_id.state", store=True, index=True)
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    category_id = fields.Many2one(
        "coop.expense.category",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('company_id', 'in', (False, company_id))]",
    )
    kind = fields.Selection(related="category_id.kind", store=True)
    name = fields.Char("Description")
    supplier_name = fields.Char("Supplier")
    amount = fields.Monetary(
        "Amount with tax", help="As the receipt says; of trips, by the official scale."
    )
    beneficiary = fields.Selection(
        BENEFICIARIES, "For whom", default="member", required=True
    )
    company_named = fields.Boolean(
        "In the cooperative's name",
        help="The receipt names the cooperative as the customer.",
    )
    vehicle_id = fields.Many2one(
        "coop.vehicle",
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('member_id', '=', member_id)]",
    )
    distance = fields.Float("Distance (km)", digits=(12, 1))
    origin = fields.Char("Departure")
    destination = fields.Char()
    receipt_ids = fields.One2many("coop.expense.receipt", "line_id", "Receipts")

    _amount_of_receipt = models.Constraint(
        "CHECK (kind = 'mileage' OR amount IS NULL OR amount >= 0)",
        "The amount of a receipt cannot be negative.",
    )
    _distance_positive = models.Constraint(
        "CHECK (distance IS NULL OR distance >= 0)", "A distance cannot be negative."
    )

    @api.depends("name", "category_id", "date")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.name or line.category_id.name

    @api.constrains("amount", "distance")
    def _check_bounds(self):
        """Before anything is computed from them."""
        for line in self:
            receipt = line.kind != "mileage"
            if line.amount > MOST_AMOUNT or (receipt and line.amount < 0):
                raise ValidationError(
                    self.env._(
                        "%s: the amount lies between zero and a thousand million.",
                        line.display_name,
                    )
                )
            if not 0 <= line.distance <= MOST_DISTANCE:
                raise ValidationError(
                    self.env._(
                        "%(line)s: the distance lies between 0 and %(most)s km.",
                        line=line.display_name,
                        most=MOST_DISTANCE,
                    )
                )

    @api.constrains("vehicle_id", "expense_id")
    def _check_own_vehicle(self):
        for line in self.filtered("vehicle_id"):
            if line.vehicle_id.member_id != line.expense_id.member_id:
                raise ValidationError(
                    self.env._(
                        "%(vehicle)s is not a vehicle of %(member)s.",
                        vehicle=line.vehicle_id.display_name,
                        member=line.expense_id.member_id.display_name,
                    )
                )

    @api.constrains("category_id", "expense_id")
    def _check_category_company(self):
        for line in self:
            owner = line.category_id.company_id
            if owner and owner != line.expense_id.company_id:
                raise ValidationError(
                    self.env._(
                        "“%s” is not a category of this cooperative.",
                        line.category_id.name,
                    )
                )

    def _label(self):
        """What the entry says of this line."""
        self.ensure_one()
        if self.kind == "mileage":
            words = self.name, self.origin, self.destination, f"{self.distance:g} km"
        else:
            words = self.supplier_name, self.name or self.category_id.name
        return " · ".join(filter(None, words))[:128]
