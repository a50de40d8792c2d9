import io
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from odoo.tests import tagged

from odoo.addons.base.models.ir_actions_report import IrActionsReport
from odoo.addons.coop_member.tests.backend_tour_case import BackendTourCase

from .common_billing import BillingCase


def a_pdf():
    """A page that a browser shows."""
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(100, 700, "As printed")
    canvas.save()
    return file.getvalue()


@tagged("post_install", "-at_install")
class TestBillingOfficeTour(BackendTourCase, BillingCase):
    """Invoices gone through by keyboard, in a real browser."""

    def test_an_accountant_goes_through_invoices(self):
        gone = self._customer("Gone")
        moves = [
            self._submitted_invoice(
                self._item(price=100 + number),
                customer=gone if number == 0 else None,
                invoice_date=f"2026-03-0{number + 1}",
            )
            for number in range(5)
        ]
        gone.active = False
        content = a_pdf()
        render = patch.object(
            IrActionsReport,
            "_render_qweb_pdf",
            lambda *_args, **_kwargs: (content, "pdf"),
        )
        with render:
            self.start_tour(
                "/odoo/coop-invoices-to-review",
                "coop_billing_accountant",
                login=self.accountant.login,
            )
        # the newest comes first
        self.assertEqual(
            [move.coop_review_state for move in moves],
            ["submitted", "accepted", "accepted", "returned", "accepted"],
        )
        self.assertEqual(moves[3].coop_review_comment, "Which period?")
        self.assertIn(
            "archived", moves[0].with_user(self.accountant).coop_posting_error
        )
