from datetime import timedelta
from decimal import Decimal

from odoo import fields
from odoo.tests import tagged

from .common import PDF
from .portal_billing_case import INVOICES, QUOTES, PortalBillingCase


@tagged("post_install", "-at_install")
class TestPortalQuotes(PortalBillingCase):
    def quotes(self):
        quotes = self.env["coop.quote"].with_user(self.noor_user)
        return quotes.search([("activity_id", "=", self.oak.id)], order="id")

    def sent(self):
        quote = self._quote()
        quote.action_send()
        return quote

    def link(self, quote):
        token = quote.sudo().access_token
        return f"/coop/quote/{quote.id}?access_token={token}"

    def answer(self, quote, answer="accept", name="Léa Martin", token=None, **more):
        self.authenticate(None, None)
        return self.post(
            f"/coop/quote/{quote.id}/answer",
            access_token=quote.sudo().access_token if token is None else token,
            answer=answer,
            name=name,
            **more,
        )

    def test_from_form_to_invoices(self):
        response = self.send(f"{QUOTES}/new", subject="Kitchen", then="submit")
        quote = self.quotes()
        self.assert_leads_to(response, f"{QUOTES}/{quote.id}")
        self.assert_shows(response, "Sent to bakery@example.com", "Kitchen", "120.00")
        self.assert_shows(self.answer(quote), "Thank you", "Léa Martin", "Accepted")
        self.sign_in(self.noor_user)
        page = f"{QUOTES}/{quote.id}"
        self.assert_shows(self.page(page), "Accepted", "Left to invoice", "Léa Martin")
        response = self.post(f"{page}/invoice", kind="deposit", percent="30")
        deposit = self.invoices()
        self.assert_leads_to(response, f"{INVOICES}/{deposit.id}")
        self.assertEqual(deposit.amount_total, 36)
        response = self.post(f"{page}/invoice", kind="deposit", percent="80")
        self.assert_shows(response, "beyond it", "The customer agrees")
        self.assertEqual(self.invoices(), deposit)
        self.post(f"{page}/invoice", kind="balance")
        self.assertEqual(sum(self.invoices().mapped("amount_total")), 120)
        for percent in ("", "x", "-1", "101"):
            response = self.post(f"{page}/invoice", kind="progress", percent=percent)
            self.assert_shows(response, "above 0, and is 100 at most")

    def test_what_is_left_is_told_at_home(self):
        self.sent()
        self.assert_no_home_item(self.noor, "waiting", "quotes_left")
        quote, other = self._accepted_quote(), self._accepted_quote(subject="Barn")
        self.assert_home_item(
            self.noor,
            "waiting",
            "quotes_left",
            title="2 accepted quotes are still to invoice",
            url=f"{QUOTES}?show=left",
        )
        quote._invoice("balance")
        deposit = other._invoice("deposit", Decimal(30))
        self.assert_home_item(
            self.noor,
            "waiting",
            "quotes_left",
            title="An accepted quote is still to invoice",
        )
        page = self.page(f"{QUOTES}?show=left")
        self.assert_shows(page, "Barn")
        self.assertEqual(len(page.xpath("//*[@data-coop-quote]")), 1)
        self.sign_in(self.ali_user)
        self.assert_hides(self.page(f"{QUOTES}?show=left"), "Barn")
        other._invoice("balance")
        self.assert_no_home_item(self.noor, "waiting", "quotes_left")
        deposit.action_coop_discard()
        self.assert_home_item(self.noor, "waiting", "quotes_left")

    def test_a_quote_of_which_no_more_is_invoiced(self):
        quote = self._accepted_quote()
        page = f"{QUOTES}/{quote.id}"
        self.assert_shows(self.post(f"{page}/close"), "nothing more", "Take it up")
        self.assertEqual(quote.closed_date, fields.Date.today())
        self.assert_no_home_item(self.noor, "waiting", "quotes_left")
        self.assertFalse(self.page(page).xpath("//form[@name='invoice']"))
        self.post(f"{page}/invoice", kind="balance")
        self.assertFalse(self.invoices(), "a page that is older")
        self.assert_shows(self.post(f"{page}/reopen"), "invoiced again")
        self.assertFalse(quote.closed_date)
        self.sign_in(self.ali_user)
        self.assertEqual(self.post(f"{page}/close").status_code, 404)
        self.assertFalse(quote.closed_date)

    def test_only_accepted_quotes_are_closed(self):
        quote = self.sent()
        self.assert_shows(self.post(f"{QUOTES}/{quote.id}/close"), "cannot do this")
        self.assertFalse(quote.closed_date)

    def test_evidence_goes_along_to_invoices(self):
        self._tax(5.5).sudo().coop_evidence = True
        self.send(f"{QUOTES}/new", self._row(percent=5.5))
        quote = self.quotes()
        page = f"{QUOTES}/{quote.id}"
        self.assert_shows(self.page(page), "has a reduced rate")
        reason = self.env["coop.vat.evidence"]._portal_reasons(self.company)[:1]
        typed = {
            "reason": str(reason.id),
            "proof": "attestation",
            "date": self.today.isoformat(),
        }
        quote.action_send()
        self.answer(quote)
        self.sign_in(self.noor_user)
        response = self.post(f"{page}/evidence", version=str(quote.version), **typed)
        self.assertTrue(self.error_of(response, "file"))
        self.assertFalse(quote.evidence_id)
        good = [("file", ("paper.pdf", PDF))]
        response = self.post(f"{page}/evidence", good, version="0", **typed)
        self.assert_shows(response, "was changed meanwhile")
        self.env.invalidate_all()
        kept = self.env["coop.vat.evidence"].search(
            [("customer_id", "=", self.bakery.id)]
        )
        response = self.post(
            f"{page}/evidence", version=str(quote.version), evidence=str(kept.id)
        )
        self.assert_shows(response, "invoices of this quote have it", reason.name)
        self.assert_hides(response, "has a reduced rate")
        self.post(f"{page}/invoice", kind="balance")
        move = self.invoices()
        self.assertEqual(move.coop_evidence_id, kept)
        self.assert_shows(
            self.post(f"{INVOICES}/{move.id}/submit"), "Submitted. An accountant"
        )

    def test_bad_input_loses_nothing(self):
        response = self.send(f"{QUOTES}/new", self._row(price="x"), subject="Kitchen")
        self.assertIn("not a number", self.error_of(response, "line_0"))
        self.assertEqual(self.value_of(response, "subject"), ["Kitchen"])
        self.assertFalse(self.quotes())
        response = self.send(f"{QUOTES}/new", self._row(price="-3"), then="submit")
        self.assert_shows(response, "Not sent yet")
        response = self.post(f"{QUOTES}/{self.quotes().id}/submit")
        self.assert_shows(response, "comes to more than nothing")

    def test_the_same_form_twice_makes_one(self):
        self.send(f"{QUOTES}/new", then="submit")
        self.send(f"{QUOTES}/new", then="submit")
        self.assertEqual(len(self.quotes()), 1)

    def test_a_stale_tab(self):
        quote = self._quote()
        url = f"{QUOTES}/{quote.id}/edit"
        version = self.value_of(self.url_open(url), "version")[0]
        self.send(url, self._row(price="200"), version=version)
        response = self.send(url, self._row(price="300"), version=version)
        self.assert_shows(response, "was changed meanwhile")
        self.assertEqual(self.value_of(response, "line_price"), ["300"])
        stale = self.post(f"{QUOTES}/{quote.id}/submit", version=version)
        self.assert_shows(stale, "was changed meanwhile")
        self.env.invalidate_all()
        self.assertEqual(quote.amount_untaxed, 200)
        quote.action_send()
        for stale in (version, "", "x", str(quote.version)):
            response = self.send(url, self._row(price="300"), version=stale)
            self.assert_shows(response, "not a draft any more")
            self.assertEqual(self.value_of(response, "line_price"), ["300"])
        self.env.invalidate_all()
        self.assertEqual(quote.amount_untaxed, 200)

    def test_too_much(self):
        response = self.send(f"{QUOTES}/new", *[self._row()] * 1000)
        self.assert_shows(response, "300 lines at most")
        self.assertEqual(len(self.value_of(response, "line_price")), 1000)
        for row in (
            self._row(price="9" * 30),
            self._row(quantity="1000000", price="99999999"),
            self._row(tax="-1"),
            self._row("x" * 2001),
        ):
            response = self.send(f"{QUOTES}/new", row)
            self.assertTrue(self.error_of(response, "line_0"))
            self.assertEqual(self.value_of(response, "line_price"), [row["price"]])
        self.assertFalse(self.quotes())

    def test_an_archived_customer(self):
        quote = self._quote()
        self.bakery.action_archive()
        response = self.post(f"{QUOTES}/{quote.id}/submit")
        self.assert_shows(response, "is archived: choose another")
        self.assertEqual(quote.step, "draft")

    def test_take_back_copy_delete_sign(self):
        quote = self.sent()
        page, old = f"{QUOTES}/{quote.id}", self.link(quote)
        self.assert_shows(self.post(f"{page}/sign", name=""), "Tell who signed")
        self.assert_shows(self.post(f"{page}/back"), "It is a draft again")
        self.assertEqual(self.url_open(old).status_code, 404)
        self.assert_shows(self.post(f"{page}/delete"), "has been sent")
        self.post(f"{page}/copy")
        copy = self.quotes() - quote
        self.assert_leads_to(self.post(f"{QUOTES}/{copy.id}/delete"), QUOTES)
        self.assertFalse(copy.exists())
        self.assert_shows(self.post(f"{page}/submit"), "Sent")
        today = self.today.isoformat()
        response = self.post(f"{page}/sign", name="Léa Martin", date=today)
        self.assert_shows(response, "Noted: it is accepted")

    def test_the_customer_sees(self):
        quote = self.sent()
        link = self.link(quote)
        self.assert_shows(self.url_open(link), quote.name, "Oak shelf", "120.00")
        self.assertFalse(quote.seen_date, "the member looked, not the customer")
        self.authenticate(None, None)
        response = self.url_open(link)
        self.assert_shows(response, "Accept", "Your name", "Oak and Lime")
        self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
        self.env.invalidate_all()
        self.assertTrue(quote.seen_date)

    def test_the_customer_answers(self):
        quote = self.sent()
        response = self.answer(quote, name=" ", reason="Because")
        self.assert_shows(response, "Tell your name")
        self.assertEqual(quote.state, "sent")
        self.assert_shows(self.answer(quote, "refuse", reason="Too dear"), "Declined")
        self.assertRecordValues(
            quote, [{"step": "refused", "refusal_reason": "Too dear"}]
        )
        self.assert_shows(self.answer(quote), "has been answered already")
        other = self.sent()
        self.assert_shows(self.answer(other, reason="Too dear"), "Thank you")
        self.assertFalse(other.refusal_reason, "it was accepted")
        self.assertEqual(quote.step, "refused")

    def test_wrong_links(self):
        quote, other = self.sent(), self.sent()
        draft = self._quote()
        wrong = other.sudo().access_token
        self.assertEqual(self.answer(quote, token=wrong).status_code, 404)
        self.assertEqual(self.answer(quote, token="").status_code, 404)
        self.assertEqual(self.answer(draft, token="x").status_code, 404)
        for url in (
            f"/coop/quote/{quote.id}",
            f"/coop/quote/{quote.id}?access_token={wrong}",
            f"/coop/quote/{draft.id}?access_token=False",
            f"/coop/quote/{quote.id}?access_token=é",
            f"/coop/quote/99999999?access_token={wrong}",
            f"/coop/quote/{10**12}?access_token={wrong}",
        ):
            self.assertEqual(self.url_open(url).status_code, 404, url)
        self.assertEqual(quote.step, "sent")

    def test_an_expired_quote(self):
        quote = self.sent()
        quote._as_step().date_valid = self.today - timedelta(days=1)
        self.authenticate(None, None)
        self.assert_shows(self.url_open(self.link(quote)), "not valid any more")
        self.assert_shows(self.answer(quote), "ask for a new one")
        self.assertEqual(quote.step, "sent")

    def test_nobody_elses(self):
        quote = self.sent()
        self.sign_in(self.ali_user)
        url = f"{QUOTES}/{quote.id}"
        for page in ("", "/edit", "/pdf"):
            self.assertEqual(self.url_open(url + page).status_code, 404)
        for action in "submit back delete copy sign invoice edit".split():
            self.assertEqual(self.send(f"{url}/{action}").status_code, 404)
        self.assertEqual(quote.state, "sent")

    def test_printed_to_be_signed(self):
        for quote in (self._quote(), self.sent()):
            page = self.page(f"{QUOTES}/{quote.id}")
            [address] = page.xpath("//a[contains(@href, '/pdf')]/@href")
            response = self.url_open(address)
            self.assertEqual(response.status_code, 200)
            self.assertIn("Oak shelf", response.text)

    def test_days_are_those_of_the_cooperative(self):
        """Half an hour past midnight is the next day where people live."""
        self.company.partner_id.tz = "Europe/Brussels"
        self.noor_user.tz = "Europe/Brussels"
        quote = self.sent()
        self.answer(quote)
        night = fields.Datetime.to_datetime("2026-03-11 23:30:00")
        quote._as_step().write({"answered_date": night, "seen_date": night})
        self.assert_shows(self.url_open(self.link(quote)), "03/12/2026")
        self.sign_in(self.noor_user)
        page = self.page(f"{QUOTES}/{quote.id}")
        self.assert_shows(page, "12 Mar 2026")
        self.assert_hides(page, "11 Mar 2026")

    def test_invoices_of_a_closed_quote_are_shown(self):
        quote = self._accepted_quote(self._item("A", 1000))
        move = quote._invoice("deposit", Decimal(30))
        quote.action_close()
        page = self.page(f"{QUOTES}/{quote.id}")
        self.assertTrue(page.xpath(f"//*[@data-coop-invoice='{move.id}']"))
        self.assertFalse(page.xpath("//form[@name='invoice']"))

    def test_queries_do_not_grow(self):
        self.sent()
        before = self.read_queries(QUOTES)
        for _number in range(10):
            self.sent()
        self.assertLessEqual(self.read_queries(QUOTES), before)
