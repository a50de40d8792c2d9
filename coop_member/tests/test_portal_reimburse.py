from lxml import html

from odoo.tools import mute_logger

from .share_portal_case import SharePortalCase


class TestPortalReimburse(SharePortalCase):
    """Asking for shares to be paid back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._subscribed(cls.noor, 10)

    def setUp(self):
        super().setUp()
        self.sign_in(self.noor_user)

    def _asked(self):
        return self.moves_of(self.noor, source="portal")

    def test_a_draft_and_an_activity_for_the_adviser(self):
        response = self.give_up(reason="I move abroad.\nIn June.")
        self.assert_leads_to(response, "/my/coop/shares")
        self.assert_shows(
            response,
            "Your request has arrived",
            "4 × Share A · 60.00 €",
            "I move abroad.",
        )
        self.assertRecordValues(
            self._asked(),
            [
                {
                    "kind": "reimbursement",
                    "state": "draft",
                    "from_member_id": self.noor.id,
                    "to_member_id": False,
                    "share_type_id": self.part.id,
                    "quantity": 4,
                    "note": "I move abroad.\nIn June.",
                }
            ],
        )
        self.assertRecordValues(
            self._asked().activity_ids,
            [
                {
                    "user_id": self.adviser.id,
                    "summary": "Shares to be paid back: Noor Vidal",
                }
            ],
        )
        self._asked().action_record()
        self.assertEqual(self.noor.share_quantity, 6)

    def test_without_an_adviser_an_accountant_is_told(self):
        self.noor.adviser_id = False
        self.give_up()
        self.assertEqual(self._asked().activity_ids.user_id, self.accountant)

    def test_bad_input_comes_back_beside_its_field(self):
        other = self._share_type("B", 100)
        wrong = {
            "share": ["", other.id, "x"],
            "quantity": ["", "0", "11", "1.5", "all"],
            "reason": ["x" * 1001],
        }
        for field, values in wrong.items():
            for value in values:
                with self.subTest(field=field, value=value):
                    response = self.give_up(**{field: value})
                    self.assertEqual(list(self.errors_in(response)), [field])
        self.assertFalse(self._asked())

    def test_what_was_typed_is_kept(self):
        response = self.give_up(quantity="11", reason="I move\nabroad <b>soon</b>.")
        page = html.fromstring(response.content)
        self.assertEqual(
            page.xpath("//textarea")[0].text, "I move\nabroad <b>soon</b>."
        )
        self.assertEqual(page.xpath("//input[@name='quantity']/@value"), ["11"])
        self.assertEqual(self.errors_in(response), {"quantity": "Enter 10 at most."})

    def test_who_stays_keeps_the_minimum(self):
        self.college.min_shares = 8
        response = self.give_up()
        self.assertRegex(self.errors_in(response)["quantity"], "at least 8")
        self.assertFalse(self._asked())
        self.give_up(quantity="10")
        self.assertEqual(self._asked().quantity, 10)

    def test_one_request_at_a_time(self):
        self.give_up()
        self.assert_leads_to(self.give_up(), "/my/coop/shares")
        response = self.give_up(quantity="5")
        self.assertRegex(self.errors_in(response)["share"], "already asked")
        self.assertEqual(self._asked().quantity, 4)
        self.assertEqual(len(self._asked().activity_ids), 1)

    @mute_logger("odoo.sql_db")
    def test_the_database_keeps_one_request(self):
        self.give_up()
        with self.assertRefused("already asked for"):
            self._move("reimbursement", 1, giver=self.noor, source="portal")

    def test_withdrawing(self):
        self.give_up()
        request = self._asked()
        self.assert_shows(self.page("/my/coop/shares"), "Withdraw my request")
        self.assert_shows(self.cancel(request), "It is cancelled.")
        self.assertEqual(request.state, "cancelled")
        self.assertFalse(request.activity_ids)
        self.give_up(quantity="5")
        self.assertEqual(self._asked().mapped("quantity"), [5, 4])

    def test_what_the_team_recorded_is_not_withdrawn(self):
        self.give_up()
        self._asked().action_record()
        self.assert_shows(
            self.cancel(self._asked()), "cannot be cancelled here any more"
        )
        self.assertEqual(self._asked().state, "done")
