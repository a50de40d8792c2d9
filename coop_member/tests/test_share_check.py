from odoo import Command

from .share_case import ShareCase


class TestShareCheck(ShareCase):
    """The check finds whatever was altered behind the ORM, and names it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.moves = cls._subscribed(cls.noor, 10)
        cls.moves |= cls._subscribed(cls.ali, 5)
        cls.moves |= cls._recorded("transfer", 2, giver=cls.noor, receiver=cls.ali)
        cls.moves |= cls._recorded("reimbursement", 1, giver=cls.ali, loss_amount=2.5)
        cls.moves |= cls._recorded("reduction", 1, giver=cls.ali)

    def _check(self):
        return self.company.with_user(self.accountant)._coop_check_register()

    def _alter(self, query, *params):
        self.env.flush_all()
        self.env.cr.execute(query, params)
        self.env.invalidate_all()

    def assertDiffers(self, sentence):
        self.assertRegex(self._check().difference, sentence)

    def test_sound(self):
        check = self._check()
        self.assertEqual(check.difference, "")
        self.assertEqual(check.count, 5)
        self.assertEqual(check.seal, self.moves[-1].hash)

    def test_empty(self):
        check = self.other_company._coop_check_register()
        self.assertEqual((check.count, check.difference), (0, ""))

    def test_sound_with_a_call_half_paid(self):
        self._pay(self._called(self.noor, 10), 40)
        self.assertEqual(self._check().difference, "")

    def test_sound_after_a_reversal(self):
        self._subscribed(self.ali, 3)._reverse(self.today, "Twice")
        self.assertEqual(self._check().difference, "")

    def test_altered_row(self):
        altered = {
            "quantity": 4,
            "date": "2020-01-01",
            "to_member_id": self.noor.id,
            "unit_value": 16,
            "amount": 76,
            "share_type_id": self._share_type("B", 15).id,
            "loss_amount": 1,
            "hash": "0",
        }
        move = self.moves[1]
        for column, value in altered.items():
            with self.subTest(column=column), self.env.cr.savepoint() as savepoint:
                self._alter(
                    f"UPDATE coop_share_move SET {column} = %s WHERE id = %s",
                    value,
                    move.id,
                )
                self.assertDiffers("Movement 2 is not as it was recorded")
                savepoint.rollback()
                self.env.invalidate_all()

    def test_deleted_row(self):
        self._alter("DELETE FROM coop_share_move WHERE id = %s", self.moves[2].id)
        self.assertDiffers("Movement 3 is missing: after it comes 4")

    def test_deleted_end(self):
        self._alter("DELETE FROM coop_share_move WHERE id = %s", self.moves[4].id)
        self.assertDiffers("ends at movement 4, and counted 5")

    def test_ledger_apart(self):
        entry = self.env["account.move"].create(
            {
                "journal_id": self.company.coop_share_journal_id.id,
                "line_ids": [
                    Command.create({"account_id": self.bank.id, "balance": 7}),
                    Command.create(
                        {
                            "account_id": self.company.coop_share_paid_account_id.id,
                            "balance": -7,
                        }
                    ),
                ],
            }
        )
        entry.action_post()
        self.assertDiffers("The register says .*195.00.* and account 101300 .*202.00")

    def test_associate_by_hand(self):
        self.noor.sudo().associate_date = False
        self.assertDiffers(
            "Noor Vidal holds 8 shares, and is an associate since: never"
        )

    def test_sums_agree_with_the_ledger(self):
        _holders, capital = self.company._coop_holders_and_capital()
        self.assertEqual(-self._balance("101300"), float(capital))
        self.assertEqual(self.noor.share_capital + self.ali.share_capital, capital)
