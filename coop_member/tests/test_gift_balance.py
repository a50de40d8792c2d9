import random

from odoo.tests import tagged

from ..core.gifts import Gift, balances
from .common_gift import GiftCase


@tagged("post_install", "-at_install")
class TestGiftBalance(GiftCase):
    """Balances are the sum of the ledger, in every history."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = (
            cls.ada + cls.jo + cls._member("Li Wang") + cls._member("Max Petit")
        )

    def _sum_of_all(self):
        """All balances, that of the commons too, from the ledger as it stands."""
        self.env.flush_all()
        self.env.cr.execute(
            """SELECT SUM(CASE WHEN giver_id IS NULL THEN minutes
                               WHEN receiver_id IS NULL THEN -minutes END)
                 FROM coop_gift WHERE state = 'confirmed' AND company_id = %s""",
            [self.company.id],
        )
        [[commons]] = self.env.cr.fetchall()
        return sum(self.people.mapped("gift_balance")) + (commons or 0)

    def _random_gift(self, dice):
        giver, receiver = dice.sample([*self.people, None], 2)
        minutes = dice.randint(1, 1440)
        date = self.days_ago(dice.randint(0, 400))
        return self.give(giver, receiver, minutes, date, description=str(minutes))

    def test_the_sum_of_all_balances_is_zero_at_every_moment(self):
        for seed in range(5):
            dice = random.Random(seed)
            live = self.gifts
            for _step in range(12):
                if live and dice.random() < 0.3:
                    undone = dice.choice(live)
                    undone.action_reverse("Wrong")
                    live -= undone
                else:
                    live |= self._random_gift(dice)
                self.assertEqual(self._sum_of_all(), 0, f"seed {seed}")
            self._assert_folded()

    def _assert_folded(self):
        """Balances are what `core.gifts` folds out of the confirmed lines."""
        lines = self.gifts.search(
            [("state", "=", "confirmed"), ("company_id", "=", self.company.id)]
        )
        folded = balances(
            Gift(line.giver_id.id, line.receiver_id.id, line.minutes) for line in lines
        )
        for member in self.people:
            self.assertEqual(member.gift_balance, folded.get(member.id, 0))
            self.assertEqual(
                member.gift_balance, member.gift_given - member.gift_received
            )

    def test_only_what_is_confirmed_counts(self):
        gift = self.declare(self.ada, "given", self.jo)
        self.assert_balances(ada=0, jo=0)
        gift.with_user(self.jo_user).action_dispute("No")
        self.assert_balances(ada=0, jo=0)
        gift.with_user(self.adviser).action_cancel()
        self.assert_balances(ada=0, jo=0)

    def test_members_know_their_own_balance(self):
        self.give(self.ada, self.jo)
        self.assertEqual(self.ada.with_user(self.ada_user).gift_balance, 60)

    def test_search(self):
        self.give(self.ada, self.jo, 90)
        people = [("id", "in", self.people.ids)]
        members = self.ada.with_user(self.adviser)

        def found(operator, value):
            return members.search([*people, ("gift_balance", operator, value)])

        none = self.people - self.ada - self.jo
        self.assertEqual(found("=", 90), self.ada)
        self.assertEqual(found("=", 0), none)
        self.assertEqual(found("!=", 0), self.ada + self.jo)
        self.assertEqual(found("in", [90, -90]), self.ada + self.jo)
        self.assertEqual(found("<", 0), self.jo)
        self.assertEqual(found("<=", 0), none + self.jo)
        self.assertEqual(found(">", 0), self.ada)
        self.assertEqual(found(">=", -90), self.people)

    def test_balances_of_many_take_one_query(self):
        self.give(self.ada, self.jo)
        self.env.flush_all()
        self.people.invalidate_recordset()
        with self.assertQueryCount(1):
            self.people.mapped("gift_balance")

    def test_the_account_of_a_member(self):
        first = self.give(self.ada, self.jo, 60, self.days_ago(3))
        second = self.give(None, self.ada, 20, self.days_ago(2))
        pending = self.declare(self.ada, "given", self.jo, date=self.days_ago(1))
        last = self.give(self.ada, None, 5)
        account = (first + second + pending + last).with_context(
            coop_gift_member_id=self.ada.id
        )
        self.assertEqual(account.mapped("change_minutes"), [60, -20, 0, 5])
        self.assertEqual(account.mapped("running_minutes"), [60, 40, 40, 45])
        other = first.with_context(coop_gift_member_id=self.jo.id)
        self.assertEqual(other.running_minutes, -60)
        self.assertEqual(first.running_minutes, 0)

    def test_the_account_tells_the_totals_besides(self):
        self.give(self.ada, self.jo, 90)
        self.give(self.jo, self.ada, 30)
        self.give(self.ada, None, 45)
        for shown in ("all", "received", "waiting"):
            with self.subTest(shown=shown):
                self.env.invalidate_all()
                self.ada._gift_account(shown)
                told = self.ada.read(["gift_given", "gift_received", "gift_balance"])
                self.env.invalidate_all()
                summed = self.ada.read(["gift_given", "gift_received", "gift_balance"])
                self.assertEqual(told, summed)
                self.assertEqual(summed[0]["gift_balance"], 105)
