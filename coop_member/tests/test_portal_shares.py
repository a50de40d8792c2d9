from datetime import date, timedelta

from freezegun import freeze_time

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
