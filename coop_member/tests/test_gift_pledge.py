from datetime import date, timedelta

from odoo.tests import Form, tagged

from .common_gift import GiftCase


@tagged("post_install", "-at_install")
class TestGiftPledge(GiftCase):
    """Time that is given back, oldest pledge first; reminders, and no sanction."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls.env["coop.gift.programme"].create(
            {
                "name": "Incubator",
                "minutes": 600,
                "months": 12,
                "company_id": cls.company.id,
                "contract_type_ids": cls.cape.ids,
            }
        )

    def _pledge(self, member, minutes, date, due_date=None, **values):
        return (
            self.env["coop.gift.pledge"]
            .with_user(self.adviser)
            .create(
                {
                    "member_id": member.id,
                    "minutes": minutes,
                    "date": date,
                    "due_date": due_date or self.today + timedelta(days=90),
                    "reason": "The incubator",
                    **values,
                }
            )
        )

    def test_gifts_fill_pledges_oldest_first(self):
        old = self._pledge(self.ada, 120, self.days_ago(100))
        new = self._pledge(self.ada, 60, self.days_ago(50))
        self.give(self.ada, self.jo, 500, self.days_ago(101))
        self.assertEqual((old + new).mapped("fulfilled_minutes"), [0, 0])
        self.give(self.ada, self.jo, 90, self.days_ago(80))
        self.assertEqual((old + new).mapped("fulfilled_minutes"), [90, 0])
        gift = self.give(self.ada, None, 50, self.days_ago(10))
        self.assertEqual((old + new).mapped("fulfilled_minutes"), [120, 20])
        self.assertEqual((old + new).mapped("remaining_minutes"), [0, 40])
        self.assertEqual((old + new).mapped("state"), ["fulfilled", "open"])
        gift.action_reverse("Was not there")
        self.assertEqual((old + new).mapped("fulfilled_minutes"), [90, 0])

    def test_nothing_is_expected_from_who_left(self):
        given = self._pledge(self.ada, 60, self.days_ago(100))
        late = self._pledge(self.ada, 60, self.days_ago(90), self.days_ago(10))
        to_give = self._pledge(self.ada, 60, self.days_ago(80))
        others = self._pledge(self.jo, 60, self.days_ago(80))
        self.give(self.ada, self.jo, 60, self.days_ago(50))
        self.ada.with_user(self.adviser).action_leave()
        self.assertEqual(
            (given + late + to_give + others).mapped("state"),
            ["fulfilled", "released", "released", "open"],
        )

    def test_what_is_received_or_waits_fills_nothing(self):
        pledge = self._pledge(self.ada, 60, self.days_ago(10))
        self.give(self.jo, self.ada)
        self.declare(self.ada, "given", self.jo)
        self.assertEqual(pledge.fulfilled_minutes, 0)

    def test_a_pledge_let_go_takes_nothing(self):
        old = self._pledge(self.ada, 60, self.days_ago(20))
        new = self._pledge(self.ada, 60, self.days_ago(10))
        self.give(self.ada, self.jo)
        old.action_release()
        self.assertEqual((old + new).mapped("fulfilled_minutes"), [0, 60])
        self.assertEqual((old + new).mapped("state"), ["released", "fulfilled"])
        old.action_resume()
        self.assertEqual((old + new).mapped("state"), ["fulfilled", "open"])

    def test_members_do_not_share_their_gifts(self):
        ours, theirs = (
            self._pledge(member, 60, self.days_ago(10))
            for member in (self.ada, self.jo)
        )
        self.give(self.ada, self.jo)
        self.assertEqual((ours + theirs).mapped("fulfilled_minutes"), [60, 0])

    def test_states_are_found(self):
        late = self._pledge(self.ada, 600, self.days_ago(20), self.days_ago(1))
        on_the_day = self._pledge(self.jo, 600, self.days_ago(20), self.today)
        released = self._pledge(self.jo, 60, self.days_ago(20), released=True)
        pledges = late + on_the_day + released
        inside = [("id", "in", pledges.ids)]
        for state, expected in (
            ("late", late),
            ("open", on_the_day),
            ("released", released),
            ("fulfilled", late.browse()),
        ):
            self.assertEqual(
                pledges.search([*inside, ("state", "=", state)]), expected, state
            )
        self.assertEqual(
            pledges.search([*inside, ("state", "!=", "released")]), late + on_the_day
        )

    def test_pledges_that_make_no_sense(self):
        with self.assertRefused("one minute at least"):
            self._pledge(self.ada, 0, self.today)
        with self.assertRefused("due before it is made"):
            self._pledge(self.ada, 60, self.today, self.days_ago(1))

    # -- programmes --------------------------------------------------------------------

    def test_the_first_contract_enters_the_programme(self):
        self._running(self.ada, self.cape, date(2025, 2, 1), date(2025, 6, 30))
        pledge = self.ada.gift_pledge_ids
        self.assertRecordValues(
            pledge,
            [
                {
                    "programme_id": self.programme.id,
                    "minutes": 600,
                    "date": date(2025, 2, 1),
                    "due_date": date(2026, 2, 1),
                    "reason": "Incubator",
                }
            ],
        )
        self._running(self.ada, self.cape, date(2025, 7, 1), date(2025, 12, 31))
        self.assertEqual(self.ada.gift_pledge_ids, pledge)

    def test_other_contracts_do_not(self):
        self._running(self.jo, self.cesa, date(2025, 2, 1))
        self.assertFalse(self.jo.gift_pledge_ids)

    def test_a_programme_is_entered_once(self):
        self.programme._enter(self.ada, self.today)
        self.assertFalse(self.programme._enter(self.ada, self.today))
        with self.assertRefused("already entered this programme"):
            self._pledge(self.ada, 60, self.today, programme_id=self.programme.id)
        self.assertEqual(self.programme.pledge_count, 1)

    def test_the_reason_is_in_the_members_language(self):
        self.env["res.lang"]._activate_lang("nl_NL")
        self.programme.with_context(lang="nl_NL").name = "Broedplaats"
        self.ada.lang = "nl_NL"
        entered = self.programme.with_user(self.adviser)._enter(self.ada, self.today)
        self.assertEqual(entered.reason, "Broedplaats")

    def test_the_form_proposes_what_the_programme_asks(self):
        with Form(self.env["coop.gift.pledge"].with_user(self.adviser)) as form:
            form.member_id = self.ada
            form.date = date(2025, 2, 1)
            form.programme_id = self.programme
            self.assertEqual(form.minutes, 600)
            self.assertEqual(form.due_date, date(2026, 2, 1))

    # -- reminders ---------------------------------------------------------------------

    def _reminded(self):
        self.run_cron("coop_member.ir_cron_gift_pledge_remind")
        return self.env["coop.gift.pledge"].search([("reminded_on", "=", self.today)])

    def test_members_are_reminded_once_while_there_is_time(self):
        soon = self._pledge(
            self.ada, 60, self.days_ago(10), self.today + timedelta(days=30)
        )
        self._pledge(self.ada, 60, self.days_ago(9), self.today + timedelta(days=31))
        self._pledge(self.jo, 60, self.days_ago(9), self.days_ago(1))
        self._pledge(self.jo, 60, self.days_ago(9), self.today, released=True)
        self.assertEqual(self._reminded(), soon)
        message = soon.message_ids[0]
        self.assertEqual(message.partner_ids, self.ada.partner_id)
        self.assertIn("1 h", message.body)
        self.assertIn("/my/coop/gifts", message.body)
        before = len(soon.message_ids)
        self._reminded()
        self.assertEqual(len(soon.message_ids), before)

    def test_who_has_given_or_left_is_not_reminded(self):
        self._pledge(self.ada, 60, self.days_ago(10), self.today)
        self.give(self.ada, self.jo)
        self._pledge(self.jo, 60, self.days_ago(10), self.today)
        self.jo.with_user(self.adviser).action_leave()
        self.assertFalse(self._reminded())

    def test_reminders_can_be_off(self):
        self.company.coop_gift_pledge_remind_days = 0
        self._pledge(self.ada, 60, self.days_ago(10), self.today)
        self.assertFalse(self._reminded())
