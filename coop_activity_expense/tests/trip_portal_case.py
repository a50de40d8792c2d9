from odoo.tests import tagged

from .portal_expense_case import KEY, PortalExpenseCase

VEHICLES, TRIPS = "/my/coop/vehicles", "/my/coop/trips"


@tagged("post_install", "-at_install")
class TripPortalCase(PortalExpenseCase):
    """Vehicles and trips over HTTP: ``noor`` drives ``car``, of 5 CV."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.car = cls._vehicle(name="Kangoo").with_user(cls.noor_user)
        cls.company.coop_expense_max_days = 0

    def drive(self, url=f"{TRIPS}/new", **values):
        """Send the form of a trip."""
        typed = {
            "vehicle": str(self.car.id),
            "activity": str(self.oak.id),
            "date": "2026-03-10",
            "distance": "60",
            "round_trip": "1",
            "origin": "Lyon",
            "destination": "Vienne",
            "name": "Building site",
            "key": KEY,
            "then": "later",
        }
        return self.post(url, **typed | values)

    def trips(self):
        """The trips of Noor, in her environment."""
        return self.claims().line_ids.filtered(lambda line: line.kind == "mileage")

    def cost(self, line_id=0, **typed):
        """What the form is told that a trip pays."""
        typed = {
            "vehicle": str(self.car.id),
            "date": "2026-03-10",
            "distance": "60",
            **typed,
        }
        return self.make_jsonrpc_request(
            f"{TRIPS}/cost", {"typed": typed, "line_id": line_id}
        )
