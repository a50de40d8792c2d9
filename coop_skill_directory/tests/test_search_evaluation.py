import statistics
from pathlib import Path

from odoo.addons.coop_member.demo.tables import read

from ..core.ranking import reciprocal_rank
from .common import DirectoryCase

FOLDER = Path(__file__).parent / "data"


class TestSearchEvaluation(DirectoryCase):
    """How well people are found by what others type: the set only ever grows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for row in read("people", FOLDER):
            country = "fr" if len(row["postal_code"]) == 5 else "be"
            cls._person(
                row["name"],
                row["skills"],
                headline=row["headline"],
                bio=row["bio"],
                directory_zip=row["postal_code"],
                directory_city=row["city"],
                directory_country_id=cls.env.ref(f"base.{country}").id,
            )

    def test_people_are_found(self):
        rows = read("queries", FOLDER)
        self.assertGreaterEqual(len(rows), 60)
        ranks = {row["query"]: self._rank(row) for row in rows}
        worst = {query: rank for query, rank in ranks.items() if rank < 1}
        self.assertGreaterEqual(statistics.mean(ranks.values()), 0.9, worst)

    def _rank(self, row):
        expected = set(row["expected"].split())
        return reciprocal_rank(self.find(row["query"]), expected)
