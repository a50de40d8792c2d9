from datetime import date, timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_gift import GiftCase


@tagged("post_install", "-at_install")
class TestGiftInput(GiftCase):
    """Bad input is answered with a sentence beside its field, and nothing is written:
    in declarations, and where the adviser types a gift."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreigner = cls._foreign_member()
        cls.left = cls._member("Max Petit", admission_date=date(2020, 1, 1))
        cls.left.write({"exit_date": date(2021, 6, 30)})
        cls.left.action_leave()

    def assert_wrong(self, field, sentence, people=None, **values):
        before = self.gifts.search_count([])
        people = self.jo if people is None else people
        gifts, errors = self.try_to_declare(self.ada, "given", people, **values)
        self.assertFalse(gifts)
        self.assertEqual(list(errors), [field])
        self.assertRegex(errors[field], sentence)
        self.assertEqual(self.gifts.search_count([]), before)

    def test_no_time(self):
        for minutes in (0, -30):
            self.assert_wrong("minutes", "one minute at least", minutes=minutes)

    def test_more_than_a_day(self):
        self.declare(self.ada, "given", self.jo, minutes=24 * 60)
        self.assert_wrong("minutes", "more than 24 hours", minutes=24 * 60 + 1)

    def test_the_future(self):
        tomorrow = self.today + timedelta(days=1)
        self.assert_wrong("date", "still to come", date=tomorrow)

    def test_oneself(self):
        self.assert_wrong("people", "to themselves", self.ada)

    def test_nobody(self):
        self.assert_wrong("people", "Choose members of", self.ada.browse())

    def test_another_cooperative(self):
        self.assert_wrong("people", "Choose members of", self.foreigner)
        self.assert_wrong("people", "Choose members of", self.jo + self.foreigner)

    def test_a_forged_id(self):
        self.assert_wrong("people", "Choose members of", self.ada.browse(2**30))

    def test_who_had_left(self):
        day = date(2021, 7, 1)
        self.assert_wrong("people", "Max Petit was not a member", self.left, date=day)
        self.declare(self.ada, "given", self.left, date=date(2021, 6, 30))

    def test_who_had_not_come_yet(self):
        day = date(2019, 12, 31)
        self.assert_wrong("people", "was not a member on 31 Dec 2019", date=day)

    def test_a_candidate(self):
        self.assert_wrong("people", "was not a member", self._candidate("Zoé Blanc"))

    def test_who_came_back(self):
        self.left.action_reopen()
        self.assert_wrong("people", "was not a member", self.left)
        self.declare(self.ada, "given", self.left, date=date(2021, 6, 30))

    def test_no_words(self):
        for words in ("", "  ", None):
            self.assert_wrong("description", "one sentence", description=words)

    def test_no_kind(self):
        none = self.help.browse()
        self.assert_wrong("category", "what kind", category=none)
        foreign = self.help.create({"name": "X", "company_id": self.other_company.id})
        self.assert_wrong("category", "what kind", category=foreign)

    def test_one_wrong_person_stops_all(self):
        self.assert_wrong("people", "to themselves", self.jo + self.ada)

    def test_everything_wrong_is_said_at_once(self):
        tomorrow = self.today + timedelta(days=1)
        _gifts, errors = self.try_to_declare(
            self.ada, "given", self.ada, minutes=0, date=tomorrow
        )
        self.assertEqual(set(errors), {"minutes", "date", "people"})

    def test_nobody_declares_for_another(self):
        with self.assertRaises(AccessError):
            self.try_to_declare(self.jo, "given", self.ada, user=self.ada_user)
        with self.assertRaises(AccessError):
            self.try_to_declare(self.jo, "given", self.ada, user=self.accountant)

    # -- typed by the adviser ------------------------------------------------------

    def test_the_adviser_is_told_too(self):
        tomorrow = self.today + timedelta(days=1)
        for sentence, values in (
            ("one minute at least", {"minutes": 0}),
            ("one minute at least", {"minutes": -5}),
            ("24 hours at most", {"minutes": 1441}),
            ("still to come", {"date": tomorrow}),
            ("to themselves", {"receiver_id": self.ada.id}),
            ("to themselves", {"receiver_id": False, "giver_id": False}),
            ("was not a member", {"receiver_id": self.left.id}),
        ):
            with self.subTest(sentence), self.assertRefused(sentence):
                self.give(self.ada, self.jo, **values)

    def test_companies_do_not_mix(self):
        with self.assertRefused("ompan"):
            self.give(self.ada, self.foreigner.with_user(self.adviser))

    def test_corrections_before_confirmation_are_checked(self):
        gift = self.declare(self.ada, "given", self.jo).with_user(self.adviser)
        with self.assertRefused("more than 24 hours"):
            gift.minutes = 2000
        with self.assertRefused("was not a member"):
            gift.receiver_id = self.left
