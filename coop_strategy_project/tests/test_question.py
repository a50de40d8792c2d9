from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models.coop_strategy_question_portal import MOST_A_DAY
from .common import StrategyCase

KEY = "k" * 22


@tagged("post_install", "-at_install")
class TestQuestion(StrategyCase):
    """Questions are asked in front of all, supported, answered, and none is lost."""

    def ask(self, member=None, user=None, **post):
        """Ask as Noor, unless told otherwise; returns the question and the errors."""
        user = user or self.noor_user
        member = (member or self.noor).with_user(user)
        post = {"name": "When will the wiki open?", "key": KEY, **post}
        return member.env["coop.strategy.question"]._portal_ask(member, post)

    def answer(self, question, text="<p>In May.</p>"):
        return self._new(
            "coop.strategy.answer", self.teammate, question_id=question.id, body=text
        )

    def test_a_question_is_asked_once(self):
        question, errors = self.ask(about=f"axis-{self.axis.id}")
        self.assertEqual(errors, {})
        self.assertRecordValues(
            question,
            [{"axis_id": self.axis.id, "state": "open", "member_id": self.noor.id}],
        )
        again, errors = self.ask(about=f"axis-{self.axis.id}")
        self.assertEqual((again, errors), (question, {}))
        other, _errors = self.ask(key="l" * 22)
        self.assertNotEqual(other, question)
        self.assertEqual(other.cycle_id, self.cycle)

    def test_about_what_is_published(self):
        wiki = self._project("Wiki")
        self.assertIn("about", self.ask(about=f"project-{wiki.id}")[1])
        wiki.strategy_audience = "members"
        question, errors = self.ask(about=f"project-{wiki.id}")
        self.assertEqual((question.project_id.id, errors), (wiki.id, {}))
        for about in ("axis-0", "project-999999999", "member-1"):
            self.assertIn("about", self.ask(about=about, key="m" * 22)[1], about)

    def test_what_is_wrong_is_told(self):
        self.assertIn("name", self.ask(name="Why?")[1])
        self.assertIn("name", self.ask(name="x" * 201)[1])
        self.assertIn("form", self.ask(key="")[1])

    def test_who_asks(self):
        with self.assertRaises(AccessError):
            self.ask(user=self.ali_user)
        zoe = self._candidate("Zoé Blanc")
        user = self._portal_user(zoe, "strategy_zoe")
        self.assertIn("form", self.ask(zoe, user)[1])

    def test_a_lot_for_one_day(self):
        for _number in range(MOST_A_DAY):
            self._question(self.noor)
        self.assertRegex(self.ask()[1]["form"], "come back tomorrow")

    def test_support_counts_once(self):
        question = self._question(self.noor)
        by_ali = question.with_user(self.ali_user)
        for _time in range(2):
            by_ali._portal_support(self.ali.with_user(self.ali_user), True)
        self.assertEqual(question.support_count, 1)
        with self.assertRefused("support this question already"):
            self.env["coop.strategy.support"].create(
                {"question_id": question.id, "member_id": self.ali.id}
            )
        by_ali._portal_support(self.ali.with_user(self.ali_user), False)
        self.assertEqual(question.support_count, 0)
        with self.assertRaises(AccessError):
            by_ali._portal_support(self.noor.with_user(self.ali_user), True)

    def test_answered_in_front_of_all(self):
        question = self._question(self.noor)
        self.answer(question)
        self.assertRecordValues(
            question, [{"state": "answered", "answered_on": self.today}]
        )
        self.assertIn("An answer to", question.message_ids.mapped("subject")[0])
        read = question.with_user(self.ali_user).answer_ids
        self.assertEqual(read.body, "<p>In May.</p>")
        with self.assertRefused("Correct an answer"):
            question.answer_ids.with_user(self.strategist).unlink()

    def test_a_promise_says_who_and_when(self):
        question = self._question(self.noor).with_user(self.teammate)
        with self.assertRefused("who will answer"):
            question.action_promise()
        question.write(
            {
                "responsible_id": self.teammate.id,
                "promised_on": self.today - timedelta(1),
            }
        )
        with self.assertRefused("a day to come"):
            question.action_promise()
        question.promised_on = self.today + timedelta(3)
        question.action_promise()
        self.assertEqual(question.state, "promised")
        self.assertEqual(question.activity_ids.user_id, self.teammate)
        self.answer(question)
        self.assertFalse(question.activity_ids)
        with self.assertRefused("answered already"):
            question.action_promise()

    def test_none_is_lost(self):
        question = self._question(self.noor)
        for user in (self.teammate, self.strategist, self.manager):
            with self.assertRaises(AccessError):
                question.with_user(user).unlink()
        with self.assertRefused("No question is lost"):
            question.sudo().unlink()
        for values in ({"name": "Nothing"}, {"member_id": self.ali.id}):
            with self.assertRefused("stays as it was asked"):
                question.with_user(self.strategist).write(values)
        with self.assertRefused("for a reason"):
            question.with_user(self.strategist).state = "hidden"
        wizard = self._new(
            "coop.strategy.hide",
            self.teammate,
            question_id=question.id,
            reason="Names a third person",
        )
        wizard.action_confirm()
        self.assertEqual(question.hidden_reason, "Names a third person")
        with self.assertRaises(AccessError):
            question.with_user(self.noor_user).read(["name"])
        question.action_reopen()
        self.assertEqual(question.with_user(self.noor_user).state, "open")

    def test_a_promise_is_one_todo(self):
        question = self._question(self.noor).with_user(self.teammate)
        day = self.today + timedelta(3)
        question.write({"responsible_id": self.teammate.id, "promised_on": day})
        for _time in range(2):
            question.action_promise()
        self.assertEqual(len(question.activity_ids), 1)
        later = day + timedelta(2)
        question.write({"responsible_id": self.strategist.id, "promised_on": later})
        self.assertRecordValues(
            question.activity_ids,
            [{"user_id": self.strategist.id, "date_deadline": later}],
        )
        question.action_reopen()
        self.assertFalse(question.activity_ids)
        self.assertFalse(question.is_overdue or question.promised_on)

    def test_a_stale_page_does_not_show_what_was_hidden(self):
        question = self._question(self.noor).with_user(self.teammate)
        question.write({"responsible_id": self.teammate.id, "promised_on": self.today})
        question.action_promise()
        question._hide("Names a third person")
        self.assertFalse(question.activity_ids)
        with self.assertRefused("is hidden"):
            question.action_promise()
        with self.assertRefused("is hidden"):
            self.answer(question)
        self.assertEqual(question.state, "hidden")

    def test_ages(self):
        question = self._question(self.noor, asked_on=self.today - timedelta(40))
        self.assertRecordValues(question, [{"days_waiting": 40, "age": "quarter"}])
        question.promised_on = self.today - timedelta(1)
        self.assertTrue(question.is_overdue)
        self.answer(question)
        self.assertFalse(question.is_overdue)
