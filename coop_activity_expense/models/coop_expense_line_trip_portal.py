from odoo import api, models

from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    TOO_FEW,
    TOO_MANY,
    read_day,
)

from ..core.expense_form import FIRST_DAY
from ..core.trip_form import (
    MOST_KILOMETRES,
    Choices,
    Trip,
    parse_trip,
    read_distance,
    read_trip,
)
from .coop_expense_line_portal import Outcome
from .coop_member_vehicle import TRIPS


class CoopExpenseLine(models.Model):
    """Trips that members enter in their space. What they send is read by
    `core.trip_form`, and kept like any other expense of theirs."""

    _inherit = "coop.expense.line"

    @api.model
    def _portal_send_trip(self, member, post, claim, line):
        """Keep a trip of ``member`` as the form sent it: a change of ``line``, or a
        new one in ``claim``; where that is empty, in their last draft of trips alone,
        or else in a claim that begins. Returns an `Outcome`. The same form a second
        time is taken as received already."""
        member.check_access("read")
        claim = claim or line.expense_id
        offer = member._portal_trip_offer()
        choices = Choices(
            (offer.vehicles | line.vehicle_id).ids,
            None if claim else offer.activities.ids,
        )
        sent, codes = parse_trip(post, choices, claim.id or 0)
        key = sent and self._portal_key(member, sent, claim)
        before = key and not line and self._portal_before(member, key)
        if before:
            return Outcome(before, {}, read_trip(post))
        errors = self._portal_trip_sentences(codes)
        if not errors and line and post.get("version") != line._portal_version():
            errors["form"] = self.env._(
                "This trip was changed in another window meanwhile. Look at what is "
                "below and save it again, or reload the page."
            )
        if errors:
            return Outcome(self.browse(), errors, read_trip(post))
        claim = claim or member._portal_trip_claim(sent.head.activity_id)
        return self._portal_keep(
            member, sent, key, line.receipt_ids, claim, line, read_trip(post)
        )

    @api.model
    def _portal_values(self, expense):
        if not isinstance(expense, Trip):
            return super()._portal_values(expense)
        vehicle = self.env["coop.vehicle"].browse(expense.vehicle_id)
        category = self.env["coop.expense.category"]._of_trips(vehicle.company_id)
        return {
            "category_id": category.id,
            "date": expense.day,
            "vehicle_id": expense.vehicle_id,
            "distance": float(expense.distance),
            "round_trip": expense.round_trip,
            "origin": expense.origin,
            "destination": expense.destination,
            "name": expense.name,
        }

    def _portal_typed_trip(self):
        """This trip as its form shows it: the distance one way."""
        self.ensure_one()
        one_way = self.distance / 2 if self.round_trip else self.distance
        return read_trip(
            {
                "activity": str(self.activity_id.id),
                "vehicle": str(self.vehicle_id.id or ""),
                "date": self.date.isoformat(),
                "distance": f"{round(one_way, 2):g}" if one_way else "",
                "round_trip": "1" if self.round_trip else "",
                "origin": self.origin or "",
                "destination": self.destination or "",
                "name": self.name or "",
            }
        )

    @api.model
    def _portal_trip_cost(self, member, post, line):
        """What a trip costs as far as its form says, as (amount, sentences); empty
        where it does not say enough."""
        typed = read_trip(post)
        vehicles = member._portal_trip_offer().vehicles | line.vehicle_id
        one_way, wrong = read_distance(typed["distance"])
        vehicle = vehicles.filtered(lambda one: str(one.id) == typed["vehicle"])
        day = read_day(typed["date"], FIRST_DAY)
        if wrong or not vehicle or not day:
            return "", []
        distance = one_way * 2 if typed["round_trip"] == "1" else one_way
        estimate = self._estimate_trip(vehicle, day, distance, line)
        if not estimate.scale:
            return "", [self._no_scale(vehicle, day)]
        amount = self._money_of(estimate.charge.amount, vehicle)
        return amount, self._explain(vehicle, day, distance, estimate)

    def _portal_way(self):
        """From where to where, and whether back again."""
        self.ensure_one()
        arrow = "\N{LEFT RIGHT ARROW}" if self.round_trip else "\N{RIGHTWARDS ARROW}"
        places = filter(None, (self.origin, self.destination))
        return f" {arrow} ".join(places) or self.name or self.category_id.name

    def _portal_path(self):
        if self.kind == "mileage":
            return f"{TRIPS}/{self.id}"
        return super()._portal_path()

    @api.model
    def _portal_trip_sentences(self, codes):
        """Sentences by field, for codes of `core.trip_form` by field."""
        sentences = {
            ("vehicle", MISSING): self.env._("Choose the vehicle."),
            ("distance", MISSING): self.env._("Enter how many kilometres."),
            ("distance", INVALID): self.env._("Enter kilometres, such as 12.5."),
            ("distance", TOO_FEW): self.env._("Enter a distance above zero."),
            ("distance", TOO_MANY): self.env._(
                "This is more than %s km one way: is a point or a comma missing?",
                MOST_KILOMETRES,
            ),
            ("destination", MISSING): self.env._("Say where you went."),
            ("name", MISSING): self.env._("Say what for: mileage is paid for work."),
        }
        return self._portal_say(codes, sentences)
