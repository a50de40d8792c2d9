import base64

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PDF
from .portal_expense_case import photo
from .test_receipt import BAD
from .trip_portal_case import TRIPS, VEHICLES, TripPortalCase


@tagged("post_install", "-at_install")
class TestPortalVehicles(TripPortalCase):
    """Vehicles and their papers in the member's space."""

    def enter(self, url=f"{VEHICLES}/new", paper=None, **values):
        """Send the form of a vehicle, with its paper as (name, content)."""
        typed = {
            "kind": "car",
            "plate": "gh 789 ij",
            "power": "6",
            "energy": "hybrid",
            "name": "Yaris",
        }
        return self.post(url, [("file", paper)] if paper else None, **typed | values)

    def vehicles(self):
        """Noor's vehicles but her first."""
        found = self.car.search([("member_id", "=", self.noor.id)])
        return found.filtered(lambda one: one != self.car)

    # -- what is kept ----------------------------------------------------------------

    def test_a_vehicle_with_its_paper(self):
        response = self.enter(paper=("front.jpg", photo()))
        vehicle = self.vehicles()
        self.assert_leads_to(response, f"{VEHICLES}/{vehicle.id}")
        self.assertRecordValues(
            vehicle,
            [
                {
                    "member_id": self.noor.id,
                    "kind": "car",
                    "plate": "GH-789-IJ",
                    "power": 6,
                    "energy": "hybrid",
                    "name": "Yaris",
                    "has_paper": True,
                    "paper_checked": False,
                    "registration_paper_name": "front.jpg",
                }
            ],
        )
        self.assert_shows(response, "GH-789-IJ", "6 CV", "Paper being checked")

    def test_the_paper_may_follow(self):
        response = self.enter()
        self.assert_shows(response, "Paper missing", "when you have it at hand")
        vehicle = self.vehicles()
        self.enter(f"{VEHICLES}/{vehicle.id}/edit", paper=("it.pdf", PDF), power="7")
        self.assertRecordValues(vehicle, [{"has_paper": True, "power": 7}])
        self.enter(f"{VEHICLES}/{vehicle.id}/edit", name="Yaris II", power="7")
        self.assertRecordValues(vehicle, [{"has_paper": True, "name": "Yaris II"}])

    def test_on_to_the_trip_that_it_was_needed_for(self):
        response = self.enter(follow="trip")
        self.assert_leads_to(response, f"{TRIPS}/new")
        self.assertEqual(self.value_of(response, "vehicle"), [str(self.vehicles().id)])

    def test_power_is_asked_for_where_scales_depend_on_it(self):
        for kind, country, needed in (
            ("car", "fr", True),
            ("motorcycle", "fr", True),
            ("moped", "fr", False),
            ("van", "fr", False),
            ("car", "be", False),
        ):
            with self.subTest(kind=kind, country=country):
                country = self.env.ref(f"base.{country}")
                self.company.account_fiscal_country_id = country
                self.vehicles().sudo().unlink()
                response = self.enter(kind=kind, power="")
                said = self.error_of(response, "power") or ""
                self.assertEqual("P.6" in said, needed)
                self.assertEqual(bool(self.vehicles()), not needed)

    def test_put_aside_and_used_again(self):
        self.post(f"{VEHICLES}/{self.car.id}/archive")
        self.assertFalse(self.car.active)
        page = self.page(VEHICLES)
        self.assert_shows(page, "No vehicle yet", "Vehicles that you no longer use")
        self.assert_shows(self.page(f"{VEHICLES}/{self.car.id}"), "Use it again")
        self.enter(plate="AB-123-CD")
        response = self.post(f"{VEHICLES}/{self.car.id}/restore")
        self.assert_shows(response, "You already have a vehicle")
        self.vehicles().sudo().unlink()
        self.post(f"{VEHICLES}/{self.car.id}/restore")
        self.assertTrue(self.car.active)

    # -- what is not -----------------------------------------------------------------

    def test_sentences(self):
        for field, typed, sentence in (
            ("plate", "", "Enter the number plate."),
            ("plate", "- .", "Enter the number plate."),
            ("plate", "AB 123 CD", "You already have a vehicle"),
            ("plate", "X" * 21, "This is too long."),
            ("power", "", "P.6 on the registration paper"),
            ("power", "0", "P.6 on the registration paper"),
            ("power", "-5", "Enter a whole number"),
            ("power", "5.5", "Enter a whole number"),
            ("power", "999", "it is not that in kW"),
            ("kind", "rocket", "Choose once more"),
            ("energy", "", "Choose what it runs on."),
            ("name", "x" * 61, "This is too long."),
        ):
            with self.subTest(field=field, typed=typed):
                response = self.enter(**{field: typed})
                self.assertIn(sentence, self.error_of(response, field) or "")
                other = "plate" if field != "plate" else "power"
                kept = {"plate": "gh 789 ij", "power": "6"}[other]
                self.assertEqual(self.value_of(response, other), [kept])
        self.assertFalse(self.vehicles())

    def test_bad_papers(self):
        for what, (content, sentence) in BAD.items():
            with self.subTest(what=what):
                response = self.enter(paper=("paper.jpg", content))
                self.assertRegex(self.error_of(response, "file") or "", sentence)
        self.assertFalse(self.vehicles())

    def test_what_is_sent_on_top_is_not_written(self):
        self.enter(paper_checked="1", member_id=self.ali.id, posting_count="7")
        self.assertRecordValues(
            self.vehicles(),
            [{"paper_checked": False, "member_id": self.noor.id, "posting_count": 0}],
        )

    def test_what_was_paid_for_stays_what_it_was(self):
        self._posted(self._trip(self.car, 100))
        url = f"{VEHICLES}/{self.car.id}/edit"
        self.assert_shows(self.page(url), "what it is stays as it was")
        self.enter(url, kind="moped", power="9", energy="electric", plate="ZZ-1")
        self.assertRecordValues(
            self.car,
            [{"kind": "car", "power": 5, "energy": "diesel", "plate": "ZZ-1"}],
        )

    # -- what is shown ---------------------------------------------------------------

    def test_kilometres_of_the_year(self):
        year = self.today.year
        self._claim(
            self._trip(self.car, 4900, f"{year}-01-10", destination="Vienne"),
            self._trip(self.car, 200, f"{year}-01-11", destination="Dijon"),
            self._trip(self.car, 50, f"{year - 1}-12-31", destination="Reims"),
        )
        self.assert_shows(self.page(VEHICLES), "5,100 km", "3,215.70")
        page = self.page(f"{VEHICLES}/{self.car.id}")
        self.assert_shows(page, "5,100 km", "Vienne", "Dijon", "Above 5,000 km")
        self.assert_hides(page, "Reims")
        page = self.page(f"{VEHICLES}/{self.car.id}?year={year - 1}")
        self.assert_shows(page, "50 km", "Reims")
        for odd in ("x", "99999", "0000", "٢٠٢٦"):
            self.assert_shows(
                self.page(f"{VEHICLES}/{self.car.id}?year={odd}"), "5,100 km"
            )

    def test_a_vehicle_that_no_scale_is_for(self):
        self.car.kind = "van"
        for url in (VEHICLES, f"{VEHICLES}/{self.car.id}"):
            self.assert_shows(self.page(url), "No official mileage scale is known")

    def test_pages_take_a_constant_number_of_queries(self):
        urls = VEHICLES, f"{VEHICLES}/{self.car.id}"
        self._claim(*(self._trip(self.car, n, f"2026-01-{n:02}") for n in range(1, 4)))
        few = [self.read_queries(url) for url in urls]
        self._claim(*(self._trip(self.car, n, f"2026-02-{n:02}") for n in range(1, 25)))
        for number in range(5):
            self._vehicle(plate=f"MORE-{number}")
        many = [self.read_queries(url) for url in urls]
        for before, after in zip(few, many, strict=True):
            self.assertLessEqual(after, before + 3)

    # -- who is who ------------------------------------------------------------------

    @mute_logger("odoo.http")
    def test_vehicles_and_papers_of_others(self):
        theirs = self._vehicle(self.ali, plate="ALI-1")
        for url in (
            f"{VEHICLES}/{theirs.id}",
            f"{VEHICLES}/{theirs.id}/edit",
            f"/web/content/coop.vehicle/{theirs.id}/registration_paper",
        ):
            self.assert_forbidden(url)
        # a picture that nobody may see is a grey one
        image = f"/web/image/coop.vehicle/{theirs.id}/registration_paper"
        self.assertNotIn(PDF, self.url_open(image).content)
        for action in ("edit", "archive", "restore"):
            response = self.enter(f"{VEHICLES}/{theirs.id}/{action}")
            self.assertEqual(response.status_code, 404, action)
        self.assertRecordValues(theirs, [{"plate": "ALI-1", "active": True}])
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "coop.vehicle"),
                ("res_id", "=", theirs.id),
                ("res_field", "=", "registration_paper"),
            ]
        )
        self.assertEqual(len(attachment), 1)
        for url in (
            f"/web/content/{attachment.id}",
            f"/web/content/{attachment.id}?access_token=guess",
        ):
            self.assert_forbidden(url)

    def test_one_s_own_paper(self):
        url = f"/web/content/coop.vehicle/{self.car.id}/registration_paper"
        self.assertEqual(self.url_open(url).content, PDF)
        for user in (self.adviser, self.accountant):
            self.sign_in(user)
            self.assertEqual(self.url_open(url).content, PDF)
        self.assertEqual(base64.b64decode(self.car.registration_paper), PDF)

    def test_who_is_no_member(self):
        self.sign_in(self._new_user("stranger", "base.group_portal"))
        for url in (VEHICLES, f"{VEHICLES}/new"):
            self.assert_shows(self.page(url), "You are not a member yet")
        self.assert_shows(self.enter(), "You are not a member yet")
