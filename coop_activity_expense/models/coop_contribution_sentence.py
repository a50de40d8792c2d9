from decimal import Decimal

from odoo import models
from odoo.tools import format_amount, format_date


class CoopContributionLine(models.Model):
    """A contribution told in a few short sentences."""

    _inherit = "coop.contribution.line"

    def _sentences(self):
        """How the amount comes about, one sentence a step, in the user's language."""
        self.ensure_one()
        parts = self.parts or {}
        steps = parts.get("steps", [])
        told = [getattr(self, f"_tell_{step['kind']}")(step) for step in steps]
        return [self._tell_base(parts), *filter(None, told), self._tell_amount()]

    def _money(self, amount):
        return format_amount(self.env, float(amount), self.currency_id)

    def _rate(self, number):
        return self.env["coop.billing"]._portal_number(Decimal(number))

    def _tell_base(self, parts):
        values = {
            "start": format_date(self.env, self.year_start),
            "end": format_date(self.env, self.period_end),
            "activity": self.activity_id.sudo().name,  # sudo: the name alone
            "amount": self._money(self.year_base),
        }
        if parts.get("basis") == "collected":
            return self.env._(
                "From %(start)s to %(end)s, customers of %(activity)s paid %(amount)s "
                "without VAT.",
                **values,
            )
        if parts.get("basis") == "margin":
            return self.env._(
                "From %(start)s to %(end)s, %(activity)s invoiced %(amount)s more than "
                "it bought for its work, without VAT.",
                **values,
            )
        return self.env._(
            "From %(start)s to %(end)s, %(activity)s invoiced %(amount)s without VAT.",
            **values,
        )

    def _tell_band(self, step):
        values = {
            "rate": self._rate(step["rate"]),
            "base": self._money(step["base"]),
            "amount": self._money(step["amount"]),
            "lower": self._money(step["lower"]),
            "upper": self._money(step["upper"] or 0),
        }
        if not Decimal(step["lower"]) and not step["upper"]:
            return self.env._(
                "The cooperative's share is %(rate)s %% of %(base)s: %(amount)s.",
                **values,
            )
        if not step["upper"]:
            return self.env._(
                "Above %(lower)s, the share is %(rate)s %% of %(base)s: %(amount)s.",
                **values,
            )
        return self.env._(
            "Up to %(upper)s, the share is %(rate)s %% of %(base)s: %(amount)s.",
            **values,
        )

    def _tell_internal(self, step):
        return self.env._(
            "Of the %(base)s that other activities paid, it is %(rate)s %%: "
            "%(amount)s.",
            rate=self._rate(step["rate"]),
            base=self._money(step["base"]),
            amount=self._money(step["amount"]),
        )

    def _tell_fee(self, step):
        return self.env._(
            "%(count)s times the monthly fee of %(fee)s makes %(amount)s.",
            count=step["months"],
            fee=self._money(step["rate"]),
            amount=self._money(step["amount"]),
        )

    def _tell_free(self, step):
        return self.env._(
            "Nothing is taken for the first months, here %(count)s, which brought "
            "%(base)s.",
            count=step["months"],
            base=self._money(step["base"]),
        )

    def _tell_floor(self, step):
        return self.env._(
            "A year comes to %(limit)s at least, so that %(amount)s is added.",
            limit=self._money(step["rate"]),
            amount=self._money(step["amount"]),
        )

    def _tell_ceiling(self, step):
        return self.env._(
            "A year comes to %(limit)s at most, so that %(amount)s is let go.",
            limit=self._money(step["rate"]),
            amount=self._money(-Decimal(step["amount"])),
        )

    def _tell_rounding(self, _step):
        """Less than a cent is not worth a sentence."""
        return ""

    def _tell_amount(self):
        values = {
            "year": self._money(self.year_amount),
            "taken": self._money(self.taken),
            "amount": self._money(abs(self.amount)),
        }
        if not self.taken:
            return self.env._("This makes %(amount)s.", **values)
        if self.amount < 0:
            return self.env._(
                "This makes %(year)s; %(taken)s was taken already, so that %(amount)s "
                "is given back now.",
                **values,
            )
        return self.env._(
            "This makes %(year)s; %(taken)s was taken already, so that %(amount)s is "
            "left to take now.",
            **values,
        )
