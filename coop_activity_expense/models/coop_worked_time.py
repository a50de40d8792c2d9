from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..core.billing import LINE, Line
from ..core.worked_time import Spell, to_lines

#: what says how much is charged: fixed once it is
CHARGED = {"customer_id", "date", "minutes", "name", "price_hour", "activity_id"}
#: key of the context under which charging shows that it is it
_KEY = "coop_worked_time_step"
_STEP = object()


class CoopWorkedTime(models.Model):
    """Time spent for a customer, noted during the month and charged by an invoice."""

    _name = "coop.worked.time"
    _description = "Time Spent for a Customer"
    _order = "date desc, id desc"
    _check_company_auto = True

    activity_id = fields.Many2one(
        "coop.activity",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="activity_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    customer_id = fields.Many2one(
        "coop.customer",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('activity_id', '=', activity_id)]",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    minutes = fields.Integer(required=True)
    name = fields.Char("What was done", required=True)
    price_hour = fields.Monetary("Price of an hour")
    move_id = fields.Many2one(
        "account.move",
        "Invoice",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    _minutes_valid = models.Constraint(
        "CHECK (minutes BETWEEN 1 AND 1440)",
        "Time lies between a minute and a day.",
    )
    _price_valid = models.Constraint(
        "CHECK (price_hour IS NULL OR price_hour >= 0)",
        "The price of an hour cannot be negative.",
    )

    @api.constrains("customer_id", "activity_id")
    def _check_own_customer(self):
        for spell in self:
            if spell.customer_id.activity_id != spell.activity_id:
                raise ValidationError(
                    self.env._("This customer is not one of the activity.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        spells = super().create(vals_list)
        if spells.move_id and not self._is_step():
            raise UserError(self.env._("Time is charged by an invoice."))
        return spells

    def write(self, vals):
        if not self._is_step():
            if "move_id" in vals:
                raise UserError(self.env._("Time is charged by an invoice."))
            if CHARGED & vals.keys():
                self._check_free()
        return super().write(vals)

    def unlink(self):
        self._check_free()
        return super().unlink()

    def _is_step(self):
        return self.env.context.get(_KEY) is _STEP

    def _as_step(self):
        spells_sudo = self.sudo()  # sudo: the link to the invoice is nobody's to write
        return spells_sudo.with_context(**{_KEY: _STEP})

    def _check_free(self):
        """Raise UserError for time that has been charged."""
        for spell in self:
            if spell.sudo().move_id:  # sudo: whether there is one
                raise UserError(
                    self.env._("“%s” is on an invoice: take it off first.", spell.name)
                )

    def _charge(self):
        """A draft invoice of this time, made by a member of its activity: a line for
        what was done and its price. Who charges the same time at once is told so."""
        self.activity_id._coop_require_member()
        self._check_chargeable()
        found = to_lines([spell._core_spell() for spell in self])
        unit = self.env.ref("uom.product_uom_hour")
        tax = self.env["coop.billing"]._usual_tax(self.activity_id)
        lines = [self._line(line, unit, tax) for line in found]
        header = {"customer_id": self.customer_id.id}
        move = self.env["account.move"]._coop_save(self.activity_id, header, lines)
        self._as_step().move_id = move.id
        self.flush_recordset(["move_id"])
        return move

    def _check_chargeable(self):
        self.check_access("read")
        if not self:
            raise UserError(self.env._("There is no time to charge."))
        if len(self.customer_id) > 1 or len(self.activity_id) > 1:
            raise UserError(self.env._("An invoice charges time to one customer."))
        self._check_free()

    def _core_spell(self):
        self.ensure_one()
        return Spell(
            day=self.date,
            minutes=self.minutes,
            label=self.name,
            price=Decimal(str(self.price_hour)).quantize(Decimal("0.01")),
            key=self.id,
        )

    def _line(self, line, unit, tax):
        days = self.env["coop.member"]
        first, last = (days._portal_date(day) for day in (line.first, line.last))
        name = f"{line.label} ({first})"
        if first != last:
            name = f"{line.label} ({first} – {last})"
        return Line(
            LINE,
            name,
            quantity=line.hours,
            price=line.price,
            unit=unit.id,
            tax=tax.id or None,
        )

    def action_release(self):
        """Take time off its invoice: one that was deleted, is still a draft, or was
        given back wholly. Members of the activity."""
        self.check_access("write")
        self.activity_id._coop_require_member()
        for spell_sudo in self._as_step():
            move = spell_sudo.move_id
            if move.state == "posted" and move.payment_state != "reversed":
                raise AccessError(
                    self.env._("“%s” has been invoiced.", spell_sudo.name)
                )
            spell_sudo.move_id = False
