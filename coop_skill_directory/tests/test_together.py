from decimal import Decimal

from odoo import Command
from odoo.tests import tagged

from odoo.addons.coop_member.tests.common_gift import GiftVerbs

from .common import DirectoryCase


@tagged("post_install", "-at_install")
class TestTogether(GiftVerbs, DirectoryCase):
    """Collaborations, and where clients come from."""

    def setUp(self):
        super().setUp()
        self.by_ada = self.ada.with_user(self.ada_user)
        self.by_jo = self.jo.with_user(self.jo_user)

    def _start(self):
        one, errors = (
            self.env["coop.collaboration"]
            .with_user(self.ada_user)
            ._portal_start(
                self.by_ada,
                {"name": "The wedding kit", "purpose": "Weddings", "charter": "Fair"},
            )
        )
        self.assertEqual(errors, {})
        return one

    def _opened(self):
        one = self._start()
        self.assertEqual(one._portal_ask(self.by_ada, self.jo.id), "")
        by_jo = one.with_user(self.jo_user)
        self.assertEqual(by_jo._portal_answer(self.by_jo, "agree"), "")
        self.assertEqual(one._portal_step(self.by_ada, "open"), "")
        return one

    def test_two_agree_and_begin(self):
        one = self._opened()
        self.assertRecordValues(one, [{"state": "open", "member_count": 2}])
        split = one.sudo()._split(Decimal("100.01"))
        self.assertEqual(sum(split.values()), Decimal("100.01"))

    def _request(self):
        """A request of Ada that Jo was chosen for."""
        asked = self.env["coop.skill.request"].create(
            {
                "name": "A logo",
                "member_id": self.ada.id,
                "skill_ids": self._skill("logo_design").ids,
                "answer_ids": [
                    Command.create({"member_id": self.jo.id, "kind": "paid"})
                ],
            }
        )
        asked.write({"chosen_id": asked.answer_ids.id, "state": "agreed"})
        return asked

    def test_from_a_request_the_other_side_is_asked(self):
        asked = self._request()
        groups = self.env["coop.collaboration"].with_user(self.jo_user)
        post = {"request": str(asked.id)}
        origin = groups._portal_origin(self.by_jo, post)
        self.assertEqual(origin.typed, {"name": "A logo", "purpose": "A logo"})
        one, errors = groups._portal_start(self.by_jo, post | origin.typed)
        self.assertEqual(errors, {})
        self.assertEqual(one.sudo().request_id, asked)
        self.assertEqual(one._line_of(self.ada).state, "asked")
        self.assertTrue(one._line_of(self.jo).is_host)

    def test_who_has_no_part_in_a_request_begins_with_nothing(self):
        asked = self._request()
        kim = self._member("Kim")
        groups = self.env["coop.collaboration"]
        for member, wanted in (
            (kim, str(asked.id)),
            (self.jo, "0"),
            (self.jo, "x"),
            (self.jo, "9" * 40),
        ):
            with self.subTest(member=member.name, wanted=wanted):
                self.assertIsNone(groups._portal_origin(member, {"request": wanted}))
        asked.state = "open"
        post = {"request": str(asked.id)}
        self.assertIsNone(groups._portal_origin(self.jo, post))

    def test_it_takes_two_who_agree(self):
        one = self._start()
        self.assertIn("two", one._portal_step(self.by_ada, "open"))
        one._portal_ask(self.by_ada, self.jo.id)
        self.assertIn("Jo Kern", one._portal_step(self.by_ada, "open"))

    def test_other_words_or_parts_are_agreed_again(self):
        one = self._opened()
        line = one._line_of(self.jo)
        one._portal_change(
            self.by_ada,
            {"name": one.name, "purpose": one.purpose, "charter": "Other"},
        )
        self.assertEqual(line.state, "asked")
        one.with_user(self.jo_user)._portal_answer(self.by_jo, "agree")
        parts = {f"part_{each.id}": "3" for each in one.line_ids}
        self.assertEqual(one._portal_parts(self.by_ada, parts), "")
        line.invalidate_recordset()
        self.assertRecordValues(line, [{"state": "asked", "parts": 3}])
        parts[f"part_{line.id}"] = "-1"
        self.assertTrue(one._portal_parts(self.by_ada, parts))

    def test_only_who_keeps_it_together_changes_it(self):
        one = self._opened().with_user(self.jo_user)
        self.assertIn("form", one._portal_change(self.by_jo, {"name": "X"}))
        for sentence in (
            one._portal_ask(self.by_jo, self.ada.id),
            one._portal_parts(self.by_jo, {}),
            one._portal_step(self.by_jo, "close"),
        ):
            self.assertTrue(sentence)
        self.assertEqual(one._portal_answer(self.by_jo, "leave"), "")

    def test_strangers_and_crowds_are_refused(self):
        one = self._start()
        foreign = self._foreign_member()
        self.assertTrue(one._portal_ask(self.by_ada, foreign.id))
        for number in range(24):
            member = self._member(f"Member {number}")
            self.assertEqual(one._portal_ask(self.by_ada, member.id), "")
        self.assertIn("25", one._portal_ask(self.by_ada, self.jo.id))

    def test_closed_is_closed(self):
        one = self._opened()
        self.assertEqual(one._portal_step(self.by_ada, "pause"), "")
        self.assertEqual(one._portal_step(self.by_ada, "open"), "")
        self.assertEqual(one._portal_step(self.by_ada, "close"), "")
        self.assertTrue(one._portal_step(self.by_ada, "open"))
        by_jo = one.with_user(self.jo_user)
        self.assertTrue(by_jo._portal_answer(self.by_jo, "leave"))

    def test_who_does_not_answer_stops_nobody(self):
        one = self._opened()
        kim = self._member("Kim")
        self.assertEqual(one._portal_ask(self.by_ada, kim.id), "")
        one._portal_step(self.by_ada, "pause")
        self.assertIn("Kim", one._portal_step(self.by_ada, "open"))
        line = one.sudo()._line_of(kim)
        by_jo = one.with_user(self.jo_user)
        self.assertTrue(by_jo._portal_unask(self.by_jo, line.id))
        self.assertTrue(one._portal_unask(self.by_ada, one._line_of(self.jo).id))
        self.assertEqual(one._portal_unask(self.by_ada, line.id), "")
        self.assertEqual(one._portal_step(self.by_ada, "open"), "")

    def test_who_leaves_the_cooperative_leaves_its_groups(self):
        one = self._opened()
        kim = self._member("Kim")
        one._portal_ask(self.by_ada, kim.id)
        self.ada.with_user(self.manager).action_leave()
        self.assertRecordValues(
            one.sudo().line_ids,
            [
                {"state": "left", "is_host": True},
                {"state": "agreed", "is_host": True},
                {"state": "asked", "is_host": False},
            ],
        )
        self.assertTrue(one.with_user(self.jo_user)._is_host(self.by_jo))

    def test_who_is_asked_to_join_is_told_at_home(self):
        one = self._start()
        one._portal_ask(self.by_ada, self.jo.id)
        [item] = self.by_jo._portal_requests_waiting()
        self.assertEqual((item.key, item.value), ("collaborations_asked", "1"))
        one.with_user(self.jo_user)._portal_answer(self.by_jo, "agree")
        self.assertEqual(self.by_jo._portal_requests_waiting(), [])

    # -- recommendations ---------------------------------------------------------------

    def _note(self, **post):
        referrals = self.env["coop.referral"].with_user(self.ada_user)
        errors, _typed = referrals._portal_add(
            self.by_ada, {"client": "Les Toits", "origin": "cold", **post}
        )
        self.assertEqual(errors, {})
        return referrals.search([("member_id", "=", self.ada.id)], limit=1)

    def test_members_are_recognised_by_their_name(self):
        one = self._note(origin="recommended", recommender="kern, JO")
        self.assertEqual(one.sudo().recommender_id, self.jo)
        other = self._note(origin="recommended", recommender="My aunt")
        self.assertRecordValues(
            other, [{"recommender_id": False, "recommender_name": "My aunt"}]
        )

    def test_outcomes_thanks_and_rates(self):
        won = self._note(origin="recommended", recommender="Jo Kern", amount="900")
        won._portal_act("won")
        won._portal_act("thank")
        self._note(origin="tender")._portal_act("lost")
        self.assertTrue(won.thanked_date)
        referrals = self.env["coop.referral"].with_user(self.ada_user)
        rates = dict(referrals._portal_rates(self.by_ada))
        self.assertEqual(
            {label: rate.percent for label, rate in rates.items()},
            {"Recommended": 100, "Public tender": 0},
        )
        self.assertEqual(rates["Recommended"].amount, 900)
        told = self.by_jo._portal_recommended()
        self.assertEqual(told[0]["thanked"], True)

    def test_an_outcome_has_its_amount_and_is_taken_back(self):
        one = self._note(amount="900")
        self.assertTrue(one._portal_act("won", {"amount": "a lot"}))
        self.assertRecordValues(one, [{"state": "open", "amount": 900}])
        self.assertEqual(one._portal_act("won", {"amount": "1 250,50"}), "")
        self.assertRecordValues(one, [{"state": "won", "amount": 1250.5}])
        one._portal_act("open")
        self.assertRecordValues(one, [{"state": "open", "amount": 1250.5}])

    def test_the_same_form_sent_twice_makes_one(self):
        key = {"key": "k" * 22}
        post = key | {"name": "The wedding kit", "purpose": "Weddings"}
        groups = self.env["coop.collaboration"].with_user(self.ada_user)
        first, second = (groups._portal_start(self.by_ada, post)[0] for _ in range(2))
        self.assertTrue(first)
        self.assertEqual(first, second)
        one = self._note(**key)
        self.assertEqual(self._note(**key), one)
        # the form that one came back to, to write something else
        self.assertNotEqual(self._note(client="Les Murs", **key), one)
        post = key | {"name": "A wedding"}
        for _time in range(2):
            self.assertEqual(self.by_ada._portal_add_reference(post)[0], {})
        self.assertEqual(len(self.ada.reference_ids), 1)

    def test_what_is_wrong_is_said(self):
        referrals = self.env["coop.referral"].with_user(self.ada_user)
        errors, _typed = referrals._portal_add(
            self.by_ada, {"origin": "recommended", "amount": "many"}
        )
        self.assertEqual(set(errors), {"client", "recommender", "amount"})
