from psycopg2 import IntegrityError

from odoo import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_accounts import AccountsCase


@tagged("post_install", "-at_install")
class TestContributionScheme(AccountsCase):
    """What cannot be is refused with a sentence that says why."""

    def _bands(self, *bands):
        return {
            "version_ids": [
                Command.create(
                    {
                        "date_start": "2026-01-01",
                        "band_ids": [
                            Command.create(dict(lower=low, upper=up, rate=rate))
                            for low, up, rate in bands
                        ],
                    }
                )
            ]
        }

    def _make(self, *bands):
        return (
            self.env["coop.contribution.scheme"]
            .with_user(self.accountant)
            .create({"name": "S", "company_id": self.company.id} | self._bands(*bands))
        )

    def test_overlapping_bands(self):
        with self.assertRefused("overlap, for one begins at 30,000.*ends at 40,000"):
            self._make((0, 40000, 11), (30000, 0, 10))

    def test_a_gap(self):
        with self.assertRefused("what lies between 40,000.* and 50,000"):
            self._make((0, 40000, 11), (50000, 0, 10))

    def test_a_beginning_that_is_missing(self):
        with self.assertRefused("nothing is said of what lies between"):
            self._make((100, 0, 10))

    def test_an_end_too_many(self):
        with self.assertRefused("what lies above 40,000.*Leave the end"):
            self._make((0, 40000, 11))

    def test_an_empty_band(self):
        with self.assertRefused("begins at .* and ends at"):
            self._make((0, 40000, 11), (40000, 30000, 10), (40000, 0, 9))

    def test_no_band(self):
        with self.assertRefused("has no band"):
            self._make()

    def test_a_rate_of_more_than_everything(self):
        with self.assertRefused("between 0 and 100 %"):
            self._make((0, 0, 101))

    def test_deleting_a_band_leaves_no_gap(self):
        scheme = self._make((0, 40000, 11), (40000, 0, 10))
        with self.assertRefused("what lies above"):
            scheme.version_ids.band_ids[1].unlink()

    def test_bands_may_be_replaced_at_once(self):
        scheme = self._make((0, 40000, 11), (40000, 0, 10))
        scheme.version_ids.write(
            {
                "band_ids": [
                    Command.clear(),
                    Command.create({"lower": 0, "upper": 0, "rate": 8}),
                ]
            }
        )
        self.assertEqual(scheme.version_ids.band_ids.rate, 8)

    def test_a_version_without_date(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            scheme = self._make((0, 0, 10))
            scheme.version_ids.copy({"date_start": False})
            self.env.flush_all()

    def test_a_version_from_the_middle_of_a_month(self):
        scheme = self._make((0, 0, 10))
        with self.assertRefused("from the first day of a month"):
            scheme.version_ids.date_start = "2026-02-15"
            self.env.flush_all()

    def test_two_versions_from_the_same_month(self):
        scheme = self._make((0, 0, 10))
        with self.assertRefused("applies from this month already"):
            scheme.version_ids.copy({"scheme_id": scheme.id})
            self.env.flush_all()

    def test_limits(self):
        for floor, ceiling in ((-1, 0), (10, 5)):
            with self.assertRefused("At least cannot be more than at most"):
                self._scheme((0, 10), limits=[(None, floor, ceiling)])
                self.env.flush_all()

    def test_a_scheme_that_says_nothing(self):
        scheme = self.env["coop.contribution.scheme"].create(
            {"name": "Later", "company_id": self.company.id}
        )
        self.company.coop_contribution_scheme_id = scheme
        with self.assertRefused("“Later” says nothing yet"):
            self._run("2026-01-01", "2026-01-31")
