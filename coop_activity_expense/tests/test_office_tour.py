import base64
import io

from PIL import Image

from odoo.tests import tagged

from odoo.addons.coop_member.tests.backend_tour_case import BackendTourCase

from .common import ExpenseCase


@tagged("post_install", "-at_install")
class TestOfficeTour(BackendTourCase, ExpenseCase):
    """Claims gone through by keyboard, in a real browser."""

    @classmethod
    def _receipt(cls, line, content=None):
        """A receipt that a browser shows."""
        photo = io.BytesIO()
        Image.new("RGB", (60, 90), (line.id % 256, 128, 64)).save(photo, "PNG")
        return line.env["coop.expense.receipt"].create(
            {
                "member_id": line.member_id.id,
                "line_id": line.id,
                "name": "receipt.png",
                "document": base64.b64encode(photo.getvalue()),
            }
        )

    def test_an_adviser_approves_and_refuses(self):
        claims = [self._submitted(self._line("taxi", 30 + n)) for n in range(3)]
        self.start_tour(
            "/odoo/coop-expenses-to-approve",
            "coop_expense_adviser",
            login=self.adviser.login,
        )
        # the newest comes first
        self.assertEqual(
            [claim.state for claim in claims], ["approved", "refused", "approved"]
        )
        self.assertEqual(claims[1].refusal_reason, "Which client?")
        self.assertEqual(claims[0].with_user(self.adviser).approved_by_id, self.adviser)

    def test_an_accountant_goes_through_claims(self):
        claims = [
            self._approved(self._line("supplies", 120 + n), self._line("taxi", 10 + n))
            for n in range(6)
        ]
        # the cooperative is to pay somebody whom nobody chose
        unknown = self._approved(self._line("supplies", 240), payer="supplier")
        self.start_tour(
            "/odoo/coop-expenses-to-post",
            "coop_expense_accountant",
            login=self.accountant.login,
        )
        self.assertEqual(
            [claim.state for claim in claims],
            ["posted", "posted", "posted", "refused", "posted", "posted"],
        )
        decided = claims[4].with_user(self.accountant).line_ids
        self.assertEqual(decided.mapped("vat_override"), [True, False])
        self.assertEqual(decided[0].override_reason, "No VAT number")
        self.assertEqual(unknown.state, "approved")
        self.assertIn(
            "choose the supplier", unknown.with_user(self.accountant).posting_error
        )
