from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form

from .share_case import ShareCase


class TestShareReimburse(ShareCase):
    """The window that pays shares back, with their part of the losses."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.coop_share_reimburse_months = 6
        cls._subscribed(cls.noor, 10)
        cls._subscribed(cls.ali, 30)

    def _wizard(self, members=None, user=None, **vals):
        return (
            self.env["coop.share.reimburse"]
            .with_user(user or self.accountant)
            .with_context(active_ids=(members or self.noor).ids)
            .create(vals)
        )

    def test_all_with_losses(self):
        self._lose(60)
        wizard = self._wizard()
        self.assertRecordValues(
            wizard,
            [
                {
                    "losses": 60,
                    "date_due": fields.Date.add(self.today, months=6),
                }
            ],
        )
        self.assertRecordValues(
            wizard.line_ids, [{"amount": 150, "amount_paid": 135, "amount_lost": 15}]
        )
        wizard.action_record()
        self.assertRecordValues(
            self._moves("reimbursement"),
            [
                {
                    "state": "done",
                    "quantity": 10,
                    "loss_amount": 15,
                    "amount_due": 135,
                    "date_next_due": wizard.date_due,
                }
            ],
        )

    def test_gains_are_not_shared(self):
        self._lose(-60)
        wizard = self._wizard()
        self.assertEqual((wizard.losses, wizard.line_ids.amount_paid), (0, 150))

    def test_some_of_several_members(self):
        wizard = self._wizard(self.noor + self.ali)
        wizard.line_ids[0].quantity = 0
        wizard.line_ids[1].quantity = 5
        wizard.action_record()
        self.assertRecordValues(
            self._moves("reimbursement"),
            [{"from_member_id": self.ali.id, "quantity": 5}],
        )

    def test_shown_while_it_is_typed(self):
        wizards = self.env["coop.share.reimburse"].with_user(self.accountant)
        form = Form(wizards.with_context(active_ids=self.noor.ids))
        form.losses = 60
        with form.line_ids.edit(0) as line:
            line.quantity = 4
            self.assertEqual((line.amount_lost, line.amount_paid), (6, 54))
        wizard = form.save()
        self.assertRecordValues(
            wizard.line_ids,
            [{"member_id": self.noor.id, "held": 10, "quantity": 4}],
        )

    def test_draft_by_an_adviser(self):
        self._lose(60)
        self._wizard(user=self.adviser, note="Moves abroad").action_prepare()
        self.assertRecordValues(
            self._moves("reimbursement"),
            [{"state": "draft", "loss_amount": 15, "note": "Moves abroad"}],
        )

    def test_advisers_record_nothing(self):
        wizard = self._wizard(user=self.adviser)
        with self.assertRaises(AccessError):
            wizard.action_record()

    def test_drafts_are_taken_off(self):
        self._move("transfer", 4, giver=self.noor, receiver=self.ali)
        self.assertEqual(self._wizard().line_ids.quantity, 6)

    def test_more_than_held(self):
        wizard = self._wizard()
        with self.assertRefused("at most the shares"):
            wizard.line_ids.quantity = 11
            wizard.line_ids.flush_recordset()

    def test_no_share(self):
        wizard = self._wizard()
        wizard.line_ids.quantity = 0
        with self.assertRefused("No share"):
            wizard.action_record()

    def test_two_cooperatives(self):
        wizard = self._wizard(self.noor + self.ali)
        jef = self._foreign_member()
        wizard.sudo().line_ids[0].member_id = jef
        with self.assertRefused("several cooperatives"):
            wizard.sudo().action_prepare()

    def test_below_the_floor(self):
        self.company.coop_share_floor_percent = 80
        with self.assertRefused("below its floor"):
            self._wizard().action_record()

    def test_departure_prepares_the_reimbursement(self):
        other = self._share_type("B", 100)
        self._subscribed(self.noor, 2, share_type_id=other.id)
        day = self.today - timedelta(days=3)
        self.noor.exit_date = day
        self.noor.with_user(self.adviser).action_leave()
        moves = self._moves("reimbursement")
        self.assertRecordValues(
            moves.sorted("quantity"),
            [
                {
                    "share_type_id": kind.id,
                    "quantity": quantity,
                    "date": day,
                    "date_due": fields.Date.add(day, months=6),
                    "state": "draft",
                }
                for kind, quantity in ((other, 2), (self.part, 10))
            ],
        )
        self.assertRecordValues(moves.activity_ids, [{"user_id": self.accountant.id}])

    def test_departure_without_shares(self):
        member = self._member("Zoé Blanc")
        member.action_leave()
        self.assertFalse(self._moves("reimbursement"))

    def test_departure_leaves_what_was_asked_before(self):
        asked = self._move("reimbursement", 10, giver=self.noor)
        self.noor.with_user(self.adviser).action_leave()
        self.assertEqual(self._moves("reimbursement"), asked)

    def test_departure_ends_what_was_wished_for(self):
        wished = self._move("subscription", 3, receiver=self.noor)
        called = self._called(self.noor, 4)
        others = self._move("subscription", 5, receiver=self.ali)
        self.noor.with_user(self.adviser).action_leave()
        self.assertEqual(wished.state, "cancelled")
        self.assertEqual((called.state, others.state), ("called", "draft"))
        self.assertRecordValues(
            called.activity_ids,
            [
                {
                    "user_id": self.accountant.id,
                    "summary": f"Collect or cancel: {self.noor.name} has left",
                }
            ],
        )
        called.action_cancel()
        self.assertFalse(called.activity_ids)

    def test_a_button_pressed_twice_makes_one(self):
        wizard = self._wizard()
        wizard.line_ids.quantity = 4
        first = wizard.action_record()
        self.assertEqual(wizard.action_record(), first)
        self.assertEqual(self._moves("reimbursement").mapped("quantity"), [4])
        drafts = self._wizard(self.ali)
        drafts.line_ids.quantity = 4
        first = drafts.action_prepare()
        self.assertEqual(drafts.action_prepare(), first)
        self.assertEqual(len(self._moves("reimbursement")), 2)
