from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_gift import GiftCase


@tagged("post_install", "-at_install")
class TestGiftLifecycle(GiftCase):
    """Declared, confirmed, disputed, taken back, reversed; and by whom."""

    # -- declare -----------------------------------------------------------------------

    def test_a_gift_given_waits_for_its_receiver(self):
        gift = self.declare(self.ada, "given", self.jo)
        self.assertRecordValues(
            gift,
            [
                {
                    "giver_id": self.ada.id,
                    "receiver_id": self.jo.id,
                    "minutes": 60,
                    "state": "declared",
                    "declarer_id": self.ada.id,
                    "awaited_id": self.jo.id,
                    "company_id": self.company.id,
                    "declared_on": self.today,
                    "confirmed_on": False,
                }
            ],
        )
        self.assert_balances(ada=0, jo=0)

    def test_a_gift_received_waits_for_its_giver(self):
        gift = self.declare(self.ada, "received", self.jo)
        self.assertRecordValues(
            gift,
            [
                {
                    "giver_id": self.jo.id,
                    "receiver_id": self.ada.id,
                    "awaited_id": self.jo.id,
                }
            ],
        )

    def test_one_declaration_thanks_several_people(self):
        li = self._member("Li Wang")
        gifts = self.declare(self.ada, "received", self.jo + li, minutes=90)
        self.assertEqual(gifts.giver_id, self.jo + li)
        self.assertEqual(gifts.mapped("minutes"), [90, 90])
        gifts.filtered(lambda g: g.giver_id == self.jo).with_user(
            self.jo_user
        ).action_confirm()
        self.assert_balances(ada=-90, jo=90)

    def test_the_commons_gives_and_receives_through_an_adviser(self):
        given = self.declare(self.ada, "given", None)
        received = self.declare(self.jo, "received", None, minutes=30)
        self.assertFalse((given + received).awaited_id)
        self.assertEqual(given.receiver_name, "The commons")
        (given + received).with_user(self.adviser).action_confirm()
        self.assert_balances(ada=60, jo=-30)

    def test_the_team_declares_for_others_and_asks_the_receiver(self):
        gift = self.declare(self.ada, "given", self.jo, user=self.adviser)
        self.assertRecordValues(
            gift, [{"declarer_id": False, "awaited_id": self.jo.id}]
        )
        gift.with_user(self.jo_user).action_confirm()
        self.assert_balances(ada=60, jo=-60)

    def test_sent_twice_is_declared_once(self):
        first = self.declare(self.ada, "given", self.jo)
        self.assertEqual(self.declare(self.ada, "given", self.jo), first)
        again = self.declare(self.ada, "given", self.jo, description="Another hand")
        self.assertNotEqual(again, first)

    def test_what_the_other_side_declared_is_to_be_confirmed(self):
        self.declare(self.ada, "given", self.jo)
        gifts, errors = self.try_to_declare(
            self.jo, "received", self.ada, description="Ada helped me"
        )
        self.assertFalse(gifts)
        self.assertRegex(errors["people"], "Ada Brun has declared this already")

    # -- answer ------------------------------------------------------------------------

    def test_the_other_side_confirms(self):
        gift = self.declare(self.ada, "given", self.jo).with_user(self.jo_user)
        gift.action_confirm()
        self.assertRecordValues(
            gift, [{"state": "confirmed", "confirmed_by_id": self.jo_user.id}]
        )
        self.assertTrue(gift.confirmed_on)
        self.assert_balances(ada=60, jo=-60)
        self.assertEqual((self.ada.gift_given, self.ada.gift_received), (60, 0))
        self.assertEqual((self.jo.gift_given, self.jo.gift_received), (0, 60))

    def test_who_declared_does_not_confirm(self):
        gift = self.declare(self.ada, "given", self.jo).with_user(self.ada_user)
        with self.assertRefused("Only the other side"):
            gift.action_confirm()
        self.assertEqual(gift.state, "declared")

    def test_who_acts_for_both_sides_does_not_confirm(self):
        group = self._member("Group", is_company=True)
        self.ada.partner_id.sudo().parent_id = group.partner_id
        group.representative_id = self.ada.partner_id
        gift = self.declare(self.ada, "given", group, user=self.ada_user)
        with self.assertRefused("Only the other side"):
            gift.with_user(self.ada_user).action_confirm()

    def test_others_do_not_see_it(self):
        gift = self.declare(self.ada, "given", self.jo)
        li_user = self._portal_user(self._member("Li Wang"))
        for action in ("action_confirm", "action_cancel"):
            with self.assertRaises(AccessError):
                getattr(gift.with_user(li_user), action)()
        with self.assertRaises(AccessError):
            gift.with_user(li_user).action_dispute("No")

    def test_a_confirmation_is_not_repeated(self):
        gift = self.declare(self.ada, "given", self.jo).with_user(self.jo_user)
        gift.action_confirm()
        for replay in (
            gift.action_confirm,
            gift.action_cancel,
            lambda: gift.action_dispute("Wrong"),
        ):
            with self.assertRefused("already confirmed"):
                replay()
        self.assert_balances(ada=60, jo=-60)

    def test_a_dispute_says_why_and_asks_the_adviser(self):
        gift = self.declare(self.ada, "given", self.jo)
        gift.with_user(self.jo_user).action_dispute("  It was\nhalf an hour ")
        self.assertRecordValues(
            gift,
            [{"state": "disputed", "dispute_reason": "It was half an hour"}],
        )
        activity = gift.sudo().activity_ids
        self.assertEqual(activity.user_id, self.adviser)
        gift.with_user(self.adviser).minutes = 30
        gift.with_user(self.adviser).action_confirm()
        self.assert_balances(ada=30, jo=-30)
        self.assertFalse(gift.sudo().activity_ids)

    def test_a_dispute_needs_a_reason(self):
        gift = self.declare(self.ada, "given", self.jo).with_user(self.jo_user)
        for reason in ("", "  \n", False):
            with self.assertRefused("Say what is not right"):
                gift.action_dispute(reason)
        self.assertEqual(gift.state, "declared")

    def test_who_disputed_may_come_back_on_it(self):
        gift = self.declare(self.ada, "given", self.jo).with_user(self.jo_user)
        gift.action_dispute("When was that?")
        gift.action_confirm()
        self.assertEqual(gift.state, "confirmed")

    def test_who_declared_takes_it_back(self):
        gift = self.declare(self.ada, "given", self.jo)
        with self.assertRefused("Only who declared this"):
            gift.with_user(self.jo_user).action_cancel()
        gift.with_user(self.ada_user).action_cancel()
        self.assertEqual(gift.state, "cancelled")
        with self.assertRefused("was taken back"):
            gift.with_user(self.jo_user).action_confirm()

    def test_an_adviser_does_not_decide_on_their_own_gifts(self):
        member = self._member("Ava Dumont")
        member.partner_id = self.adviser.partner_id
        self.adviser.sudo().group_ids |= self.env.ref("coop_member.group_member")
        gift = self.declare(member, "given", None, user=self.adviser)
        with self.assertRefused("Only the other side"):
            gift.with_user(self.adviser).action_confirm()
        gift.with_user(self.manager).action_confirm()
        with self.assertRefused("is your own"):
            gift.with_user(self.adviser).action_reverse("Never was")

    # -- reverse -----------------------------------------------------------------------

    def test_a_reversal_names_what_it_undoes(self):
        gift = self.give(self.ada, self.jo, 90, self.days_ago(40))
        reversal = gift.action_reverse("Declared twice")
        self.assertRecordValues(
            reversal,
            [
                {
                    "reversal_of_id": gift.id,
                    "giver_id": self.ada.id,
                    "receiver_id": self.jo.id,
                    "minutes": -90,
                    "date": self.days_ago(40),
                    "description": "Declared twice",
                    "state": "confirmed",
                    "is_live": False,
                }
            ],
        )
        self.assertFalse(gift.is_live)
        self.assert_balances(ada=0, jo=0)
        self.assertEqual((self.ada.gift_given, self.jo.gift_received), (0, 0))

    def test_what_cannot_be_reversed(self):
        declared = self.declare(self.jo, "given", self.ada, user=self.adviser)
        with self.assertRefused("is not confirmed yet"):
            declared.action_reverse("Wrong")
        gift = self.give(self.ada, self.jo)
        with self.assertRefused("Say why it is reversed"):
            gift.action_reverse(" ")
        reversal = gift.action_reverse("Wrong")
        with self.assertRefused("is a reversal itself"):
            reversal.action_reverse("Right after all")
        with self.assertRefused("is already reversed"):
            gift.action_reverse("Wrong again")

    def test_the_database_refuses_what_the_buttons_do(self):
        gift = self.give(self.ada, self.jo)
        reversal = gift.action_reverse("Wrong")
        with self.assertRefused("is already reversed"):
            gift._reverse("Again")
        with self.assertRefused("one minute at least"):
            reversal._reverse("Back")

    def test_members_and_accountants_do_not_reverse(self):
        gift = self.give(self.ada, self.jo)
        for user in (self.ada_user, self.jo_user, self.accountant):
            with self.assertRaises(AccessError):
                gift.with_user(user).action_reverse("No")

    def test_live_gifts_are_found(self):
        live, undone = self.give(self.ada, self.jo), self.give(self.jo, self.ada, 30)
        reversal = undone.action_reverse("Wrong")
        pending = self.declare(self.ada, "given", self.jo)
        everything = live + undone + reversal + pending
        inside = [("id", "in", everything.ids)]
        gifts = self.gifts
        self.assertEqual(gifts.search([*inside, ("is_live", "=", True)]), live)
        self.assertEqual(
            gifts.search([*inside, ("is_live", "=", False)]), everything - live
        )
        self.assertEqual(everything.filtered("is_live"), live)
