from odoo.exceptions import AccessError

from .share_case import ShareCase


class TestShareReduction(ShareCase):
    """The window that reduces the capital for losses, pro rata."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zoe = cls._member("Zoé Blanc")
        for member, quantity in ((cls.noor, 10), (cls.ali, 10), (cls.zoe, 1)):
            cls._subscribed(member, quantity)

    def _wizard(self, user=None, **vals):
        return (
            self.env["coop.share.reduction"]
            .with_user(user or self.accountant)
            .create({"share_type_id": self.part.id, "note": "Meeting of June", **vals})
        )

    def _cancelled(self, wizard):
        return {line.member_id: line.quantity for line in wizard.line_ids}

    def test_amount_pro_rata(self):
        wizard = self._wizard(measure="amount", losses=105)
        wizard.action_preview()
        self.assertEqual(
            self._cancelled(wizard), {self.noor: 4, self.ali: 3, self.zoe: 0}
        )
        self.assertRecordValues(wizard, [{"total_quantity": 7, "total_amount": 105}])
        wizard.action_record()
        moves = self._moves("reduction")
        self.assertRecordValues(
            moves,
            [
                {"from_member_id": self.noor.id, "quantity": 4, "state": "done"},
                {"from_member_id": self.ali.id, "quantity": 3, "state": "done"},
            ],
        )
        self.assertEntry(
            moves.account_move_id,
            [
                ("101300", self.noor, 60, 0),
                ("101300", self.ali, 45, 0),
                ("119000", None, 0, 105),
            ],
        )
        self.assertEqual(moves.mapped("note"), ["Meeting of June"] * 2)

    def test_number_of_shares(self):
        wizard = self._wizard(measure="quantity", quantity=21)
        wizard.action_preview()
        self.assertEqual(
            self._cancelled(wizard), {self.noor: 10, self.ali: 10, self.zoe: 1}
        )

    def test_other_types_are_left_alone(self):
        other = self._share_type("B", 100)
        self._subscribed(self.noor, 5, share_type_id=other.id)
        wizard = self._wizard(measure="quantity", quantity=21)
        self.assertEqual(wizard.held, 21)

    def test_no_whole_number_of_shares(self):
        with self.assertRefused(r"€100\.00.*€90\.00 and €105\.00|100\.00.*90.*105"):
            self._wizard(measure="amount", losses=100).action_preview()

    def test_more_than_there_is(self):
        with self.assertRefused("Only 21 shares"):
            self._wizard(measure="quantity", quantity=22).action_preview()

    def test_nothing(self):
        for vals in ({"measure": "quantity"}, {"measure": "amount", "losses": -15}):
            with self.subTest(vals), self.assertRefused("how much"):
                self._wizard(**vals).action_preview()

    def test_losses_come_from_their_account(self):
        self._lose(150)
        self.assertEqual(self._wizard().losses, 150)

    def test_holdings_changed_since_the_preview(self):
        wizard = self._wizard(measure="quantity", quantity=7)
        wizard.action_preview()
        self._subscribed(self.zoe, 20)
        with self.assertRefused("changed since the preview"):
            wizard.action_record()

    def test_back(self):
        wizard = self._wizard(measure="quantity", quantity=7)
        wizard.action_preview()
        wizard.action_back()
        self.assertRecordValues(wizard, [{"is_previewed": False, "line_ids": []}])

    def test_not_for_advisers(self):
        with self.assertRaises(AccessError):
            self._wizard(self.adviser)

    def test_recorded_once(self):
        """Pressed twice, the button finds what it did: holdings may be such that the
        second time would take the same from each."""
        wizard = self._wizard(measure="quantity", quantity=2)
        wizard.action_preview()
        first = wizard.action_record()
        self.assertEqual(
            wizard._parts(), {self.noor.id: 1, self.ali.id: 1, self.zoe.id: 0}
        )
        self.assertEqual(wizard.action_record(), first)
        self.assertEqual(len(self._moves("reduction")), 2)
