from datetime import date, timedelta

from freezegun import freeze_time
from lxml import html

from odoo.tools import mute_logger

from .share_portal_case import SharePortalCase


class TestPortalShares(SharePortalCase):
    """What the page about shares says."""

    def setUp(self):
        super().setUp()
        self.sign_in(self.noor_user)

    def _page(self):
        return self.page("/my/coop/shares")

    def test_who_holds_none(self):
        page = self._page()
        self.assert_shows(page, "You hold no shares")
        self.assertFalse(page.xpath("//*[@data-coop-certificate]"))
        self.assertFalse(page.xpath("//a[@href='/my/coop/shares/reimburse']"))
        self.assertTrue(page.xpath("//a[@href='/my/coop/shares/subscribe']"))

    def test_what_is_held(self):
        other = self._share_type("B", 100)
        self._subscribed(self.noor, 10)
        self._subscribed(self.noor, 1, share_type_id=other.id)
        today = self.noor._portal_date(self.today)
        self.assert_shows(
            self._page(),
            f"250.00 € 11 shares · associate since {today}",
            f"10 × Share A since {today} 150.00 €",
            f"1 × Share B since {today} 100.00 €",
        )

    def test_since_when_after_a_pause(self):
        with freeze_time("2026-01-05"):
            bought = self._called(self.noor, 10)
            self._pay(bought, day=date(2026, 1, 5))
        with freeze_time("2026-02-05"):
            given = {"giver": self.noor, "receiver": self.ali}
            self._recorded("transfer", 10, day=date(2026, 2, 5), **given)
        with freeze_time("2026-03-05"):
            self._pay(self._called(self.noor, 4), day=date(2026, 3, 5))
        self.assert_shows(self._page(), "4 × Share A since 5 Mar 2026")

    def test_each_movement_in_plain_words(self):
        def words(move):
            [article] = self._page().xpath(f"//*[@data-coop-move='{move.id}']")
            return " ".join(article.text_content().split())

        bought = self._subscribed(self.noor, 10)
        self.assertIn("Shares subscribed no. 1 · 10 × Share A", words(bought))
        self.assertIn("150.00 € In the register", words(bought))
        given = self._recorded("transfer", 4, giver=self.noor, receiver=self.ali)
        self.assertIn("Given to Ali Roche no. 2 · 4 × Share A", words(given))
        self.assertIn("-60.00 €", words(given))
        got = self._recorded("transfer", 1, giver=self.ali, receiver=self.noor)
        self.assertIn("Received from Ali Roche", words(got))
        lost = self._recorded("reduction", 2, giver=self.noor, note="Losses of 2025")
        self.assertIn("Shares lost to cover losses", words(lost))
        self.assertIn("Losses of 2025", words(lost))
        back = self._recorded("reimbursement", 2, giver=self.noor, loss_amount=5)
        self.assertIn("Shares given up no. 5", words(back))
        self.assertIn("To be paid back 25.00 € will be paid back to you", words(back))
        self.assertIn("5.00 € less", words(back))
        self._pay(back)
        self.assertIn("In the register", words(back))
        undone = got._reverse(self.today, "By mistake")
        self.assertIn("Undone", words(got))
        self.assertIn("Movement 3 was a mistake", words(undone))

    def test_what_is_to_be_paid(self):
        move = self._called(self.noor, 10)
        [card] = self._page().xpath(f"//*[@data-coop-payment='{move.id}']")
        due = self.noor._portal_date(self.today + timedelta(days=30))
        self.assert_shows(
            card,
            f"150.00 € to be paid by {due}",
            "Pay to La Fabrique SCOP",
            "IBAN FR76 3000 6000 0112 3456 7890 189",
            "Amount 150.00",
            f"Reference {move.payment_reference}",
            "Cancel my subscription",
        )
        [picture] = card.xpath(".//img/@src")
        self.assertTrue(picture.startswith("data:image/png;base64,"))

    def test_instalments(self):
        move = self._called(self.noor, 10, payment_term_id=self.halves.id)
        self.assert_shows(
            self._page(), "75.00 € to be paid", "150.00 € are left in all"
        )
        self._pay(move, 75)
        due = self.noor._portal_date(self.today + timedelta(days=210))
        self.assert_shows(self._page(), f"75.00 € to be paid by {due}")
        self.assert_hides(self._page(), "are left in all", "Cancel my subscription")

    def test_without_a_bank_account_the_adviser_tells(self):
        self.company.coop_share_bank_account_id = False
        move = self._called(self.noor, 10)
        page = self._page()
        self.assert_shows(page, f"give this reference: {move.payment_reference}")
        self.assertFalse(page.xpath("//figure"))

    def test_what_the_team_prepares_is_not_shown(self):
        self._move("subscription", 10, receiver=self.noor)
        self._move("subscription", 10, receiver=self.noor).action_cancel()
        self.assertFalse(self._page().xpath("//*[@data-coop-move]"))

    def test_what_was_called_and_cancelled_is_history(self):
        move = self._called(self.noor, 10)
        move.action_cancel()
        page = self._page()
        self.assertTrue(page.xpath(f"//*[@data-coop-move='{move.id}']"))
        self.assertFalse(page.xpath("//*[@data-coop-payment]"))

    def test_who_left_reads_their_history(self):
        self._subscribed(self.noor, 10)
        called = self._called(self.noor, 2)
        self.noor.action_leave()
        page = self._page()
        self.assert_shows(page, "Shares subscribed", "150.00 €")
        for path in ("subscribe", "reimburse"):
            self.assertFalse(page.xpath(f"//a[@href='/my/coop/shares/{path}']"))
            form = self.page(f"/my/coop/shares/{path}")
            self.assertFalse(form.xpath("//*[@id='wrap']//form"))
        self.assertFalse(page.xpath("//*[@data-coop-payment]"))
        self.assertFalse(page.xpath("//*[@id='wrap']//form"))
        self.subscribe()
        self.give_up()
        self.cancel(called)
        self.assertEqual(called.state, "called")
        self.assertFalse(self.moves_of(self.noor, source="portal"))

    def test_earlier_movements_are_folded(self):
        for _time in range(8):
            self._subscribed(self.noor, 1)
        page = self._page()
        self.assertEqual(len(page.xpath("//*[@data-coop-move]")), 8)
        self.assertEqual(len(page.xpath("//details//*[@data-coop-move]")), 3)

    def test_the_certificate(self):
        response = self.url_open("/my/coop/shares/certificate", allow_redirects=False)
        self.assertEqual(response.status_code, 303, "nothing to certify")
        self._subscribed(self.noor, 10)
        response = self.url_open("/my/coop/shares/certificate")
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        self.assertEqual(response.headers["Cache-Control"], "no-store")

    def test_queries_do_not_grow(self):
        self._subscribed(self.noor, 5)
        self._recorded("transfer", 1, giver=self.noor, receiver=self.ali)
        self._recorded("reimbursement", 1, giver=self.noor)
        self._called(self.noor, 1)
        few = self.read_queries("/my/coop/shares")
        for _time in range(10):
            self._subscribed(self.noor, 5)
            self._recorded("transfer", 1, giver=self.noor, receiver=self.ali)
            self._recorded("reimbursement", 1, giver=self.noor)
        self.assertEqual(self.read_queries("/my/coop/shares"), few)

    def test_who_is_no_member(self):
        self.sign_in(self.employee)
        for path in ("", "/subscribe", "/reimburse", "/certificate"):
            page = self.page(f"/my/coop/shares{path}")
            self.assert_shows(page, "You are not a member yet")
        for response in (self.subscribe(), self.give_up(), self.cancel(self.noor)):
            self.assert_shows(response, "You are not a member yet")


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
            "4 × Share A: 60.00 €",
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


