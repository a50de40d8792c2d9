from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PDF
from .expense_race_case import ExpenseRaceCase


@tagged("post_install", "-at_install")
class TestRace(ExpenseRaceCase):
    """A double click, a retry, two windows: each step is taken once, each file and
    each form counts once."""

    def _found(self, claim, *names):
        return self._commit(
            lambda env: env["coop.expense"].browse(claim).read(names, load="")[0]
        )

    def assertOnce(self, action, claim, **vals):
        """Of two who do the same at once, the second is told where the claim is."""
        work = self._act(action, claim, **vals)
        first, second = self._at_once(work, work)
        self.assertEqual(first, action)
        self.assertIsInstance(second, UserError)
        self.assertRegex(str(second), "cannot do this: it is")

    # -- steps ------------------------------------------------------------------------

    def test_a_claim_is_submitted_once(self):
        claim = self._approved(self.receipt_id, amount=30)
        self._step_back(claim, "draft")
        with self._nothing_to_remark():
            self.assertOnce("submit", claim)
        found = self._found(claim, "name", "state")
        self.assertEqual(found["state"], "submitted")
        told = self._commit(
            lambda env: env["coop.expense"].search_count([("name", "=", found["name"])])
        )
        self.assertEqual(told, 1)

    def test_claims_submitted_at_once_have_numbers_of_their_own(self):
        ids = [self._approved(self.receipt_id, amount=amount) for amount in (30, 31)]
        for claim in ids:
            self._step_back(claim, "draft")
        with self._nothing_to_remark():
            found = self._at_once(*(self._act("submit", claim) for claim in ids))
        self.assertEqual(found, ["submit", "submit"])
        one, other = (self._found(claim, "name")["name"] for claim in ids)
        self.assertNotEqual(one, other)

    def test_a_claim_is_approved_once(self):
        claim = self._approved(self.receipt_id, amount=30)
        self._step_back(claim, "submitted")
        self.assertOnce("approve", claim)

    def test_a_claim_is_refused_once(self):
        claim = self._approved(self.receipt_id, amount=30)
        self.assertOnce("refuse", claim, reason="Twice")

    def test_a_claim_is_not_refused_while_it_is_posted(self):
        claim = self._approved(self.receipt_id, amount=30)
        first, second = self._at_once(
            self._post(claim), self._act("refuse", claim, reason="Twice")
        )
        self.assertEqual(first, "post")
        self.assertRegex(str(second), "cannot do this: it is posted")

    def test_a_claim_is_reversed_once(self):
        claim = self._approved(self.receipt_id, amount=30)
        self._commit(self._post(claim))
        self.assertOnce("reverse", claim, reason="Twice")
        self.assertEqual(self._entries(claim), [2])
        self.assertEqual(self._found(claim, "state")["state"], "approved")

    # -- files and forms --------------------------------------------------------------

    def _drop(self, *files):
        """Work that drops files, to be used later."""

        def work(env):
            member = env["coop.member"].browse(self.member_id)
            kept, _errors = env["coop.expense.receipt"]._receive(member, files)
            return kept.ids

        return work

    def _send(self, amount, files=(), receipts=()):
        """Work that sends the form about an expense, and what became of it: id of the
        line and errors."""
        post = {
            "activity": str(self.activity_id),
            "category": str(self.receipt_id),
            "amount": str(amount),
            "date": "2026-03-10",
            "payer": "member",
            "beneficiary": "member",
            "receipt": [str(one) for one in receipts],
            "key": "k" * 22,
            "then": "keep",
        }

        def work(env):
            member = env["coop.member"].browse(self.member_id)
            lines = env["coop.expense.line"]
            claims = env["coop.expense"]
            outcome = lines._portal_send(member, post, list(files), claims, lines)
            return outcome.line.id, outcome.errors

        return work

    def _receipts(self, env):
        own = [("member_id", "=", self.member_id)]
        return env["coop.expense.receipt"].search(own)

    def test_a_file_dropped_twice_waits_once(self):
        drop = self._drop(("lunch.pdf", PDF))
        first, second = self._at_once(drop, drop)
        self.assertEqual(first, second)
        self.assertEqual(len(first), 1)

    def test_files_dropped_twice_in_another_order(self):
        files = [("lunch.pdf", PDF), ("train.pdf", PDF + b"other")]
        first, second = self._at_once(self._drop(*files), self._drop(*files[::-1]))
        self.assertEqual(set(first), set(second))
        self.assertEqual(len(first), 2)

    def test_a_form_sent_twice_counts_once(self):
        send = self._send(12, [("lunch.pdf", PDF)])
        first, second = self._at_once(send, send)
        self.assertEqual(first, second)
        self.assertFalse(first[1])
        lines = self._commit(lambda env: self._receipts(env).line_id.ids)
        self.assertEqual(lines, [first[0]])
        self.assertEqual(self._commit(lambda env: len(self._receipts(env))), 1)

    def test_a_receipt_is_of_one_expense(self):
        [receipt] = self._commit(self._drop(("lunch.pdf", PDF)))
        first, second = self._at_once(
            *(self._send(amount, receipts=[receipt]) for amount in (12, 13))
        )
        self.assertFalse(first[1])
        self.assertFalse(second[0])
        self.assertRegex(second[1]["receipt"], "used by another expense")
        line = self._commit(lambda env: self._receipts(env).line_id.id)
        self.assertEqual(line, first[0])
