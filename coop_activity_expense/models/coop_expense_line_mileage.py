from datetime import date
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import format_date, formatLang

from ..core.mileage import CENT, Trip, charges
from .coop_expense import BOOKED

#: trips that are further on come first
RANKS = {"approved": 0, "submitted": 1, "draft": 2}


class CoopExpenseLine(models.Model):
    """What trips cost: each what it adds to the year of its vehicle."""

    _inherit = "coop.expense.line"

    scale_id = fields.Many2one(
        "coop.mileage.scale", readonly=True, copy=False, ondelete="restrict"
    )
    mileage_before = fields.Float(
        "Before this trip (km)",
        digits=(12, 1),
        readonly=True,
        copy=False,
        help="What the vehicle had been charged of the year.",
    )
    mileage_correction = fields.Monetary(
        "Correction",
        readonly=True,
        copy=False,
        help="Part of the amount that makes up for earlier trips of the year: one "
        "that was reversed, or a rate that was corrected.",
    )
    posting_rank = fields.Integer(
        readonly=True, copy=False, help="Order of posting among the vehicle's trips."
    )

    def _mileage_years(self):
        """Vehicles and years of these trips, as a set of pairs."""
        return {
            (line.vehicle_id, line.date.year)
            for line in self
            if line.kind == "mileage" and line.vehicle_id and line.date
        }

    def _recharge(self, years):
        """Charge again the trips that are not posted of vehicles in years (a set of
        pairs; no year: each one that has trips), and say so in the claims that it
        changes."""
        for vehicle, year in sorted(years, key=lambda pair: (pair[0].id, pair[1] or 0)):
            lines_sudo = self._as_step()._year_lines(vehicle, year)
            by_year = lines_sudo.grouped(lambda line: line.date.year)
            for of_year in by_year.values():
                of_year._charge_year()
        self._as_step()._clear_receipts_of_trips()

    def _recharge_own(self):
        """Charge again the years that these trips are part of."""
        self._recharge(self._mileage_years())

    def _clear_receipts_of_trips(self):
        """Receipts have no scale, whatever the line was before."""
        for line in self.exists():
            if line.kind != "mileage" and line.scale_id:
                line.write(
                    {"scale_id": False, "mileage_before": 0, "mileage_correction": 0}
                )
            if line.kind == "mileage" and not line.vehicle_id and line.amount:
                line.amount = 0

    @api.model
    def _year_lines(self, vehicle, year):
        domain = [
            ("vehicle_id", "=", vehicle.id),
            ("kind", "=", "mileage"),
            ("state", "!=", "refused"),
        ]
        if year:
            first, last = date(year, 1, 1), date(year, 12, 31)
            domain += [("date", ">=", first), ("date", "<=", last)]
        return self.search(domain, order="date, id")

    def _charge_year(self, only=None):
        """Charge the trips of one vehicle in one year that are not posted; those of
        ``only`` alone, as if the others were not there."""
        posted = self.filtered(lambda line: line.state in BOOKED)
        pending = self - posted if only is None else only
        scales = self.env["coop.mileage.scale"]._available(self.company_id[:1])
        charged = self.browse()
        for line in pending:
            line.scale_id = scales._pick(line.vehicle_id, line.date)
            charged |= line if line.scale_id else self.browse()
        (pending - charged)._write_charge(0, 0, 0)
        found = charges(
            [line._core_trip() for line in posted.sorted("posting_rank")],
            [line._core_trip() for line in charged],
            Decimal(str(self.currency_id[:1].rounding or CENT)),
        )
        for line, charge in zip(charged, found, strict=True):
            line._write_charge(charge.amount, charge.before, charge.correction)

    def _core_trip(self):
        """This line as `core.mileage` takes it."""
        self.ensure_one()
        electric = self.vehicle_id.energy == "electric"
        return Trip(
            distance=self._exact(round(self.distance, 1)),
            scale=self.scale_id._core_scale(electric),
            day=self.date,
            rank=(RANKS.get(self.state, 0),),
            amount=self._exact(self.amount),
        )

    def _write_charge(self, amount, before, correction):
        for line in self:
            old = line.amount
            line.write(
                {
                    "amount": float(amount),
                    "mileage_before": float(before),
                    "mileage_correction": float(correction),
                }
            )
            if line.state != "draft" and line.currency_id.compare_amounts(
                old, line.amount
            ):
                line._tell_recharged(old)

    def _tell_recharged(self, old):
        """Say in the claim that a trip costs otherwise than when it was submitted."""
        self.ensure_one()
        self.expense_id._tell(
            self.env._(
                "Trip of %(day)s: %(old)s became %(new)s, for other kilometres of the "
                "year come before it now.",
                day=format_date(self.env, self.date),
                old=self._money(old),
                new=self._money(self.amount),
            )
        )

    def _money(self, amount):
        return formatLang(self.env, amount, currency_obj=self.currency_id)

    def _charge_for_posting(self):
        """Charge trips that are about to be posted right after those that are, in the
        order of their days, and number them in that order."""
        trips = self.filtered(lambda line: line.kind == "mileage")
        trips.vehicle_id._take_turns()
        by_year = trips.grouped(lambda line: (line.vehicle_id, line.date.year))
        for (vehicle, year), of_year in by_year.items():
            in_order = of_year._as_step().sorted(lambda line: (line.date, line.id))
            lines_sudo = self._as_step()._year_lines(vehicle, year)
            lines_sudo._charge_year(only=in_order)
            posted = lines_sudo.filtered(lambda line: line.state in BOOKED)
            last = max(posted.mapped("posting_rank"), default=0)
            for rank, line in enumerate(in_order, last + 1):
                line.posting_rank = rank
