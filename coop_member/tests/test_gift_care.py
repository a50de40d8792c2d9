from datetime import date

from dateutil.relativedelta import relativedelta

from odoo.tests import Form, tagged

from ..core.portal_home import HomeItem
from .common_gift import GiftCase


@tagged("post_install", "-at_install")
class TestGiftCare(GiftCase):
    """Limits that care, limits that block, the quiet, one's own trade."""

    # -- soft limits ------------------------------------------------------

    def test_balances_that_lean(self):
        self.company.write(
            {"coop_gift_low_minutes": -60, "coop_gift_high_minutes": 120}
        )
        li = self._member("Li Wang")
        people = self.ada + self.jo + li
        self.give(self.ada, self.jo, 60)
        self.give(self.ada, li, 60)
        self.assertEqual(set(people.mapped("gift_standing")), {"within"})
        self.give(self.ada, self.jo, 1)
        expected = {"above": self.ada, "below": self.jo, "within": li}
        for standing, member in expected.items():
            self.assertEqual(member.gift_standing, standing)
            domain = [("id", "in", people.ids), ("gift_standing", "=", standing)]
            self.assertEqual(people.with_user(self.adviser).search(domain), member)
        self.assertEqual(
            people.search([("id", "in", people.ids), ("gift_standing", "!=", "above")]),
            self.jo + li,
        )

    def test_each_cooperative_has_its_limits(self):
        self.other_company.write({"coop_gift_low_minutes": 0})
        stranger = self._foreign_member()
        self.gifts.create(
            {
                "receiver_id": stranger.id,
                "company_id": self.other_company.id,
                "minutes": 5,
                "category_id": self.help.id,
                "description": "A visit",
            }
        )._confirm(self.env.user)
        self.give(self.ada, self.jo, 5)
        self.assertEqual(stranger.gift_standing, "below")
        self.assertEqual(self.jo.gift_standing, "within")

    def test_ideas_come_where_they_help(self):
        member_class = self.registry["coop.member"]
        self.patch(
            member_class,
            "_gift_ideas_to_give",
            lambda member: [
                HomeItem("b", "Later", "/later", sequence=20),
                HomeItem("a", "A stall <to> hold", "/stall"),
            ],
        )
        self.patch(
            member_class,
            "_gift_ideas_to_receive",
            lambda member: [HomeItem("c", "Ask for a hand", "/ask")],
        )
        self.company.write({"coop_gift_low_minutes": 0, "coop_gift_high_minutes": 0})
        self.assertEqual(self.ada._gift_ideas(), [])
        self.assertFalse(self.ada.gift_idea_list)
        self.give(self.ada, self.jo)
        titles = [idea.title for idea in self.jo.with_user(self.jo_user)._gift_ideas()]
        self.assertEqual(titles, ["A stall <to> hold", "Later"])
        self.assertEqual(
            [idea.title for idea in self.ada._gift_ideas()], ["Ask for a hand"]
        )
        shown = self.jo.with_user(self.adviser).gift_idea_list
        self.assertIn('<a href="/stall"', shown)
        self.assertIn("A stall &lt;to&gt; hold", shown)

    def test_limits_that_make_no_sense(self):
        for values in (
            {"coop_gift_low_minutes": 5},
            {"coop_gift_high_minutes": -5},
            {"coop_gift_floor_minutes": -10},
            {"coop_gift_ceiling_minutes": 10},
        ):
            with self.assertRefused("from the lowest, below zero, to the highest"):
                self.company.write(values)
                self.company.flush_recordset()
        for name in ("remind_days", "confirm_days", "pledge_remind_days"):
            with self.assertRefused("Delays cannot be negative"):
                self.company[f"coop_gift_{name}"] = -1
                self.company.flush_recordset()
        with self.assertRefused("a month at least"):
            self.company.coop_gift_quiet_months = 0
            self.company.flush_recordset()

    # -- blocking limits ------------------------------------------------------

    def _block(self):
        self.company.write(
            {
                "coop_gift_block": True,
                "coop_gift_low_minutes": 0,
                "coop_gift_floor_minutes": -100,
                "coop_gift_high_minutes": 0,
                "coop_gift_ceiling_minutes": 150,
            }
        )

    def test_nothing_blocks_by_default(self):
        for day in range(5):
            self.give(self.ada, self.jo, 1440, self.days_ago(day))
        self.assert_balances(ada=7200, jo=-7200)

    def test_nobody_passes_the_lowest_balance(self):
        self._block()
        self.give(self.ada, self.jo, 100)
        gifts, errors = self.try_to_declare(self.ada, "given", self.jo, minutes=1)
        self.assertFalse(gifts)
        self.assertRegex(errors["minutes"], "Jo Kern would have received 1 h 40 more")
        self.give(self.jo, self.ada, 30)
        self.declare(self.ada, "given", self.jo, minutes=1)

    def test_nobody_passes_the_highest_balance(self):
        self._block()
        self.give(self.ada, None, 150)
        with self.assertRefused("Ada Brun would have given 2 h 30 more"):
            self.give(self.ada, None, 1, self.days_ago(1))

    def test_one_declaration_of_several_counts_as_a_whole(self):
        self._block()
        people = self.ada + self._member("Li Wang")
        _gifts, errors = self.try_to_declare(self.jo, "received", people)
        self.assertRegex(errors["minutes"], "Jo Kern would have received")

    def test_several_confirmed_at_once_count_as_a_whole(self):
        self._block()
        one = self.declare(self.ada, "given", self.jo)
        other = self.declare(self.ada, "given", self.jo, date=self.days_ago(1))
        with self.assertRefused("Jo Kern would have received"):
            (one + other).with_user(self.jo_user).action_confirm()
        one.with_user(self.jo_user).action_confirm()

    def test_a_reversal_passes(self):
        self._block()
        gift = self.give(self.jo, self.ada, 100)
        self.give(self.ada, self.jo, 150)
        gift.action_reverse("Was not there")
        self.assert_balances(jo=-150)

    # -- the quiet ------------------------------------------------------

    def _quiet(self):
        members = self.ada.with_user(self.adviser)
        domain = [("company_id", "=", self.company.id), ("gift_quiet", "=", True)]
        found = members.search(domain)
        everyone = members.search([("company_id", "=", self.company.id)])
        self.assertEqual(found, everyone.filtered("gift_quiet"))
        return found

    def test_the_quiet_are_listed(self):
        since = self.today - relativedelta(months=6)
        new = self._member("New", admission_date=since)
        self._candidate("Zoé Blanc")
        self.assertEqual(self._quiet(), self.ada + self.jo)
        self.give(self.ada, self.jo, 60, since - relativedelta(days=1))
        self.assertEqual(self._quiet(), self.ada + self.jo)
        gift = self.give(self.ada, self.jo, 60, since)
        self.assertEqual(self.jo.gift_last_date, since)
        self.assertFalse(self._quiet())
        gift.action_reverse("Was not there")
        self.assertEqual(self._quiet(), self.ada + self.jo)
        self.assertEqual(self.jo.gift_last_date, since - relativedelta(days=1))
        new.admission_date = since - relativedelta(days=1)
        self.assertEqual(self._quiet(), self.ada + self.jo + new)

    def test_who_left_is_not_quiet(self):
        self.jo.with_user(self.adviser).action_leave()
        self.assertEqual(self._quiet(), self.ada)

    # -- own trade ------------------------------------------------------

    def test_own_trade_is_warned_of_not_refused(self):
        self.ada.trade_category_ids = self.advice
        hand = self.declare(self.ada, "given", self.jo)
        trade = self.declare(self.ada, "given", self.jo, category=self.advice)
        back = self.declare(self.jo, "given", self.ada, category=self.advice)
        commons = self.declare(self.jo, "received", None, category=self.advice)
        gifts = self.gifts.union(hand, trade, back, commons)
        self.assertEqual(gifts.filtered("own_trade"), trade)
        inside = [("id", "in", gifts.ids)]
        self.assertEqual(gifts.search([*inside, ("own_trade", "=", True)]), trade)
        self.assertEqual(
            gifts.search([*inside, ("own_trade", "=", False)]), gifts - trade
        )
        self.assertIn("internal charge", self.ada._own_trade_warning())
        self.assertIsNone(self.ada._own_trade_offer(self.jo))

    # -- forms of the back end ------------------------------------------------------

    def test_the_wizard_thanks_several_people(self):
        li = self._member("Li Wang")
        wizard = self.env["coop.gift.declare"].with_user(self.adviser)
        with Form(wizard.with_company(self.company)) as form:
            form.member_id = self.ada
            form.direction = "received"
            form.people_ids.add(self.jo)
            form.people_ids.add(li)
            form.minutes = 45
            form.category_id = self.advice
            form.description = "Read my offer"
        action = form.record.action_declare()
        gifts = self.gifts.search(action["domain"])
        self.assertEqual(gifts.giver_id, self.jo + li)
        self.assertEqual(gifts.receiver_id, self.ada)
        self.assertEqual(gifts.mapped("minutes"), [45, 45])

    def test_the_wizard_says_what_is_wrong(self):
        wizard = self.env["coop.gift.declare"].with_user(self.adviser)
        values = {
            "company_id": self.company.id,
            "member_id": self.ada.id,
            "with_commons": True,
            "category_id": self.advice.id,
            "description": "Tidied up",
        }
        self.ada.trade_category_ids = self.advice
        wrong = wizard.create({**values, "minutes": 0, "date": date(2019, 1, 1)})
        self.assertTrue(wrong.own_trade)
        with self.assertRefused("one minute at least.*\n.*not a member"):
            wrong.action_declare()
        self.ada.trade_category_ids = False
        right = wizard.create({**values, "direction": "received"})
        self.assertFalse(right.own_trade)
        gifts = self.gifts.search(right.action_declare()["domain"])
        self.assertRecordValues(
            gifts, [{"giver_id": False, "receiver_id": self.ada.id}]
        )

    def test_decisions_ask_why(self):
        gift = self.declare(self.ada, "given", self.jo)
        decide = self.env["coop.gift.decide"].with_user(self.adviser)
        decide = decide.with_context(active_ids=gift.ids)
        decide.create({"decision": "dispute", "reason": "Never"}).action_decide()
        self.assertRecordValues(
            gift, [{"state": "disputed", "dispute_reason": "Never"}]
        )
        gift.with_user(self.adviser).action_confirm()
        decide.create({"reason": "Never was"}).action_decide()
        self.assertEqual(gift.reversal_ids.description, "Never was")
