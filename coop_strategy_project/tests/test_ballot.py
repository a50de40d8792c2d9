from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from .common import StrategyCase


@tagged("post_install", "-at_install")
class TestBallot(StrategyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.projects = [cls._project(name) for name in ("Wiki", "Expenses", "Contract")]
        cls.ballot = cls._ballot(cls.projects)
        cls.ballot.action_open()

    def dots(self, ballot=None):
        return self.counted(ballot or self.ballot)

    def crowd(self, count):
        """As many users who may vote in `self.ballot`."""
        users = self.env["res.users"]
        for number in range(count):
            users += self._new_user(f"crowd_{number}", "base.group_user")
        people = self._ballot(
            self.projects,
            electorate="people",
            people_ids=[Command.set(users.partner_id.ids)],
        )
        people.action_open()
        return people, users

    def close_now(self, ballot):
        ballot._as_step().closes_at = fields.Datetime.now() - timedelta(seconds=1)

    # -- voting ----------------------------------------------------------------------

    def test_dots_are_counted_once(self):
        self.assertEqual(self.cast(self.ballot, self.noor_user, 3, 2), "")
        self.assertEqual(self.cast(self.ballot, self.ali_user, 0, 1), "")
        self.assertEqual(self.dots(), [3, 3, 0])
        self.assertEqual(self.ballot.voter_count, 2)
        again = self.cast(self.ballot, self.noor_user, 1)
        self.assertRegex(again, "voted already")
        self.assertEqual(self.dots(), [3, 3, 0])

    def test_more_dots_than_given(self):
        self.assertRegex(self.cast(self.ballot, self.noor_user, 3, 3), "more dots")
        self.assertRegex(self.cast(self.ballot, self.noor_user), "one dot at least")
        self.assertRegex(self.cast(self.ballot, self.noor_user, -1, 5), "whole numbers")
        other = self._ballot(self.projects)
        foreign = {other.option_ids[0].id: 1}
        self.assertRegex(
            self.ballot.with_user(self.noor_user)._cast(foreign), "of this ballot"
        )
        limited = self._ballot(self.projects, most_on_one=2)
        limited.action_open()
        self.assertRegex(self.cast(limited, self.noor_user, 3), "too many dots for one")
        self.assertEqual(self.dots(), [0, 0, 0])
        self.assertFalse(self.ballot.voter_count)

    def test_a_form_is_read(self):
        first = self.ballot.option_ids[0]
        by_noor = self.ballot.with_user(self.noor_user)
        wrong = by_noor._portal_vote({f"dots_{first.id}": "many"})
        self.assertRegex(wrong, "whole numbers")
        self.assertEqual(by_noor._portal_vote({f"dots_{first.id}": "5"}), "")
        self.assertEqual(self.dots(), [5, 0, 0])

    def test_after_the_hour_nothing_counts(self):
        self.close_now(self.ballot)
        self.assertRegex(self.cast(self.ballot, self.noor_user, 1), "closed")
        with self.enter_registry_test_mode():
            cron = "coop_strategy_project.ir_cron_ballot_close"
            self.env.ref(cron).method_direct_trigger()
        self.assertEqual(self.ballot.state, "closed")
        self.assertRegex(self.cast(self.ballot, self.noor_user, 1), "closed")

    def test_who_may_vote(self):
        zoe = self._candidate("Zoé Blanc")
        zoe_user = self._portal_user(zoe, "strategy_zoe")
        self.assertRegex(self.cast(self.ballot, zoe_user, 1), "others to vote")
        self.assertRegex(self.cast(self.ballot, self.teammate, 1), "others to vote")
        people = self._ballot(
            self.projects,
            electorate="people",
            people_ids=[Command.set(self.teammate.partner_id.ids)],
        )
        people.action_open()
        self.assertEqual(self.cast(people, self.teammate, 1), "")
        self.assertRegex(self.cast(people, self.noor_user, 1), "others to vote")
        college = self.env["coop.college"].create(
            {"name": "Gardeners", "company_id": self.company.id}
        )
        some = self._ballot(
            self.projects,
            electorate="colleges",
            college_ids=[Command.set(college.ids)],
        )
        some.action_open()
        self.assertRegex(self.cast(some, self.noor_user, 1), "others to vote")
        self.noor.college_id = college
        self.assertEqual(self.cast(some, self.noor_user, 1), "")

    def test_looking_for_votes_takes_as_many_queries(self):
        by_noor = self.noor.with_user(self.noor_user)

        def look():
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = by_noor._portal_ballots()
            return len(found), self.env.cr.sql_log_count - before

        look()
        count, queries = look()
        for _number in range(4):
            self._ballot(self.projects).action_open()
        self.assertEqual(look(), (count + 4, queries))

    def test_drafts_are_for_nobody(self):
        draft = self._ballot(self.projects)
        with self.assertRaises(AccessError):
            self.cast(draft, self.noor_user, 1)

    # -- secrecy ---------------------------------------------------------------------

    def test_nothing_ties_a_voter_to_a_choice(self):
        """Not in any table, administrators included: what is written of a vote is the
        same whatever the choice."""
        traces = []
        for dots in ((5, 0, 0), (0, 0, 5)):
            with self.env.cr.savepoint() as savepoint:
                self.cast(self.ballot, self.noor_user, *dots)
                traces.append(self._trace())
                savepoint.rollback()
            self.env.invalidate_all()
        self.assertEqual(*traces)
        self.assertFalse(
            self.env["coop.strategy.ballot.choice"].search_count(
                [("ballot_id", "=", self.ballot.id)]
            )
        )

    def _trace(self):
        """Every row that names the voter, and which rows the vote has written."""
        self.env.flush_all()
        partner = self.noor_user.partner_id
        self.env.cr.execute(
            "SELECT ballot_id, partner_id FROM coop_strategy_ballot_voter "
            "WHERE partner_id = %s",
            [partner.id],
        )
        voters = self.env.cr.fetchall()
        self.env.cr.execute(
            "SELECT id, xmin FROM coop_strategy_ballot_option WHERE ballot_id = %s",
            [self.ballot.id],
        )
        written = self.env.cr.fetchall()
        # one statement wrote all of the counters
        self.assertEqual(len({xmin for _id, xmin in written}), 1)
        messages = self.ballot.message_ids.mapped("body")
        return voters, [id_ for id_, _xmin in written], messages

    def test_no_column_of_a_voter_says_when_or_what(self):
        self.env.cr.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = 'coop_strategy_ballot_voter'"
        )
        columns = {name for (name,) in self.env.cr.fetchall()}
        self.assertEqual(columns, {"id", "ballot_id", "partner_id"})

    def test_numbers_of_voters_tell_no_order(self):
        """Beside results that move, they would tell who gave what."""
        ballot, users = self.crowd(12)
        for user in users:
            self.cast(ballot, user, 1)
        voted = self._voters(ballot, "id")
        self.assertNotEqual(voted, users.partner_id.ids)
        # neither does where rows lie, nor which transaction wrote them
        ballot.action_close()
        self.assertEqual(self._voters(ballot, "ctid"), voted)
        self.env.cr.execute(
            "SELECT COUNT(DISTINCT (xmin::text, cmin::text)) "
            "FROM coop_strategy_ballot_voter WHERE ballot_id = %s",
            [ballot.id],
        )
        self.assertEqual(self.env.cr.fetchall(), [(1,)])

    def _voters(self, ballot, order):
        self.env.cr.execute(
            SQL(
                "SELECT partner_id FROM coop_strategy_ballot_voter "
                "WHERE ballot_id = %s ORDER BY %s",
                ballot.id,
                SQL.identifier(order),
            )
        )
        return [partner for (partner,) in self.env.cr.fetchall()]

    def test_results_move_by_some_votes(self):
        """Who looks before and after someone votes does not learn for what, over RPC
        neither; nor does who looks before the ballot is closed and after."""
        ballot, users = self.crowd(7)
        for user in users:
            self.cast(ballot, user, 1, 4)
            told = self.told(ballot, self.noor_user)
            shown = (ballot._results() or [{}])[0].get("dots")
            if ballot.voter_count < 6:
                self.assertEqual((told, shown), ([0, 0, 0], None))
            else:
                self.assertEqual((told, shown), ([3, 12, 0], 12))
        ballot.action_close()
        self.assertEqual(self.told(ballot, self.noor_user), [7, 28, 0])

    def test_live_results_turned_on_late_show_no_zeros(self):
        ballot, users = self.crowd(9)
        ballot.shows_live = False
        for user in users[:5]:
            self.cast(ballot, user, 1, 4)
        ballot.shows_live = True
        self.cast(ballot, users[5], 1, 4)
        self.assertIsNone(ballot._results())
        for user in users[6:]:
            self.cast(ballot, user, 1, 4)
        self.assertEqual(ballot._results()[0]["dots"], 24)

    def test_what_is_not_shown_is_read_by_nobody(self):
        ballot, users = self.crowd(3)
        ballot.shows_live = False
        for user in users:
            self.cast(ballot, user, 5)
        admin = self._new_user(
            "boss", "base.group_system,coop_strategy_project.group_strategy_coordinator"
        )
        for user in (self.noor_user, self.strategist, admin):
            self.assertEqual(self.told(ballot, user), [0, 0, 0])
            with self.assertRaises(AccessError):
                ballot.option_ids.with_user(user).read(["tally"])
            with self.assertRaises(AccessError):
                ballot.option_ids.with_user(user).search([("tally", ">", 1)])

    def told(self, ballot, user):
        options = ballot.option_ids.with_user(user)
        options.invalidate_recordset()
        return [row["dots"] for row in options.read(["dots"])]

    def test_the_result_of_too_few_is_not_told(self):
        self.cast(self.ballot, self.noor_user, 5)
        self.ballot.action_close()
        self.assertIsNone(self.ballot._results())
        self.assertEqual(self.told(self.ballot, self.strategist), [0, 0, 0])
        self.assertFalse(any(self.projects[0].mapped("strategy_rank")))

    def test_a_ballot_closes_at_its_hour(self):
        triggers = self.env["ir.cron.trigger"]
        job = self.env.ref("coop_strategy_project.ir_cron_ballot_close")
        for hour in (self.ballot.closes_at, self.ballot.closes_at + timedelta(1)):
            self.ballot.closes_at = hour
            self.assertTrue(
                triggers.search([("cron_id", "=", job.id), ("call_at", "=", hour)])
            )

    def test_few_votes_show_nothing(self):
        self.cast(self.ballot, self.noor_user, 3)
        self.assertIsNone(self.ballot._results())
        self.cast(self.ballot, self.ali_user, 3)
        lea = self._portal_user(self._member("Léa Petit"), "strategy_lea")
        self.cast(self.ballot, lea, 0, 5)
        self.assertIsNone(self.ballot._results())
        self.ballot._as_step().shows_live = False
        self.assertIsNone(self.ballot._results())
        self.ballot.action_close()
        self.assertEqual(
            [(row["name"], row["dots"], row["rank"]) for row in self.ballot._results()],
            [("Wiki", 6, 1), ("Expenses", 5, 2), ("Contract", 0, 3)],
        )

    def test_who_voted_is_read_once_closed(self):
        self.cast(self.ballot, self.noor_user, 3)
        voters = self.env["coop.strategy.ballot.voter"]
        own = [("ballot_id", "=", self.ballot.id)]
        for user, count in (
            (self.strategist, 0),
            (self.noor_user, 1),
            (self.ali_user, 0),
        ):
            self.assertEqual(voters.with_user(user).search_count(own), count)
        self.ballot.action_close()
        self.assertEqual(voters.with_user(self.strategist).search_count(own), 1)

    def test_votes_by_name_are_kept(self):
        ballot = self._ballot(self.projects, is_secret=False)
        ballot.action_open()
        self.cast(ballot, self.noor_user, 3, 2)
        choices = self.env["coop.strategy.ballot.choice"]
        own = [("ballot_id", "=", ballot.id)]
        self.assertEqual(choices.search(own).mapped("dots"), [3, 2])
        self.assertEqual(self.dots(ballot), [3, 2, 0])
        self.assertTrue(ballot._results())
        self.assertFalse(choices.with_user(self.ali_user).search(own))
        self.assertFalse(choices.with_user(self.strategist).search(own))
        ballot.action_close()
        self.assertEqual(len(choices.with_user(self.strategist).search(own)), 2)

    # -- what stands -----------------------------------------------------------------

    def test_dots_are_written_by_nobody(self):
        option = self.ballot.option_ids[0]
        for record in (option, option.sudo()):
            with self.assertRefused("votes alone|once people vote"):
                record.dots = 50
        with self.assertRefused("buttons"):
            self.ballot.state = "closed"
        with self.assertRefused("buttons"):
            self.ballot.voter_count = 7
        for values in ({"dots": 9}, {"is_secret": False}, {"most_on_one": 1}):
            with self.subTest(values=values), self.assertRefused("once people vote"):
                self.ballot.write(values)
        with self.assertRefused("once people vote"):
            option.unlink()
        with self.assertRefused("once people vote"):
            self.ballot.option_ids = [Command.clear()]
        with self.assertRefused("is kept"):
            self.ballot.unlink()
        begun = self._ballot(
            self.projects, state="closed", voter_count=9, option_ids=[]
        )
        self.assertRecordValues(begun, [{"state": "draft", "voter_count": 0}])
        rich = self.env["coop.strategy.ballot.option"].create(
            {"ballot_id": begun.id, "project_id": self.projects[0].id, "dots": 9}
        )
        self.assertEqual(rich.dots, 0)

    def test_the_result_is_the_priority(self):
        self.cast(self.ballot, self.noor_user, 1, 4)
        self.cast(self.ballot, self.ali_user, 2, 0, 2)
        lea = self._portal_user(self._member("Léa Petit"), "strategy_lea")
        self.cast(self.ballot, lea, 1)
        self.ballot.action_close()
        found = [(p.strategy_rank, p.strategy_dots) for p in self.projects]
        self.assertEqual(found, [(1, 4), (1, 4), (3, 2)])
        with self.assertRefused("it is closed"):
            self.ballot.action_close()
        with self.assertRefused("its result stands"):
            self.ballot.closes_at = fields.Datetime.now() + timedelta(1)

    def test_opening_asks_for_what_is_needed(self):
        with self.assertRefused("two projects"):
            self._ballot(self.projects[:1]).action_open()
        with self.assertRefused("until when"):
            self._ballot(self.projects, closes_at=False).action_open()
        with self.assertRefused("1 to 1000"):
            self._ballot(self.projects, dots=0)
        stranger = self._project(
            "Elsewhere", strategy_cycle_id=False, strategy_axis_ids=[]
        )
        with self.assertRefused("does not belong"):
            self._ballot([stranger])
