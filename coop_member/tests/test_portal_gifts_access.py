from odoo import Command
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from .portal_gift_case import PortalGiftCase

GIFTS = "/my/coop/gifts"
ANSWERS = ("confirm", "dispute", "cancel")


@tagged("post_install", "-at_install")
class TestPortalGiftsAccess(PortalGiftCase):
    """The wrong member, nobody, and other doors."""

    def setUp(self):
        super().setUp()
        self.gift = self.declare(self.ada, "given", self.jo)
        self.env.flush_all()

    def propose(self, typed):
        """What is proposed to who is signed in while a name is typed."""
        return self.make_jsonrpc_request(f"{GIFTS}/people", {"typed": typed})

    # -- gifts -----------------------------------------------------------------------

    def test_gifts_of_others_are_not_there(self):
        self.sign_in(self.li_user)
        for gift_id in (self.gift.id, 2**31 - 1, 10**30, 0):
            response = self.url_open(f"{GIFTS}/{gift_id}")
            self.assertEqual(response.status_code, 404, gift_id)
            for answer in ANSWERS:
                response = self.post(f"{GIFTS}/{gift_id}/{answer}", reason="No")
                self.assertEqual(response.status_code, 404, (gift_id, answer))
        self.assertEqual(self.gift.state, "declared")
        self.assert_hides(self.page(GIFTS), "Ada Brun", "Jo Kern")

    def test_each_side_has_its_own_buttons(self):
        for user, expected in (
            (self.ada_user, {"cancel"}),
            (self.jo_user, {"confirm", "dispute"}),
        ):
            self.sign_in(user)
            page = self.page(f"{GIFTS}/{self.gift.id}")
            actions = page.xpath("//div[@id='wrap']//form/@action")
            self.assertEqual({action.split("/")[-1] for action in actions}, expected)

    def test_each_side_may_do_no_more(self):
        for user, answers in (
            (self.ada_user, ("confirm", "dispute")),
            (self.jo_user, ("cancel",)),
        ):
            self.sign_in(user)
            for answer in answers:
                response = self.answer(self.gift, answer, reason="No")
                self.assertEqual(response.status_code, 200)
                self.assert_shows(response, "Only")
                self.assertEqual(self.gift.state, "declared")

    def test_other_answers_do_not_exist(self):
        self.sign_in(self.jo_user)
        for answer in ("reverse", "delete", ""):
            response = self.post(f"{GIFTS}/{self.gift.id}/{answer}")
            self.assertIn(response.status_code, (404, 405), answer)

    def test_a_file_is_no_reason(self):
        gift = self.declare(self.jo, "given", self.ada)
        self.sign_in(self.ada_user)
        files = {name: ("1.txt", b"1") for name in ("reason", "shown")}
        response = self.post(f"/my/coop/gifts/{gift.id}/dispute", files)
        self.assertEqual(response.status_code, 200)
        self.assertEqual(gift.state, "declared")

    def test_answers_are_sent_with_a_token(self):
        self.sign_in(self.jo_user)
        url = f"{GIFTS}/{self.gift.id}/confirm"
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(url, data={"x": 1}).status_code, 400)
        self.assertIn(self.url_open(url).status_code, (404, 405))
        self.assertEqual(self.gift.state, "declared")

    def test_visitors_are_asked_to_sign_in(self):
        self.authenticate(None, None)
        for path in ("", "/declare", f"/{self.gift.id}", "/trade"):
            response = self.url_open(GIFTS + path)
            self.assertIn("/web/login", response.url)
        with mute_logger("odoo.http"), self.assertRaises(JsonRpcException):
            self.propose("jo")

    def test_candidates_declare_nothing(self):
        zoe = self._candidate("Zoé Blanc")
        self.sign_in(self._portal_user(zoe, "zoe_blanc"))
        before = self.declared()
        self.assertFalse(self.page(GIFTS).xpath("//div[@id='wrap']//form"))
        self.send()
        self.assertEqual(self.declared(), before)
        self.assertEqual(self.propose("jo"), [])

    def test_the_team_declares_for_nobody_here(self):
        self.sign_in(self.adviser)
        self.assert_shows(self.send(), "You are not a member yet")
        response = self.answer(self.gift, "confirm")
        self.assert_shows(response, "You are not a member yet")
        self.assertEqual(self.gift.state, "declared")

    def test_staff_who_are_members_see_their_own_gifts_here(self):
        member = self._member("Ann Adviser")
        member.partner_id = self.adviser.partner_id
        self.adviser.group_ids |= self.env.ref("coop_member.group_member")
        own = self.declare(self.jo, "given", member)
        self.sign_in(self.adviser)
        page = self.page(GIFTS)
        self.assertEqual(page.xpath("//a/@data-coop-gift"), [str(own.id)])
        for answer in ("", *(f"/{answer}" for answer in ANSWERS)):
            url = f"{GIFTS}/{self.gift.id}{answer}"
            response = self.post(url, reason="No") if answer else self.url_open(url)
            self.assertEqual(response.status_code, 404, url)
        self.assertEqual(self.gift.state, "declared")

    def test_a_gift_of_another_membership_shows_that_one(self):
        """Mails lead to gifts, whichever cooperative is shown."""
        self.jo.partner_id.company_id = False
        there = self.env["coop.member"].create(
            {
                "partner_id": self.jo.partner_id.id,
                "company_id": self.other_company.id,
                "college_id": self.other_college.id,
            }
        )
        there.action_admit()
        self.jo_user.company_ids = [
            Command.set((self.company + self.other_company).ids)
        ]
        self.sign_in(self.jo_user)
        self.post("/my/coop/switch", member_id=there.id)
        self.assertFalse(self.page(GIFTS).xpath("//*[@data-coop-gift]"))
        page = self.page(f"{GIFTS}/{self.gift.id}")
        self.assert_shows(page, "Time received from Ada Brun")
        self.post("/my/coop/switch", member_id=there.id)
        self.answer(self.gift, "confirm")
        self.assertEqual(self.gift.state, "confirmed")

    # -- names -----------------------------------------------------------------------

    def test_names_are_proposed(self):
        self._candidate("Jodie Roux")
        self._foreign_member("Jonas Claes")
        self._member("Jost Left").action_leave()
        self.sign_in(self.ada_user)
        self.assertEqual(self.propose("jo"), [{"id": self.jo.id, "name": "Jo Kern"}])
        self.assertEqual(
            self.propose(self.jo.number), [{"id": self.jo.id, "name": "Jo Kern"}]
        )
        for nobody in ("", "j", " j ", "Ada", "%%", "__", None, 5, ["jo"], {"a": 1}):
            self.assertEqual(self.propose(nobody), [], nobody)

    def test_names_come_few_at_a_time(self):
        for number in range(12):
            self._member(f"Anouk {number:02}")
        self.sign_in(self.ada_user)
        self.assertEqual(len(self.propose("anouk")), 8)
        self.assertEqual(
            self.propose("anouk" + " " * 100 + "00"), self.propose("anouk")
        )

    def test_names_are_not_collected(self):
        self.sign_in(self.ada_user)
        self.patch(self.registry["coop.throttle"], "_hit", lambda *_arguments: False)
        self.assertEqual(self.propose("jo"), [])

    # -- RPC -------------------------------------------------------------------------

    def assert_rpc_refused(self, *call):
        with (
            mute_logger("odoo.http"),
            self.assertRaisesRegex(JsonRpcException, "AccessError|UserError"),
        ):
            self.call(*call)

    def test_what_the_pages_use_is_out_of_reach(self):
        self.sign_in(self.jo_user)
        for method in ("_portal_declare", "_portal_answer", "_portal_story"):
            self.assert_rpc_refused("coop.gift", method, self.gift.ids)
        for method in ("_portal_gifts", "_gift_people", "_gift_alike", "_gift_active"):
            self.assert_rpc_refused("coop.member", method, self.jo.ids)

    def test_who_left_answers_over_no_other_door(self):
        self.jo.action_leave()
        self.ada.action_leave()
        self.env.flush_all()
        self.sign_in(self.jo_user)
        self.assert_rpc_refused("coop.gift", "action_confirm", self.gift.ids)
        self.assert_rpc_refused("coop.gift", "action_dispute", self.gift.ids, "No")
        self.sign_in(self.ada_user)
        self.assert_rpc_refused("coop.gift", "action_cancel", self.gift.ids)
        self.gift.invalidate_recordset()
        self.assertEqual(self.gift.state, "declared")
        self.gift.with_user(self.adviser).action_confirm()

    def test_the_fingerprint_is_not_entered(self):
        with self.assertRefused("cannot be entered like this"):
            self.gift.with_user(self.adviser).fingerprint = "x"

    # -- personal data ---------------------------------------------------------------

    def test_all_of_it_is_exported(self):
        self.give(self.jo, self.li)
        data = self.ada.with_user(self.ada_user)._export_personal_data()
        [gift] = data["gifts"]
        self.assertEqual(
            {key: gift[key] for key in ("giver_name", "receiver_name", "declarer_id")},
            {
                "giver_name": "Ada Brun",
                "receiver_name": "Jo Kern",
                "declarer_id": "Ada Brun",
            },
        )
        left_out = {
            # technical, or said otherwise
            *("id", "create_uid", "create_date", "write_uid", "write_date"),
            *("company_id", "giver_id", "receiver_id", "awaited_id", "fingerprint"),
            *("origin_model", "origin_id", "origin_key", "origin_version"),
            *("confirmed_by_id", "reminded_on"),
        }
        fields = self.env["coop.gift"]._fields.values()
        stored = {field.name for field in fields if field.column_type and field.store}
        self.assertFalse(stored - left_out - gift.keys())
