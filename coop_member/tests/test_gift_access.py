from odoo.exceptions import AccessError
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from .common_gift import GiftVerbs
from .portal_case import PortalCase


@tagged("post_install", "-at_install")
class TestGiftAccess(GiftVerbs, PortalCase):
    """Members reach what they gave and received, and only through its actions; over
    RPC too, where nothing but the rules stands between them and the ledger."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.li = cls._member("Li Wang")
        cls.li_user = cls._portal_user(cls.li, "li_wang")

    def setUp(self):
        super().setUp()
        self.gift = self.declare(self.ada, "given", self.jo)
        self.env.flush_all()

    def assert_rpc_refused(self, error, *call, **arguments):
        with (
            mute_logger("odoo.http"),
            self.assertRaisesRegex(JsonRpcException, error),
        ):
            self.call(*call, **arguments)
        self.gift.invalidate_recordset()

    # -- the right member --------------------------------------------------------------

    def test_the_other_side_answers_over_rpc(self):
        self.sign_in(self.jo_user)
        self.call("coop.gift", "action_confirm", self.gift.ids)
        self.env.invalidate_all()
        self.assertRecordValues(
            self.gift, [{"state": "confirmed", "confirmed_by_id": self.jo_user.id}]
        )
        self.assert_rpc_refused(
            "UserError", "coop.gift", "action_confirm", self.gift.ids
        )

    def test_both_sides_read_it_with_names(self):
        for user in (self.ada_user, self.jo_user):
            self.sign_in(user)
            [read] = self.call(
                "coop.gift",
                "read",
                self.gift.ids,
                ["giver_name", "receiver_name", "minutes", "display_name"],
            )
            self.assertEqual(read["giver_name"], "Ada Brun")
            self.assertEqual(read["receiver_name"], "Jo Kern")

    # -- the wrong one -----------------------------------------------------------------

    def test_strangers_reach_nothing(self):
        self.sign_in(self.li_user)
        found = self.call("coop.gift", "search", [["id", "=", self.gift.id]])
        self.assertEqual(found, [])
        ids = self.gift.ids
        for method, arguments in (
            ("read", [["minutes"]]),
            ("action_confirm", []),
            ("action_cancel", []),
            ("action_dispute", ["No"]),
            ("action_reverse", ["No"]),
            ("write", [{"minutes": 5}]),
            ("unlink", []),
            ("copy", []),
        ):
            with self.subTest(method):
                self.assert_rpc_refused(
                    "AccessError", "coop.gift", method, ids, *arguments
                )
        self.assertEqual(self.gift.sudo().state, "declared")

    def test_a_forged_id(self):
        self.sign_in(self.li_user)
        for method in ("action_confirm", "action_cancel"):
            self.assert_rpc_refused(
                "AccessError|MissingError|UserError", "coop.gift", method, [2**30]
            )

    def test_who_declared_does_not_answer(self):
        self.sign_in(self.ada_user)
        self.assert_rpc_refused(
            "UserError", "coop.gift", "action_confirm", self.gift.ids
        )
        self.assertEqual(self.gift.sudo().state, "declared")

    def test_members_write_nothing_themselves(self):
        vals = {
            "giver_id": self.ada.id,
            "receiver_id": self.jo.id,
            "minutes": 600,
            "category_id": self.help.id,
            "description": "A lot",
        }
        for user in (self.ada_user, self.jo_user):
            self.sign_in(user)
            for method, arguments in (
                ("create", [vals]),
                ("web_save", [[], vals, {}]),
                ("write", [self.gift.ids, {"minutes": 5}]),
                ("unlink", [self.gift.ids]),
                ("copy", [self.gift.ids]),
                ("action_reverse", [self.gift.ids, "No"]),
            ):
                with self.subTest(user=user.login, method=method):
                    self.assert_rpc_refused(
                        "AccessError", "coop.gift", method, *arguments
                    )
            result = self.call(
                "coop.gift", "load", ["minutes", "description"], [["5", "x"]]
            )
            self.assertFalse(result["ids"])
        self.assertEqual(self.gift.sudo().minutes, 60)

    def test_private_methods_are_out_of_reach(self):
        self.sign_in(self.ada_user)
        for method in ("_confirm", "_step", "_declare", "_reverse", "_as_step"):
            self.assert_rpc_refused("AccessError", "coop.gift", method, self.gift.ids)

    def test_pledges_and_programmes_are_read_only(self):
        pledge = self.env["coop.gift.pledge"].create(
            {
                "member_id": self.ada.id,
                "minutes": 60,
                "due_date": self.in_days(30),
                "reason": "The incubator",
            }
        )
        self.sign_in(self.ada_user)
        [read] = self.call(
            "coop.gift.pledge", "read", pledge.ids, ["remaining_minutes"]
        )
        self.assertEqual(read["remaining_minutes"], 60)
        for method, arguments in (
            ("action_release", []),
            ("write", [{"minutes": 1}]),
            ("unlink", []),
        ):
            self.assert_rpc_refused(
                "AccessError", "coop.gift.pledge", method, pledge.ids, *arguments
            )
        self.sign_in(self.jo_user)
        self.assertEqual(self.call("coop.gift.pledge", "search", []), [])
        self.assert_rpc_refused(
            "AccessError", "coop.gift.pledge", "read", pledge.ids, ["minutes"]
        )

    def test_balances_of_others_stay_theirs(self):
        self.sign_in(self.li_user)
        self.assertEqual(
            self.call("coop.member", "search", [["gift_balance", "=", 0]]), self.li.ids
        )
        self.assert_rpc_refused(
            "AccessError", "coop.member", "read", self.ada.ids, ["gift_balance"]
        )

    # -- the team, and other cooperatives ----------------------------------------------

    def test_the_team(self):
        for user in (self.adviser, self.manager):
            gift = self.gift.with_user(user)
            gift.minutes += 5
        with self.assertRaises(AccessError):
            self.gift.with_user(self.accountant).minutes = 5
        with self.assertRefused("Only who declared this, or an adviser"):
            self.gift.with_user(self.accountant).action_cancel()
        self.gift.with_user(self.accountant).read(["minutes"])

    def test_cooperatives_do_not_see_each_other(self):
        colleague = self._new_user(
            "colleague", "coop_member.group_manager", self.other_company
        )
        gift = self.gift.with_user(colleague)
        self.assertFalse(gift.search([("id", "=", gift.id)]))
        for work in (
            gift.action_confirm,
            gift.action_cancel,
            lambda: gift.write({"minutes": 5}),
        ):
            with self.assertRaises(AccessError):
                work()
