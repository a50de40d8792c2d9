from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.coop_member.tests.gift_source_case import GiftSourceCase

from .common import DirectoryCase


@tagged("post_install", "-at_install")
class TestRequest(GiftSourceCase, DirectoryCase):
    """Asking inside first: who hears of it, who answers, how it ends."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._give_skills(cls.jo, "logo_design:expert", "offer")
        cls.requests = cls.env["coop.skill.request"]

    def _ask(self, member=None, skills="logo_design", **post):
        member = member or self.ada
        user = member.portal_partner_id.user_ids
        ids = [str(self._skill(ref).id) for ref in skills.split()]
        asked, errors, _typed = self.requests.with_user(user)._portal_ask(
            member.with_user(user), {"name": "A logo", **post}, ids
        )
        self.assertEqual(errors, {})
        return asked

    def _answer(self, asked, member=None, **post):
        member = member or self.jo
        user = member.portal_partner_id.user_ids
        errors = asked.with_user(user)._portal_answer(
            member.with_user(user), {"kind": "gift", **post}
        )
        self.assertEqual(errors, {})
        return asked.answer_ids.filtered(lambda one: one.member_id == member)

    def _agreed(self):
        asked = self._ask()
        answer = self._answer(asked)
        self.assertEqual(asked._portal_pick(asked.member_id, answer.id), "")
        return asked

    def _end(self, asked, **post):
        return asked._portal_end(asked.member_id, post)

    def test_what_is_missing_is_said(self):
        ada = self.ada.with_user(self.ada_user)
        requests = self.requests.with_user(self.ada_user)
        yesterday = fields.Date.today() - timedelta(days=2)
        asked, errors, typed = requests._portal_ask(
            ada, {"name": "", "needed_by": str(yesterday)}, ["x"]
        )
        self.assertFalse(asked)
        self.assertEqual(set(errors), {"name", "skills", "needed_by"})

    def test_the_same_form_asks_once(self):
        one = self._ask(key="k" * 22)
        self.assertEqual(self._ask(key="k" * 22), one)

    def test_helpers_hear_of_it(self):
        kim, lou, max_ = map(self._member, ("Kim", "Lou", "Max"))
        self._give_skills(kim, "brand_identity", "offer")
        self._give_skills(lou, "logo_design", "learn")
        self._give_skills(max_, "logo_design", "offer")
        max_.request_notice = "never"
        # who offers a part of what is asked for can help
        asked = self._ask(skills="brand_identity")
        notices = self.env["coop.skill.notice"].search([("request_id", "=", asked.id)])
        self.assertEqual(notices.member_id, self.jo | kim)

    def test_the_best_are_told_first(self):
        for name in ("beginner", "confirmed", "practised"):
            self._give_skills(self._member(name), f"logo_design:{name}", "offer")
        helpers = self._ask().sudo()._helpers()
        self.assertEqual(
            helpers.mapped("name"), ["Jo Kern", "confirmed", "practised", "beginner"]
        )

    def test_who_wants_to_hear_no_more_is_not_told(self):
        asked = self._ask()
        self.jo.request_notice = "never"
        before = self.env["mail.mail"].search([])
        self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda *_a, **_k: 0)
        self.requests.with_context(coop_no_mail=False)._cron_tell_digest()
        self.assertEqual(self.env["mail.mail"].search([]), before)
        notice = self.env["coop.skill.notice"].search([("request_id", "=", asked.id)])
        self.assertFalse(notice.is_told)

    def test_who_is_shown_to_nobody_hears_of_it_and_is_not_counted(self):
        asked = self._ask()
        notices = self.env["coop.skill.notice"].search([("request_id", "=", asked.id)])
        self.assertEqual(notices.member_id, self.jo)
        self.assertEqual(asked._portal_helper_count(asked.member_id), 0)
        self.jo.write({"headline": "Logos", "directory_visibility": "members"})
        self.assertEqual(asked._portal_helper_count(asked.member_id), 1)
        by_jo = self.jo.with_user(self.jo_user)
        self.assertIsNone(asked._portal_helper_count(by_jo))

    def test_at_once_or_once_a_day_as_they_chose(self):
        self.jo.request_notice = "now"
        kim = self._member("Kim")
        self._give_skills(kim, "logo_design", "offer")
        requests = self.requests.with_context(coop_no_mail=False)
        asked = self._ask()
        before = self.env["mail.mail"].search([])
        self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda *_a, **_k: 0)
        requests._tell([("member_id.request_notice", "=", "now")])
        sent = self.env["mail.mail"].search([]) - before
        self.assertEqual(sent.recipient_ids, self.jo.partner_id)
        self.assertIn("A logo", sent.body_html)
        self.assertIn(f"/my/coop/requests/{asked.id}", sent.body_html)
        requests._tell([])
        sent = self.env["mail.mail"].search([]) - before
        self.assertEqual(sent.recipient_ids, (self.jo | kim).partner_id)
        requests._tell([])
        self.assertEqual(self.env["mail.mail"].search([]) - before, sent)

    def test_jobs_run(self):
        self._ask()
        for name in ("request_now", "request_digest"):
            self.run_cron(f"coop_skill_directory.ir_cron_{name}")
        notices = self.env["coop.skill.notice"].search([])
        self.assertTrue(all(notices.mapped("is_told")))

    def test_answers_change_and_stay_one(self):
        asked = self._ask()
        answer = self._answer(asked)
        self.assertEqual(self._answer(asked, kind="paid", amount="250,50"), answer)
        self.assertRecordValues(answer, [{"kind": "paid", "amount": 250.5}])

    def test_nobody_answers_themselves_nor_what_ended(self):
        asked = self._ask()
        ada = self.ada.with_user(self.ada_user)
        errors = asked._portal_answer(ada, {"kind": "paid"})
        self.assertIn("form", errors)
        asked._portal_withdraw(asked.member_id)
        jo = self.jo.with_user(self.jo_user)
        errors = asked._portal_answer(jo, {"kind": "paid"})
        self.assertIn("form", errors)

    def test_who_is_chosen_is_told_once(self):
        asked = self._ask()
        answer = self._answer(asked)
        told = []
        self.patch(type(asked), "_tell_chosen", lambda one: told.append(one.chosen_id))
        for _click in range(2):
            self.assertEqual(asked._portal_pick(asked.member_id, answer.id), "")
        self.assertEqual(told, [answer])

    def test_only_who_asked_picks_ends_and_withdraws(self):
        asked = self._ask()
        answer = self._answer(asked)
        by_jo = asked.with_user(self.jo_user)
        jo = self.jo.with_user(self.jo_user)
        self.assertTrue(by_jo._portal_pick(jo, answer.id))
        self.assertIn("form", by_jo._portal_end(jo, {"outcome": "dropped"}))
        self.assertTrue(by_jo._portal_withdraw(jo))
        self.assertEqual(asked.state, "open")

    def test_who_left_asks_no_more_and_is_not_chosen(self):
        mine, theirs = self._ask(self.jo, "ceramics"), self._ask()
        answer = self._answer(theirs)
        self.jo.with_user(self.manager).action_leave()
        self.assertEqual(mine.state, "cancelled")
        [shown] = theirs._portal_answers(theirs.member_id)
        self.assertFalse(shown["may_be_chosen"])
        self.assertTrue(theirs._portal_pick(theirs.member_id, answer.id))
        self.assertEqual(theirs.state, "open")

    def test_contacts_are_told_once_they_agree(self):
        asked = self._ask()
        answer = self._answer(asked)
        self.assertIsNone(asked._portal_contact(asked.member_id))
        asked._portal_pick(asked.member_id, answer.id)
        self.assertEqual(asked._portal_contact(asked.member_id)["name"], "Jo Kern")
        by_jo = asked.with_user(self.jo_user)
        contact = by_jo._portal_contact(self.jo.with_user(self.jo_user))
        self.assertEqual(contact["email"], self.ada.email)
        kim = self._member("Kim")
        self.assertIsNone(asked.with_user(self.adviser)._portal_contact(kim))

    def test_a_gift_is_written_to_the_ledger(self):
        asked = self._agreed()
        self.assertEqual(self._end(asked, outcome="gift", time="1 h 30"), {})
        self.assertRecordValues(
            asked.sudo(), [{"state": "done", "is_inside": True, "minutes": 90}]
        )
        self.assert_makes_gifts(asked.sudo(), (self.jo, self.ada, 90))

    def test_a_charge_inside_writes_no_gift(self):
        asked = self._agreed()
        self.assertEqual(self._end(asked, outcome="charge", amount="300"), {})
        self.assertRecordValues(asked.sudo(), [{"is_inside": True, "amount": 300}])
        self.assert_makes_gifts(asked.sudo())
        self.assertIsNone(asked._charge_action(self.jo))

    def test_outside_says_why(self):
        asked = self._ask()
        self.assertIn("reason", self._end(asked, outcome="outside"))
        self.assertEqual(self._end(asked, outcome="outside", reason="Too far"), {})
        self.assertRecordValues(asked.sudo(), [{"is_inside": False, "inside_rate": 0}])
        self.assertIn("form", self._end(asked, outcome="dropped"))

    def test_a_gift_needs_somebody_and_a_time(self):
        asked = self._ask()
        self.assertIn("outcome", self._end(asked, outcome="gift", time="1 h"))
        answer = self._answer(asked)
        asked._portal_pick(asked.member_id, answer.id)
        self.assertIn("minutes", self._end(asked, outcome="gift", time="soon"))
        with self.assertRefused("between a minute and a day"):
            asked.sudo().write({"outcome": "gift", "state": "done"})
            asked.flush_recordset()

    def test_a_mistake_is_taken_back_by_the_team(self):
        asked = self._agreed()
        self._end(asked, outcome="gift", time="1 h")
        asked.with_user(self.adviser).write({"outcome": "charge"})
        self.assert_makes_gifts(asked.sudo())

    def test_what_the_cooperative_lacks(self):
        asked = self._ask(skills="chocolate")
        self._end(asked, outcome="outside", reason="Nobody inside")
        needs = self.env["coop.skill.need"].with_user(self.adviser)
        found = needs.search([("skill_id", "=", self._skill("chocolate").id)])
        self.assertRecordValues(
            found, [{"missing": True, "outside": 1, "offers": 0, "requests": 1}]
        )
        logos = needs.search([("skill_id", "=", self._skill("logo_design").id)])
        self.assertRecordValues(logos, [{"missing": False, "offers": 1}])

    def test_the_home_says_what_waits(self):
        asked = self._ask()
        by_jo = self.jo.with_user(self.jo_user)
        waiting = {item.key for item in by_jo._portal_requests_waiting()}
        self.assertEqual(waiting, {"requests_for_me"})
        ideas = [item.key for item in by_jo._gift_ideas_to_give()]
        self.assertIn("requests", ideas)
        self._answer(asked)
        by_ada = self.ada.with_user(self.ada_user)
        waiting = {item.key: item.url for item in by_ada._portal_requests_waiting()}
        self.assertEqual(waiting, {"requests_answered": "/my/coop/requests?show=mine"})
