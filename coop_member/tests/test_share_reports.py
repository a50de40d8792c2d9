from datetime import date, timedelta
from decimal import Decimal

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from ..wizard import coop_share_report, coop_share_report_movements
from .report_case import ReportCase

KINDS = ("movements", "holders", "voters", "summary")
JANUARY, FEBRUARY, MARCH = date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 10)


@tagged("post_install", "-at_install")
class TestShareReports(ReportCase):
    """Registers and summary, to the cent what the register says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invested = cls._share_type("INV", 100.05)
        cls.clients = cls.env["coop.college"].search(
            [("company_id", "=", cls.company.id)], order="sequence desc", limit=1
        )
        cls.zoe = cls._member("Zoé Blanc", college_id=cls.clients.id)
        cls.company.coop_share_floor_percent = 50

    def _history(self):
        """January: Noor subscribes 10, Zoé 3 of another type. February: Noor hands 4
        to Ali. March: Noor is to be paid back 2, and Ali's all go to Zoé."""
        self._subscribed(self.noor, 10, day=JANUARY)
        self._subscribed(self.zoe, 3, day=JANUARY, share_type_id=self.invested.id)
        self._recorded("transfer", 4, FEBRUARY, giver=self.noor, receiver=self.ali)
        with freeze_time(MARCH):
            self._recorded("reimbursement", 2, MARCH, giver=self.noor)
            self._recorded("transfer", 4, MARCH, giver=self.ali, receiver=self.zoe)

    # -- the register of movements ---------------------------------------------------

    def test_movements(self):
        self._history()
        tables = self._tables("movements", date_from=JANUARY, date_to=MARCH)
        self.assertEqual(
            tables["Movements"],
            [
                (
                    *(1, JANUARY, "Subscription", None, "Noor Vidal", "A"),
                    *(10, 15, 150, 150),
                ),
                (
                    *(2, JANUARY, "Subscription", None, "Zoé Blanc", "INV"),
                    *(3, Decimal("100.05"), Decimal("300.15"), Decimal("300.15")),
                ),
                (
                    *(3, FEBRUARY, "Transfer", "Noor Vidal", "Ali Roche", "A"),
                    *(4, 15, 60, None),
                ),
                (
                    *(4, MARCH, "Reimbursement", "Noor Vidal", None, "A"),
                    *(2, 15, 30, -30),
                ),
                (
                    *(5, MARCH, "Transfer", "Ali Roche", "Zoé Blanc", "A"),
                    *(4, 15, 60, None),
                ),
            ],
        )

    def test_movements_of_a_period_stand_between_two_capitals(self):
        self._history()
        tables = self._tables(
            "movements", date_from=FEBRUARY, date_to=MARCH - timedelta(days=1)
        )
        self.assertEqual(self._column(tables["Movements"], 0), [3])
        self.assertEqual(
            self._column(tables["Capital"], 1),
            [Decimal("450.15"), 0, Decimal("450.15")],
        )
        tables = self._tables("movements", date_from=MARCH, date_to=MARCH)
        self.assertEqual(
            self._column(tables["Capital"], 1),
            [Decimal("450.15"), -30, Decimal("420.15")],
        )

    def test_every_movement_of_a_register_read_in_parts(self):
        self._history()
        self.patch(coop_share_report_movements, "BATCH", 2)
        tables = self._tables("movements", date_from=JANUARY, date_to=MARCH)
        self.assertEqual(self._column(tables["Movements"], 0), [1, 2, 3, 4, 5])

    def test_what_is_too_long_to_print_is_a_spreadsheet(self):
        self._history()
        wizard = self._wizard("movements", date_from=JANUARY, date_to=MARCH)
        self.patch(coop_share_report, "MOST_PRINTED", 4)
        with self.assertRefused("These are 5 movements"):
            wizard.action_pdf()
        self.assertTrue(wizard.action_xlsx())
        wizard.date_from = FEBRUARY
        self.assertTrue(wizard.action_pdf())

    def test_reversals_name_what_they_undo(self):
        move = self._subscribed(self.noor, 10)
        move._reverse(self.today, "Mistake")
        rows = self._tables("movements")["Movements"]
        self.assertEqual(
            [row[2:5] for row in rows],
            [
                ("Subscription", None, "Noor Vidal"),
                ("Reversal of movement 1", "Noor Vidal", None),
            ],
        )
        self.assertEqual(self._column(rows, 9), [150, -150])

    def test_movements_not_done_are_not_in_the_register(self):
        self._called(self.noor, 10)
        report = self._wizard("movements")._report()
        self.assertFalse(list(report.tables[0]))
        self.assertEqual(report.notes, ["The register has no movement until then."])

    def test_the_register_says_its_seal(self):
        move = self._subscribed(self.noor, 10)
        [note] = self._wizard("movements")._report().notes
        self.assertIn(move.hash, note)

    # -- the register of members -----------------------------------------------------

    def test_holders(self):
        self._history()
        rows = self._tables("holders", date_to=FEBRUARY)["Members"]
        found = [(row[1], *row[4:]) for row in rows]
        since = date(2020, 1, 1)
        self.assertCountEqual(
            found,
            [
                ("Noor Vidal", since, "A", 6, 90),
                ("Ali Roche", since, "A", 4, 60),
                ("Zoé Blanc", since, "INV", 3, Decimal("300.15")),
            ],
        )

    def test_who_gave_all_away_holds_nothing(self):
        self._history()
        rows = self._tables("holders", date_to=MARCH)["Members"]
        self.assertNotIn("Ali Roche", self._column(rows, 1))
        _holders, capital = self.company._coop_holders_and_capital()
        self.assertEqual(sum(self._column(rows, 7)), capital)

    def test_holders_have_an_address_and_a_college(self):
        self.zoe.write({"street": "3 Mill Lane", "zip": "69001", "city": "Lyon"})
        self._subscribed(self.zoe, 1)
        [row] = self._tables("holders")["Members"]
        self.assertEqual(row[0], self.zoe.number)
        self.assertEqual(row[2:4], ("3 Mill Lane, 69001 Lyon", self.clients.name))

    def test_candidates_hold_shares_before_they_are_members(self):
        self._subscribed(self._candidate("Lou Petit"), 1)
        [row] = self._tables("holders")["Members"]
        self.assertEqual((row[0], row[1], row[4]), (None, "Lou Petit", None))

    def test_archived_holders_are_shown(self):
        self._subscribed(self.noor, 1)
        self.noor.active = False
        self.assertTrue(self._tables("holders")["Members"])

    # -- the summary -----------------------------------------------------------------

    def _figures(self, **vals):
        rows = self._tables("summary", **vals)["Figures"]
        return dict(rows)

    def test_figures(self):
        self._history()
        self._called(self.ali, 2)
        self.assertEqual(
            self._figures(),
            {
                "Capital": Decimal("420.15"),
                "Highest it ever was": Decimal("450.15"),
                "Floor: 50% of the highest": Decimal("225.08"),
                "Called, not paid yet": 30,
                "Owed back to members": 30,
            },
        )

    def test_figures_of_a_day_are_those_of_then(self):
        with freeze_time(JANUARY):
            called = self._called(self.noor, 10)
        with freeze_time(FEBRUARY):
            self._pay(called, 40, FEBRUARY)
        with freeze_time(MARCH):
            self._pay(called, day=MARCH)
            reimbursed = self._recorded("reimbursement", 3, MARCH, giver=self.noor)
        self._pay(reimbursed)
        awaited, paid_back = "Called, not paid yet", "Owed back to members"
        for day, called, owed, capital in (
            (JANUARY, 150, 0, 0),
            (FEBRUARY, 110, 0, 0),
            (MARCH, 0, 45, 105),
            (self.today, 0, 0, 105),
        ):
            with self.subTest(day=day):
                figures = self._figures(date_to=day)
                self.assertEqual(figures[awaited], called)
                self.assertEqual(figures[paid_back], owed)
                self.assertEqual(figures["Capital"], capital)

    def test_highest_capital_of_a_day(self):
        self._history()
        highest = self._figures(date_to=JANUARY - timedelta(days=1))
        self.assertEqual(highest["Highest it ever was"], 0)

    def test_cancelled_calls_are_not_awaited(self):
        move = self._called(self.noor, 10)
        self._pay(move, 40)
        move.action_cancel()
        figures = self._figures()
        self.assertEqual(figures["Called, not paid yet"], 0)
        self.assertEqual(figures["Owed back to members"], 40)

    def test_capital_by_college(self):
        self._history()
        rows = self._tables("summary", date_to=FEBRUARY)["Capital by college"]
        self.assertEqual(
            rows,
            [
                (self.college.name, 2, 10, 150),
                (self.clients.name, 1, 3, Decimal("300.15")),
            ],
        )

    def test_capital_by_college_and_type(self):
        self._history()
        rows = self._tables("summary")["Capital by college and type"]
        self.assertEqual(
            rows,
            [
                (self.college.name, "Share A", 15, 1, 4, 60),
                (self.clients.name, "Share A", 15, 1, 4, 60),
                (
                    *(self.clients.name, "Share INV", Decimal("100.05"), 1),
                    *(3, Decimal("300.15")),
                ),
            ],
        )

    # -- rights ----------------------------------------------------------------------

    def test_advisers_read_every_report(self):
        self._history()
        for kind in KINDS:
            with self.subTest(kind=kind):
                self.assertTrue(self._tables(kind, self.adviser))

    def test_others_ask_for_no_report(self):
        portal_user = self._portal_user(self.noor)
        wizard = self._wizard("holders")
        for user in (portal_user, self.employee):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self._wizard("holders", user)
                with self.assertRaises(AccessError):
                    wizard.with_user(user)._report()

    def test_no_report_of_another_cooperative(self):
        with self.assertRaises(AccessError):
            self._wizard("holders", company_id=self.other_company.id)

    def test_figures_of_another_cooperative_are_absent(self):
        self._history()
        colleague = self._new_user(
            "foreign", "coop_member.group_manager", self.other_company
        )
        for kind in KINDS:
            wizard = (
                self.env["coop.share.report"]
                .with_user(colleague)
                .create({"kind": kind})
            )
            rows = [row for table in wizard._report().tables for row in table]
            amounts = [
                cell for row in rows for cell in row if isinstance(cell, Decimal)
            ]
            with self.subTest(kind=kind):
                self.assertFalse(any(amounts))
                self.assertNotIn("Noor Vidal", str(rows))

    def test_who_works_in_two_cooperatives_reads_one_at_a_time(self):
        foreign = self._foreign_member()
        both = self.company + self.other_company
        self.accountant.company_ids = both
        wizard = self._wizard("holders").with_context(allowed_company_ids=both.ids)
        self.assertTrue(foreign.with_env(wizard.env).has_access("read"))
        self.assertNotIn(
            "Jef Peeters", wizard._names("coop.member", "complete_name").values()
        )
        self.assertFalse(wizard._members_by_id(foreign.ids))

    # -- dates, and how long it takes ------------------------------------------------

    def test_dates_in_the_wrong_order_are_refused(self):
        with self.assertRefused("first day"):
            self._wizard("movements", date_from=MARCH, date_to=JANUARY)
        with self.assertRefused("the day"):
            self._wizard("voters", date_to=False)

    def test_no_more_queries_for_more_members(self):
        self._subscribed(self.noor, 10, day=JANUARY)
        few = {kind: self._queries(kind) for kind in KINDS}
        for position in range(5):
            member = self._member(f"Member {position}", college_id=self.clients.id)
            self._subscribed(member, 2, share_type_id=self.invested.id)
        for kind, queries in few.items():
            with self.subTest(kind=kind):
                self.assertEqual(self._queries(kind), queries)

    def _queries(self, kind):
        """How many queries a report takes, with nothing in memory before."""
        self._tables(kind)  # rights and translations are in memory from then on
        wizard = self._wizard(kind)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        for table in wizard._report().tables:
            list(table)
        return self.env.cr.sql_log_count - before
