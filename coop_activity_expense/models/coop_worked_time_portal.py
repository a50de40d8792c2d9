from odoo import models

from odoo.addons.coop_member.core.forms import key_of

from ..core.billing import exact
from ..core.time_form import parse_time, read_time, show_minutes


class CoopWorkedTime(models.Model):
    """Time in the member's space."""

    _name = "coop.worked.time"
    _inherit = ["coop.worked.time", "coop.form.mixin"]

    def _portal_save(self, activity, post):
        """Keep new time, or a change of this: (time, sentences by field, what was
        typed)."""
        typed = read_time(post)
        customers = self.env["coop.customer"].search(
            [("activity_id", "=", activity.id)]
        )
        customers |= self.customer_id
        sent, codes = parse_time(typed, customers.ids)
        billing = self.env["coop.billing"]
        if codes:
            return self, billing._portal_errors(codes), typed
        values = {
            "customer_id": sent.customer_id,
            "date": sent.day,
            "minutes": sent.minutes,
            "name": sent.name,
            "price_hour": float(sent.price),
        }
        kept, errors = billing._portal_kept(
            self,
            activity,
            typed,
            key_of(post),
            lambda: self._portal_write(activity, values),
        )
        return kept, errors, typed

    def _portal_write(self, activity, values):
        if self:
            self.write(values)
            return self
        return self.create(values | {"activity_id": activity.id})

    def _portal_typed(self):
        """This time as its form shows it."""
        self.ensure_one()
        return {
            "customer": str(self.customer_id.id),
            "date": self.date.isoformat(),
            "time": show_minutes(self.minutes),
            "name": self.name,
            "price": self._portal_price(),
        }

    def _portal_price(self):
        """The price of an hour as the form shows it, empty where there is none."""
        if not self.price_hour:
            return ""
        price = exact(self.price_hour, "price")
        return self.env["coop.billing"]._portal_number(price, decimals=2)

    def _portal_time(self):
        """The time of these, as it is read."""
        return show_minutes(sum(self.mapped("minutes")))

    def _portal_worth(self):
        """What these come to, without tax."""
        return self.currency_id.format(
            sum(one.minutes * one.price_hour / 60 for one in self)
        )

    def _portal_charge(self, customer, key):
        """Invoice this time of ``customer``, as the member, once for each page: (the
        invoice, sentence)."""
        moves = self.env["account.move"]
        return moves._portal_pressed(key, {"charged": customer.id}, self._charge)

    def _portal_act(self, action):
        """Do it, as the member: (nothing, sentence)."""
        work = {
            "release": self.action_release,
            "delete": self.unlink,
        }[action]
        return self.env["coop.billing"]._portal_try(work)
