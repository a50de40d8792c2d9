from datetime import date

from odoo.tests import tagged

from .common_gift import GiftCase

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
NOBODY = {"gave": 0, "received": 0, "both": 0, "took_part": 0}


@tagged("post_install", "-at_install")
class TestGiftCirculation(GiftCase):
    """Sums of a cooperative's gifts, against histories that are counted by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.li = cls._member("Li Wang")
        cls.max = cls._member("Max Oster")
        cls.company.coop_gift_block = False

    def circulation(self, *days):
        return self.company._coop_gift_circulation(*(days or YEAR))

    def assert_people(self, **numbers):
        found = self.circulation()
        self.assertEqual({name: found[name] for name in numbers}, numbers)

    def assert_sums(self, axis, *sums):
        self.assertEqual(self.circulation()[f"by_{axis}"], list(sums))

    def give_around(self, minutes=60, **values):
        """Ada, Jo and Li each give the next one the same time."""
        ring = (self.ada, self.jo, self.li)
        for giver, receiver in zip(ring, (*ring[1:], ring[0]), strict=True):
            self.give(giver, receiver, minutes, **values)

    # -- people ----------------------------------------------------------------------

    def test_nothing_yet(self):
        found = self.circulation()
        self.assertEqual({name: found[name] for name in NOBODY}, NOBODY)
        self.assertEqual(found["active"], 4)
        self.assertIsNone(found["minutes"])
        self.assertEqual(found["by_category"], [])

    def test_each_is_counted_once_however_often_they_give(self):
        for day in (3, 4, 5):
            self.give(self.ada, self.jo, date=date(2025, 3, day))
        self.give(self.ada, self.li, date=date(2025, 4, 1))
        self.give(self.jo, None, date=date(2025, 4, 1))
        self.assert_people(gave=2, received=2, both=1, took_part=3, active=4)

    def test_the_commons_is_nobody(self):
        self.give(None, self.ada, date=date(2025, 3, 3))
        self.give(self.jo, None, date=date(2025, 3, 3))
        self.assert_people(gave=1, received=1, both=0, took_part=2)

    def test_who_left_gave_but_is_no_active_member(self):
        self.give(self.max, self.ada, date=date(2025, 3, 3))
        self.max.write({"state": "left", "exit_date": date(2025, 6, 1)})
        self.assert_people(gave=1, received=1, took_part=1, active=3)

    def test_what_is_reversed_or_unanswered_never_was(self):
        self.give(self.ada, self.jo, date=date(2025, 3, 3)).action_reverse("A mistake")
        self.declare(self.jo, "given", self.li, date=date(2025, 3, 3))
        self.assert_people(**NOBODY)

    def test_the_period_has_its_last_day_and_not_the_next(self):
        self.give(self.ada, self.jo, date=date(2025, 12, 31))
        self.give(self.li, self.jo, date=date(2026, 1, 1))
        self.give(self.max, self.jo, date=date(2024, 12, 31))
        self.assert_people(gave=1)

    def test_cooperatives_do_not_see_each_other(self):
        other = self._foreign_member()
        self.give_around(date=date(2025, 3, 3))
        found = other.company_id._coop_gift_circulation(*YEAR)
        self.assertEqual({name: found[name] for name in NOBODY}, NOBODY)
        self.assertEqual((found["active"], found["minutes"]), (1, None))

    # -- time ------------------------------------------------------------------------

    def test_time_by_kind_most_first(self):
        self.give_around(30, date=date(2025, 3, 3))
        self.give_around(45, date=date(2025, 4, 3), category_id=self.advice.id)
        self.assertEqual(self.circulation()["minutes"], 3 * 75)
        self.assert_sums("category", (self.advice.id, 135), (self.help.id, 90))

    def test_time_by_month_in_their_order(self):
        self.give_around(30, date=date(2025, 11, 30))
        self.give_around(45, date=date(2025, 2, 28))
        self.assert_sums("month", (date(2025, 2, 1), 135), (date(2025, 11, 1), 90))

    def test_time_with_the_commons(self):
        self.give_around(60, date=date(2025, 3, 3))
        for member in (self.ada, self.jo, self.max):
            self.give(member, None, 20, date=date(2025, 3, 3))
            self.give(None, member, 10, date=date(2025, 3, 3))
        self.assert_sums(
            "way", ("members", 180), ("to_commons", 60), ("from_commons", 30)
        )

    def test_a_reversal_takes_its_time_away(self):
        self.give_around(60, date=date(2025, 3, 3))
        self.give(self.max, self.ada, 45, date=date(2025, 3, 9)).action_reverse("No")
        self.assert_sums("month", (date(2025, 3, 1), 180))

    # -- few people ------------------------------------------------------------------

    def test_what_two_people_gave_is_among_the_others(self):
        self.give_around(60, date=date(2025, 3, 3))
        self.give_around(90, date=date(2025, 4, 3))
        for member in (self.ada, self.jo):
            self.give(
                member, self.li, 10, date=date(2025, 5, 3), category_id=self.advice.id
            )
        # two in May are too few even together: the smallest month goes with them
        self.assert_sums("month", (date(2025, 4, 1), 270), (None, 200))
        self.assert_sums("category", (None, 470))

    def test_three_people_are_enough(self):
        self.give_around(60, date=date(2025, 3, 3))
        self.assert_sums("month", (date(2025, 3, 1), 180))

    def test_a_gift_often_repeated_is_still_of_one_person(self):
        self.give_around(60, date=date(2025, 3, 3))
        for day in range(1, 8):
            self.give(self.ada, self.jo, 100, date=date(2025, 6, day))
        self.assert_sums("month", (None, 880))

    def test_who_was_reversed_does_not_hide_another(self):
        self.give_around(60, date=date(2025, 3, 3))
        for member in (self.ada, self.jo, self.li):
            gift = self.give(member, self.max, 10, date=date(2025, 6, 3))
        gift.action_reverse("Not so")
        self.assert_sums("month", (None, 200))

    def test_nothing_is_told_of_two_people(self):
        self.give(self.ada, self.jo, date=date(2025, 3, 3))
        self.give(self.jo, self.ada, date=date(2025, 3, 3))
        found = self.circulation()
        self.assertIsNone(found["minutes"])
        for axis in ("category", "month", "way"):
            self.assert_sums(axis)

    def test_who_receives_stands_behind_what_the_commons_gives(self):
        self.give_around(60, date=date(2025, 3, 3))
        self.give(None, self.max, 15, date=date(2025, 3, 3))
        self.assert_sums("way", (None, 195))

    # -- cost ------------------------------------------------------------------------

    def test_as_many_queries_for_more(self):
        self.give_around(60, date=date(2025, 3, 3))
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(4):
            self.circulation()
        for month in range(4, 9):
            self.give_around(60, date=date(2025, month, 3))
            self.give_around(60, date=date(2025, month, 3), category_id=self.advice.id)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(4):
            self.circulation()
