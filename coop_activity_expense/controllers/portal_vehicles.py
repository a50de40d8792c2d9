from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE
from odoo.addons.coop_member.core.forms import page_number
from odoo.addons.portal.controllers.portal import pager

from ..core.vehicle_form import MOST_PLATE, MOST_TEXT, read_vehicle
from ..models.coop_expense_receipt import MAX_BYTES
from ..models.coop_member_vehicle import A_PAGE, TRIPS, VEHICLES
from .portal_expense_form import UPLOAD, CoopPortalExpenseForm

VEHICLE = f"{VEHICLES}/<int:vehicle_id>"


class CoopPortalVehicles(CoopPortalExpenseForm):
    """The member's vehicles: their papers, and what they were driven."""

    @route(VEHICLES, **PAGE)
    def coop_vehicles(self, done=None, **_query):
        """The vehicles; ``done`` says what was just done."""
        return self._vehicles_page(done=done)

    @route(f"{VEHICLES}/new", **PAGE)
    def coop_vehicle_new(self, follow="", **_query):
        """The form of a new vehicle; ``follow``: what it is needed for."""
        return self._vehicle_form_page(follow=follow)

    @route(f"{VEHICLES}/new", **UPLOAD)
    def coop_vehicle_new_send(self, **post):
        """Keep a new vehicle, or show the form again with what is wrong with it."""
        return self._send_vehicle(post)

    @route([VEHICLE, f"{VEHICLE}/page/<int:page>"], **PAGE)
    def coop_vehicle(self, vehicle_id, page=1, year="", done=None, **_query):
        """A vehicle, and its trips in a year."""
        self._show_claimant("coop.vehicle", vehicle_id)
        year = int(year) if year.isdecimal() and len(year) == 4 else 0
        page = page_number(page)
        return self._coop_page(
            "coop_activity_expense.portal_coop_vehicle",
            lambda member: {
                "done": done,
                **self._vehicle_values(member, vehicle_id, year, page),
            },
        )

    @route(f"{VEHICLE}/edit", **PAGE)
    def coop_vehicle_edit(self, vehicle_id, **_query):
        """The form of a vehicle that is there."""
        return self._vehicle_form_page(vehicle_id)

    @route(f"{VEHICLE}/edit", **UPLOAD)
    def coop_vehicle_edit_send(self, vehicle_id, **post):
        """Keep a change of a vehicle, or show the form again."""
        return self._send_vehicle(post, vehicle_id)

    @route(f"{VEHICLE}/<any(archive,restore):action>", **FORM)
    def coop_vehicle_archive(self, vehicle_id, action, **_post):
        """Put a vehicle aside, or use it again."""
        self._show_claimant("coop.vehicle", vehicle_id)
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        vehicle = self._vehicle_of(member, vehicle_id)
        sentence = vehicle._portal_archive(active=action == "restore")
        if sentence:
            return self._vehicles_page({"form": sentence})
        return request.redirect(f"{VEHICLES}?done={action}")

    # -- values ----------------------------------------------------------------------

    def _vehicles_page(self, errors=None, done=None):
        return self._coop_page(
            "coop_activity_expense.portal_coop_vehicles",
            lambda member: {
                "errors": errors or {},
                "done": done,
                **member._portal_vehicles(),
            },
        )

    def _vehicle_values(self, member, vehicle_id, year, page):
        vehicle = self._vehicle_of(member, vehicle_id)
        values = member._portal_vehicle(vehicle, year, page)
        return {
            **values,
            "pager": pager(
                f"{VEHICLES}/{vehicle.id}",
                values["driven"].count,
                page,
                A_PAGE,
                url_args={"year": values["year"]},
            ),
        }

    def _send_vehicle(self, post, vehicle_id=None):
        if vehicle_id:
            self._show_claimant("coop.vehicle", vehicle_id)
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        vehicle = self._vehicle_of(member, vehicle_id)
        vehicle, errors, typed = vehicle._portal_save(member, post, self._read_sent())
        follow = post.get("follow") or ""
        if errors:
            return self._vehicle_form_page(vehicle_id, typed, errors, follow)
        if follow == "trip":
            return request.redirect(f"{TRIPS}/new?vehicle={vehicle.id}")
        return request.redirect(f"{VEHICLES}/{vehicle.id}?done=saved")

    def _vehicle_form_page(self, vehicle_id=None, typed=None, errors=None, follow=""):
        if vehicle_id:
            self._show_claimant("coop.vehicle", vehicle_id)
        return self._coop_page(
            "coop_activity_expense.portal_coop_vehicle_form",
            lambda member: {
                "errors": errors or {},
                "follow": follow,
                **self._vehicle_form_values(member, vehicle_id, typed),
            },
        )

    def _vehicle_form_values(self, member, vehicle_id, typed):
        vehicle = self._vehicle_of(member, vehicle_id)
        labels = vehicle._fields
        return {
            "vehicle": vehicle,
            "typed": typed or self._typed_vehicle(vehicle),
            "is_charged": bool(vehicle) and vehicle._portal_is_charged(),
            "power_kinds": vehicle._portal_power_kinds(),
            "may_change": member._may_claim(),
            "kinds": labels["kind"]._description_selection(request.env),
            "energies": labels["energy"]._description_selection(request.env),
            "longest": MOST_TEXT,
            "longest_plate": MOST_PLATE,
            "max_bytes": MAX_BYTES,
            "too_large": request.env["coop.expense.receipt"]._portal_too_large(),
        }

    def _typed_vehicle(self, vehicle):
        if vehicle:
            return vehicle._portal_typed()
        return read_vehicle({"kind": "car", "energy": "petrol"})

    def _vehicle_of(self, member, vehicle_id):
        """The member's vehicle, in use or not; none for a new one. Raises NotFound for
        any other."""
        if not vehicle_id:
            return request.env["coop.vehicle"]
        return self._own(member, "coop.vehicle", vehicle_id)

    def _find_own(self, members, model, record_id):
        # vehicles that were put aside are theirs too
        members = members.with_context(active_test=False)
        return super()._find_own(members, model, record_id).with_env(request.env)
