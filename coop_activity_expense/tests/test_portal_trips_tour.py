from odoo.tests import tagged

from .trip_portal_case import TripPortalCase


@tagged("post_install", "-at_install")
class TestPortalTripsTour(TripPortalCase):
    """Vehicles and trips in a real browser, the size of a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_first_vehicle_first_trip(self):
        self.car.active = False
        self.start_tour(
            "/my/coop", "coop_activity_expense_trip", login=self.noor_user.login
        )
        trip = self.trips()
        self.assertRecordValues(
            trip,
            [
                {
                    "distance": 120,
                    "amount": 95.76,
                    "destination": "Vienne",
                    "state": "draft",
                }
            ],
        )
        self.assertRecordValues(
            trip.vehicle_id,
            [{"plate": "EV-123-EV", "power": 6, "energy": "electric"}],
        )

    def test_the_same_again_in_three_taps(self):
        self.drive(then="submit")
        self.start_tour(
            "/my/coop", "coop_activity_expense_trip_again", login=self.noor_user.login
        )
        claims = self.claims()
        self.assertEqual(claims.mapped("state"), ["submitted", "submitted"])
        self.assertEqual(claims.line_ids.mapped("distance"), [120, 120])
