from odoo.tests import tagged
from odoo.tools import mute_logger

from .portal_expense_case import EXPENSES
from .trip_portal_case import TRIPS, TripPortalCase


@tagged("post_install", "-at_install")
class TestPortalTrips(TripPortalCase):
    """The form about a trip: what is kept, what is said, and what a trip pays."""

    # -- what is kept ----------------------------------------------------------------

    def test_a_trip_is_kept_and_explained(self):
        response = self.drive()
        claim = self.claims()
        self.assert_leads_to(response, f"{EXPENSES}/{claim.id}")
        self.assertRecordValues(
            claim, [{"state": "draft", "activity_id": self.oak.id, "payer": "member"}]
        )
        self.assertRecordValues(
            claim.line_ids,
            [
                {
                    "category_id": self._category("mileage").id,
                    "vehicle_id": self.car.id,
                    "distance": 120,
                    "round_trip": True,
                    "origin": "Lyon",
                    "destination": "Vienne",
                    "name": "Building site",
                    "amount": 76.32,
                }
            ],
        )
        self.assert_shows(response, "Kept for you", "From 0 to 120 km in 2026", "0.636")

    def test_one_way(self):
        self.drive(round_trip="", distance="12,34")
        self.assertRecordValues(
            self.trips(), [{"distance": 12.3, "round_trip": False, "amount": 7.82}]
        )

    def test_save_and_send(self):
        response = self.drive(then="submit")
        self.assertEqual(self.claims().state, "submitted")
        self.assert_shows(response, "Sent.")

    def test_trips_gather_in_a_draft_of_trips(self):
        self.drive()
        first = self.claims()
        response = self.drive(key="m" * 22, destination="Dijon", then="more")
        self.assert_leads_to(response, f"{EXPENSES}/{first.id}/trip")
        self.assert_shows(response, "room for the next one", "The same again")
        self.assertRecordValues(self.claims(), [{"line_count": 2}])
        first.action_submit()
        self.drive(key="n" * 22, destination="Reims")
        self.assertEqual(len(self.claims()), 2)

    def test_a_draft_of_receipts_stays_as_it_is(self):
        receipts = self._claim(self._line("taxi", 12))
        self.drive()
        self.assertEqual(receipts.line_count, 1)
        self.drive(f"{EXPENSES}/{receipts.id}/trip", key="m" * 22)
        self.assertEqual(receipts.line_count, 2)

    def test_the_same_form_twice_counts_once(self):
        for _click in range(2):
            self.drive()
        self.assertEqual(len(self.trips()), 1)
        self.drive(then="submit", distance="61")
        self.drive(then="submit", distance="61")
        self.assertEqual(len(self.trips()), 2)
        self.assertEqual(self.claims().mapped("state"), ["submitted"])

    def test_change_a_trip(self):
        self.drive()
        line = self.trips()
        page = self.url_open(f"{TRIPS}/{line.id}")
        self.assertEqual(self.value_of(page, "distance"), ["60"])
        self.assertEqual(self.value_of(page, "round_trip"), ["1"])
        [version] = self.value_of(page, "version")
        self.drive(f"{TRIPS}/{line.id}", distance="70", version=version)
        self.assertRecordValues(line, [{"distance": 140, "amount": 89.04}])
        response = self.drive(f"{TRIPS}/{line.id}", distance="80", version="old")
        self.assert_shows(response, "changed in another window")
        self.assertEqual(self.value_of(response, "distance"), ["80"])
        self.assertEqual(line.distance, 140)

    def test_what_was_sent_is_not_changed(self):
        self.drive(then="submit")
        line = self.trips()
        response = self.drive(
            f"{TRIPS}/{line.id}", distance="70", version=line._portal_version()
        )
        self.assert_shows(response, "take it back to change it")
        self.assertEqual(line.distance, 120)

    def test_remove_a_trip(self):
        self.drive()
        self.post(f"{EXPENSES}/lines/{self.trips().id}/delete")
        self.assertFalse(self.trips())

    # -- what is not -----------------------------------------------------------------

    def test_sentences(self):
        for field, typed, sentence in (
            ("distance", "", "Enter how many kilometres."),
            ("distance", "0", "Enter a distance above zero."),
            ("distance", "-5", "Enter kilometres, such as 12.5."),
            ("distance", "1e9", "Enter kilometres, such as 12.5."),
            ("distance", "5001", "This is more than 5000 km one way"),
            ("date", "", "Say which day it was."),
            ("date", "0001-01-01", "Enter a day, such as 2026-03-12."),
            ("date", "tomorrow", "Enter a day, such as 2026-03-12."),
            ("destination", " ", "Say where you went."),
            ("name", "", "Say what for"),
            ("name", "x" * 121, "Write 120 letters at most."),
            ("vehicle", "", "Choose the vehicle."),
            ("vehicle", "999999999", "Choose once more"),
            ("activity", str(self.elm.id), "Choose once more"),
        ):
            with self.subTest(field=field, typed=typed):
                response = self.drive(**{field: typed})
                self.assertIn(sentence, self.error_of(response, field) or "")
                self.assertEqual(response.status_code, 200)
                other = "origin" if field == "destination" else "destination"
                kept = {"origin": "Lyon", "destination": "Vienne"}[other]
                self.assertEqual(self.value_of(response, other), [kept])
        self.assertFalse(self.claims())

    def test_a_form_without_key(self):
        self.assert_shows(self.drive(key=""), "send the form once more")

    def test_other_people_s_vehicles(self):
        theirs = self._vehicle(self.ali, plate="XX-1")
        self.assertIn(
            "Choose once more", self.error_of(self.drive(vehicle=theirs.id), "vehicle")
        )

    def test_what_is_sent_on_top_is_not_written(self):
        self.drive(amount="999", state="posted", category=self._category("taxi").id)
        self.assertRecordValues(
            self.trips(), [{"amount": 76.32, "state": "draft", "kind": "mileage"}]
        )

    def test_tomorrow_is_kept_and_told(self):
        response = self.drive(date=self.in_days(1).isoformat(), then="submit")
        self.assert_shows(response, "Not sent yet", "is yet to come")

    def test_a_vehicle_without_scale(self):
        van = self._vehicle(kind="van", plate="VAN-1")
        response = self.drive(vehicle=van.id, then="submit")
        self.assert_shows(response, "Not sent yet", "there is no mileage scale")
        self.assertEqual(
            self.cost(vehicle=str(van.id))["words"],
            ["There is no mileage scale for VAN-1 on 03/10/2026: ask your adviser."],
        )

    # -- what it pays ----------------------------------------------------------------

    def test_what_a_trip_pays(self):
        self.assertEqual(self.cost()["amount"], self._plain(38.16))
        self.drive(distance="2490")
        found = self.cost(round_trip="1")
        # the first 5,000 km of a year cost 3,180.00, the 5,100 of this one 3,215.70
        self.assertEqual(found["amount"], self._plain(48.42))
        self.assertIn("From 4,980 to 5,100 km in 2026", found["words"][0])
        self.assertIn("Above 5,000 km", found["words"][1])

    def test_nothing_is_written_by_asking(self):
        self.drive()
        line = self.trips()
        before = line.write_date, line.amount
        self.assertEqual(self.cost(line_id=line.id)["amount"], self._plain(38.16))
        self.assertEqual((line.write_date, line.amount), before)
        self.assertEqual(len(self.trips()), 1)

    def test_what_is_asked_is_what_is_paid(self):
        car = self._vehicle(plate="EL-1", energy="electric", power=4)
        for number, (distance, day) in enumerate(
            [("2000", "2026-05-01"), ("1700", "2026-02-01"), ("1500,5", "2026-03-03")]
        ):
            asked = self.cost(vehicle=str(car.id), distance=distance, date=day)
            self.drive(
                vehicle=car.id,
                distance=distance,
                date=day,
                round_trip="",
                key=f"{number}" * 22,
            )
            line = self.trips().filtered(lambda one, day=day: str(one.date) == day)
            self.assertEqual(asked["amount"], self._plain(line.amount))
            self.assertEqual(asked["words"], line._explanation())
            self.assertIn("20 % more, for an electric vehicle.", asked["words"])

    def _plain(self, amount):
        return self.noor._portal_money(amount)

    def test_nothing_to_be_asked(self):
        nothing = {"amount": "", "words": []}
        theirs = self._vehicle(self.ali, plate="XX-1")
        for typed in (
            {"distance": ""},
            {"distance": "x"},
            {"distance": None},
            {"vehicle": str(theirs.id)},
            {"vehicle": ["1"]},
            {"date": "9999-99-99"},
        ):
            with self.subTest(typed=typed):
                self.assertEqual(self.cost(**typed), nothing)
        odd = {"typed": "odd", "line_id": "odd"}
        self.assertEqual(self.make_jsonrpc_request(f"{TRIPS}/cost", odd), nothing)

    def test_corrections_are_told(self):
        first = self._posted(self._trip(self.car, 3000, "2026-01-10"))
        self._posted(self._trip(self.car, 4000, "2026-02-10"))
        first.action_reverse("Another vehicle")
        first.action_refuse("Another vehicle")
        words = self.cost(distance="1000")["words"]
        self.assertIn("of it make up for earlier trips", words[-1])
        scale = self.env.ref("coop_activity_expense.scale_fr_2023_car_5")
        scale.band_ids[0].rate = 0.4
        scale.verified = False
        words = self.cost(distance="1000")["words"]
        self.assertIn("were charged too much", words[-2])
        self.assertIn("still to be confirmed", words[-1])

    def test_belgium(self):
        self.company.account_fiscal_country_id = self.env.ref("base.be")
        self.assertEqual(self.cost(distance="1000")["amount"], self._plain(432.60))
        self.company.coop_mileage_period = "year"
        found = self.cost(distance="1000")
        self.assertEqual(found["amount"], self._plain(444.90))
        self.assertIn("0.4449", found["words"][0])

    def test_a_changed_amount_is_told_in_the_claim(self):
        waiting = self._submitted(self._trip(self.car, 4000, "2026-03-01"))
        self._submitted(self._trip(self.car, 3000, "2026-01-15"))
        self.assert_shows(self.page(f"{EXPENSES}/{waiting.id}"), "became", "1,986.00")

    # -- what is remembered ----------------------------------------------------------

    def test_the_last_trip_is_remembered(self):
        other = self._vehicle(plate="EF-1")
        self.drive(vehicle=other.id)
        page = self.url_open(f"{TRIPS}/new")
        for field, value in (
            ("vehicle", str(other.id)),
            ("origin", "Lyon"),
            ("name", "Building site"),
            ("round_trip", "1"),
            ("date", self.today.isoformat()),
        ):
            self.assertEqual(self.value_of(page, field), [value], field)
        self.assertEqual(self.value_of(page, "distance"), [""])
        other.active = False
        page = self.url_open(f"{TRIPS}/new")
        self.assertEqual(self.value_of(page, "vehicle"), [str(self.car.id)])

    def test_the_same_again(self):
        self.drive()
        page = self.url_open(f"{TRIPS}/new?like={self.trips().id}")
        for field, value in (
            ("distance", "60"),
            ("destination", "Vienne"),
            ("date", self.today.isoformat()),
        ):
            self.assertEqual(self.value_of(page, field), [value], field)
        self.assert_shows(page, "This trip pays 76.32")
        for like in ("999999999", "x", "1" * 12, str(self._trip_of_ali())):
            page = self.url_open(f"{TRIPS}/new?like={like}")
            self.assertEqual(page.status_code, 200)
            self.assertEqual(self.value_of(page, "distance"), [""])

    def _trip_of_ali(self):
        car = self._vehicle(self.ali, plate="ALI-1")
        claim = self._claim(
            self._trip(car, 10, destination="Secret"),
            user=self.ali_user,
            member=self.ali,
            activity_id=self.elm.id,
        )
        return claim.line_ids.id

    # -- who is who ------------------------------------------------------------------

    @mute_logger("odoo.http")
    def test_trips_of_others(self):
        line_id = self._trip_of_ali()
        claim = self.env["coop.expense.line"].browse(line_id).expense_id
        for url in (f"{TRIPS}/{line_id}", f"{EXPENSES}/{claim.id}/trip"):
            self.assert_forbidden(url)
            self.assertEqual(self.drive(url).status_code, 404)
        self.assertEqual(claim.line_count, 1)
        self.assertEqual(self.cost(line_id=line_id)["amount"], self.cost()["amount"])

    @mute_logger("odoo.http")
    def test_receipts_are_no_trips(self):
        claim = self._claim(self._line("taxi", 5))
        self.assert_forbidden(f"{TRIPS}/{claim.line_ids.id}")

    def test_without_vehicle_or_activity(self):
        self.sign_in(self.ali_user)
        page = self.page(f"{TRIPS}/new")
        self.assert_shows(page, "First enter the vehicle that you drive")
        self._vehicle(self.ali, plate="ALI-1")
        self.elm.action_close()
        self.assert_shows(self.page(f"{TRIPS}/new"), "none of yours is open")

    def test_who_is_no_member(self):
        stranger = self._new_user("stranger", "base.group_portal")
        self.sign_in(stranger)
        self.assert_shows(self.page(f"{TRIPS}/new"), "You are not a member yet")
        self.assert_shows(self.drive(), "You are not a member yet")
        self.assertEqual(self.cost(), {"amount": "", "words": []})

    def test_the_form_takes_a_constant_number_of_queries(self):
        self._claim(*(self._trip(self.car, n, f"2026-01-{n:02}") for n in range(1, 4)))
        few = self.read_queries(f"{TRIPS}/new")
        self._claim(*(self._trip(self.car, n, f"2026-02-{n:02}") for n in range(1, 25)))
        self.assertLessEqual(self.read_queries(f"{TRIPS}/new"), few + 2)

    def test_home(self):
        self.assert_home_item(
            self.noor, "shortcuts", "trip_new", url=f"{TRIPS}/new", title="A trip"
        )
        self.assert_no_home_item(self.noor, "waiting", "vehicle_papers")
        self._vehicle(plate="NEW-1", registration_paper=False)
        self.assert_home_item(self.noor, "waiting", "vehicle_papers")
