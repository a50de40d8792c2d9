import secrets

from odoo import fields
from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE

from ..core.expense_form import MORE, SUBMIT, read_step
from ..core.trip_form import MOST_TEXT, read_trip
from ..models.coop_member_expense import EXPENSES
from ..models.coop_member_vehicle import TRIPS
from .portal_expenses import CLAIM
from .portal_vehicles import CoopPortalVehicles

TRIP = f"{TRIPS}/<int:line_id>"


class CoopPortalTrips(CoopPortalVehicles):
    """The form about a trip, which says what it costs while it is filled in."""

    @route(f"{TRIPS}/new", **PAGE)
    def coop_trip_new(self, **query):
        """The form of a trip; ``like``: a trip that it is the same as, ``vehicle``:
        the one that it is made with."""
        return self._trip_page(query)

    @route(f"{TRIPS}/new", **FORM)
    def coop_trip_new_send(self, **post):
        """Keep the trip, or show the form again with what is wrong with it."""
        return self._send_trip(post)

    @route(f"{CLAIM}/trip", **PAGE)
    def coop_trip_add(self, claim_id, **query):
        """The form of a trip in a draft."""
        return self._trip_page(query, claim_id)

    @route(f"{CLAIM}/trip", **FORM)
    def coop_trip_add_send(self, claim_id, **post):
        """Keep a trip in a draft, or show the form again."""
        return self._send_trip(post, claim_id)

    @route(TRIP, **PAGE)
    def coop_trip(self, line_id, **query):
        """The form of a trip that is there."""
        return self._trip_page(query, line_id=line_id)

    @route(TRIP, **FORM)
    def coop_trip_send(self, line_id, **post):
        """Keep a change of a trip, or show the form again."""
        return self._send_trip(post, line_id=line_id)

    @route(f"{TRIPS}/cost", type="jsonrpc", auth="user", website=True, readonly=True)
    def coop_trip_cost(self, typed=None, line_id=0, **_params):
        """What a trip costs as far as its form says: ``amount`` and ``words``, both
        empty where it does not say enough."""
        member = self._coop_member()
        if not member:
            return {"amount": "", "words": []}
        typed = typed if isinstance(typed, dict) else {}
        line = request.env["coop.expense.line"]
        if isinstance(line_id, int) and line_id:
            line = self._find_own(member, line._name, line_id)
        amount, words = line._portal_trip_cost(member, typed, line)
        return {"amount": amount, "words": words}

    # -- sending ---------------------------------------------------------------------

    def _send_trip(self, post, claim_id=None, line_id=None):
        self._show_form_of(claim_id, line_id)
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        claim, line = self._trip_form_of(member, claim_id, line_id)
        outcome = line._portal_send_trip(member, post, claim, line)
        if outcome.errors:
            return self._trip_page({}, claim_id, line_id, outcome.typed, outcome.errors)
        return request.redirect(self._after_trip(outcome.line, post))

    def _after_trip(self, line, post):
        """Where the member goes once a trip is kept."""
        claim, step = line.expense_id, read_step(post)
        if step == MORE:
            return f"{EXPENSES}/{claim.id}/trip?done=added"
        if step != SUBMIT:
            return f"{EXPENSES}/{claim.id}?done=later"
        # the same form a second time finds it sent
        kept = claim.step == "draft" and claim._portal_act("submit")
        return f"{EXPENSES}/{claim.id}?done={'kept' if kept else 'submit'}"

    # -- the form --------------------------------------------------------------------

    def _trip_page(self, query, claim_id=None, line_id=None, typed=None, errors=None):
        self._show_form_of(claim_id, line_id)
        return self._coop_page(
            "coop_activity_expense.portal_coop_trip_form",
            lambda member: {
                "errors": errors or {},
                "done": query.get("done"),
                **self._trip_values(
                    member, *self._trip_form_of(member, claim_id, line_id), typed, query
                ),
            },
        )

    def _trip_form_of(self, member, claim_id, line_id):
        """The claim and the line of a form; empty where they begin with it."""
        line = request.env["coop.expense.line"]
        if line_id:
            line = self._trip_of(member, line_id)
            return line.expense_id, line
        claim = request.env["coop.expense"]
        return (self._claim_of(member, claim_id) if claim_id else claim), line

    def _trip_of(self, member, line_id):
        """The member's trip; raises NotFound for any other expense."""
        line = self._own(member, "coop.expense.line", line_id)
        if line.kind != "mileage":
            raise request.not_found()
        return line

    def _trip_values(self, member, claim, line, typed, query):
        offer = member._portal_trip_offer()
        fresh = typed is None and not line
        typed = typed or self._trip_at_first(member, offer, line, query)
        amount, words = line._portal_trip_cost(member, typed, line)
        return {
            "claim": claim,
            "line": line,
            "typed": typed,
            "fresh": fresh and not query.get("like"),
            "offer": offer,
            "vehicles": offer.vehicles | line.vehicle_id,
            "places": self._places(offer),
            "amount": amount,
            "words": words,
            "may_claim": member._may_claim() and (not claim or claim.step == "draft"),
            "key": secrets.token_urlsafe(16),
            "today": fields.Date.context_today(member),
            "longest": MOST_TEXT,
        }

    def _places(self, offer):
        """Places and reasons that were entered before, to be proposed again."""
        return {
            name: list(dict.fromkeys(filter(None, offer.usual.mapped(name))))
            for name in ("origin", "destination", "name")
        }

    def _trip_at_first(self, member, offer, line, query):
        """The form before anything is typed: as the trip that it is like, or with the
        vehicle and the place that the last one began with."""
        if line:
            return line._portal_typed_trip()
        today = fields.Date.context_today(member).isoformat()
        last = member._portal_last_trips(1)
        like = self._find_like(member, query)
        if like:
            same = like._portal_typed_trip() | {"date": today}
            return same | {"activity": self._likely_activity(like, offer)}
        named = offer.vehicles.filtered(lambda one: str(one.id) == query.get("vehicle"))
        vehicle = named or (last.vehicle_id & offer.vehicles) or offer.vehicles
        return read_trip(
            {
                "activity": self._likely_activity(last, offer),
                "vehicle": str(vehicle[:1].id or ""),
                "date": today,
                "origin": last.origin or "",
                "name": last.name or "",
                "round_trip": "1" if last.round_trip else "",
            }
        )

    def _likely_activity(self, line, offer):
        likely = line.activity_id & offer.activities
        return str((likely or offer.activities)[:1].id or "")

    def _find_like(self, member, query):
        lines = request.env["coop.expense.line"]
        like = query.get("like") or ""
        if not (like.isascii() and like.isdecimal() and len(like) < 10):
            return lines
        found = self._find_own(member, lines._name, int(like))
        return found.filtered(lambda line: line.kind == "mileage")
