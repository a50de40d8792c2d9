from decimal import Decimal

from odoo import fields, models
from odoo.exceptions import UserError

from ..core import pay


class CoopActivity(models.Model):
    """What an activity's available money would pay out: an estimate."""

    _inherit = "coop.activity"

    def _estimate_pay(self, net=None, cost=None):
        """The `core.pay.Pay` for a wanted ``net`` wage, or for a ``cost`` (by default
        what is available), with the coefficients of the cooperative.

        Raises UserError for an amount below zero.
        """
        self.ensure_one()
        self.check_access("read")
        company_sudo = self.company_id.sudo()  # sudo: coefficients alone
        rates = company_sudo._coop_pay_coefficients()
        unit = Decimal(str(company_sudo.currency_id.rounding))
        try:
            if net is not None:
                return pay.for_net(Decimal(str(net)), rates, unit)
            if cost is None:
                today = fields.Date.context_today(self)
                available = self._get_statement(today, today).available
                cost = max(Decimal(0), available)
            return pay.for_cost(Decimal(str(cost)), rates, unit)
        except pay.NegativeAmount as error:
            raise UserError(
                self.env._("A wage is estimated from an amount above zero.")
            ) from error