class TestPortalSharesElsewhere(SharePortalCase):
    """Shares on the home page, among the deadlines, in personal data."""

    def test_what_is_to_be_paid_waits(self):
        self.assert_no_home_item(self.noor, "waiting", "shares_to_pay")
        move = self._called(self.noor, 10, payment_term_id=self.halves.id)
        self.assert_home_item(
            self.noor,
            "waiting",
            "shares_to_pay",
            title="Pay for your shares",
            url="/my/coop/shares#pay",
            value="75.00\N{NO-BREAK SPACE}€",
            hint="in 4 weeks",
            level="warning",
        )
        self._pay(move, 75)
        self.assert_no_home_item(self.noor, "waiting", "shares_to_pay")
        [deadline] = self._deadlines()
        self.assert_home_item(
            self.noor,
            "upcoming",
            f"deadline_{deadline.id}",
            title="Shares to be paid",
            url="/my/coop/shares#pay",
            day=self.in_days(210),
        )
        self._pay(move)
        self.assertFalse(self._deadlines())

    def _deadlines(self):
        return (
            self.env["coop.deadline"]
            .with_user(self.adviser)
            .search([("member_id", "=", self.noor.id), ("kind", "=", "share_payment")])
        )

    def test_what_waits_is_not_coming_as_well(self):
        self._called(self.noor, 10)
        [deadline] = self._deadlines()
        self.assert_no_home_item(self.noor, "upcoming", f"deadline_{deadline.id}")
        self.assert_home_item(self.noor, "waiting", "shares_to_pay")

    def test_who_pays_late(self):
        with freeze_time(self.in_days(-40)):
            self._called(self.noor, 10)
        self.assert_home_item(
            self.noor, "waiting", "shares_to_pay", level="danger", hint="10 days ago"
        )

    def test_the_team_is_told_on_the_day(self):
        move = self._called(self.noor, 10)
        [deadline] = self._deadlines()
        self.assertRecordValues(
            deadline,
            [{"date_due": self.in_days(30), "date_warn": self.in_days(30)}],
        )
        self.company.coop_warn_share_days = 7
        self.env.invalidate_all()
        self.assertEqual(deadline.date_warn, self.in_days(23))
        action = deadline.action_open_source()
        self.assertEqual((action["res_model"], action["res_id"]), (move._name, move.id))

    def test_no_deadline_for_who_left_or_paid(self):
        move = self._called(self.noor, 10)
        self.noor.action_leave()
        self.assertFalse(self._deadlines())
        self.assertEqual(move.state, "called")

    def test_the_associate_deadline_leads_to_subscribing(self):
        deadline = self.env["coop.deadline"].search(
            [("member_id", "=", self.noor.id), ("kind", "=", "associate")]
        )
        self.assert_home_item(
            self.noor,
            "upcoming",
            f"deadline_{deadline.id}",
            url="/my/coop/shares/subscribe",
        )
        self._subscribed(self.noor, 10)
        self.env.invalidate_all()
        self.assertFalse(deadline.exists())

    def test_shares_are_a_figure_and_a_shortcut(self):
        self.assert_home_item(self.noor, "shortcuts", "shares", url="/my/coop/shares")
        self.assert_no_home_item(self.noor, "figures", "shares")
        self._subscribed(self.noor, 10)
        self.assert_home_item(
            self.noor, "figures", "shares", value="10", hint="150.00\N{NO-BREAK SPACE}€"
        )

    def test_the_membership_says_what_is_held(self):
        self._subscribed(self.noor, 10)
        self.sign_in(self.noor_user)
        self.assert_shows(self.page("/my/coop/membership"), "Shares 10 · 150.00 €")

    def test_personal_data(self):
        self._subscribed(self.noor, 10)
        self._recorded("transfer", 4, giver=self.noor, receiver=self.ali)
        self._called(self.ali, 2)
        self.sign_in(self.noor_user)
        rows = self.url_open("/my/coop/data/download").json()["shares"]
        self.assertEqual(
            [(row["number"], row["kind"], row["quantity"]) for row in rows],
            [(2, "transfer", 4), (1, "subscription", 10)],
        )
        self.assertEqual(rows[1]["to_member_id"], "Noor Vidal")
        self.assert_shows(self.page("/my/coop/data"), "Movements of shares 2")
