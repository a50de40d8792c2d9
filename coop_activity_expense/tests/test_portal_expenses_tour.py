from odoo.tests import tagged

from .portal_expense_case import PortalExpenseCase


@tagged("post_install", "-at_install")
class TestPortalExpensesTour(PortalExpenseCase):
    """Expenses in a real browser, the size of a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def _tour(self, name, start="/my/coop"):
        self.start_tour(start, f"coop_expense_{name}", login=self.noor_user.login)
        return self.claims()

    def test_one_receipt_in_five_taps(self):
        """And two typed fields at most, which the tour counts."""
        claim = self._tour("one_receipt")
        self.assertRecordValues(claim, [{"state": "submitted", "total_amount": 18.4}])
        self.assertRecordValues(
            claim.line_ids.receipt_ids, [{"mimetype": "image/jpeg", "name": "Chat.jpg"}]
        )
        self.assertGreater(claim.line_ids.receipt_ids.size, 1000)

    def test_many_receipts_one_by_one(self):
        claim = self._tour("tray", "/my/coop/expenses")
        self.assertRecordValues(
            claim, [{"state": "submitted", "total_amount": 19.3, "line_count": 2}]
        )
        waiting = self.env["coop.expense.receipt"].search(
            [("member_id", "=", self.noor.id), ("line_id", "=", False)]
        )
        self.assertEqual(waiting.mapped("name"), ["Birch.jpg"])

    def test_a_connection_that_breaks(self):
        claim = self._tour("offline", "/my/coop/expenses/new")
        self.assertRecordValues(
            claim, [{"state": "submitted", "total_amount": 33, "line_count": 1}]
        )
        self.assertEqual(claim.line_ids.receipt_ids.mapped("name"), ["Tunnel.jpg"])
