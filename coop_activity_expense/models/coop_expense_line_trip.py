from decimal import Decimal
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import format_date, formatLang

from ..core.mileage import CENT, Charge, Trip, charges, way
from .coop_expense import BOOKED
from .coop_expense_line_mileage import RANKS


class Estimate(NamedTuple):
    """What a trip would cost: its scale and `core.mileage.Charge`; no scale where
    none applies."""

    scale: models.Model
    charge: Charge | None


class CoopExpenseLine(models.Model):
    """How the cost of trips comes about, in words, and beforehand."""

    _inherit = "coop.expense.line"

    round_trip = fields.Boolean(
        "Way back included", help="The distance is that of both ways."
    )

    @api.model
    def _estimate_trip(self, vehicle, day, distance, replaced):
        """What a trip of ``distance`` (Decimal, kilometres) would cost on a day, the
        trips that there are being charged first; ``replaced`` is left out. Nothing is
        written."""
        lines_sudo = self.sudo()  # sudo: scales depend on settings of the company
        scales = lines_sudo.env["coop.mileage.scale"]._available(vehicle.company_id)
        scale_sudo = scales._pick(vehicle, day)
        if not scale_sudo:
            return Estimate(scale_sudo, None)
        others = lines_sudo._year_lines(vehicle, day.year) - replaced
        posted = others.filtered(lambda line: line.state in BOOKED)
        pending = (others - posted).filtered("scale_id")
        trip = Trip(
            distance=distance,
            scale=scale_sudo._core_scale(vehicle.energy == "electric"),
            day=day,
            rank=(RANKS["draft"],),
        )
        unit = Decimal(str(vehicle.company_id.currency_id.rounding or CENT))
        found = charges(
            [line._core_trip() for line in posted.sorted("posting_rank")],
            [*(line._core_trip() for line in pending), trip],
            unit,
        )
        return Estimate(scale_sudo, found[-1])

    def _explanation(self):
        """How the cost of this trip came about, as sentences; none for receipts."""
        self.ensure_one()
        line_sudo = self.sudo()  # sudo: scales are there for all to be told of
        if line_sudo.kind != "mileage" or not line_sudo.scale_id:
            return []
        charge = Charge(
            self._exact(self.amount),
            self._exact(self.mileage_before),
            self._exact(self.mileage_correction),
        )
        distance = self._exact(round(self.distance, 1))
        return self._explain(
            self.vehicle_id, self.date, distance, Estimate(line_sudo.scale_id, charge)
        )

    @api.model
    def _explain(self, vehicle, day, distance, estimate):
        """The same for a trip that may not be there yet, which costs something."""
        scale, charge = estimate
        core_scale = scale._core_scale(vehicle.energy == "electric")
        found = way(core_scale, charge.before, distance)
        words = {
            "before": self._kilometres(charge.before),
            "after": self._kilometres(charge.before + distance),
            "year": str(day.year),
            "rate": self._rate(found.last.rate, vehicle),
        }
        sentences = self._words_of_way(found, words, vehicle)
        if core_scale.bonus:
            bonus = f"{core_scale.bonus.normalize():f}"
            sentences.append(self.env._("%s %% more, for an electric vehicle.", bonus))
        sentences += self._words_of_correction(charge.correction, vehicle)
        if not scale.verified:
            sentences.append(self.env._("This rate is still to be confirmed."))
        return sentences

    @api.model
    def _words_of_way(self, found, words, vehicle):
        if found.one_rate:
            return [
                self.env._(
                    "From %(before)s to %(after)s km in %(year)s with this vehicle, at "
                    "%(rate)s a km.",
                    **words,
                )
            ]
        before, after = (
            self._money_of(amount, vehicle) for amount in (found.before, found.after)
        )
        year = self.env._(
            "From %(before)s to %(after)s km in %(year)s with this vehicle: the year "
            "comes to %(now)s instead of %(then)s.",
            now=after,
            then=before,
            **words,
        )
        return [year, self._words_of_band(found, vehicle, words["rate"])]

    @api.model
    def _words_of_band(self, found, vehicle, rate):
        end = self._kilometres(found.end or 0)
        if not found.last.fixed:
            return self.env._(
                "Above %(end)s km, every kilometre of the year counts %(rate)s.",
                end=end,
                rate=rate,
            )
        return self.env._(
            "Above %(end)s km, every kilometre of the year counts %(rate)s, plus "
            "%(fixed)s for the year.",
            end=end,
            rate=rate,
            fixed=self._money_of(found.last.fixed, vehicle),
        )

    @api.model
    def _words_of_correction(self, correction, vehicle):
        if not correction:
            return []
        amount = self._money_of(abs(correction), vehicle)
        if correction > 0:
            return [
                self.env._("%s of it make up for earlier trips of the year.", amount)
            ]
        return [
            self.env._(
                "%s are taken off: earlier trips of the year were charged too much.",
                amount,
            )
        ]

    @api.model
    def _no_scale(self, vehicle, day):
        """What is said of a trip that nothing is known to be paid for."""
        return self.env._(
            "There is no mileage scale for %(vehicle)s on %(day)s: ask your adviser.",
            vehicle=vehicle.display_name,
            day=format_date(self.env, day),
        )

    @api.model
    def _kilometres(self, distance):
        """A distance as people write it: 1,234.5."""
        digits = 0 if distance == int(distance) else 1
        return formatLang(self.env, float(distance), digits=digits)

    @api.model
    def _money_of(self, amount, vehicle):
        currency = vehicle.company_id.currency_id
        return formatLang(self.env, float(amount), currency_obj=currency)

    @api.model
    def _rate(self, rate, vehicle):
        """A rate by kilometre: at least three decimals, as scales print them."""
        currency = vehicle.company_id.currency_id
        digits = 3 if rate == round(rate, 3) else 4
        number = formatLang(self.env, float(rate), digits=digits)
        if currency.position == "before":
            return f"{currency.symbol}{number}"
        return f"{number}\N{NO-BREAK SPACE}{currency.symbol}"
