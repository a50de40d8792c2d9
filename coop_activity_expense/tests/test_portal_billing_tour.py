from odoo.tests import tagged

from .portal_billing_case import PortalBillingCase


@tagged("post_install", "-at_install")
class TestPortalBillingTour(PortalBillingCase):
    """Invoicing in a real browser, the size of a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_from_a_new_customer_to_an_accepted_invoice(self):
        self.start_tour(
            "/my/coop",
            "coop_activity_expense_invoice_new_customer",
            login=self.noor_user.login,
        )
        move = self.invoices()
        self.assertRecordValues(
            move, [{"coop_review_state": "submitted", "amount_total": 1481.47}]
        )
        self.assertEqual(move.coop_customer_id.vat, "FR23334175221")
        move.with_user(self.accountant).action_coop_accept()
        self.assertEqual(move.state, "posted")

    def test_a_known_customer_in_six_taps(self):
        """Which the tour counts."""
        self.start_tour(
            "/my/coop",
            "coop_activity_expense_invoice_known",
            login=self.noor_user.login,
        )
        self.assertRecordValues(
            self.invoices(),
            [{"coop_review_state": "submitted", "amount_total": 131.99}],
        )

    def test_the_customer_accepts_a_quote(self):
        quote = self._quote()
        quote.action_send()
        self.start_tour(
            f"/coop/quote/{quote.id}?access_token={quote.sudo().access_token}",
            "coop_activity_expense_quote_answer",
        )
        self.env.invalidate_all()
        self.assertRecordValues(
            quote, [{"step": "accepted", "answered_name": "Léa Martin"}]
        )
