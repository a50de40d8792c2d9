from ast import literal_eval

from freezegun import freeze_time
from lxml import etree

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import coop_gift_notice
from .common_gift import GiftCase


@tagged("post_install", "-at_install")
class TestGiftNotice(GiftCase):
    """Who is told and asked, and what becomes of what nobody answers."""

    def setUp(self):
        super().setUp()
        self.remind, self.confirm = 5, 14

    def _declared(self, days, *arguments, **values):
        """A declaration made that many days ago."""
        with freeze_time(self.days_ago(days)):
            return self.declare(*arguments, **{"date": self.days_ago(days), **values})

    def _remind(self):
        self.run_cron("coop_member.ir_cron_gift_remind")

    def _confirm(self):
        self.run_cron("coop_member.ir_cron_gift_confirm")

    def _left(self, member):
        """Let ``member`` leave; the adviser's to-dos come from what follows."""
        member.with_user(self.adviser).action_leave()

    # -- who is told -------------------------------------------------------------------

    def test_an_adviser_answers_for_who_left(self):
        gift = self.declare(self.ada, "given", self.jo).sudo()
        self.assertFalse(gift.activity_ids)
        self._left(self.jo)
        self.assertEqual(gift.activity_ids.user_id, self.adviser)
        self.assertIn(gift, self._for_an_adviser())
        gift.with_user(self.adviser).action_confirm()
        self.assertFalse(gift.activity_ids)

    def test_what_is_declared_with_who_left_is_for_an_adviser(self):
        yesterday = self.days_ago(1)
        self.jo.exit_date = yesterday
        self._left(self.jo)
        gift = self.declare(self.ada, "given", self.jo, date=yesterday).sudo()
        self.assertFalse(gift.message_ids.partner_ids)
        self.assertEqual(gift.activity_ids.user_id, self.adviser)

    def test_who_left_is_not_reminded(self):
        gift = self._declared(6, self.ada, "given", self.jo)
        self._left(self.jo)
        self._remind()
        self.assertFalse(gift.reminded_on)

    def test_an_adviser_who_works_here_no_more_is_not_asked(self):
        self.company.coop_default_adviser_id = self.manager
        self.adviser.active = False
        gift = self.declare(self.ada, "given", None).sudo()
        self.assertEqual(gift.activity_ids.user_id, self.manager)

    def _for_an_adviser(self):
        """What the filter of this name finds."""
        view = self.env.ref("coop_member.coop_gift_view_search")
        [node] = etree.fromstring(view.arch).xpath("//filter[@name='filter_to_decide']")
        return self.gifts.search(literal_eval(node.get("domain"))).sudo()

    def test_the_other_side_is_asked(self):
        gift = self.declare(self.ada, "given", self.jo).sudo()
        message = gift.message_ids[0]
        self.assertEqual(message.partner_ids, self.jo.partner_id)
        for text in ("A hand with the stall", "Ada Brun", "1 h", "14"):
            self.assertIn(text, message.body)
        self.assertIn(f"/my/coop/gifts/{gift.id}", message.body)
        self.assertFalse(gift.message_partner_ids)

    def test_an_organisation_is_asked_through_who_acts_for_it(self):
        group = self._member("Group", is_company=True)
        person = self.env["res.partner"].create(
            {
                "name": "Kim Lopez",
                "email": "kim@example.com",
                "parent_id": group.partner_id.id,
            }
        )
        group.representative_id = person
        gift = self.declare(self.ada, "given", group).sudo()
        self.assertEqual(gift.message_ids[0].partner_ids, person)

    def test_who_has_no_address_is_not_written_to(self):
        self.jo.partner_id.email = False
        gift = self.declare(self.ada, "given", self.jo).sudo()
        self.assertFalse(gift.message_ids.partner_ids)

    def test_an_adviser_is_asked_for_the_commons(self):
        gift = self.declare(self.ada, "given", None).sudo()
        self.assertEqual(gift.activity_ids.user_id, self.adviser)
        self.assertFalse(gift.message_ids.partner_ids)
        gift.with_user(self.adviser).action_confirm()
        self.assertFalse(gift.activity_ids)

    def test_a_dispute_is_told_to_who_declared(self):
        gift = self.declare(self.ada, "given", self.jo)
        gift.with_user(self.jo_user).action_dispute("Half an hour <at> most")
        message = gift.sudo().message_ids[0]
        self.assertEqual(message.partner_ids, self.ada.partner_id)
        self.assertIn("Half an hour &lt;at&gt; most", message.body)

    def test_quiet_where_it_is_asked_for(self):
        gifts = self.gifts.with_user(self.ada_user).with_context(coop_no_mail=True)
        made, _errors = gifts._declare(
            self.ada.with_user(self.ada_user),
            "given",
            self.jo,
            60,
            self.today,
            self.help,
            "A hand",
        )
        self.assertFalse(made.sudo().message_ids.partner_ids)

    # -- reminders ---------------------------------------------------------------------

    def test_who_does_not_answer_is_reminded_once(self):
        early = self._declared(self.remind - 1, self.ada, "given", self.jo)
        late = self._declared(self.remind, self.ada, "given", self.jo)
        commons = self._declared(self.remind, self.ada, "given", None)
        self._remind()
        reminded = early + late + commons
        self.assertEqual(reminded.filtered("reminded_on"), late)
        message = late.sudo().message_ids[0]
        self.assertEqual(message.partner_ids, self.jo.partner_id)
        self.assertIn("small reminder", message.body)
        count = len(late.sudo().message_ids)
        self._remind()
        self.assertEqual(len(late.sudo().message_ids), count)

    def test_who_answered_is_not_reminded(self):
        gift = self._declared(self.remind, self.ada, "given", self.jo)
        gift.with_user(self.jo_user).action_dispute("No")
        self._remind()
        self.assertFalse(gift.reminded_on)

    # -- what nobody answers -----------------------------------------------------------

    def test_what_nobody_answers_is_confirmed(self):
        early = self._declared(self.confirm - 1, self.ada, "given", self.jo)
        late = self._declared(self.confirm, self.ada, "given", self.jo)
        commons = self._declared(self.confirm, self.jo, "given", None)
        disputed = self._declared(self.confirm + 1, self.ada, "given", self.jo)
        disputed.with_user(self.jo_user).action_dispute("No")
        self._confirm()
        self.assertEqual(
            [gift.sudo().state for gift in (early, late, commons, disputed)],
            ["declared", "confirmed", "confirmed", "disputed"],
        )
        self.assertFalse(late.confirmed_by_id)
        self.assertTrue(late.confirmed_on)
        self.assert_balances(ada=60, jo=0)

    def test_each_cooperative_has_its_delay_or_none(self):
        gift = self._declared(400, self.ada, "given", self.jo)
        self.company.write({"coop_gift_confirm_days": 0, "coop_gift_remind_days": 0})
        self._remind()
        self._confirm()
        self.assertRecordValues(gift, [{"state": "declared", "reminded_on": False}])
        self.company.coop_gift_confirm_days = 400
        self._confirm()
        self.assertEqual(gift.state, "confirmed")

    @mute_logger("odoo.addons.base.models.ir_cron")
    def test_a_blocking_limit_holds_here_too(self):
        self.company.write(
            {
                "coop_gift_block": True,
                "coop_gift_low_minutes": -60,
                "coop_gift_floor_minutes": -60,
            }
        )
        first = self._declared(20, self.ada, "given", self.jo)
        second = self._declared(19, self.ada, "given", self.jo)
        self._confirm()
        self.assertEqual((first + second).mapped("state"), ["confirmed", "declared"])
        self.assert_balances(jo=-60)

    def test_it_goes_batch_by_batch(self):
        gifts = self.gifts.union(
            *(self._declared(20 + day, self.ada, "given", self.jo) for day in range(5))
        )
        sizes = []
        confirm = self.registry["coop.gift"]._confirm_unanswered

        def spy(batch):
            sizes.append(len(batch))
            confirm(batch)

        self.patch(self.registry["coop.gift"], "_confirm_unanswered", spy)
        self.patch(coop_gift_notice, "BATCH", 2)
        self._confirm()
        self.assertEqual(sizes, [2, 2, 1])
        self.assertEqual(set(gifts.mapped("state")), {"confirmed"})
