import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from odoo import Command, fields
from odoo.service.model import retrying
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.coop_member.tests.two_connections import TwoConnectionsCase

#: voters of the long race, and dots that each of them gives
VOTERS, DOTS = 100, 5


@tagged("post_install", "-at_install")
class TestRace(TwoConnectionsCase):
    """Two workers at once: every dot is counted once, and everyone votes once."""

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
        cycle = self._make(
            env,
            "coop.strategy.cycle",
            name="Race",
            company_id=company.id,
            date_start="1990-01-01",
            date_end="1990-12-31",
        )
        projects = [
            self._make(
                env,
                "project.project",
                name=f"Race {number}",
                strategy_cycle_id=cycle.id,
                company_id=company.id,
            )
            for number in range(3)
        ]
        people = [
            new_test_user(
                env,
                login=f"race_{number}",
                groups="base.group_user",
                context={"no_reset_password": True},
                company_id=company.id,
                company_ids=[Command.set(company.ids)],
            )
            for number in range(2)
        ]
        self.users = [user.id for user in people]
        self.partners = [user.partner_id.id for user in people]
        ballot = self._make(
            env,
            "coop.strategy.ballot",
            name="Race",
            cycle_id=cycle.id,
            dots=DOTS,
            electorate="people",
            people_ids=[Command.set(self.partners)],
            closes_at=fields.Datetime.now() + timedelta(hours=1),
            option_ids=[
                Command.create({"project_id": project.id}) for project in projects
            ],
        )
        ballot.action_open()
        self.ballot_id = ballot.id
        self.options = ballot.option_ids.ids

    def _take_back(self, env):
        # what was voted on refuses to be forgotten
        env.cr.execute(
            "DELETE FROM coop_strategy_ballot_choice WHERE ballot_id = %(ballot)s;"
            "DELETE FROM coop_strategy_ballot_voter WHERE ballot_id = %(ballot)s;"
            "UPDATE coop_strategy_ballot SET state = 'draft' WHERE id = %(ballot)s;"
            "UPDATE project_project SET strategy_ballot_id = NULL "
            "WHERE strategy_ballot_id = %(ballot)s",
            {"ballot": self.ballot_id},
        )
        env.invalidate_all()
        for model, id_ in reversed(self.made):
            env[model].browse(id_).exists().unlink()
        env["res.users"].browse(self.users).unlink()
        env["res.partner"].browse(self.partners).unlink()

    def _vote(self, position, *dots):
        """Work that votes as one of the users; what is wrong, if anything."""

        def work(env):
            ballot = env(user=self.users[position], su=False)[
                "coop.strategy.ballot"
            ].browse(self.ballot_id)
            return ballot._cast(dict(zip(self.options, dots, strict=False)))

        return work

    def _counted(self):
        def work(env):
            ballot = env["coop.strategy.ballot"].browse(self.ballot_id)
            return ballot.option_ids.sudo().mapped("tally"), ballot.voter_count

        return self._commit(work)

    def test_two_votes_at_once_both_count(self):
        found = self._at_once(self._vote(0, 3, 2), self._vote(1, 1, 0, 4))
        self.assertEqual(found, ["", ""])
        self.assertEqual(self._counted(), ([4, 2, 4], 2))

    def test_one_vote_sent_twice_counts_once(self):
        first, second = self._at_once(self._vote(0, 3, 2), self._vote(0, 3, 2))
        self.assertEqual(first, "")
        self.assertRegex(second, "voted already")
        self.assertEqual(self._counted(), ([3, 2, 0], 1))

    def test_no_vote_after_closing_at_the_same_moment(self):
        def close(env):
            env["coop.strategy.ballot"].browse(self.ballot_id).action_close()
            return "closed"

        first, second = self._at_once(close, self._vote(0, 3, 2))
        self.assertEqual(first, "closed")
        self.assertRegex(second, "closed")
        self.assertEqual(self._counted(), ([0, 0, 0], 0))

    def test_500_dots_on_two_workers(self):
        """Two workers, each with half of the voters: 500 dots, every one counted
        once, and none of the votes refused by the database and run again."""
        self.tries = []
        partners = self._commit(self._crowd)
        begin = threading.Barrier(2, timeout=30)

        def worker(own):
            begin.wait()
            return [self._commit_vote(partner) for partner in own]

        with mute_logger("odoo.sql_db", "odoo.service.model"):
            with ThreadPoolExecutor(2) as pool:
                halves = [partners[::2], partners[1::2]]
                futures = [pool.submit(worker, half) for half in halves]
                found = [one for future in futures for one in future.result(120)]
        self.assertEqual(found, [""] * VOTERS)
        self.assertEqual(len(self.tries), VOTERS)
        dots, voters = self._counted()
        self.assertEqual((sum(dots), voters), (VOTERS * DOTS, VOTERS))
        self.assertEqual(dots, [2 * VOTERS, 2 * VOTERS, VOTERS])

    def _crowd(self, env):
        """Ids of partners who may vote."""
        crowd = env["res.partner"].create(
            [{"name": f"Race {number}"} for number in range(VOTERS)]
        )
        self.partners += crowd.ids
        ballot = env["coop.strategy.ballot"].browse(self.ballot_id)
        ballot.people_ids = [Command.link(id_) for id_ in crowd.ids]
        return crowd.ids

    def _commit_vote(self, partner_id):
        """Vote as a worker does for a request, with Odoo's retry."""
        with self.registry.cursor() as cr:
            env = self._env(cr)

            def work():
                ballot = env["coop.strategy.ballot"].browse(self.ballot_id)
                partner = env["res.partner"].browse(partner_id)
                self.tries.append(partner_id)
                ballot._await_turn()
                ballot._take_turns()
                refusal = ballot._refuse_vote(partner)
                if not refusal:
                    given = zip(self.options, (2, 2, 1), strict=True)
                    ballot._count(partner, dict(given))
                return refusal

            return retrying(work, env)
