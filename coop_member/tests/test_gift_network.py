from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models import coop_gift_network
from .backend_tour_case import BackendTourCase
from .common import CoopCase
from .common_gift import GiftCase, GiftVerbs


@tagged("post_install", "-at_install")
class TestGiftNetwork(GiftCase):
    """The data behind the picture of who gave to whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.li = cls._member("Li Wang")

    def network(self, user=None, **filters):
        gifts = self.gifts.with_user(user or self.adviser)
        return gifts.with_company(self.company).get_network(**filters)

    def pairs(self, **filters):
        names = {0: "commons", self.ada.id: "ada", self.jo.id: "jo", self.li.id: "li"}
        return [
            (names[giver], names[receiver], minutes)
            for giver, receiver, minutes in self.network(**filters)["pairs"]
        ]

    def test_pairs_are_summed_one_way_each_largest_first(self):
        self.give(self.ada, self.jo, 30)
        self.give(self.ada, self.jo, 30)
        self.give(self.jo, self.ada, 45)
        self.give(self.li, None, 90)
        self.assertEqual(
            self.pairs(),
            [("li", "commons", 90), ("ada", "jo", 60), ("jo", "ada", 45)],
        )

    def test_members_come_with_what_they_are_found_by(self):
        self.give(self.ada, self.jo, 30)
        self.give(None, self.ada, 60)
        self.env["coop.activity"].create(
            {
                "name": "Bakery",
                "company_id": self.company.id,
                "member_ids": self.ada.ids,
            }
        )
        commons, ada, jo = self.network()["members"]
        self.assertEqual((commons["id"], commons["name"]), (0, "The commons"))
        self.assertEqual((commons["given"], commons["received"]), (60, 0))
        self.assertEqual(
            ada,
            {
                "id": self.ada.id,
                "name": "Ada Brun",
                "number": self.ada.number,
                "college": self.college.name,
                "adviser": self.adviser.name,
                "activities": ["Bakery"],
                "given": 30,
                "received": 60,
            },
        )
        self.assertEqual((jo["given"], jo["received"]), (0, 30))

    def test_without_the_commons_there_is_no_node_for_it(self):
        self.give(self.ada, self.jo, 30)
        self.assertNotIn(0, [member["id"] for member in self.network()["members"]])

    def test_what_is_reversed_or_unanswered_is_not_drawn(self):
        self.give(self.ada, self.jo, 30).action_reverse("A mistake")
        self.declare(self.jo, "given", self.li)
        self.assertEqual(self.pairs(), [])
        self.assertEqual(self.network()["members"], [])

    def test_period_and_kind(self):
        old, new = self.days_ago(800), self.days_ago(10)
        self.give(self.ada, self.jo, 30, date=old)
        self.give(self.jo, self.li, 20, date=new)
        self.give(self.li, self.ada, 10, date=new, category_id=self.advice.id)
        self.assertEqual(self.pairs(), [("jo", "li", 20), ("li", "ada", 10)])
        self.assertEqual(self.pairs(category_id=self.advice.id), [("li", "ada", 10)])
        days = {"date_from": old.isoformat(), "date_to": old.isoformat()}
        self.assertEqual(self.pairs(**days), [("ada", "jo", 30)])

    def test_a_period_that_is_none_gets_a_sentence(self):
        with self.assertRefused("Choose the first and the last day"):
            self.network(date_from="2026-02-30", date_to="2026-03-01")
        with self.assertRefused("Choose the first and the last day"):
            self.network(date_from="2026-02-01")
        with self.assertRefused("cannot be after the last one"):
            self.network(date_from="2026-02-02", date_to="2026-02-01")

    def test_those_who_exchanged_most_are_kept(self):
        self.give(self.ada, self.jo, 30)
        self.give(self.li, self.jo, 60)
        self.give(self.ada, None, 120)
        self.patch(coop_gift_network, "MOST_MEMBERS", 2)
        self.patch(coop_gift_network, "MOST_PAIRS", 1)
        network = self.network()
        self.assertEqual(
            [member["id"] for member in network["members"]],
            [0, self.ada.id, self.jo.id],
        )
        self.assertEqual(network["pairs"], [[self.ada.id, 0, 120]])
        self.assertEqual((network["member_count"], network["pair_count"]), (3, 2))

    def test_advisers_and_managers_see_it_and_nobody_else(self):
        self.give(self.ada, self.jo, 30)
        for user in (self.adviser, self.manager):
            self.assertEqual(len(self.network(user)["pairs"]), 1)
        for user in (self.accountant, self.employee, self.ada_user):
            with self.assertRaises(AccessError):
                self.network(user)

    def test_another_cooperative_is_not_in_it(self):
        self.give(self.ada, self.jo, 30)
        stranger = self._new_user(
            "stranger", "coop_member.group_adviser", self.other_company
        )
        network = self.gifts.with_user(stranger).get_network()
        self.assertEqual((network["members"], network["pairs"]), ([], []))

    def test_as_many_queries_for_more(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.network()
            return self.env.cr.sql_log_count - before

        self.give(self.ada, self.jo, 30)
        self.give(self.ada, None, 30)
        count()
        few = count()
        members = [self._member(f"Person {number}") for number in range(8)]
        for member in members:
            self.give(member, self.ada, 30)
            self.give(None, member, 30)
        count()
        self.assertLessEqual(count(), few)


@tagged("post_install", "-at_install")
class TestGiftNetworkPicture(GiftVerbs, CoopCase, BackendTourCase):
    """The picture in a real browser, of as many members as it ever shows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        partners = cls.env["res.partner"].create(
            [
                {"name": f"Person {number:03}", "company_id": cls.company.id}
                for number in range(500)
            ]
        )
        members = cls.env["coop.member"].create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": cls.company.id,
                    "college_id": cls.college.id,
                    "state": "active",
                    "number": f"N{partner.id}",
                    "admission_date": "2020-01-01",
                }
                for partner in partners
            ]
        )
        cls.env.flush_all()
        cls.env.cr.execute(
            """
            INSERT INTO coop_gift (company_id, giver_id, receiver_id, minutes, date,
                                   category_id, description, state)
            SELECT %s, giver, receiver, 15 + (n * 37) %% 240, %s, %s, 'Help',
                   'confirmed'
              FROM (SELECT n, (%s::int[])[1 + n %% 500] AS giver,
                           NULLIF((%s::int[])[1 + (n * 7 + n / 500) %% 500],
                                  CASE WHEN n %% 11 = 0
                                       THEN (%s::int[])[1 + (n * 7 + n / 500) %% 500]
                                  END) AS receiver
                      FROM generate_series(0, 1999) n) gift
             WHERE giver IS DISTINCT FROM receiver
            """,
            [cls.company.id, cls.today, cls.help.id, *[members.ids] * 3],
        )

    def test_500_members_are_drawn(self):
        self.start_tour(
            "/odoo/coop-gift-network",
            "coop_member_gift_network",
            login=self.adviser.login,
            timeout=120,
        )
