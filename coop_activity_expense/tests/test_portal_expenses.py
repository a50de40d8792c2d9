from odoo import fields
from odoo.tests import tagged

from .portal_expense_case import EXPENSES, PortalExpenseCase, photo


@tagged("post_install", "-at_install")
class TestPortalExpenses(PortalExpenseCase):
    """The list of claims, the page of one, and what a member does there."""

    def _recent(self, category="taxi", amount=30, **vals):
        return self._line(category, amount, self.in_days(-3), **vals)

    def _pay(self, claim, **vals):
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=claim.sudo().account_move_id.ids
        )
        wizard.create(vals)._create_payments()

    def _shown(self, url):
        page = self.page(url)
        return [int(one) for one in page.xpath("//a/@data-coop-expense")]

    # -- the home --------------------------------------------------------------------

    def test_the_home(self):
        self.assert_home_item(
            self.noor, "shortcuts", "expense_new", url=f"{EXPENSES}/new"
        )
        for key in ("expense_receipts", "expense_drafts", "expenses_refused"):
            self.assert_no_home_item(self.noor, "waiting", key)
        self._claim(self._recent())
        self._submitted(self._recent(amount=7)).with_user(self.adviser).action_refuse(
            "Why?"
        )
        self._submitted(self._recent(amount=11))
        posted = self._posted(self._recent(amount=13))
        self._submitted(self._recent(amount=99), payer="supplier")
        self.waiting(photo(), photo("red"))
        for key, title in (
            ("expense_receipts", "2 receipts to complete"),
            ("expense_drafts", "An expense claim to send"),
            ("expenses_refused", "An expense claim to correct"),
        ):
            self.assert_home_item(self.noor, "waiting", key, title=title)
        item = self.assert_home_item(self.noor, "figures", "expenses")
        self.assertIn("24.00", item.value)
        self._pay(posted, amount=5)
        item = self.assert_home_item(self.noor, "figures", "expenses")
        self.assertIn("19.00", item.value)
        self.assert_shows(
            self.page(f"{EXPENSES}/{posted.id}"), "5.00", "Still to be paid", "8.00"
        )
        self._pay(posted)
        item = self.assert_home_item(self.noor, "figures", "expenses")
        self.assertIn("11.00", item.value)

    def test_who_left_enters_nothing_by_a_tile(self):
        self.oak.member_ids += self.ali
        self.noor.action_leave()
        self.assert_no_home_item(self.noor, "shortcuts", "expense_new")

    # -- the list --------------------------------------------------------------------

    def test_what_is_shown(self):
        draft = self._claim(self._recent())
        sent = self._submitted(self._recent(amount=2))
        paid = self._posted(self._recent(amount=3))
        self._pay(paid)
        self.assertEqual(paid.state, "paid")
        for show, expected in {
            "": [paid, sent, draft],
            "?show=all": [paid, sent, draft],
            "?show=draft": [draft],
            "?show=sent": [sent],
            "?show=paid": [paid],
            "?show=x'--": [paid, sent, draft],
        }.items():
            with self.subTest(show=show):
                self.assertEqual(
                    self._shown(EXPENSES + show), [claim.id for claim in expected]
                )

    def test_pages(self):
        claims = [self._claim(self._recent(amount=one)) for one in range(1, 23)]
        self.assertEqual(len(self._shown(EXPENSES)), 20)
        self.assertEqual(
            self._shown(f"{EXPENSES}/page/2"), [claims[1].id, claims[0].id]
        )
        for page in ("9999999999999", "0"):
            self.assertEqual(self.url_open(f"{EXPENSES}/page/{page}").status_code, 200)

    def test_the_list_takes_no_more_queries_for_more(self):
        # two members, activities, several lines, every state
        self._claim(self._recent())
        self._submitted(self._recent("restaurant", 12), self._recent("dues", 5))
        few = self.read_queries(EXPENSES)
        for amount in range(20, 40):
            self._submitted(self._recent(amount=amount), self._recent("books", 1))
        self.assertLessEqual(self.read_queries(EXPENSES), few)

    def test_the_home_takes_no_more_queries_for_more(self):
        self._submitted(self._recent())
        self._claim(self._recent(amount=4))
        self.waiting(photo())
        few = self.read_queries("/my/coop")
        self.waiting(photo("red"), photo("blue"))
        for amount in range(20, 30):
            self._submitted(self._recent(amount=amount))
            self._claim(self._recent(amount=amount + 100))
        self.assertEqual(self.read_queries("/my/coop"), few)

    # -- one claim -------------------------------------------------------------------

    def test_remarks_stand_beside_their_expense(self):
        claim = self._claim(self._recent(), self._recent("supplies", 0))
        taxi, supplies = claim.line_ids.sorted(lambda line: line.kind + str(line.id))
        taxi.receipt_ids.unlink()
        page = self.page(f"{EXPENSES}/{claim.id}")
        for line, sentence in (
            (taxi, "Taxi: the receipt is missing."),
            (supplies, "Office supplies: enter the amount."),
        ):
            [card] = page.xpath(f"//*[@data-coop-line='{line.id}']")
            self.assert_shows(card, sentence)
        response = self.post(f"{EXPENSES}/{claim.id}/submit")
        self.assert_shows(response, "Not sent yet", "the receipt is missing")
        self.assertEqual(claim.state, "draft")

    def test_what_may_be_a_mistake_is_told_and_sent(self):
        self._submitted(self._recent())
        twin = self._claim(self._recent())
        self.assert_shows(
            self.page(f"{EXPENSES}/{twin.id}"), "same day and same amount"
        )
        self.post(f"{EXPENSES}/{twin.id}/submit")
        self.assertEqual(twin.state, "submitted")

    def test_from_sending_to_payment(self):
        claim = self._claim(self._recent(amount=40))
        url = f"{EXPENSES}/{claim.id}"
        self.assert_shows(self.page(url), "Not sent yet", "Send 40.00")
        response = self.post(f"{url}/submit")
        self.assert_leads_to(response, url)
        self.assert_shows(response, "Sent. Your adviser", claim.name)
        claim.with_user(self.adviser).action_approve()
        self.assert_shows(self.page(url), "Approved")
        claim.with_user(self.accountant).action_post()
        self.assert_shows(self.page(url), "To be paid")
        self._pay(claim)
        today = self.noor._portal_date(fields.Date.context_today(self.noor))
        self.assert_shows(self.page(url), "Paid back", f"Paid on {today}")
        claim.sudo().account_move_id.line_ids.remove_move_reconcile()
        page = self.page(url)
        self.assert_shows(page, "To be paid")
        self.assertFalse(page.xpath("//dl[@name='payments']"))

    def test_taken_back_and_sent_again(self):
        claim = self._submitted(self._recent())
        url = f"{EXPENSES}/{claim.id}"
        self.assert_shows(self.post(f"{url}/back"), "It is yours again")
        self.assertEqual(claim.state, "draft")
        self.post(f"{url}/submit")
        claim.with_user(self.adviser).action_approve()
        response = self.post(f"{url}/back")
        self.assert_shows(response, "cannot do this: it is approved")
        self.assertEqual(claim.state, "approved")

    def test_corrected_after_a_refusal(self):
        claim = self._submitted(self._recent())
        claim.with_user(self.adviser).action_refuse("Which <b>client</b>?")
        url = f"{EXPENSES}/{claim.id}"
        self.assert_shows(
            self.page(url), "Please correct: Which <b>client</b>?", "Correct it"
        )
        response = self.post(f"{url}/back")
        self.assert_shows(response, "Please correct: Which <b>client</b>?", "Change")
        self.post(f"{url}/submit")
        self.assertRecordValues(
            claim, [{"state": "submitted", "refusal_reason": False}]
        )

    def test_two_windows_that_send(self):
        claim = self._claim(self._recent())
        url = f"{EXPENSES}/{claim.id}"
        self.post(f"{url}/submit")
        number = claim.name
        response = self.post(f"{url}/submit")
        self.assert_leads_to(response, url)
        self.assertRecordValues(claim, [{"name": number, "state": "submitted"}])
        claim.with_user(self.adviser).action_refuse("Why?")
        response = self.post(f"{url}/submit")
        self.assert_hides(response, "Sent. Your adviser")
        self.assertEqual(claim.state, "refused")

    def test_a_draft_thrown_away(self):
        claim = self._claim(self._recent())
        receipt = claim.line_ids.receipt_ids
        response = self.post(f"{EXPENSES}/{claim.id}/delete")
        self.assert_leads_to(response, EXPENSES)
        self.assert_shows(response, "The draft is gone")
        self.assertFalse(claim.exists())
        self.assertFalse(receipt.line_id)
        sent = self._submitted(self._recent(amount=3))
        response = self.post(f"{EXPENSES}/{sent.id}/delete")
        self.assert_shows(response, "claims that were are kept")
        self.assertTrue(sent.exists())

    def test_an_expense_taken_out(self):
        claim = self._claim(self._recent(), self._recent(amount=5))
        gone = claim.line_ids[0]
        response = self.post(f"{EXPENSES}/lines/{gone.id}/delete")
        self.assert_leads_to(response, f"{EXPENSES}/{claim.id}")
        self.assertFalse(gone.exists())
        claim.action_submit()
        response = self.post(f"{EXPENSES}/lines/{claim.line_ids.id}/delete")
        self.assert_shows(response, "take it back to change it")
        self.assertEqual(len(claim.line_ids), 1)

    def test_another_activity_or_payer(self):
        birch = self._activity("Birch", self.noor)
        claim = self._claim(self._recent())
        url = f"{EXPENSES}/{claim.id}/change"
        response = self.post(
            url, activity=str(birch.id), payer="supplier", supplier_reference="F-1"
        )
        self.assert_shows(response, "Changed.", "Nobody is named whom")
        expected = {
            "activity_id": birch.id,
            "payer": "supplier",
            "supplier_reference": "F-1",
        }
        self.assertRecordValues(claim, [expected])
        response = self.post(url, activity=str(self.elm.id), payer="me")
        self.assertIn("not offered", self.error_of(response, "activity"))
        self.assertIn("not offered", self.error_of(response, "payer"))
        claim.action_submit()
        response = self.post(url, activity=str(self.oak.id), payer="member")
        self.assert_shows(response, "take it back to change it")
        self.assertRecordValues(claim, [expected])

    def test_what_the_team_changed_is_told_and_its_notes_are_not(self):
        claim = self._submitted(self._recent(amount=30))
        by_accountant = claim.with_user(self.accountant)
        by_accountant.message_post(body="Ask Jo about this one")
        by_accountant.line_ids.amount = 28
        page = self.page(f"{EXPENSES}/{claim.id}")
        self.assert_shows(page, "Corrected in “Taxi”", "→ 28")
        self.assert_hides(page, "Ask Jo")

    def test_a_claim_takes_as_many_queries_whatever_its_size(self):
        small = self._claim(self._recent(), self._recent("dues", 4))
        large = self._claim(
            *(self._recent("dues", amount) for amount in range(5, 20)),
            *(self._recent("books", amount) for amount in range(5, 20)),
        )
        self.assertEqual(
            self.read_queries(f"{EXPENSES}/{small.id}"),
            self.read_queries(f"{EXPENSES}/{large.id}"),
        )

    def test_mails_lead_to_the_right_membership(self):
        other = self._elsewhere()
        claim = self._claim(self._recent(amount=77))
        self.post("/my/coop/switch", member_id=str(other.id))
        self.assertEqual(self._shown(EXPENSES), [])
        self.assert_shows(self.page(f"{EXPENSES}/{claim.id}"), "77.00")
        self.assertEqual(self._shown(EXPENSES), claim.ids)
