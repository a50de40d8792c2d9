from datetime import date

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_accounts import AccountsCase

#: Astrolabe's public scheme
ASTROLABE = ((40000, 11), (80000, 10), (0, 9))


@tagged("post_install", "-at_install")
class TestContributionRun(AccountsCase):
    """Runs of a French cooperative: what they take, say and post."""

    def _assert_taken(self, amount):
        """What is in the ledger on the activity, and what lines say, is ``amount``."""
        statement = self.oak._get_statement(date(2025, 1, 1), date(2027, 12, 31))
        self.assertEqual(float(statement.charge("contribution")), amount)

    # -- what is taken -----------------------------------------------------------------

    def test_a_month(self):
        self._scheme(*ASTROLABE)
        self._invoice(1000, "2026-01-10")
        self._invoice(234.5, "2026-01-31")
        self._invoice(900, "2026-02-01")
        run = self._run("2026-01-01", "2026-01-31")
        self.assertRecordValues(
            run.line_ids,
            [{"activity_id": self.oak.id, "base": 1234.5, "amount": 135.8}],
        )
        self.assertEqual((run.amount, run.line_count), (135.8, 1))
        self.assertFalse(run.move_ids)

    def test_the_entry(self):
        self._scheme(*ASTROLABE)
        self._invoice(1000, "2026-01-10")
        run = self._month(1)
        [entry] = run.move_ids
        charge = self.company.coop_contribution_account_id
        self.assertEqual(charge.with_company(self.company).code[:4], "6589")
        self.assertRecordValues(
            entry.line_ids.sorted("balance", reverse=True),
            [
                {
                    "account_id": charge.id,
                    "balance": 110,
                    "coop_activity_id": self.oak.id,
                },
                {"account_id": charge.id, "balance": -110, "coop_activity_id": False},
            ],
        )
        self.assertEqual(entry.date, date(2026, 1, 31))
        self.assertEqual(entry.journal_id, self.company.coop_contribution_journal_id)
        self.assertEqual((run.state, run.line_ids.state), ("posted", "posted"))
        self._assert_taken(110)

    def test_the_public_example(self):
        """90,000 in a year make 9,300, in whatever steps."""
        self._scheme(*ASTROLABE)
        amounts = []
        for month in range(1, 13):
            self._invoice(7500, f"2026-{month:02}-15")
            amounts.append(self._share(self._month(month)).amount)
        self.assertEqual(amounts[:6], [825, 825, 825, 825, 825, 775])
        self.assertEqual(amounts[-1], 675)
        self._assert_taken(9300)

    def test_bands_begin_again_with_the_year(self):
        self._scheme(*ASTROLABE)
        self._invoice(50000, "2026-12-10")
        self.assertEqual(self._share(self._month(12)).amount, 5400)
        self._invoice(10000, "2027-01-10")
        self.assertEqual(self._share(self._month(1, 2027)).amount, 1100)

    def test_bands_since_entry_go_on(self):
        self._scheme((80000, 10), (0, 5), total="entry")
        self.oak.coop_contribution_opening = 30000
        self._invoice(40000, "2025-06-10")
        self._invoice(20000, "2026-01-10")
        self._month(1)
        self._assert_taken(1500)

    def test_a_floor_is_asked_for_at_the_end_of_the_year(self):
        self.oak.member_ids.contract_ids.exclusive = True
        self._scheme(*ASTROLABE, limits=[(None, 1200, 0), (self.volunteering, 600, 0)])
        self.assertFalse(self._share(self._month(11)).amount)
        line = self._share(self._month(12))
        # from November on, contributions are taken here: two twelfths
        self.assertEqual(line.amount, 100)
        self.assertIn(
            "100.00 € at least, so that 100.00 € is added",
            line.explanation.replace("\xa0", " "),
        )

    def test_the_year_is_made_up_once_the_activity_closes(self):
        self._scheme(*ASTROLABE, limits=[(None, 1200, 0)])
        self._month(1)
        self.oak.sudo().action_close()
        self.oak.sudo().date_close = "2026-02-20"
        self.assertEqual(self._share(self._month(2)).amount, 200)
        self.assertFalse(self._month(3).line_ids)

    def test_fee_and_free_months(self):
        self.oak.sudo().date_open = date(2026, 1, 20)
        self._scheme((0, 13.5), basis="margin", monthly_fee=30, free_months=1)
        self._invoice(2000, "2026-01-25")
        self._invoice(2000, "2026-02-05")
        self._bill(500, "2026-02-06", "604000")
        line = self._share(self._month(1))
        self.assertFalse(line.amount)
        line = self._share(self._month(2))
        self.assertEqual((line.base, line.amount), (1500, 232.5))

    def test_exempt_products(self):
        product = self.env["product.product"].create({"name": "Grant"})
        self._scheme((0, 10), exempt_product_ids=[Command.set(product.ids)])
        self._invoice(1000, "2026-01-10", line={"product_id": product.id})
        self._invoice(500, "2026-01-10")
        self.assertEqual(self._share(self._month(1)).amount, 50)

    def test_charges_to_other_activities(self):
        self.env["coop.account.kind"].create(
            {
                "kind": "turnover_internal",
                "company_id": self.company.id,
                "account_id": self._account("708400").id,
            }
        )
        self._scheme((0, 10), has_internal_rate=True, internal_rate=5)
        self._invoice(1000, "2026-01-10")
        self._entry("2026-01-12", ("708400", -400, True), ("512001", 400, False))
        line = self._share(self._month(1))
        self.assertEqual((line.base, line.amount), (1400, 120))
        self.assertIn(
            "Of the 400.00 € that other activities paid",
            line.explanation.replace("\xa0", " "),
        )

    def test_what_customers_paid(self):
        self._scheme((0, 10), basis="collected")
        tax = self._tax(self.goods_tax)
        invoice = self._invoice(1000, "2026-01-10", tax=tax)
        self._invoice(700, "2026-01-11", tax=tax)
        self._pay(invoice, 400, "2026-01-20")
        line = self._share(self._month(1))
        self.assertEqual((line.base, line.amount), (333.33, 33.33))
        self._pay(invoice, 800, "2026-02-20")
        line = self._share(self._month(2))
        self.assertEqual((line.base, line.amount), (666.67, 66.67))

    def test_a_credit_note_is_no_payment(self):
        self._scheme((0, 10), basis="collected")
        invoice = self._invoice(1000, "2026-01-10")
        credit = self._invoice(-1000, "2026-01-11")
        items = (invoice + credit).line_ids
        items.filtered(
            lambda item: item.account_id.account_type == "asset_receivable"
        ).reconcile()
        self.assertEqual(invoice.payment_state, "reversed")
        self.assertFalse(self._share(self._month(1)).amount)

    def test_a_new_version(self):
        scheme = self._scheme((0, 10))
        self.env["coop.contribution.version"].create(
            self._version((0, 8), start="2026-02-01") | {"scheme_id": scheme.id}
        )
        self._invoice(1000, "2026-01-10")
        self._invoice(1000, "2026-02-10")
        self.assertEqual(self._share(self._month(1)).amount, 100)
        self.assertEqual(self._share(self._month(2)).amount, 80)

    def test_an_activity_may_have_its_own(self):
        self._scheme((0, 10))
        elm = self._activity("Elm", self.noor)
        elm.date_open = date(2026, 1, 1)
        own = self._scheme((0, 7), default=False)
        elm.coop_contribution_scheme_id = own
        self._invoice(1000, "2026-01-10")
        self._invoice(1000, "2026-01-10", activity=elm)
        run = self._month(1)
        self.assertEqual(self._share(run).amount, 100)
        self.assertEqual(self._share(run, elm).amount, 70)
        self.assertEqual(len(run.move_ids), 1)

    # -- what comes late ---------------------------------------------------------------

    def test_late_invoices_are_caught_up(self):
        self._scheme(*ASTROLABE)
        self._invoice(1000, "2026-01-10")
        self._month(1)
        self._invoice(500, "2026-01-20")
        self._invoice(-200, "2026-01-21")
        self._invoice(100, "2026-02-02")
        line = self._share(self._month(2))
        self.assertEqual((line.base, line.amount, line.taken), (400, 44, 110))
        self._assert_taken(154)

    def test_a_month_is_run_again(self):
        self._scheme(*ASTROLABE)
        self._invoice(1000, "2026-01-10")
        self._month(1)
        self._invoice(500, "2026-01-20")
        again = self._month(1)
        self.assertEqual((again.number, again.amount), (2, 55))
        third = self._month(1)
        self.assertEqual((third.number, third.amount), (3, 0))
        self.assertEqual(third.state, "posted")
        self.assertFalse(third.move_ids)
        self._assert_taken(165)

    def test_what_was_taken_too_much_is_given_back(self):
        self._scheme(*ASTROLABE)
        self._invoice(1000, "2026-01-10")
        self._month(1)
        self._invoice(-1000, "2026-02-10")
        line = self._share(self._month(2))
        self.assertEqual(line.amount, -110)
        self.assertIn(
            "so that 110.00 € is given back now", line.explanation.replace("\xa0", " ")
        )
        self._assert_taken(0)

    def test_the_year_before_as_long_as_it_is_open(self):
        self._scheme(*ASTROLABE)
        self._invoice(40000, "2025-12-10")
        self._month(12, 2025)
        self._invoice(1000, "2025-12-31")
        self._invoice(2000, "2026-01-10")
        run = self._month(1)
        self.assertRecordValues(
            run.line_ids.sorted("year_start"),
            [
                {"year_start": date(2025, 1, 1), "base": 1000, "amount": 100},
                {"year_start": date(2026, 1, 1), "base": 2000, "amount": 220},
            ],
        )
        self.company.sudo().fiscalyear_lock_date = date(2025, 12, 31)
        self.assertEqual(run._years(), [date(2026, 1, 1)])

    # -- told --------------------------------------------------------------------------

    def test_it_is_told_in_words(self):
        self._scheme(*ASTROLABE)
        self._invoice(41000, "2026-01-10")
        self.assertEqual(
            self._told_of(self._month(1)),
            "From 01/01/2026 to 01/31/2026, Oak and Lime invoiced 41,000.00 € without "
            "VAT. Up to 40,000.00 €, the share is 11 % of 40,000.00 €: 4,400.00 €. "
            "Up to 80,000.00 €, the share is 10 % of 1,000.00 €: 100.00 €. This makes "
            "4,500.00 €.",
        )
        self._invoice(100, "2026-02-10")
        self.assertRegex(
            self._told_of(self._month(2)),
            "This makes 4,510.00 €; 4,500.00 € was taken already, so that 10.00 € is "
            "left to take now.$",
        )

    # -- steps -------------------------------------------------------------------------

    def test_one_open_run(self):
        self._scheme(*ASTROLABE)
        self._run("2026-01-01", "2026-01-31")
        with self.assertRefused("Another run is open"):
            self._run("2026-01-01", "2026-01-31")
            self.env.flush_all()

    def test_a_period_that_was_left_out(self):
        self._scheme(*ASTROLABE)
        self._month(1)
        with self.assertRefused("Nothing is posted for 02/01/2026 to 02/28/2026"):
            self._run("2026-03-01", "2026-03-31")

    def test_a_period_before_the_last(self):
        self._scheme(*ASTROLABE)
        self._month(1)
        self._month(2)
        for start, end in (("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-03-31")):
            with self.assertRefused("is posted: late invoices"):
                self._run(start, end)

    def test_unfit_periods(self):
        for start, end in (("2026-01-02", "2026-01-31"), ("2026-01-01", "2026-01-30")):
            with self.assertRefused("first day of a month to the last day"):
                self._run(start, end)
        with self.assertRefused("lies within one year"):
            self._run("2025-12-01", "2026-01-31")

    def test_a_closed_month(self):
        self._scheme(*ASTROLABE)
        run = self._run("2026-01-01", "2026-01-31")
        self.company.sudo().fiscalyear_lock_date = date(2026, 1, 31)
        with self.assertRefused("The books are closed on 01/31/2026"):
            run.action_post()

    def test_an_activity_without_scheme(self):
        with self.assertRefused(r"No contribution scheme for \[.*\] Oak and Lime:"):
            self._run("2026-01-01", "2026-01-31")

    def test_a_month_that_no_version_covers(self):
        self._scheme(*ASTROLABE, start="2026-02-01")
        with self.assertRefused("says nothing of January 2026"):
            self._run("2026-01-01", "2026-01-31")

    def test_nothing_computed(self):
        self._scheme(*ASTROLABE)
        run = self._run("2026-01-01", "2026-01-31")
        run.unlink()
        run = run.create({"period_start": "2026-01-01", "period_end": "2026-01-31"})
        with self.assertRefused("nothing to post yet"):
            run.action_post()

    def test_a_posted_run_is_fixed(self):
        self._scheme(*ASTROLABE)
        self._invoice(1000, "2026-01-10")
        run = self._month(1)
        for attempt, sentence in (
            (run.action_compute, "it is posted in full"),
            (run.action_post, "it is posted in full"),
            (run.unlink, "reverse it instead"),
            (lambda: run.write({"state": "draft"}), "cannot be written"),
            (lambda: run.write({"period_end": "2026-02-28"}), "keeps its period"),
            (lambda: run.line_ids.write({"amount": 1}), "not written"),
            (run.line_ids.unlink, "not written"),
            (run.move_ids.button_draft, "reverse their run"),
            (run.move_ids._reverse_moves, "reverse their run"),
        ):
            with self.subTest(sentence=sentence), self.assertRefused(sentence):
                attempt()

    def test_reversal(self):
        self._scheme(*ASTROLABE)
        self._invoice(1000, "2026-01-10")
        run = self._month(1)
        run.action_reverse("Wrong rate")
        self.assertEqual((run.state, run.line_ids.state), ("reversed", "reversed"))
        self.assertEqual(
            sorted(run.move_ids.mapped("coop_contribution_batch")), [-1, 1]
        )
        self._assert_taken(0)
        self.assertEqual(self._month(1).amount, 110)
        self._assert_taken(110)

    def test_what_was_taken_in_a_closed_month_is_given_back_today(self):
        self._scheme(*ASTROLABE)
        self._invoice(1000, "2026-01-10")
        run = self._month(1)
        self.company.sudo().fiscalyear_lock_date = date(2026, 1, 31)
        run.action_reverse("Wrong rate")
        reversal = run.move_ids.filtered(lambda e: e.coop_contribution_batch < 0)
        self.assertEqual(reversal.date, fields.Date.context_today(run))
        self.assertEqual(reversal.reversed_entry_id, run.move_ids - reversal)

    def test_the_last_run_is_reversed_first(self):
        self._scheme(*ASTROLABE)
        first, _second = self._month(1), self._month(2)
        with self.assertRefused("came after this one"):
            first.action_reverse("")
        self._run("2026-03-01", "2026-03-31")
        with self.assertRefused("Another run is open"):
            _second.action_reverse("")

    def test_accountants_alone(self):
        self._scheme(*ASTROLABE)
        run = self._run("2026-01-01", "2026-01-31")
        for user in (self.adviser, self.noor_user, self.employee):
            for action in ("action_compute", "action_post"):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    getattr(run.with_user(user), action)()
            with self.assertRaises(AccessError):
                run.with_user(user).action_reverse("")

    def test_the_database_refuses_what_is_taken_twice(self):
        self._scheme(*ASTROLABE)
        self._invoice(1000, "2026-01-10")
        run = self._month(1)
        again = {
            "journal_id": run.move_ids.journal_id.id,
            "coop_contribution_run_id": run.id,
            "coop_contribution_batch": 1,
        }
        with self.assertRefused("This part of the run is posted already"):
            self.env["account.move"].create(again)
            self.env.flush_all()
        item = self._entry(
            "2026-02-01", ("613200", 70, True), ("512001", -70, False)
        ).line_ids[0]
        with self.assertRefused("This contribution is posted already"):
            item.coop_contribution_line_id = run.line_ids
            self.env.flush_all()
        with self.assertRefused("takes the contribution of an activity once"):
            run._as_step().line_ids.copy()
            self.env.flush_all()

    # -- at scale ----------------------------------------------------------------------

    def test_batches(self):
        self._scheme((0, 10), monthly_fee=1)
        for number in range(4):
            activity = self._activity(f"Elm {number}", self.noor)
            activity.date_open = date(2026, 1, 1)
        self.patch(
            self.registry["coop.contribution.run"], "_batch_size", lambda _run: 2
        )
        run = self._month(1)
        self.assertEqual(
            [len(entry.line_ids) for entry in run.move_ids.sorted("id")], [3, 3, 2]
        )
        self.assertEqual(run.posted_count, 5)
        self.assertEqual(sum(run.move_ids.line_ids.mapped("debit")), 5)

    def test_computing_takes_as_many_queries_for_more_activities(self):
        self._scheme(*ASTROLABE)
        self._invoice(1000, "2026-01-10")
        run = self._run("2026-01-01", "2026-01-31")

        def queries():
            # within a second, the date of the run would stay as it is
            run._as_step().computed_date = False
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            run.action_compute()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries()
        few = queries()
        for number in range(10):
            activity = self._activity(f"Elm {number}", self.noor)
            activity.date_open = date(2026, 1, 1)
        self.assertLessEqual(queries(), few)
