import base64
from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form
from odoo.tools import file_open

from .share_case import ShareCase

HEADER = "member,share_type,quantity"


class TestShareOpening(ShareCase):
    """A register that was kept elsewhere is taken over whole, or not at all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.big = cls._share_type("B", 100, college_ids=[Command.set(cls.college.ids)])
        cls.capital = cls._account("Capital in the books", "101000", "equity")
        cls.customers = cls.company.coop_share_receivable_account_id

    @classmethod
    def _account(cls, name, code, account_type):
        return cls.env["account.account"].create(
            {
                "name": name,
                "code": code,
                "account_type": account_type,
                "company_ids": [Command.set(cls.company.ids)],
            }
        )

    @classmethod
    def _in_the_books(cls, account, amount):
        """Capital posted long ago: from the bank to ``account``."""
        entry = cls.env["account.move"].create(
            {
                "journal_id": cls.company.coop_share_journal_id.id,
                "date": "2024-12-31",
                "line_ids": [
                    Command.create({"account_id": cls.bank.id, "balance": amount}),
                    Command.create({"account_id": account.id, "balance": -amount}),
                ],
            }
        )
        entry.action_post()

    def _opening(self, *lines, stated=0, user=None, **vals):
        """A wizard with a file of these lines, balanced by the capital in the books."""
        text = "\n".join([HEADER, *lines])
        return (
            self.env["coop.share.opening"]
            .with_user(user or self.accountant)
            .with_company(self.company)
            .create(
                {
                    "file": base64.b64encode(text.encode()),
                    "stated_amount": stated,
                    "counterpart_account_id": self.capital.id,
                    **vals,
                }
            )
        )

    def _taken_over(self, **vals):
        """Noor's 10 parts and one big share, Ali's 5 parts."""
        opening = self._opening(
            f"{self.noor.number},A,10",
            f"{self.noor.number},B,1",
            f"{self.ali.number},A,5",
            stated=325,
            **vals,
        )
        opening.action_confirm()
        return self._register()

    def _register(self):
        return self.env["coop.share.move"].search(
            [("company_id", "=", self.company.id)], order="number"
        )

    def assertNothingWritten(self):
        self.assertFalse(self._register())
        entries = self.env["account.move"].search(
            [("journal_id", "=", self.company.coop_share_journal_id.id)]
        )
        self.assertFalse(entries.filtered("coop_share_move_ids"))
        self.assertFalse(self.company.coop_share_highest_before)

    def assertSound(self):
        self.assertEqual(self.company._coop_check_register().difference, "")

    def test_holdings_are_lines_of_the_register(self):
        moves = self._taken_over()
        common = {
            "kind": "subscription",
            "state": "done",
            "source": "import",
            "date": self.today,
            "amount_due": 0,
            "mail_due": False,
            "counterpart_account_id": self.capital.id,
        }
        self.assertRecordValues(
            moves,
            [
                {**common, "number": 1, "to_member_id": self.noor.id, "amount": 150},
                {**common, "number": 2, "to_member_id": self.noor.id, "amount": 100},
                {**common, "number": 3, "to_member_id": self.ali.id, "amount": 75},
            ],
        )
        self.assertEqual(self.noor.share_capital, 250)
        self.assertEqual(self.noor.associate_date, self.today)
        self.assertSound()

    def test_one_entry_balances_them(self):
        entry = self._taken_over().account_move_id
        self.assertEqual(len(entry), 1)
        self.assertEntry(
            entry,
            [
                ("101300", self.noor, 0, 150),
                ("101300", self.noor, 0, 100),
                ("101300", self.ali, 0, 75),
                ("101000", None, 325, 0),
            ],
        )

    def test_the_register_starts_on_the_day_given(self):
        day = self.today - timedelta(days=40)
        moves = self._taken_over(date=day)
        self.assertEqual(moves.mapped("date"), [day] * 3)
        self.assertEqual(moves.account_move_id.date, day)

    def test_capital_that_is_in_the_books_stays(self):
        paid = self.company.coop_share_paid_account_id
        self._in_the_books(paid, 150)
        opening = self._opening(
            f"{self.noor.number},A,10", stated=150, counterpart_account_id=False
        )
        opening.invalidate_recordset()
        with Form(opening) as form:
            form.stated_amount = 149
            form.stated_amount = 150
            self.assertEqual(form.counterpart_account_id, paid)
        opening.action_confirm()
        self.assertEqual(self._balance("101300"), -150)
        self.assertSound()

    def test_counterpart_is_asked_for(self):
        opening = self._opening(
            f"{self.noor.number},A,10", stated=150, counterpart_account_id=False
        )
        self.assertFalse(opening.counterpart_account_id)
        with self.assertRefused("Choose the counterpart: account 101300"):
            opening.action_confirm()
        self.assertNothingWritten()

    def test_counterpart_is_nobodys_account(self):
        for account in (
            self.customers,
            self.company.coop_share_payable_account_id,
        ):
            opening = self._opening(
                f"{self.noor.number},A,10",
                stated=150,
                counterpart_account_id=account.id,
            )
            with self.assertRefused("no account of customers or suppliers"):
                opening.action_confirm()
        self.assertNothingWritten()

    def test_books_that_would_not_agree(self):
        self._in_the_books(self.company.coop_share_paid_account_id, 150)
        opening = self._opening(f"{self.noor.number},A,10", stated=150)
        with self.assertRefused(r"would not agree.*150\.00.*300\.00"):
            opening.action_confirm()
        self.assertNothingWritten()

    def test_the_total_must_be_the_one_stated(self):
        opening = self._opening(f"{self.noor.number},A,10", stated=150.01)
        with self.assertRefused(r"adds up to .*150\.00.* is .*150\.01"):
            opening.action_confirm()
        self.assertNothingWritten()

    def test_every_bad_line_is_named(self):
        opening = self._opening(
            "99999,A,10",
            f"{self.noor.number},Z,10",
            f"{self.ali.number},A,1.5",
            f"{self.noor.number},A,10",
            f"{self.noor.number},A,2",
            stated=150,
        )
        sentences = [
            "Line 2: no member has number “99999”.",
            "Line 3: no share type has code “Z”.",
            "Line 4: “1.5” is not a whole number of shares above zero.",
            "Line 6: this member has shares of this type on line 5 already.",
        ]
        self.assertEqual(opening.problems.splitlines(), sentences)
        with self.assertRefused("(?s)Line 2.*Line 3.*Line 4.*Line 6"):
            opening.action_confirm()
        self.assertNothingWritten()

    def test_a_wholly_wrong_file_is_not_told_to_the_end(self):
        opening = self._opening(*["99999,A,10"] * 505, stated=150)
        sentences = opening.problems.splitlines()
        self.assertEqual(len(sentences), 501)
        self.assertEqual(sentences[-1], "… and 5 more.")

    def test_members_and_types_of_other_cooperatives_are_unknown(self):
        foreigner = self._foreign_member()
        foreigner.number = "77777"
        self._share_type("X", 15, company_id=self.other_company.id)
        opening = self._opening("77777,A,10", f"{self.noor.number},X,1", stated=150)
        self.assertIn("no member has number “77777”", opening.problems)
        self.assertIn("no share type has code “X”", opening.problems)

    def test_archived_types_and_members_who_left_have_their_place(self):
        self.big.active = False
        self.ali.write({"exit_date": self.today, "exit_reason_id": self.exit_reason.id})
        self.ali.action_leave()
        moves = self._taken_over()
        self.assertEqual(len(moves), 3)
        self.assertEqual(self.ali.share_capital, 75)

    def test_files_that_cannot_be_read(self):
        for content, sentence in (
            (b"number;type\n1;A\n", "no column “member”"),
            (b"PK\x03\x04\xff\x00", "no column “member”"),
            (b'member,share_type,quantity\n"1,A,10\n', "Line 2: quotes"),
            (b"member,share_type,quantity\n", "has no holdings"),
        ):
            opening = self._opening(stated=150, file=base64.b64encode(content))
            self.assertIn(sentence, opening.problems)
            with self.assertRefused(sentence):
                opening.action_confirm()
        self.assertNothingWritten()

    def test_form_tells_of_the_file_before_anything_is_done(self):
        form = Form(
            self.env["coop.share.opening"]
            .with_user(self.accountant)
            .with_company(self.company)
        )
        self.assertFalse(form.problems)
        form.file = base64.b64encode(f"{HEADER}\n{self.noor.number};A;10".encode())
        self.assertIn("no member has number", form.problems)
        form.file = base64.b64encode(f"{HEADER}\n{self.noor.number},A,10".encode())
        self.assertFalse(form.problems)
        self.assertEqual((form.found_count, form.found_amount), (1, 150))

    def test_register_with_lines_is_refused(self):
        opening = self._opening(f"{self.ali.number},A,10", stated=150)
        self.assertFalse(opening.has_lines)
        self._subscribed(self.noor)
        opening.invalidate_recordset()
        self.assertTrue(opening.has_lines)
        with self.assertRefused("has lines already"):
            opening.action_confirm()
        self.assertEqual(len(self._register()), 1)

    def test_subscriptions_under_way_do_not_hinder(self):
        called = self._called(self.ali, 4)
        self._pay(called, 20)
        self._opening(f"{self.noor.number},A,10", stated=150).action_confirm()
        self.assertSound()
        self._pay(called)
        self.assertRecordValues(called, [{"state": "done", "number": 2}])
        self.assertSound()

    def test_days_to_come_and_locked_ones_are_refused(self):
        line = f"{self.noor.number},A,10"
        tomorrow = self.today + timedelta(days=1)
        with self.assertRefused("in the future"):
            self._opening(line, stated=150, date=tomorrow).action_confirm()
        self.company.hard_lock_date = self.today - timedelta(days=10)
        locked = self.today - timedelta(days=11)
        with self.assertRefused("locked period"):
            self._opening(line, stated=150, date=locked).action_confirm()
        self.assertFalse(self._register())

    def test_highest_capital_before_counts(self):
        self._taken_over(highest_before=1000)
        self.assertEqual(self.company.coop_share_highest_before, 1000)
        self.assertEqual(self.company._coop_highest_capital(), 1000)

    def test_lines_taken_over_are_reversed_against_the_same_account(self):
        move = self._taken_over()[-1]
        reversal = move.with_user(self.accountant)._reverse(self.today, "Left in 2019")
        self.assertEntry(
            reversal.account_move_id,
            [("101300", self.ali, 75, 0), ("101000", None, 0, 75)],
        )
        self.assertEqual((reversal.amount_due, self.ali.share_quantity), (0, 0))
        self.assertSound()

    def test_template_is_read_as_it_is(self):
        with file_open("coop_member/static/csv/coop_share_opening.csv", "rb") as file:
            content = file.read()
        self.noor.number, self.ali.number = "00001", "00002"
        opening = self._opening(stated=575, file=base64.b64encode(content))
        self.assertFalse(opening.problems)
        opening.action_confirm()
        self.assertEqual(self.noor.share_quantity, 22)

    def test_only_accountants_and_managers_take_over(self):
        with self.assertRaises(AccessError):
            self._opening(user=self.adviser)
        self._opening(
            f"{self.noor.number},A,10", stated=150, user=self.manager
        ).action_confirm()
        self.assertEqual(len(self._register()), 1)

    def test_queries_do_not_grow_with_the_file(self):
        members = self.env["coop.member"].concat(
            *(self._member(f"Person {position}") for position in range(30))
        )
        self.env.flush_all()

        def queries(some):
            lines = [f"{member.number},A,10" for member in some]
            opening = self._opening(*lines, stated=150 * len(some))
            self.env.flush_all()
            self.env.invalidate_all()
            with self.env.cr.savepoint() as savepoint:
                before = self.env.cr.sql_log_count
                opening.action_confirm()
                self.env.flush_all()
                count = self.env.cr.sql_log_count - before
                savepoint.rollback()
            self.env.invalidate_all()
            return count

        queries(members[:2])
        self.assertLess(queries(members) - queries(members[:5]), 10)
