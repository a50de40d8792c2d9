from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG
from odoo.addons.coop_member.tests.two_connections import TwoConnectionsCase


@tagged("post_install", "-at_install")
class TestRace(TwoConnectionsCase):
    """Two workers at once, on the requests of members and the skills of all: what is
    done twice is done once."""

    def setUp(self):
        super().setUp()
        self.made = []
        self.addCleanup(self._commit, self._take_back)
        self._commit(self._set_up)

    def _make(self, env, model, **vals):
        record = env[model].create(vals)
        self.made.append((model, record.id))
        return record

    def _set_up(self, env):
        company = env.ref("base.main_company")
        members = [
            self._make(
                env,
                "coop.member",
                partner_id=self._make(env, "res.partner", name=name).id,
                company_id=company.id,
                state="active",
                admission_date="2020-01-01",
            )
            for name in ("Race Ada", "Race Jo", "Race Kim")
        ]
        self.ada, self.jo, self.kim = (member.id for member in members)
        skills = [
            self._make(env, "coop.skill", name=f"Racing {name}")
            for name in ("boats", "carts", "snails")
        ]
        self.boats, self.carts, self.snails = (skill.id for skill in skills)
        asked = self._make(
            env,
            "coop.skill.request",
            name="A race",
            member_id=self.ada,
            skill_ids=[(6, 0, [self.boats])],
        )
        self.asked = asked.id

    def _take_back(self, env):
        members = (self.ada, self.jo, self.kim)
        env.cr.execute(
            # the ledger forgets nobody: tests do it behind its back
            "DELETE FROM coop_gift WHERE receiver_id IN %(ids)s;"
            "DELETE FROM coop_skill_request WHERE member_id IN %(ids)s;"
            "DELETE FROM coop_member_skill WHERE member_id IN %(ids)s;"
            "DELETE FROM coop_skill WHERE proposed_by_id IN %(ids)s;"
            "UPDATE coop_skill SET merged_into_id = NULL WHERE id IN %(skills)s",
            {"ids": members, "skills": (self.boats, self.carts, self.snails)},
        )
        env.invalidate_all()
        # nor does the register of members
        unbound = env(context={**env.context, MODULE_UNINSTALL_FLAG: True})
        for model, id_ in reversed(self.made):
            unbound[model].browse(id_).exists().unlink()

    # -- steps -------------------------------------------------------------------------

    def _ask(self, key):
        def work(env):
            member = env["coop.member"].browse(self.ada)
            post = {"name": "A boat", "key": key}
            asked, errors, _typed = env["coop.skill.request"]._portal_ask(
                member, post, [str(self.boats)]
            )
            return asked.id, errors

        return work

    def _answer(self, member_id, kind="gift"):
        def work(env):
            asked = env["coop.skill.request"].browse(self.asked)
            member = env["coop.member"].browse(member_id)
            return asked._portal_answer(member, {"kind": kind, "text": "Me"})

        return work

    def _pick(self, answer_id):
        def work(env):
            asked = env["coop.skill.request"].browse(self.asked)
            return asked._portal_pick(asked.member_id, answer_id)

        return work

    def _end(self, env):
        asked = env["coop.skill.request"].browse(self.asked)
        post = {"outcome": "gift", "time": "1 h"}
        return asked._portal_end(asked.member_id, post)

    def _withdraw(self, env):
        asked = env["coop.skill.request"].browse(self.asked)
        return asked._portal_withdraw(asked.member_id)

    def _propose(self, member_id, typed):
        def work(env):
            member = env["coop.member"].browse(member_id)
            return member._portal_add_skill(0, "offer", typed)

        return work

    def _offer(self, member_id):
        def work(env):
            return (
                env["coop.member"]
                .browse(member_id)
                ._portal_add_skill(self.boats, "offer")
            )

        return work

    def _merge(self, target_id):
        def work(env):
            skills = env["coop.skill"]
            skills.browse(self.boats)._merge_into(skills.browse(target_id))

        return work

    def _read(self, model, id_, name):
        return self._commit(lambda env: env[model].browse(id_)[name])

    def _found(self, model, *domain):
        return self._commit(lambda env: env[model].search(list(domain)).ids)

    # -- requests ----------------------------------------------------------------------

    def test_the_same_form_sent_twice_asks_once(self):
        first, second = self._at_once(self._ask("k" * 22), self._ask("k" * 22))
        self.assertEqual(first, second)
        asked = ("member_id", "=", self.ada), ("name", "=", "A boat")
        self.assertEqual(len(self._found("coop.skill.request", *asked)), 1)

    def test_one_answer_sent_twice_is_one(self):
        found = self._at_once(self._answer(self.jo), self._answer(self.jo, "paid"))
        self.assertEqual(found, [{}, {}])
        [answer] = self._found("coop.skill.answer", ("request_id", "=", self.asked))
        self.assertEqual(self._read("coop.skill.answer", answer, "kind"), "paid")

    def test_two_answers_at_once_are_two(self):
        found = self._at_once(self._answer(self.jo), self._answer(self.kim))
        self.assertEqual(found, [{}, {}])
        answers = self._found("coop.skill.answer", ("request_id", "=", self.asked))
        self.assertEqual(len(answers), 2)

    def _two_answers(self):
        self._commit(self._answer(self.jo))
        self._commit(self._answer(self.kim))
        return self._found("coop.skill.answer", ("request_id", "=", self.asked))

    def test_two_are_chosen_at_once_and_one_is(self):
        first, second = self._two_answers()
        self.assertEqual(self._at_once(self._pick(first), self._pick(second)), ["", ""])
        chosen = self._read("coop.skill.request", self.asked, "chosen_id")
        self.assertEqual(chosen.id, second)

    def test_what_is_withdrawn_is_not_agreed(self):
        answer, _other = self._two_answers()
        found = self._at_once(self._withdraw, self._pick(answer))
        self.assertEqual(found[0], "")
        self.assertTrue(found[1])
        state = self._read("coop.skill.request", self.asked, "state")
        self.assertEqual(state, "cancelled")

    def test_a_gift_told_twice_is_given_once(self):
        answer, _other = self._two_answers()
        self._commit(self._pick(answer))
        first, second = self._at_once(self._end, self._end)
        self.assertEqual(first, {})
        self.assertIn("form", second)
        gifts = self._found("coop.gift", ("receiver_id", "=", self.ada))
        self.assertEqual(len(gifts), 1)

    # -- skills ------------------------------------------------------------------------

    def test_a_skill_added_twice_is_there_once(self):
        found = self._at_once(self._offer(self.jo), self._offer(self.jo))
        self.assertEqual(found, ["", ""])
        lines = self._found("coop.member.skill", ("member_id", "=", self.jo))
        self.assertEqual(len(lines), 1)

    def test_two_who_propose_the_same_propose_one_skill(self):
        found = self._at_once(
            self._propose(self.jo, "Snail racing"),
            self._propose(self.kim, "SNAIL  Racing"),
        )
        self.assertEqual(found, ["", ""])
        people = ("member_id", "in", (self.jo, self.kim))
        lines = self._found("coop.member.skill", people)
        self.assertEqual(len(lines), 2)
        proposed = ("proposed_by_id", "in", (self.jo, self.kim))
        self.assertEqual(len(self._found("coop.skill", proposed)), 1)

    def test_a_skill_is_merged_once(self):
        self._commit(self._offer(self.jo))
        first, second = self._at_once(self._merge(self.carts), self._merge(self.snails))
        self.assertIsNone(first)
        self.assertIsInstance(second, UserError)
        merged = self._read("coop.skill", self.boats, "merged_into_id")
        self.assertEqual(merged.id, self.carts)
        [line] = self._found("coop.member.skill", ("member_id", "=", self.jo))
        self.assertEqual(
            self._read("coop.member.skill", line, "skill_id").id, self.carts
        )
        self.assertFalse(self._read("coop.skill", self.snails, "synonyms"))
