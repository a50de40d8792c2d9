from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import JsonRpcException
from odoo.tools import mute_logger

from .share_portal_case import SharePortalCase


class TestPortalSharesAccess(SharePortalCase):
    """A member against another member's shares, over HTTP and RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zoe = cls._member("Zoé Blanc")
        cls.own = cls._subscribed(cls.noor, 10)
        cls.own_called = cls._called(cls.noor, 3)
        cls.own_draft = cls._move(
            "reimbursement", 2, giver=cls.noor, source="portal", note="Mine"
        )
        cls.foreign = cls._subscribed(cls.ali, 17)
        cls.foreign_called = cls._called(cls.ali, 19)
        cls.foreign_draft = cls._move(
            "reimbursement", 7, giver=cls.ali, source="portal", note="SECRET"
        )
        cls.between = cls._recorded("transfer", 1, giver=cls.ali, receiver=cls.zoe)
        cls.all_own = cls.own | cls.own_called | cls.own_draft
        cls.all_foreign = (
            cls.foreign | cls.foreign_called | cls.foreign_draft | cls.between
        )

    def setUp(self):
        super().setUp()
        self.sign_in(self.noor_user)

    @mute_logger("odoo.http")
    def assert_denied(self, model, method, *args, error="AccessError|Forbidden"):
        with self.assertRaises(JsonRpcException) as caught:
            self.call(model, method, *args)
        self.assertRegex(str(caught.exception), error)

    # -- over HTTP ------------------------------------------------------------------

    def test_no_page_shows_another(self):
        for path in ("", "/subscribe", "/reimburse"):
            source = html.tostring(
                self.page(f"/my/coop/shares{path}"), encoding="unicode"
            )
            for text in ("Ali Roche", "SECRET", self.foreign_called.payment_reference):
                self.assertNotIn(text, source)
        page = self.page("/my/coop/shares")
        shown = set(page.xpath("//@data-coop-move"))
        expected = {str(move.id) for move in self.all_own}
        self.assertEqual(shown, expected)

    def test_forged_ids_cancel_nothing(self):
        ids = [*self.all_foreign.ids, 0, -1, 10**8, 10**30, "x", "", "1e3", "٣"]
        states = self.all_foreign.mapped("state")
        for move_id in ids:
            with self.subTest(move_id=move_id):
                response = self.post("/my/coop/shares/cancel", move_id=move_id)
                self.assert_shows(response, "cannot be cancelled here any more")
        self.post("/my/coop/shares/cancel", move_id=self.own.id)
        self.assertEqual(self.all_foreign.mapped("state"), states)
        self.assertEqual(self.own.state, "done")
        self.post("/my/coop/shares/cancel", move_id=self.own_called.id)
        self.assertEqual(self.own_called.state, "cancelled")

    def test_a_file_is_no_number(self):
        files = {"move_id": ("1.txt", b"1")}
        response = self.post("/my/coop/shares/cancel", files)
        self.assert_shows(response, "cannot be cancelled here any more")

    def test_forged_fields_are_left_alone(self):
        forged = {
            "member_id": self.ali.id,
            "to_member_id": self.ali.id,
            "from_member_id": self.ali.id,
            "company_id": self.other_company.id,
            "state": "done",
            "number": "99",
            "unit_value": "0.01",
            "amount": "0.01",
            "kind": "transfer",
            "source": "import",
            "date": "2020-01-01",
            "counterpart_account_id": str(self.bank.id),
        }
        before = self.moves_of(self.ali)
        self.subscribe(**forged)
        self.own_draft.action_cancel()
        self.give_up(**forged)
        self.assertEqual(self.moves_of(self.ali), before)
        asked, bought = self.moves_of(self.noor)[:2]
        self.assertRecordValues(
            bought | asked,
            [
                {
                    "kind": "subscription",
                    "state": "called",
                    "source": "portal",
                    "amount": 150,
                    "date": self.today,
                    "number": 0,
                    "company_id": self.company.id,
                    "counterpart_account_id": False,
                },
                {
                    "kind": "reimbursement",
                    "state": "draft",
                    "source": "portal",
                    "amount": 60,
                    "date": self.today,
                    "number": 0,
                    "company_id": self.company.id,
                    "counterpart_account_id": False,
                },
            ],
        )

    @mute_logger("odoo.http")
    def test_forms_from_another_site_are_refused(self):
        count = len(self.moves_of(self.noor))
        for path, form in (
            ("subscribe", {"share": self.part.id, "quantity": 1, "agree": "1"}),
            ("reimburse", {"share": self.part.id, "quantity": 1}),
            ("cancel", {"move_id": self.own_called.id}),
        ):
            response = self.url_open(f"/my/coop/shares/{path}", data=form)
            self.assertEqual(response.status_code, 400)
        self.assertEqual(len(self.moves_of(self.noor)), count)
        self.assertEqual(self.own_called.state, "called")

    def test_the_certificate_is_one_s_own(self):
        ids = f"?id={self.ali.id}&member_id={self.ali.id}&ids={self.ali.id}"
        response = self.url_open(f"/my/coop/shares/certificate{ids}")
        name = response.headers["Content-Disposition"]
        self.assertNotIn("Ali", name)
        report = "coop_member.action_report_share_certificate"
        for converter in ("html", "pdf", "text"):
            url = f"/report/{converter}/{report}/{self.ali.id}"
            with mute_logger("odoo.http", "odoo.addons.web.controllers.report"):
                response = self.url_open(url)
            self.assertNotEqual(response.status_code, 200, url)
            self.assertNotIn("Ali Roche", response.text)

    def test_without_a_session_nothing_is_shown(self):
        self.authenticate(None, None)
        for path in ("", "/subscribe", "/reimburse", "/certificate"):
            response = self.url_open(f"/my/coop/shares{path}")
            self.assertIn("/web/login", response.url)

    def test_staff_see_their_own_shares(self):
        member = self._member("Eve Adler")
        member.partner_id = self.adviser.partner_id
        self.adviser.group_ids += self.env.ref("coop_member.group_member")
        mine = self._called(member, 2)
        self.sign_in(self.adviser)
        page = self.page("/my/coop/shares")
        self.assertEqual(page.xpath("//@data-coop-move"), [str(mine.id)])
        self.post("/my/coop/shares/cancel", move_id=self.own_called.id)
        self.assertEqual(self.own_called.state, "called")

    def test_a_membership_elsewhere_has_its_own_shares(self):
        elsewhere = self._foreign_member()
        self.noor.partner_id.company_id = False
        elsewhere.partner_id = self.noor.partner_id
        self.noor_user.company_ids |= self.other_company
        self.post("/my/coop/switch", member_id=elsewhere.id)
        page = self.page("/my/coop/shares")
        self.assertFalse(page.xpath("//@data-coop-move"))
        response = self.subscribe()
        self.assertFalse(self.moves_of(elsewhere))
        self.assert_shows(response, "No shares are offered")

    # -- over RPC -------------------------------------------------------------------

    def test_reading(self):
        model = "coop.share.move"
        for own in self.all_own:
            [row] = self.call(model, "read", own.ids, ["quantity"])
            self.assertEqual(row["quantity"], own.quantity)
        for foreign in self.all_foreign:
            self.assert_denied(model, "read", foreign.ids, ["quantity"])
            self.assert_denied(model, "web_read", foreign.ids, {"quantity": {}})
        ids = (self.all_own | self.all_foreign).ids
        found = self.call(model, "search", [("id", "in", ids)])
        self.assertEqual(set(found), set(self.all_own.ids))
        holdings = self.call("coop.share.holding", "search_read", [], ["member_id"])
        self.assertEqual({row["member_id"][0] for row in holdings}, {self.noor.id})

    def test_what_others_hold_cannot_be_guessed(self):
        """No search, group or sum tells of others."""
        rows = self.call(
            "coop.share.move", "formatted_read_group", [], [], ["quantity:sum"]
        )
        self.assertEqual(rows[0]["quantity:sum"], 15)
        rows = self.call(
            "coop.share.holding", "formatted_read_group", [], [], ["quantity:sum"]
        )
        self.assertEqual(rows[0]["quantity:sum"], 10)
        found = self.call("coop.member", "search", [("share_quantity", "=", 16)])
        self.assertEqual(found, [])
        self.assert_denied("coop.member", "read", self.ali.ids, ["share_quantity"])

    def test_nothing_is_written(self):
        model = "coop.share.move"
        for move in self.all_own | self.all_foreign:
            self.assert_denied(model, "write", move.ids, {"note": "Mine"})
            self.assert_denied(model, "web_save", move.ids, {"note": "Mine"}, {})
            # the register refuses before the rights do
            self.assert_denied(model, "unlink", move.ids, error="AccessError|UserError")
            self.assert_denied(model, "copy", move.ids)
        values = {
            "kind": "subscription",
            "share_type_id": self.part.id,
            "to_member_id": self.noor.id,
            "quantity": 1,
            "company_id": self.company.id,
        }
        self.assert_denied(model, "create", [values])
        self.assertFalse(self.call(model, "load", ["quantity"], [["1"]])["ids"])
        self.assert_denied("coop.share.type", "write", self.part.ids, {"name": "B"})
        self.assert_denied("coop.join.request", "search", [])

    def test_nothing_is_called(self):
        for name in ("action_call", "action_record", "action_cancel", "action_draft"):
            for move in self.all_own | self.all_foreign:
                with self.subTest(action=name, move=move.id):
                    self.assert_denied("coop.share.move", name, move.ids)

    def test_private_methods_are_out_of_reach(self):
        form = {"share": str(self.part.id), "quantity": "1", "agree": "1"}
        for method, *args in (
            ("_portal_subscribe", self.ali.id, form),
            ("_portal_reimburse", self.ali.id, form),
            ("_portal_cancel", self.ali.id, self.foreign_called.id),
            ("_portal_call", self.foreign_called.ids),
            ("_payment_request", self.foreign_called.ids),
            ("_as_step", self.own.ids),
        ):
            with self.subTest(method=method):
                self.assert_denied("coop.share.move", method, *args)
        self.assert_denied("coop.member", "_portal_shares", self.ali.ids)

    # -- the methods themselves -----------------------------------------------------

    def test_the_methods_ask_whose_member_it_is(self):
        moves = self.env["coop.share.move"].with_user(self.noor_user)
        ali = self.ali.with_user(self.noor_user)
        for attempt in (
            lambda: moves._portal_subscribe(ali, {}),
            lambda: moves._portal_reimburse(ali, {}),
            lambda: moves._portal_cancel(ali, self.foreign_called.id),
        ):
            with self.assertRaises(AccessError):
                attempt()
        noor = self.noor.with_user(self.noor_user)
        self.assertFalse(moves._portal_cancel(noor, self.foreign_called.id))
