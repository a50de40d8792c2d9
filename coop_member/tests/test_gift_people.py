from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_gift import GiftCase


@tagged("post_install", "-at_install")
class TestGiftPeople(GiftCase):
    """What members know of each other in order to exchange time: names."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.joan = cls._member("Joan Petit")
        cls._candidate("Jodie Roux")
        cls._foreign_member("Jonas Claes")
        cls.me = cls.ada.with_user(cls.ada_user)

    def test_names_are_proposed_once_something_is_typed(self):
        self.assertEqual(
            self.me._gift_people(" jo"),
            [(self.jo.id, "Jo Kern"), (self.joan.id, "Joan Petit")],
        )
        self.assertEqual(len(self.me._gift_people("jo", limit=1)), 1)
        for nobody in ("", " j ", "ada", "Jodie", "Jonas", "%%"):
            self.assertEqual(self.me._gift_people(nobody), [], nobody)

    def test_what_no_name_has_is_left_out(self):
        self.assertEqual(
            self.me._gift_people("Jo\x00 \nKern"), [(self.jo.id, "Jo Kern")]
        )

    def test_who_has_left_is_not_proposed(self):
        self.jo.with_user(self.adviser).action_leave()
        self.assertEqual(self.me._gift_people("kern"), [])

    def test_companions_come_in_order(self):
        self.give(self.ada, self.jo, 30)
        self.give(self.jo, self.ada, 60)
        self.give(self.joan, self.ada, 200)
        self.give(self.joan, self.ada, 45).action_reverse("Wrong")
        self.give(self.ada, None, 20)
        self.give(self.jo, self.joan, 999)
        self.give(self.ada, self._member("Li Wang"), 45).action_reverse("Wrong")
        self.declare(self.ada, "given", self.jo)
        self.assertEqual(
            self.me._gift_companions(),
            [
                (self.joan.id, "Joan Petit", 1, 0, 200),
                (self.jo.id, "Jo Kern", 2, 30, 60),
                (False, "The commons", 1, 20, 0),
            ],
        )
        self.assertEqual(len(self.me._gift_companions(limit=2)), 2)

    def test_members_say_what_they_sell(self):
        foreign = self.help.create({"name": "X", "company_id": self.other_company.id})
        self.me._set_own_trade([self.advice.id, foreign.id, 2**30])
        self.assertEqual(self.ada.trade_category_ids, self.advice)
        self.me._set_own_trade([])
        self.assertFalse(self.ada.trade_category_ids)

    def test_nobody_does_it_for_another(self):
        other = self.jo.with_user(self.ada_user)
        for work in (
            lambda: other._gift_people("petit"),
            lambda: other._gift_companions(),
            lambda: other._gift_account(),
            lambda: other._set_own_trade([self.advice.id]),
        ):
            with self.assertRaises(AccessError):
                work()
