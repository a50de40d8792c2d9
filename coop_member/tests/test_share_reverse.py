from odoo.exceptions import AccessError

from .share_case import ShareCase


class TestShareReverse(ShareCase):
    """The window that undoes movements."""

    def _wizard(self, moves, user=None, **vals):
        return (
            self.env["coop.share.reverse"]
            .with_user(user or self.accountant)
            .with_context(active_ids=moves.ids)
            .create({"reason": "Recorded twice", **vals})
        )

    def test_several_movements(self):
        first = self._subscribed(self.noor, 10)
        second = self._recorded("transfer", 4, giver=self.noor, receiver=self.ali)
        action = self._wizard(first + second).action_confirm()
        reversals = first.reversal_id + second.reversal_id
        self.assertRecordValues(
            reversals,
            [
                {"number": 4, "note": "Recorded twice", "date": self.today},
                {"number": 3, "note": "Recorded twice", "date": self.today},
            ],
        )
        self.assertEqual(
            self.env["coop.share.move"].search(action["domain"]), reversals
        )
        self.assertEqual((self.noor.share_quantity, self.ali.share_quantity), (0, 0))

    def test_once(self):
        move = self._subscribed(self.noor, 10)
        self._subscribed(self.noor, 10)
        self._wizard(move).action_confirm()
        with self.assertRefused("already reversed"):
            self._wizard(move).action_confirm()

    def test_reason_is_asked_for(self):
        move = self._subscribed(self.noor, 10)
        with self.assertRefused("reason"):
            self._wizard(move, reason=False).action_confirm()

    def test_advisers_reverse_nothing(self):
        move = self._subscribed(self.noor, 10)
        with self.assertRaises(AccessError):
            self._wizard(move, self.adviser)
        self.assertFalse(move.reversal_id)
