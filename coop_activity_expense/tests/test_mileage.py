from decimal import Decimal

from odoo import Command
from odoo.tests import tagged

from ..core.mileage import allowance
from .common import ExpenseCase


@tagged("post_install", "-at_install")
class TestMileage(ExpenseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.car = cls._vehicle()

    def _amounts(self, *claims):
        return [claim.line_ids.amount for claim in claims]

    def test_official_examples(self):
        scales = self.env["coop.mileage.scale"]
        self.company.account_fiscal_country_id = self.env.ref("base.fr")
        for kind, power, energy, day, distance, amount in (
            ("car", 5, "petrol", "2026-06-01", 12000, "5679"),
            ("car", 7, "diesel", "2023-06-01", 25000, "11750"),
            ("car", 11, "diesel", "2023-06-01", 25000, "11750"),
            ("car", 5, "electric", "2026-06-01", 12000, "6814.8"),
            ("car", 5, "hybrid", "2026-06-01", 12000, "5679"),
            ("car", 2, "petrol", "2021-06-01", 5000, "2280"),
            ("car", 6, "petrol", "2021-06-01", 20001, "7720.386"),
            ("car", 4, "petrol", "2022-06-01", 4000, "2300"),
            ("motorcycle", 4, "petrol", "2025-06-01", 5000, "1568"),
            ("motorcycle", 9, "petrol", "2025-06-01", 7000, "2401"),
            ("moped", 0, "petrol", "2024-06-01", 4000, "1027"),
        ):
            with self.subTest(kind=kind, power=power, energy=energy, day=day):
                vehicle = self._vehicle(
                    kind=kind,
                    power=power,
                    energy=energy,
                    plate=f"{kind}-{power}-{energy}-{day}",
                )
                day = vehicle.env["coop.expense"]._fields["invoice_date"].to_date(day)
                scale = scales._available(self.company)._pick(vehicle, day)
                found = allowance(
                    scale._core_scale(energy == "electric"), Decimal(distance)
                )
                self.assertEqual(found, Decimal(amount))

    def test_a_year_costs_the_same_whatever_the_order_of_entry(self):
        late = self._claim(self._trip(self.car, 4000, "2026-02-20"))
        self.assertEqual(late.line_ids.amount, 2544)
        early = self._claim(self._trip(self.car, 3000, "2026-01-10"))
        self.assertEqual(self._amounts(early, late), [1908, 1986])
        self.assertRecordValues(
            late.line_ids, [{"mileage_before": 3000, "mileage_correction": 0}]
        )

    def test_each_vehicle_and_each_year_on_its_own(self):
        other = self._vehicle(plate="EF-456-GH")
        claim = self._claim(
            self._trip(self.car, 5000, "2025-12-31"),
            self._trip(self.car, 5000, "2026-01-01"),
            self._trip(other, 5000, "2026-01-01"),
        )
        self.assertEqual(claim.line_ids.mapped("amount"), [3180, 3180, 3180])

    def test_a_late_trip_leaves_what_is_posted_and_says_what_it_changes(self):
        posted = self._posted(self._trip(self.car, 4000, "2026-02-01"))
        waiting = self._submitted(self._trip(self.car, 2000, "2026-03-01"))
        self.assertEqual(self._amounts(posted, waiting), [2544, 993])
        late = self._submitted(self._trip(self.car, 1000, "2026-01-15"))
        self.assertEqual(self._amounts(posted, late, waiting), [2544, 636, 714])
        self.assertRegex(self._told(waiting), r"993\.00.* became .*714\.00")
        self.assertFalse(self._told(posted))

    def test_posting_in_another_order_comes_to_the_same_year(self):
        first = self._approved(self._trip(self.car, 3000, "2026-01-10"))
        second = self._approved(self._trip(self.car, 4000, "2026-02-10"))
        second.with_user(self.accountant).action_post()
        self.assertEqual(self._amounts(second, first), [2544, 1350])
        first.with_user(self.accountant).action_post()
        self.assertEqual(sum(self._amounts(first, second)), 3894)

    def test_trips_are_posted_by_day_and_numbered_on(self):
        first = self._posted(
            self._trip(self.car, 4000, "2026-02-10"),
            self._trip(self.car, 500, "2026-03-10"),
            self._trip(self.car, 3000, "2026-01-10"),
        )
        second = self._posted(self._trip(self.car, 100, "2026-01-01"))
        lines = first.line_ids.sorted("date") | second.line_ids
        self.assertRecordValues(
            lines,
            [
                {"distance": 3000, "amount": 1908, "posting_rank": 1},
                {"distance": 4000, "amount": 1986, "posting_rank": 2},
                {"distance": 500, "amount": 178.5, "posting_rank": 3},
                {"distance": 100, "amount": 35.7, "posting_rank": 4},
            ],
        )

    def test_trips_leave_the_year_with_their_claim(self):
        first = self._submitted(self._trip(self.car, 3000, "2026-01-10"))
        second = self._claim(self._trip(self.car, 4000, "2026-02-10"))
        self.assertEqual(second.line_ids.amount, 1986)
        first.with_user(self.adviser).action_refuse("Not for this activity")
        self.assertEqual(second.line_ids.amount, 2544)
        first.action_draft()
        self.assertEqual(self._amounts(first, second), [1908, 1986])
        first.line_ids.unlink()
        self.assertEqual(second.line_ids.amount, 2544)

    def test_drafts_do_not_change_what_is_submitted(self):
        submitted = self._submitted(self._trip(self.car, 4000, "2026-02-10"))
        draft = self._claim(self._trip(self.car, 3000, "2026-01-10"))
        self.assertEqual(self._amounts(submitted, draft), [2544, 1350])

    def test_a_reversal_is_made_up_for_by_the_next_trip(self):
        first = self._posted(self._trip(self.car, 3000, "2026-01-10"))
        second = self._posted(self._trip(self.car, 4000, "2026-02-10"))
        first.action_reverse("Another vehicle")
        first.action_refuse("Another vehicle")
        third = self._claim(self._trip(self.car, 1000, "2026-03-10"))
        # 5,000 km cost 3,180; 1,986 were posted
        self.assertRecordValues(
            third.line_ids, [{"amount": 1194, "mileage_correction": 558}]
        )
        self.assertEqual(self._amounts(second), [1986])

    def test_a_reversed_claim_can_be_posted_again(self):
        first = self._posted(self._trip(self.car, 3000, "2026-01-10"))
        second = self._posted(self._trip(self.car, 4000, "2026-02-10"))
        first.action_reverse("Wrong distance")
        first.line_ids.distance = 2000
        first.action_post()
        # 6,000 km of a year
        self.assertEqual(sum(self._amounts(first, second)), 3537)

    def test_amounts_of_trips_are_never_typed(self):
        claim = self._claim(self._trip(self.car, 100, amount=999))
        self.assertEqual(claim.line_ids.amount, 63.6)
        claim.line_ids.amount = 999
        self.assertEqual(claim.line_ids.amount, 63.6)
        claim.line_ids.vehicle_id = False
        self.assertEqual(claim.line_ids.amount, 0)

    def test_a_trip_that_becomes_a_receipt(self):
        line = self._claim(self._trip(self.car, 100)).line_ids
        line.write({"category_id": self._category("taxi").id, "amount": 30})
        self.assertRecordValues(line, [{"amount": 30, "scale_id": False}])

    def test_other_people_s_vehicles(self):
        ali = self._member("Ali Roche")
        theirs = self._vehicle(ali, plate="XX-1")
        with self.assertRefused("is not a vehicle of Noor|access"):
            self._claim(self._trip(theirs, 10), user=self.accountant)

    def test_what_posted_trips_were_charged_by_stays(self):
        self._posted(self._trip(self.car, 100))
        with self.assertRefused("Kilometres of AB-123-CD are in the books"):
            self.car.power = 7
        self.car.write({"power": 5, "name": "Kangoo"})

    def test_a_corrected_vehicle_charges_its_trips_again(self):
        claim = self._claim(self._trip(self.car, 100))
        self.car.power = 7
        self.assertEqual(claim.line_ids.amount, 69.7)

    def test_number_plates_are_written_one_way(self):
        self.car.plate = " ab 123.cd "
        self.assertEqual(self.car.plate, "AB-123-CD")
        with self.assertRefused("already has a vehicle with this number plate"):
            self._vehicle(plate="AB 123 CD")

    def test_bands_that_do_not_follow_each_other(self):
        scale = self.env.ref("coop_activity_expense.scale_fr_2023_car_5")
        for ends in ((5000, 20000, 30000), (5000, 5000, 0), (5000, 0, 0)):
            with self.subTest(ends=ends), self.assertRefused("must follow each other"):
                scale.write(
                    {
                        "band_ids": [
                            Command.update(band.id, {"up_to": end})
                            for band, end in zip(scale.band_ids, ends, strict=True)
                        ]
                    }
                )
        with self.assertRefused("must follow each other"):
            scale.band_ids[-1].up_to = 30000
        with self.assertRefused("must follow each other"):
            scale.write({"band_ids": [Command.clear()]})
