import random
from datetime import timedelta

from odoo.exceptions import UserError

from ..core.shares import Move, by_college, decimal, highest_capital, holdings, total
from .share_case import ShareCase

#: movements of each random history
LENGTH = 25


class TestShareAgreement(ShareCase):
    """What the database sums up is what the pure functions fold, on random histories
    that went through the real operations; and the books say the same."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.types = cls.part | cls._share_type("B", 20.5)
        cls.members = cls.noor | cls.ali | cls._member("Zoé Blanc")

    def _play(self, seed):
        """Random movements, one or none a day, as far as the rules let them."""
        dice = random.Random(seed)
        day = self.today - timedelta(days=LENGTH)
        for _turn in range(LENGTH):
            day += timedelta(days=dice.randint(0, 1))
            try:
                with self.env.cr.savepoint():
                    self._play_once(dice, day)
            except UserError:
                continue

    def _play_once(self, dice, day):
        kind = dice.choice(
            ["subscription"] * 3 + ["transfer", "reimbursement", "reduction", "reverse"]
        )
        giver, receiver = dice.sample(list(self.members), 2)
        quantity, share_type = dice.randint(1, 12), dice.choice(self.types)
        if kind == "subscription":
            self._subscribed(receiver, quantity, day, share_type_id=share_type.id)
        elif kind == "reverse":
            standing = self._register().filtered(
                lambda move: not move.reversal_of_id and not move.reversal_ids
            )
            dice.choice(standing or [standing])._reverse(day, "Mistake")
        else:
            self._recorded(
                kind,
                quantity,
                day,
                giver=giver,
                receiver=receiver if kind == "transfer" else None,
                share_type_id=share_type.id,
            )

    def _register(self):
        return self.env["coop.share.move"].search(
            [("company_id", "=", self.company.id), ("state", "=", "done")],
            order="number",
        )

    def _values(self):
        """The register as the pure functions take it."""
        return [
            Move(
                move.number,
                move.date,
                move.share_type_id.id,
                move.from_member_id.id or None,
                move.to_member_id.id or None,
                move.quantity,
                decimal(move.unit_value),
                move.reversal_of_id.number or None,
            )
            for move in self._register()
        ]

    def test_histories(self):
        for seed in range(4):
            with self.subTest(seed=seed), self.env.cr.savepoint() as savepoint:
                self._play(seed)
                self.assertGreater(len(self._register()), 8)
                self._compare()
                savepoint.rollback()
                self.env.invalidate_all()

    def _compare(self):
        moves = self._values()
        view = self.env["coop.share.holding"]
        for back in range(LENGTH + 1):
            at = self.today - timedelta(days=back)
            self.assertEqual(view._holdings(self.company, at), holdings(moves, at))
        held = holdings(moves)
        nominal = {kind.id: decimal(kind.nominal_value) for kind in self.types}
        capital = total(held, nominal).amount
        holders, capital_in_database = self.company._coop_holders_and_capital()
        self.assertEqual(capital_in_database, capital)
        self.assertEqual(holders, len({member for member, _type in held}))
        self.assertEqual(self.company._coop_highest_capital(), highest_capital(moves))
        self.assertEqual(decimal(-self._balance("101300")), capital)
        colleges = {member.id: member.college_id.id for member in self.members}
        self.assertEqual(
            by_college(held, colleges, nominal)[self.college.id].amount, capital
        )
        self.assertEqual(self.company._coop_check_register().difference, "")
