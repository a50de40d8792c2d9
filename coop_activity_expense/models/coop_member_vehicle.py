from typing import NamedTuple

from odoo import fields, models

from odoo.addons.coop_member.core.portal_home import HomeItem, waiting_items

from ..core.expense_form import MEMBER

VEHICLES = "/my/coop/vehicles"
TRIPS = "/my/coop/trips"
#: trips that are proposed to be made again
MOST_USUAL = 3
#: trips that are looked at for that
MOST_LAST = 40
#: trips of a vehicle on a page
A_PAGE = 30


class Offer(NamedTuple):
    """What a member chooses from in the form about a trip; ``usual`` are trips that
    may be made again, the last first."""

    vehicles: models.Model
    activities: models.Model
    usual: models.Model


class Driven(NamedTuple):
    """What a vehicle was driven in a year: kilometres, what they cost, how often."""

    distance: float
    amount: float
    count: int


class CoopMember(models.Model):
    """Vehicles and trips in the member's space: read as the member under record
    rules."""

    _inherit = "coop.member"

    def _portal_vehicles(self):
        """Values of the list of vehicles."""
        self.ensure_one()
        vehicles = self.env["coop.vehicle"].with_context(active_test=False)
        found = vehicles.search([("member_id", "=", self.id)])
        used = found.filtered("active")
        today = fields.Date.context_today(self)
        year = today.year
        return {
            "vehicles": used,
            "old_vehicles": found - used,
            "without_scale": used._portal_without_scale(today),
            "driven": self._portal_driven(found, year),
            "year": year,
            "may_change": self._may_claim(),
        }

    def _portal_driven(self, vehicles, year):
        """`Driven` of ``vehicles`` in a year, by vehicle."""
        rows = self.env["coop.expense.line"]._read_group(
            self._portal_trip_domain(vehicles, year),
            ["vehicle_id"],
            ["distance:sum", "amount:sum", "__count"],
        )
        found = {vehicle: Driven(*sums) for vehicle, *sums in rows}
        return {one: found.get(one, Driven(0, 0, 0)) for one in vehicles}

    def _portal_trip_domain(self, vehicles, year=None):
        domain = [
            ("member_id", "=", self.id),
            ("vehicle_id", "in", vehicles.ids),
            ("kind", "=", "mileage"),
            ("state", "!=", "refused"),
        ]
        if year:
            domain += [("date", ">=", f"{year}-01-01"), ("date", "<=", f"{year}-12-31")]
        return domain

    def _portal_vehicle(self, vehicle, year, page):
        """Values of the page of a vehicle: its trips in a year, the last first."""
        today = fields.Date.context_today(self)
        lines = self.env["coop.expense.line"]
        starts = lines._read_group(self._portal_trip_domain(vehicle), ["date:year"])
        years = sorted({start.year for [start] in starts}, reverse=True)
        if year not in years:
            year = years[0] if years else today.year
        domain = self._portal_trip_domain(vehicle, year)
        return {
            "vehicle": vehicle,
            "without_scale": vehicle._portal_without_scale(today),
            "year": year,
            "years": years,
            "driven": self._portal_driven(vehicle, year)[vehicle],
            "trips": lines.search(
                domain,
                order="date DESC, id DESC",
                limit=A_PAGE,
                offset=(page - 1) * A_PAGE,
            ),
            "may_change": self._may_claim(),
        }

    def _portal_kilometres(self, distance):
        return self.env["coop.expense.line"]._kilometres(distance)

    def _portal_trip_offer(self):
        """What the member chooses from: see `Offer`."""
        self.ensure_one()
        return Offer(
            vehicles=self.env["coop.vehicle"].search([("member_id", "=", self.id)]),
            activities=self._portal_open_activities(),
            usual=self._portal_usual_trips(),
        )

    def _portal_last_trips(self, limit=MOST_LAST):
        return self.env["coop.expense.line"].search(
            [("member_id", "=", self.id), ("kind", "=", "mileage")],
            order="id DESC",
            limit=limit,
        )

    def _portal_usual_trips(self):
        """The last trips, each way once."""
        by_way = {}
        for line in self._portal_last_trips():
            if line.distance and line.destination and line.vehicle_id.active:
                key = line.origin, line.destination, line.name, line.distance
                by_way.setdefault(key, line)
        lines = self.env["coop.expense.line"]
        return lines.union(*list(by_way.values())[:MOST_USUAL])

    def _portal_trip_claim(self, activity_id):
        """The draft that a trip joins: the member's last one for an activity that has
        trips alone; none where there is none."""
        drafts = self.env["coop.expense"].search(
            [
                ("member_id", "=", self.id),
                ("activity_id", "=", activity_id),
                ("payer", "=", MEMBER),
                ("step", "=", "draft"),
                ("name", "=", False),
                ("line_ids.kind", "=", "mileage"),
            ]
        )
        return drafts.filtered(
            lambda claim: set(claim.line_ids.mapped("kind")) == {"mileage"}
        )[:1]

    # -- the member's home -----------------------------------------------------------

    def _portal_shortcuts(self):
        shortcuts = super()._portal_shortcuts()
        if self.state != "active":
            return shortcuts
        return [
            *shortcuts,
            HomeItem(
                "trip_new",
                self.env._("A trip"),
                f"{TRIPS}/new",
                icon="fa-car",
                hint=self.env._("Where, how far: what it pays is shown at once"),
                sequence=6,
            ),
        ]

    def _portal_waiting(self):
        return [*super()._portal_waiting(), *self._portal_vehicle_papers_to_send()]

    def _portal_vehicle_papers_to_send(self):
        if not self._may_claim():
            return []
        key = "vehicle_papers"
        count = self.env["coop.vehicle"].search_count(
            [("member_id", "=", self.id), ("has_paper", "=", False)]
        )
        words = (
            self.env._("The registration paper of your vehicle"),
            self.env._("The registration papers of %s vehicles"),
        )
        kind = (key, "fa-id-card-o", VEHICLES, "info")
        return waiting_items([kind], {key: count}, {key: words}, sequence=27)
