from datetime import date

from odoo.tests import freeze_time, tagged

from .share_case import ShareCase

FIRST, GIVEN_UP, AGAIN = date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 10)


@tagged("post_install", "-at_install")
class TestShareAssociate(ShareCase):
    """Since when members are associates, as their certificate says."""

    def test_associates_since_the_first_share(self):
        self._subscribed(self.noor, 10, day=FIRST)
        self._subscribed(self.noor, 5, day=AGAIN)
        self.assertEqual(self.noor.associate_date, FIRST)

    def test_no_associate_without_a_share(self):
        self._subscribed(self.noor, 10, day=FIRST)
        with freeze_time(GIVEN_UP):
            self._recorded("transfer", 10, GIVEN_UP, giver=self.noor, receiver=self.ali)
        self.assertFalse(self.noor.associate_date)
        self.assertEqual(self.ali.associate_date, GIVEN_UP)

    def test_who_gave_all_up_and_buys_again_starts_anew(self):
        self.test_no_associate_without_a_share()
        self._subscribed(self.noor, 10, day=AGAIN)
        self._recorded("transfer", 5, giver=self.noor, receiver=self.ali)
        self.assertEqual(self.noor.associate_date, AGAIN)

    def test_types_count_together(self):
        other = self._share_type("B", 100)
        self._subscribed(self.noor, 10, day=FIRST)
        self._subscribed(self.noor, 1, day=GIVEN_UP, share_type_id=other.id)
        with freeze_time(AGAIN):
            self._recorded("transfer", 10, AGAIN, giver=self.noor, receiver=self.ali)
        self.assertEqual(self.noor._holding_since(), {self.noor.id: FIRST})
