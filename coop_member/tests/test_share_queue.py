from datetime import timedelta

from freezegun import freeze_time
from lxml import etree

from odoo import Command
from odoo.tools.safe_eval import safe_eval

from .share_case import ShareCase


class TestShareQueue(ShareCase):
    """What is owed, by date: of members for called shares, to members for shares
    given up."""

    def _queue(self, name):
        action = self.env.ref(f"coop_member.coop_share_move_action_{name}")
        return self.env["coop.share.move"].search(
            [
                *safe_eval(action.domain),
                ("company_id", "=", self.company.id),
            ],
            order="date_next_due, id",
        )

    def _filtered(self, name):
        arch = self.env.ref("coop_member.coop_share_move_view_search").arch
        node = etree.fromstring(arch.encode()).find(f".//filter[@name='{name}']")
        domain = safe_eval(node.get("domain"), {"uid": self.adviser.id})
        return self.env["coop.share.move"].with_user(self.adviser).search(domain)

    def _in_three_times(self):
        return self.env["account.payment.term"].create(
            {
                "name": "In three times",
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": part, "nb_days": days}
                    )
                    for part, days in ((40, 0), (30, 30), (30, 60))
                ],
            }
        )

    def test_next_instalment(self):
        move = self._called(payment_term_id=self._in_three_times().id)
        self.assertRecordValues(
            move, [{"amount_due": 150, "date_next_due": self.today}]
        )
        self._pay(move, 60)
        self.assertRecordValues(
            move,
            [{"amount_due": 90, "date_next_due": self.today + timedelta(days=30)}],
        )
        self._pay(move)
        self.assertRecordValues(move, [{"amount_due": 0, "date_next_due": False}])

    def test_queues(self):
        waiting = self._called(self.ali)
        self._subscribed(self.noor, 10)
        later = self._recorded(
            "reimbursement", 1, giver=self.noor, date_due="2040-01-01"
        )
        sooner = self._recorded(
            "reimbursement", 2, giver=self.noor, date_due="2039-01-01"
        )
        partly = self._called(self.ali)
        self._pay(partly, 40)
        partly.action_cancel()
        undone = self._subscribed(self.ali, 3)
        undone._reverse(self.today, "Not this member")
        self.assertEqual(self._queue("called"), waiting)
        self.assertEqual(
            self._queue("to_pay_back"), partly + undone.reversal_id + sooner + later
        )
        self._pay(sooner)
        self.assertNotIn(sooner, self._queue("to_pay_back"))

    def _queries_of_list(self):
        """How many queries it takes to list the movements of the cooperative."""
        view = self.env.ref("coop_member.coop_share_move_view_list")
        names = etree.fromstring(view.arch.encode()).xpath("//field/@name")
        moves = self.env["coop.share.move"].with_user(self.adviser)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        moves.web_search_read(
            [("company_id", "=", self.company.id)], dict.fromkeys(names, {})
        )
        return self.cr.sql_log_count - before

    def test_lists_do_not_query_more_for_more(self):
        self._subscribed(self.noor)
        self._queries_of_list()
        few = self._queries_of_list()
        for member in (self.noor, self.ali, self._member("Zoé Blanc")):
            self._subscribed(member)
        self.assertLessEqual(self._queries_of_list(), few)

    def test_overdue(self):
        move = self._called()
        day = move.date_next_due
        with freeze_time(day):
            self.assertNotIn(move, self._filtered("filter_overdue"))
        with freeze_time(day + timedelta(days=1)):
            self.assertIn(move, self._filtered("filter_overdue"))

    def test_my_members(self):
        self.noor.adviser_id = self.adviser
        mine = self._move("subscription", receiver=self.noor)
        given = self._move("transfer", giver=self.noor, receiver=self.ali)
        self._move("subscription", receiver=self.ali)
        self.assertEqual(self._filtered("filter_mine"), given + mine)

    def test_nothing_left_to_pay(self):
        with self.assertRefused("Nothing is left"):
            self._subscribed().action_register_payment()

    def test_member_s_window(self):
        move = self._subscribed(self.noor)
        action = self.env.ref("coop_member.coop_share_move_action_member")
        for member, expected in ((self.noor, move), (self.ali, move.browse())):
            domain = safe_eval(action.domain, {"active_id": member.id})
            self.assertEqual(move.search(domain), expected)

    def test_windows_of_entries_and_movements(self):
        move = self._subscribed(self.noor)
        entries = self.env["account.move"].search(move.action_open_entries()["domain"])
        self.assertEqual(entries, move.entry_ids)
        for entry in entries:
            action = entry.with_user(self.accountant).action_open_coop_share_moves()
            self.assertEqual(action["res_id"], move.id)
        holding = self.noor.share_holding_ids
        self.assertEqual(holding.action_open_move()["res_id"], move.id)
