from datetime import date, timedelta

from odoo.tests import tagged

from .common import ExpenseCase

CAR, CYCLE = (5000, 20000, 0), (3000, 6000, 0)
#: from day to day → (kind, powers) → (ends, rates, fixed part), as they are printed
FRANCE = {
    ("2021-01-01", "2021-12-31"): {
        ("car", (0, 3)): (CAR, (0.456, 0.273, 0.318), 915),
        ("car", (4, 4)): (CAR, (0.523, 0.294, 0.352), 1147),
        ("car", (5, 5)): (CAR, (0.548, 0.308, 0.368), 1200),
        ("car", (6, 6)): (CAR, (0.574, 0.323, 0.386), 1256),
        ("car", (7, 30)): (CAR, (0.601, 0.340, 0.405), 1301),
        ("motorcycle", (0, 2)): (CYCLE, (0.341, 0.085, 0.213), 768),
        ("motorcycle", (3, 5)): (CYCLE, (0.404, 0.071, 0.237), 999),
        ("motorcycle", (6, 30)): (CYCLE, (0.523, 0.068, 0.295), 1365),
        ("moped", (0, 30)): (CYCLE, (0.272, 0.064, 0.147), 416),
    },
    ("2022-01-01", "2022-12-31"): {
        ("car", (0, 3)): (CAR, (0.502, 0.300, 0.350), 1007),
        ("car", (4, 4)): (CAR, (0.575, 0.323, 0.387), 1262),
        ("car", (5, 5)): (CAR, (0.603, 0.339, 0.405), 1320),
        ("car", (6, 6)): (CAR, (0.631, 0.355, 0.425), 1382),
        ("car", (7, 30)): (CAR, (0.661, 0.374, 0.446), 1435),
        ("motorcycle", (0, 2)): (CYCLE, (0.375, 0.094, 0.234), 845),
        ("motorcycle", (3, 5)): (CYCLE, (0.444, 0.078, 0.261), 1099),
        ("motorcycle", (6, 30)): (CYCLE, (0.575, 0.075, 0.325), 1502),
        ("moped", (0, 30)): (CYCLE, (0.299, 0.070, 0.162), 458),
    },
    ("2023-01-01", "2026-12-31"): {
        ("car", (0, 3)): (CAR, (0.529, 0.316, 0.370), 1065),
        ("car", (4, 4)): (CAR, (0.606, 0.340, 0.407), 1330),
        ("car", (5, 5)): (CAR, (0.636, 0.357, 0.427), 1395),
        ("car", (6, 6)): (CAR, (0.665, 0.374, 0.447), 1457),
        ("car", (7, 30)): (CAR, (0.697, 0.394, 0.470), 1515),
        ("motorcycle", (0, 2)): (CYCLE, (0.395, 0.099, 0.248), 891),
        ("motorcycle", (3, 5)): (CYCLE, (0.468, 0.082, 0.275), 1158),
        ("motorcycle", (6, 30)): (CYCLE, (0.606, 0.079, 0.343), 1583),
        ("moped", (0, 30)): (CYCLE, (0.315, 0.079, 0.198), 711),
    },
}
#: period → first and last day → rate, and whether it was found in a source
BELGIUM = {
    "quarter": {
        ("2024-01-01", "2024-03-31"): (0.4269, True),
        ("2024-04-01", "2024-06-30"): (0.4265, True),
        ("2024-07-01", "2024-09-30"): (0.4297, True),
        ("2024-10-01", "2024-12-31"): (0.4293, False),
        ("2025-01-01", "2025-03-31"): (0.4290, True),
        ("2025-04-01", "2025-06-30"): (0.4320, True),
        ("2025-07-01", "2025-09-30"): (0.4309, True),
        ("2025-10-01", "2025-12-31"): (0.4312, True),
        ("2026-01-01", "2026-03-31"): (0.4326, True),
        ("2026-04-01", "2030-01-01"): (0.4326, False),
    },
    "year": {
        ("2023-07-01", "2024-06-30"): (0.4280, True),
        ("2024-07-01", "2025-06-30"): (0.4415, True),
        ("2025-07-01", "2026-06-30"): (0.4449, True),
        ("2026-07-01", "2030-01-01"): (0.4449, False),
    },
}


@tagged("post_install", "-at_install")
class TestMileageScales(ExpenseCase):
    """The scales that come with the module are those that were published."""

    def _scale(self, kind, power, day, energy="petrol"):
        vehicle = self.env["coop.vehicle"].new(
            {"kind": kind, "power": power, "energy": energy}
        )
        scales = self.env["coop.mileage.scale"]._available(self.company)
        return scales._pick(vehicle, date.fromisoformat(day))

    def _settle_in(self, country):
        self.company.account_fiscal_country_id = self.env.ref(f"base.{country}")

    def test_france(self):
        self._settle_in("fr")
        for days, scales in FRANCE.items():
            for (kind, powers), (ends, rates, fixed) in scales.items():
                for power in powers:
                    for day in days:
                        with self.subTest(kind=kind, power=power, day=day):
                            scale = self._scale(kind, power, day)
                            self.assertRecordValues(
                                scale.band_ids,
                                [
                                    {"up_to": end, "rate": rate, "fixed": part}
                                    for end, rate, part in zip(
                                        ends, rates, (0, fixed, 0), strict=True
                                    )
                                ],
                            )
                            self.assertRecordValues(
                                scale,
                                [
                                    {
                                        "electric_bonus": 20,
                                        "yearly_limit": 0,
                                        "verified": True,
                                    }
                                ],
                            )

    def test_no_french_scale_for_vans_nor_for_years_to_come(self):
        self._settle_in("fr")
        self.assertFalse(self._scale("van", 7, "2026-05-01"))
        for day in ("2020-12-31", "2027-01-01"):
            self.assertFalse(self._scale("car", 5, day))

    def test_belgium(self):
        self._settle_in("be")
        for period, rates in BELGIUM.items():
            self.company.coop_mileage_period = period
            for days, (rate, verified) in rates.items():
                for day in days:
                    for kind in ("car", "van", "motorcycle", "moped"):
                        with self.subTest(period=period, day=day, kind=kind):
                            scale = self._scale(kind, 0, day)
                            self.assertRecordValues(
                                scale.band_ids,
                                [{"up_to": 0, "rate": rate, "fixed": 0}],
                            )
                            self.assertRecordValues(
                                scale,
                                [
                                    {
                                        "electric_bonus": 0,
                                        "yearly_limit": 24000,
                                        "verified": verified,
                                    }
                                ],
                            )

    def test_one_scale_a_day(self):
        """Published scales neither overlap nor leave a day out in between."""
        for country, start, end in (
            ("fr", "2021-01-01", "2026-12-31"),
            ("be", "2024-01-01", "2026-12-31"),
        ):
            self._settle_in(country)
            available = self.env["coop.mileage.scale"]._available(self.company)
            for kind, power in (("car", 5), ("motorcycle", 5), ("moped", 0)):
                vehicle = self.env["coop.vehicle"].new({"kind": kind, "power": power})
                day = date.fromisoformat(start)
                while day <= date.fromisoformat(end):
                    found = available.filtered(
                        lambda scale, day=day, one=vehicle: scale._applies(one, day)
                    )
                    self.assertEqual(len(found), 1, f"{country} {kind} {day}")
                    day += timedelta(days=7)
