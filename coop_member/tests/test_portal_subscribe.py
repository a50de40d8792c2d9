from lxml import html

from odoo.tools import mute_logger

from .share_portal_case import SharePortalCase


class TestPortalSubscribe(SharePortalCase):
    """Subscribing shares."""

    def setUp(self):
        super().setUp()
        self.sign_in(self.noor_user)

    def test_shares_are_called_at_once(self):
        response = self.subscribe()
        self.assert_leads_to(response, "/my/coop/shares")
        self.assert_shows(response, "Thank you!", "150.00 € to be paid")
        move = self.moves_of(self.noor)
        self.assertRecordValues(
            move,
            [
                {
                    "kind": "subscription",
                    "state": "called",
                    "source": "portal",
                    "share_type_id": self.part.id,
                    "to_member_id": self.noor.id,
                    "from_member_id": False,
                    "company_id": self.company.id,
                    "quantity": 10,
                    "amount_due": 150,
                    "payment_term_id": False,
                    "mail_due": "request",
                }
            ],
        )
        self.assertEntry(
            move.account_move_id,
            [("456255", self.noor, 150, 0), ("101200", self.noor, 0, 150)],
        )
        self._pay(move)
        self.assertEqual((move.state, self.noor.share_quantity), ("done", 10))

    def test_by_instalments(self):
        self.assert_shows(self.page("/my/coop/shares/subscribe"), "In two halves")
        self.subscribe(term=self.halves.id)
        move = self.moves_of(self.noor)
        self.assertEqual(move.payment_term_id, self.halves)
        self.assertEqual(move._payment_lines().mapped("balance"), [75, 75])

    def test_the_form_says_what_one_agrees_to(self):
        self.company.coop_share_reimburse_months = 60
        page = self.page("/my/coop/shares/subscribe")
        self.assert_shows(page, "within 60 months", "a part of the losses")
        self.assertEqual(
            page.xpath("//input[@name='share']/@data-unit-value"), ["15.0"]
        )

    def test_bad_input_comes_back_beside_its_field(self):
        foreign = self._share_type("C", 10, open_online=False)
        wrong = {
            "share": ["", foreign.id, "0", "x"],
            "quantity": ["", "0", "-1", "1.5", "many", "100001", "9" * 30],
            "term": ["999999", "x"],
            "agree": ["", "no"],
        }
        for field, values in wrong.items():
            for value in values:
                with self.subTest(field=field, value=value):
                    response = self.subscribe(**{field: value})
                    self.assert_leads_to(response, "/my/coop/shares/subscribe")
                    self.assertEqual(list(self.errors_in(response)), [field])
        self.assertFalse(self.moves_of(self.noor))

    def test_what_was_typed_is_kept(self):
        other = self._share_type("B", 100)
        response = self.subscribe(
            share=other.id, quantity="ten", term=self.halves.id, agree="1"
        )
        page = html.fromstring(response.content)
        checked = page.xpath("//*[@id='wrap']//input[@checked]/@value")
        self.assertEqual(checked, [str(other.id), str(self.halves.id), "1"])
        self.assertEqual(page.xpath("//input[@name='quantity']/@value"), ["ten"])
        self.assertTrue(page.xpath("//input[@name='key']/@value")[0])

    def test_a_form_without_its_key_comes_back(self):
        self.assert_shows(self.subscribe(key=""), "Please send the form once more.")
        self.assertFalse(self.moves_of(self.noor))

    def test_fewer_than_the_minimum(self):
        self.college.min_shares = 8
        self.part.min_quantity = 5
        response = self.subscribe(quantity="7")
        self.assertEqual(self.errors_in(response), {"quantity": "Enter 8 at least."})
        self.assert_shows(response, "at least 8")
        self.subscribe(quantity="8")
        self.subscribe(quantity="1")
        self.assertEqual(self.moves_of(self.noor).mapped("quantity"), [1, 8])

    def test_more_than_one_holder_may(self):
        for name in ("Eve", "Ugo", "Lou"):
            self._subscribed(self._member(name), 10)
        self.company.coop_share_ceiling_percent = 30
        response = self.subscribe(quantity="30")
        self.assertRegex(self.errors_in(response)["quantity"], "more than the 30.0%")
        self.assertFalse(self.moves_of(self.noor))
        self.assertFalse(self.env["account.move"].search([("state", "=", "draft")]))
        self.subscribe(quantity="10")
        self.assertEqual(self.moves_of(self.noor).state, "called")

    def test_shares_of_other_colleges_are_not_offered(self):
        others = self.env["coop.college"].search(
            [("company_id", "=", self.company.id), ("id", "!=", self.college.id)]
        )
        reserved = self._share_type("R", 10, college_ids=others.ids)
        page = self.page("/my/coop/shares/subscribe")
        self.assertNotIn(str(reserved.id), page.xpath("//input[@name='share']/@value"))
        response = self.subscribe(share=reserved.id)
        self.assertEqual(list(self.errors_in(response)), ["share"])
        self.assertFalse(self.moves_of(self.noor))

    def test_a_double_click_is_one_subscription(self):
        key = "k" * 22
        for _click in range(2):
            self.assert_leads_to(self.subscribe(key=key), "/my/coop/shares")
        self.assertEqual(len(self.moves_of(self.noor)), 1)
        self.subscribe(key=key, quantity="11")
        self.subscribe(key="l" * 22)
        self.assertEqual(self.moves_of(self.noor).mapped("quantity"), [10, 11, 10])

    @mute_logger("odoo.sql_db")
    def test_the_database_keeps_a_form_once(self):
        self.subscribe(key="k" * 22)
        first = self.moves_of(self.noor)
        with self.assertRefused("already received"):
            self._move("subscription", receiver=self.ali, fingerprint=first.fingerprint)

    def test_many_at_once_are_refused(self):
        for _time in range(3):
            self.subscribe(quantity="1")
        self.assert_shows(self.subscribe(), "You have shares to pay already")
        self.assertEqual(len(self.moves_of(self.noor)), 3)
        for _time in range(3):
            self.cancel(self.moves_of(self.noor, state="called")[:1])
        for _time in range(7):
            self.subscribe(quantity="1")
            self.cancel(self.moves_of(self.noor, state="called")[:1])
        self.assert_shows(self.subscribe(), "come back tomorrow")
        self.assertEqual(len(self.moves_of(self.noor)), 10)

    def test_candidates_do_not_subscribe(self):
        candidate = self._candidate("Zoé Petit")
        self.sign_in(self._portal_user(candidate))
        self.assert_shows(self.page("/my/coop/shares/subscribe"), "No shares")
        self.assertEqual(list(self.errors_in(self.subscribe())), [])
        refused = self.env["coop.share.move"]._portal_refuse(candidate)
        self.assertIn("Only members", refused)
        self.assertFalse(self.moves_of(candidate))

    def test_nothing_is_offered_before_the_capital_is_set_up(self):
        self.company.coop_share_journal_id = False
        self.assert_shows(self.page("/my/coop/shares/subscribe"), "No shares")
        self.subscribe()
        self.assertFalse(self.moves_of(self.noor))

    def test_cancelling_what_is_not_paid(self):
        self.subscribe()
        move = self.moves_of(self.noor)
        self.assert_shows(self.cancel(move), "It is cancelled.")
        self.assertEqual(move.state, "cancelled")
        self.assertEqual(self._balance("456255"), 0)
        self.assert_shows(self.cancel(move), "cannot be cancelled here any more")

    def test_what_is_paid_in_part_is_not_cancelled(self):
        self.subscribe()
        move = self.moves_of(self.noor)
        self._pay(move, 50)
        self.assert_hides(self.page("/my/coop/shares"), "Cancel my subscription")
        self.assert_shows(self.cancel(move), "cannot be cancelled here any more")
        self.assertEqual(move.state, "called")

    def test_the_books_keep_their_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.noor_user.lang = "fr_FR"
        self.company.partner_id.lang = "en_US"
        self.subscribe()
        move = self.moves_of(self.noor)
        self.cancel(move)
        labels = (move.entry_ids - move.account_move_id).line_ids.mapped("name")
        self.assertTrue(labels[0].startswith("Cancelled:"))
