import secrets
from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.coop_member.tests.gift_source_case import GiftSourceCase

from .common import StrategyVerbs


@tagged("post_install", "-at_install")
class TestCall(StrategyVerbs, GiftSourceCase):
    """Calls, what members answer, and the hours that become gifts to the commons;
    ``ada`` and ``jo`` are members."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_strategy()
        cls.wiki = cls._project("Wiki")
        cls.call = cls._call(cls.wiki)

    def offer(self, member, call=None, **post):
        """Answer as the member's user does; returns the errors."""
        user = member.portal_partner_id.user_ids
        call = (call or self.call).with_user(user)
        post = {"message": "I have done that before", "time": "4 h", **post}
        return call.env["coop.strategy.contribution"]._portal_offer(
            member.with_user(user), call, post
        )

    def accepted(self, member):
        self.assertEqual(self.offer(member), {})
        answer = self.env["coop.strategy.contribution"]._answer_of(member, self.call)
        answer = answer.with_user(self.teammate)
        answer.action_accept()
        return answer

    def note(self, answer, minutes, **vals):
        return self._new(
            "coop.strategy.hours",
            self.teammate,
            contribution_id=answer.id,
            minutes=minutes,
            **vals,
        )

    def declared_errors(self, answer, **post):
        """Declare hours as the member's user does; returns the errors."""
        by_member = answer.with_user(answer.member_id.portal_partner_id.user_ids)
        post = {
            "day": str(self.today),
            "given": "1 h 30",
            "key": secrets.token_urlsafe(16),
            **post,
        }
        return by_member.env["coop.strategy.hours"]._portal_declare(by_member, post)

    def declare(self, answer, **post):
        """Hours that the member declared, as the team sees them."""
        before = answer.hours_ids
        self.assertEqual(self.declared_errors(answer, **post), {})
        answer.invalidate_recordset(["hours_ids"])
        return (answer.hours_ids - before).with_user(self.teammate)

    # -- answering -------------------------------------------------------------------

    def test_a_member_answers_and_is_accepted(self):
        answer = self.accepted(self.ada)
        self.assertRecordValues(
            answer,
            [
                {
                    "member_id": self.ada.id,
                    "project_id": self.wiki.id,
                    "minutes": 240,
                    "state": "accepted",
                }
            ],
        )
        self.assertIn("Welcome aboard", answer.message_ids.mapped("subject")[0])
        self.assertEqual(self.call.accepted_count, 1)
        with self.assertRefused("it is accepted"):
            answer.action_accept()
        answer.action_thank()
        self.assertEqual(answer.state, "thanked")

    def test_an_answer_is_one(self):
        self.offer(self.ada)
        self.assertEqual(self.offer(self.ada, message="More of it"), {})
        answers = self.call.contribution_ids
        self.assertEqual(answers.mapped("message"), ["More of it"])
        answers.action_thank()
        self.assertRegex(self.offer(self.ada)["form"], "answered you already")
        by_ada = answers.with_user(self.ada_user)
        self.assertRegex(by_ada._portal_withdraw(), "answered you already")

    def test_an_offer_is_taken_back(self):
        self.offer(self.ada)
        answer = self.call.contribution_ids.with_user(self.ada_user)
        self.assertEqual(answer._portal_withdraw(), "")
        self.assertEqual(answer.state, "withdrawn")
        with self.assertRaises(AccessError):
            answer.with_user(self.jo_user)._portal_withdraw()
        self.assertEqual(self.offer(self.ada), {})
        self.assertEqual(answer.state, "offered")

    def test_answers_after_closing(self):
        self.call.action_close()
        self.assertRegex(self.offer(self.ada)["form"], "closed")
        late = self._call(self.wiki, date_needed=self.today - timedelta(1))
        self.assertRegex(self.offer(self.ada, late)["form"], "closed")
        self.assertFalse((self.call + late).contribution_ids)

    def test_a_call_opens_and_closes_in_turn(self):
        with self.assertRefused("it is open"):
            self.call.action_open()
        self.call.action_close()
        with self.assertRefused("it is closed"):
            self.call.action_close()
        self.call.action_open()
        self.assertEqual(self.call.state, "open")

    def test_what_is_wrong_is_told(self):
        self.assertIn("message", self.offer(self.ada, message=" "))
        self.assertIn("time", self.offer(self.ada, time="soon"))
        self.assertIn("time", self.offer(self.ada, time="9999 h"))
        self.assertFalse(self.call.contribution_ids)

    def test_calls_that_are_not_published(self):
        for call in (
            self._call(self.wiki, is_open=False),
            self._call(self.wiki, audience="team"),
        ):
            with self.assertRaises(AccessError):
                self.offer(self.ada, call)

    def test_the_responsible_is_asked(self):
        self.offer(self.ada)
        answer = self.call.contribution_ids
        self.assertEqual(answer.activity_ids.user_id, self.call.responsible_id)
        answer.with_user(self.teammate).action_accept()
        self.assertFalse(answer.activity_ids, "nothing waits any more")

    def test_nothing_is_asked_of_the_responsible_for_an_offer_taken_back(self):
        self.offer(self.ada)
        answer = self.call.contribution_ids
        answer.with_user(self.ada_user)._portal_withdraw()
        self.assertFalse(answer.activity_ids)
        self.offer(self.ada)
        self.offer(self.ada, message="Once more")
        self.assertEqual(len(answer.activity_ids), 1)

    def test_what_waits_follows_who_answers_for_the_call(self):
        self.offer(self.ada)
        self.call.responsible_id = self.teammate
        self.assertEqual(self.call.contribution_ids.activity_ids.user_id, self.teammate)

    def test_words_of_the_team_are_read_once_told(self):
        self.offer(self.ada)
        answer = self.call.contribution_ids
        answer.with_user(self.teammate).reply = "Not sure about Ada"
        by_ada = answer.with_user(self.ada_user)
        with self.assertRaises(AccessError):
            by_ada.read(["reply"])
        self.assertEqual(by_ada._told_reply(), "")
        answer.reply = "See you on Monday"
        answer.action_accept()
        self.assertEqual(by_ada._told_reply(), "See you on Monday")
        data = self.ada.with_user(self.ada_user)._export_personal_data()
        [row] = data["strategy_contributions"]
        self.assertEqual(row["reply"], "See you on Monday")

    def test_a_project_is_named_where_it_is_published(self):
        self.assertEqual(self.call._card()["project"], "")
        self.wiki.strategy_audience = "members"
        self.assertEqual(self.call._card()["project"], "Wiki")
        self.assertEqual(self.call._card(("public",))["project"], "")
        self.cycle.action_unvote()
        self.assertEqual(self.call._card()["project"], "")

    # -- hours -----------------------------------------------------------------------

    def test_hours_are_gifts_to_the_commons(self):
        answer = self.accepted(self.ada)
        self.assert_makes_gifts(answer)
        line = self.note(answer, 90)
        self.note(answer, 30, date=self.today - timedelta(2))
        self.assert_makes_gifts(answer, (self.ada, None, 90), (self.ada, None, 30))
        line.minutes = 60
        self.assert_makes_gifts(answer, (self.ada, None, 60), (self.ada, None, 30))
        line.unlink()
        self.assert_makes_gifts(answer, (self.ada, None, 30))
        self.assertEqual(answer.given_minutes, 30)
        self.assertEqual(self.ada.gift_given, 30)

    def test_hours_of_what_was(self):
        answer = self.accepted(self.ada)
        with self.assertRefused("once they are given"):
            self.note(answer, 60, date=self.today + timedelta(1))
        with self.assertRefused("24 hours at most"):
            self.note(answer, 1500)
        self.offer(self.jo)
        waiting = self.call.contribution_ids - answer
        with self.assertRefused("Accept the offer first"):
            self.note(waiting, 60)
        self.assertFalse(answer.hours_ids)

    def test_members_declare_hours(self):
        answer = self.accepted(self.ada)
        line = self.declare(answer, name="The theme")
        values = [{"minutes": 90, "name": "The theme", "state": "declared"}]
        self.assertRecordValues(line, values)
        self.assert_makes_gifts(answer)
        self.assertEqual(answer.given_minutes, 0)
        todo = answer.activity_ids
        self.assertEqual(todo.user_id, self.call.responsible_id)
        self.assertIn("Confirm hours", todo.summary)
        self.declare(answer, given="2 h")
        self.assertEqual(len(answer.activity_ids), 1)
        line.action_confirm()
        self.assert_makes_gifts(answer, (self.ada, None, 90))
        self.assertEqual(answer.given_minutes, 90)
        self.assertTrue(answer.activity_ids, "other hours wait")
        (answer.hours_ids - line).action_confirm()
        self.assertFalse(answer.activity_ids)
        with self.assertRefused("decided already"):
            line.action_confirm()

    def test_hours_that_are_not_kept(self):
        answer = self.accepted(self.ada)
        line = self.declare(answer)
        line.answer = "That was another project"
        line.action_refuse()
        self.assert_makes_gifts(answer)
        self.assertFalse(answer.activity_ids)
        told = answer.message_ids[0]
        self.assertIn("About the hours", told.subject)
        self.assertEqual(told.partner_ids, self.ada.portal_partner_id)
        line.action_confirm()
        self.assert_makes_gifts(answer, (self.ada, None, 90))
        line.action_refuse()
        self.assert_makes_gifts(answer)

    def test_hours_declared_are_taken_back(self):
        answer = self.accepted(self.ada)
        line = self.declare(answer).with_user(self.ada_user)
        with self.assertRaises(AccessError):
            line.with_user(self.jo_user)._portal_take_back()
        self.assertEqual(line._portal_take_back(), "")
        self.assertFalse(answer.hours_ids)
        self.assertFalse(answer.activity_ids)
        line = self.declare(answer)
        line.action_confirm()
        by_ada = line.with_user(self.ada_user)
        self.assertRegex(by_ada._portal_take_back(), "answered you already")
        with self.assertRaises(AccessError):
            by_ada.minutes = 1000
        with self.assertRaises(AccessError):
            by_ada.action_refuse()

    def test_one_form_declares_once(self):
        answer = self.accepted(self.ada)
        for _time in range(2):
            self.declare(answer, key="k" * 22)
        self.assertEqual(len(answer.hours_ids), 1)
        self.declare(answer)
        self.assertEqual(len(answer.hours_ids), 2)

    def test_a_form_changed_after_it_was_sent_declares_other_hours(self):
        answer = self.accepted(self.ada)
        self.declare(answer, key="k" * 22)
        self.declare(answer, key="k" * 22, given="45 min", name="The logo")
        self.assertEqual(sorted(answer.hours_ids.mapped("minutes")), [45, 90])

    def test_nothing_waits_once_the_team_deletes_what_was_declared(self):
        answer = self.accepted(self.ada)
        self.declare(answer).unlink()
        self.assertFalse(answer.activity_ids)

    def test_hours_that_cannot_be_declared(self):
        answer = self.accepted(self.ada)
        tomorrow, before = (self.today + timedelta(days) for days in (1, -1))
        for field, post in (
            ("day", {"day": "soon"}),
            ("day", {"day": str(tomorrow)}),
            ("day", {"day": str(before)}),
            ("given", {"given": "0 h"}),
            ("given", {"given": "90"}),
            ("given", {"given": "25 h"}),
            ("name", {"name": "x" * 201}),
            ("form", {"key": ""}),
        ):
            with self.subTest(post=post):
                self.assertEqual(list(self.declared_errors(answer, **post)), [field])
        by_jo = self.env["coop.strategy.hours"].with_user(self.jo_user)
        with self.assertRaises(AccessError):
            by_jo._portal_declare(answer.with_user(self.jo_user), {})
        answer.action_thank()
        self.assertIn("while you take part", self.declared_errors(answer)["form"])
        self.assertFalse(answer.hours_ids)

    def test_hours_confirmed_once_who_gave_them_has_been_thanked(self):
        answer = self.accepted(self.ada)
        line = self.declare(answer)
        answer.action_thank()
        self.assertTrue(answer.activity_ids)
        line.action_confirm()
        self.assert_makes_gifts(answer, (self.ada, None, 90))

    def test_answered_calls_are_kept(self):
        self.offer(self.ada)
        with self.assertRefused("is kept"):
            self.call.unlink()

    # -- shared tasks ------------------------------------------------------------------

    def test_accepted_members_see_shared_tasks_alone(self):
        tasks = self.env["project.task"]
        shared, private = (
            tasks.create(
                {"name": name, "project_id": self.wiki.id, "strategy_shared": is_shared}
            )
            for name, is_shared in (("Choose a theme", True), ("Budget", False))
        )
        other = self._project("Accounts")
        elsewhere = tasks.create(
            {"name": "Plan", "project_id": other.id, "strategy_shared": True}
        )
        everything = [("id", "in", (shared + private + elsewhere).ids)]
        by_ada = tasks.with_user(self.ada_user)
        self.assertFalse(by_ada.search(everything))
        self.offer(self.ada)
        self.assertFalse(by_ada.search(everything))
        answer = self.call.contribution_ids
        answer.action_accept()
        self.assertEqual(by_ada.search(everything), shared)
        self.assertEqual(answer.with_user(self.ada_user)._portal_tasks(), shared)
        with self.assertRaises(AccessError):
            shared.with_user(self.ada_user).name = "Mine"
        with self.assertRaises(AccessError):
            private.with_user(self.ada_user).read(["name"])
        with self.assertRaises(AccessError):
            self.wiki.with_user(self.ada_user).read(["name"])
        self.assertFalse(tasks.with_user(self.jo_user).search(everything))
        self.assert_backstage(shared, self.ada_user)
        shared.message_subscribe(self.ada_user.partner_id.ids)
        self.assertTrue(self.messages_seen(shared, self.ada_user))
        shared.message_unsubscribe(self.ada_user.partner_id.ids)
        answer.action_thank()
        self.env.invalidate_all()
        self.assertFalse(by_ada.search(everything))
