from datetime import timedelta
from secrets import token_urlsafe

from odoo.tests import tagged

from .common import PDF
from .portal_billing_case import INVOICES, PortalBillingCase


@tagged("post_install", "-at_install")
class TestPortalInvoices(PortalBillingCase):
    def totals(self, *rows, activity=None, **params):
        params = {"activity_id": (activity or self.oak).id, "rows": list(rows)} | params
        return self.make_jsonrpc_request("/my/coop/billing/totals", params)

    def test_no_day_is_asked_where_acceptance_gives_it(self):
        asked = "//form[contains(@class, 'o_coop_form')]//input[@name='date']"
        self.assertTrue(self.page(f"{INVOICES}/new").xpath(asked))
        self.company.coop_invoice_dating = "accepted"
        self.assertFalse(self.page(f"{INVOICES}/new").xpath(asked))
        self.assertTrue(self.page("/my/coop/quotes/new").xpath(asked))
        self.send(f"{INVOICES}/new")
        self.assertRecordValues(self.invoices(), [{"invoice_date": False}])

    def test_from_form_to_posted(self):
        response = self.send(f"{INVOICES}/new", then="submit")
        move = self.invoices()
        self.assert_leads_to(response, f"{INVOICES}/{move.id}")
        self.assert_shows(response, "Submitted. An accountant", "120.00")
        self.assertRecordValues(
            move, [{"coop_review_state": "submitted", "amount_total": 120}]
        )
        move.with_user(self.accountant).action_coop_accept()
        page = self.page(f"{INVOICES}/{move.id}")
        self.assert_shows(page, move.name, "To send", "Still to be paid")
        self.assert_shows(self.page(INVOICES), "To be paid by customers", "120.00")

    def test_the_same_form_twice_makes_one(self):
        for _time in range(2):
            response = self.send(f"{INVOICES}/new", then="submit")
            self.assert_shows(response, "Submitted. An accountant")
        self.assertEqual(len(self.invoices()), 1)
        response = self.send(f"{INVOICES}/new", self._row(price="7"), then="submit")
        self.assert_shows(response, "was sent before")
        self.assertEqual(self.value_of(response, "line_price"), ["7"])
        self.assertEqual(len(self.invoices()), 1)
        fresh = self.value_of(response, "key")[0]
        self.send(f"{INVOICES}/new", self._row(price="7"), key=fresh)
        self.assertEqual(self.invoices().mapped("amount_untaxed"), [100, 7])

    def test_totals_are_those_of_the_invoice(self):
        rows = [
            self._row("A", "10.07", quantity="3.33", discount="7.5"),
            self._row("Section", "", kind="section"),
            self._row("", ""),
            self._row("B", "33,33", quantity="3", percent=10),
            self._row("C", "0.05", quantity="0.5", percent=5.5),
        ]
        told = self.totals(*rows)
        self.send(f"{INVOICES}/new", *rows)
        move = self.invoices()
        money = move.currency_id.format
        self.assertEqual(told["total"], money(move.amount_total))
        self.assertEqual(told["untaxed"], money(move.amount_untaxed))
        lines = move.invoice_line_ids.filtered(
            lambda line: line.display_type == "product"
        )
        self.assertEqual(
            [one for one in told["subtotals"] if one],
            [money(line.price_subtotal) for line in lines],
        )
        self.assertEqual(told["subtotals"][1:3], ["", ""])

    def test_totals_of_whatever_is_sent(self):
        self.assertEqual(self.totals(self._row(), activity=self.kiln), {})
        for sent in ("x", None, [1], [{"name": 3}], [{"price": "x"}] * 1000):
            told = self.totals(rows=sent)
            self.assertIn("0.00", told["total"])
        self.assertIn("100", self.totals(self._row(tax="99999999"))["total"])
        for activity_id in ("x", None, -1, 10**12, [1]):
            self.assertEqual(self.totals(activity_id=activity_id), {})

    def test_nothing_is_lost_of_what_is_wrong(self):
        rows = [self._row("Shelf", "many"), self._row("", "12"), self._row("Note", "")]
        response = self.send(f"{INVOICES}/new", *rows, note="Thank you", then="submit")
        self.assertIn("not a number", self.error_of(response, "line_0"))
        self.assertIn("Say what it is", self.error_of(response, "line_1"))
        self.assertEqual(self.value_of(response, "line_price"), ["many", "12", ""])
        self.assertEqual(self.value_of(response, "note"), ["Thank you"])
        self.assertEqual(self.value_of(response, "customer"), [str(self.bakery.id)])
        self.assertFalse(self.invoices())

    def test_a_thousand_lines(self):
        response = self.send(f"{INVOICES}/new", *[self._row()] * 1000)
        self.assert_shows(response, "300 lines at most")
        self.assertEqual(len(self.value_of(response, "line_price")), 1000)

    def test_tampered_forms(self):
        stranger = self._customer("His", self.kiln, self.ali_user)
        other_tax = self.env["account.tax"].search(
            [("company_id", "=", self.company.id), ("type_tax_use", "=", "purchase")],
            limit=1,
        )
        abroad = self._tax_of_another_company()
        for values, field in (
            ({"customer": str(stranger.id)}, "customer"),
            ({"customer": "0"}, "customer"),
            ({"customer": "x"}, "customer"),
            ({"term": "999999"}, "term"),
            ({"evidence": "999999"}, "evidence"),
            ({"date": "1999-13-45"}, "date"),
            ({"date": "9999-12-31"}, "date"),
            ({"reference": "9" * 99}, "reference"),
        ):
            with self.subTest(values=values):
                response = self.send(f"{INVOICES}/new", **values)
                self.assertTrue(self.error_of(response, field))
        for row in (
            self._row(tax=str(other_tax.id)),
            self._row(tax=str(abroad.id)),
            self._row(tax="-1"),
            self._row(unit="999999"),
            self._row(price="9" * 30),
            self._row(quantity="1e400"),
            self._row(kind="magic"),
            self._row(price="1.500"),
            self._row(quantity="1000000", price="99999999"),
            self._row(discount="101"),
            self._row(discount="-1"),
            self._row("x" * 2001),
        ):
            with self.subTest(row=row):
                response = self.send(f"{INVOICES}/new", row)
                self.assertTrue(self.error_of(response, "line_0"))
        self.assert_shows(self.send(f"{INVOICES}/new", key="x"), "too old")
        self.assertFalse(self.invoices())
        self.assertFalse(self.invoices(self.ali_user, self.kiln))

    def test_what_says_nothing_is_left_alone(self):
        for row in (
            self._row("Kitchen", "", kind="section", tax="abc", unit="x"),
            self._row("Oiled", "", kind="note", tax="99999999"),
            self._row("", "", tax="abc"),
            self._row("", "", unit="99999999"),
        ):
            with self.subTest(row=row):
                self.send(f"{INVOICES}/new", self._row(), row, key=token_urlsafe(16))
        self.assertEqual(self.invoices().mapped("amount_total"), [120] * 4)
        rows = [self._row()] * 300 + [self._row(tax="abc")]
        self.assert_shows(self.send(f"{INVOICES}/new", *rows), "300 lines at most")

    def _tax_of_another_company(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        group = self.env["account.tax.group"].create(
            {"name": "Elsewhere", "company_id": company.id}
        )
        return self.env["account.tax"].create(
            {
                "name": "Elsewhere",
                "amount": 20,
                "company_id": company.id,
                "tax_group_id": group.id,
                "country_id": self.env.ref("base.fr").id,
            }
        )

    def test_what_is_missing_keeps_a_draft(self):
        response = self.send(
            f"{INVOICES}/new", self._row("Refund", "-5"), then="submit"
        )
        self.assert_shows(response, "Not submitted yet", "It comes to nothing, or less")
        self.assertEqual(self.invoices().coop_review_state, "draft")

    def test_an_archived_customer(self):
        draft = self._draft()
        self.bakery.action_archive()
        page = self.page(f"{INVOICES}/{draft.id}")
        self.assert_shows(page, "is archived: choose another")
        response = self.post(f"{INVOICES}/{draft.id}/submit")
        self.assert_shows(response, "is archived: choose another")
        response = self.send(f"{INVOICES}/new", self._row("Bench"), then="submit")
        self.assert_shows(response, "Not submitted yet", "is archived", "Bench")

    def test_a_change_and_a_stale_tab(self):
        draft = self._draft()
        url = f"{INVOICES}/{draft.id}/edit"
        form = self.url_open(url)
        version = self.value_of(form, "version")[0]
        self.assertEqual(self.value_of(form, "line_price"), ["100"])
        key = self.value_of(form, "line_key")[0]
        self.send(url, self._row(price="200", key=key), version=version)
        self.assertEqual(draft.amount_untaxed, 200)
        response = self.send(url, self._row(price="300", key=key), version=version)
        self.assert_shows(response, "was changed meanwhile")
        self.assertEqual(self.value_of(response, "line_price"), ["300"])
        draft.action_coop_submit()
        for stale in (version, "", "x", str(draft.coop_version)):
            response = self.send(url, self._row(price="300"), version=stale)
            self.assert_shows(response, "not a draft any more", "another window")
            self.assertEqual(self.value_of(response, "line_price"), ["300"])
        response = self.send(url, self._row(price="400"), then="line")
        self.assertEqual(self.value_of(response, "line_price"), ["400", ""])
        response = self.url_open(url)
        self.assert_shows(response, "not a draft any more", "See it")
        # once it is taken back, the page that came too late can be sent again
        version = self.value_of(self.send(url, version="1"), "version")[0]
        draft.action_coop_take_back()
        self.assert_shows(self.send(url, version=version), "was changed meanwhile")
        draft.action_coop_submit()
        self.env.invalidate_all()
        self.assertEqual(draft.amount_untaxed, 200)

    def test_take_back_discard(self):
        move = self._submitted_invoice()
        url = f"{INVOICES}/{move.id}"
        self.assert_shows(self.post(f"{url}/discard"), "cannot do this")
        self.assert_shows(self.post(f"{url}/back"), "It is a draft again")
        self.assert_leads_to(self.post(f"{url}/discard"), INVOICES)
        self.assertFalse(move.exists())

    def test_returned(self):
        move = self._submitted_invoice()
        move.with_user(self.accountant).action_coop_return("Which week?")
        self.assert_shows(self.page(f"{INVOICES}/{move.id}"), "Which week?", "Returned")
        self.assert_shows(self.post(f"{INVOICES}/{move.id}/submit"), "Submitted")

    def test_the_form_says_what_it_is(self):
        page = self.page(f"{INVOICES}/new?customer={self.bakery.id}")
        self.assert_shows(page, "New invoice")
        form = page.xpath("//form[@data-model]")[0]
        self.assertEqual(form.get("data-document"), "0", "totals are asked for with it")
        draft = self._draft()
        page = self.page(f"{INVOICES}/{draft.id}/edit")
        self.assert_shows(page, "Change an invoice")

    def test_copy(self):
        move = self._accepted_invoice(self._item(price=70, quantity=3))
        response = self.post(f"{INVOICES}/{move.id}/copy")
        copy = self.invoices() - move
        self.assert_leads_to(response, f"{INVOICES}/{copy.id}/edit")
        self.assertEqual(copy.amount_total, 252)

    def test_credit_note(self):
        move = self._accepted_invoice()
        response = self.post(f"{INVOICES}/{move.id}/credit")
        note = self.invoices() - move
        self.assert_leads_to(response, f"{INVOICES}/{note.id}/edit")
        self.assert_shows(self.post(f"{INVOICES}/{note.id}/submit"), "Submitted")
        self.assert_shows(self.page(f"{INVOICES}/{move.id}"), "Credit note")

    def test_a_credit_note_is_never_late(self):
        day = self.today - timedelta(days=90)
        move = self._accepted_invoice(invoice_date=day)
        self._pay(move, 120, day)
        note = move.action_coop_credit()
        note.action_coop_submit()
        note.with_user(self.accountant).action_coop_accept()
        note._coop_as_step().with_context(skip_readonly_check=True).write(
            {"invoice_date_due": day}
        )
        self.assert_hides(self.page(f"{INVOICES}/{note.id}"), "Late", "To be paid by")
        self.assert_hides(self.page(f"{INVOICES}?show=late"), "Bakery Martin")

    def test_buttons_pressed_twice_make_one(self):
        move = self._accepted_invoice()
        quote = self._accepted_quote(self._item("A", 1000))
        url = f"/my/coop/quotes/{quote.id}"
        deposit = {"kind": "deposit", "percent": "30"}
        self._spent(self.bakery)
        for address, typed, made in (
            (f"{INVOICES}/{move.id}/copy", {}, "account.move"),
            (f"{INVOICES}/{move.id}/credit", {}, "account.move"),
            (f"{url}/invoice", deposit, "account.move"),
            (f"{url}/copy", {}, "coop.quote"),
            (f"/my/coop/hours/charge/{self.bakery.id}", {}, "account.move"),
        ):
            records = self.env[made].with_user(self.noor_user)
            before, key = records.search_count([]), token_urlsafe(16)
            with self.subTest(address=address):
                found = {self.post(address, key=key, **typed).url for _time in "12"}
                self.assertEqual(records.search_count([]), before + 1)
                self.assertEqual(len(found), 1, "it leads to the one that was made")
        self.assertEqual(quote.amount_left, 840)

    def test_buttons_have_a_key(self):
        move = self._accepted_invoice()
        quote = self._accepted_quote(self._item("A", 1000))
        self._spent(self.bakery)
        for page, action in (
            (f"{INVOICES}/{move.id}", "copy"),
            (f"{INVOICES}/{move.id}", "credit"),
            (f"{INVOICES}/new", "copy"),
            (f"/my/coop/quotes/{quote.id}", "invoice"),
            (f"/my/coop/quotes/{quote.id}", "copy"),
            ("/my/coop/hours", str(self.bakery.id)),
        ):
            with self.subTest(page=page, action=action):
                keys = self.page(page).xpath(
                    f"//form[contains(@action, '/{action}')]//input[@name='key']/@value"
                )
                self.assertTrue(keys)
                self.assertEqual(len(keys), len({*keys}))

    def _spent(self, customer):
        """Time of Noor's for a customer."""
        self.env["coop.worked.time"].with_user(self.noor_user).create(
            {
                "activity_id": self.oak.id,
                "customer_id": customer.id,
                "minutes": 60,
                "name": "Design",
                "price_hour": 50,
            }
        )

    def test_what_is_sold_is_not_to_be_paid(self):
        move = self._accepted_invoice()
        self.assertNotIn(move.name, self.url_open("/my/invoices").text)
        self.assertNotIn(move.name, self.url_open("/my/invoices?filterby=bills").text)

    def test_send_remind_pay(self):
        day = self.today - timedelta(days=90)
        move = self._accepted_invoice(invoice_date=day)
        url = f"{INVOICES}/{move.id}"
        self.assert_shows(self.page(url), "Late", "Send a reminder")
        self.assert_shows(self.post(f"{url}/remind"), "The reminder is on its way")
        self.assert_shows(self.post(f"{url}/remind"), "The last reminder was sent")
        self.assert_shows(self.page(f"{INVOICES}?show=late"), "Bakery Martin")
        self._pay(move, 50)
        self.assert_shows(self.page(url), "Paid on", "50.00", "70.00")
        self._pay(move, 70)
        self.assert_shows(self.page(f"{INVOICES}?show=paid"), "Bakery Martin")
        self.assert_hides(self.page(f"{INVOICES}?show=late"), "Bakery Martin")

    def test_evidence(self):
        tax = self._tax(5.5)
        tax.sudo().coop_evidence = True
        response = self.send(f"{INVOICES}/new", self._row(percent=5.5), then="submit")
        self.assert_shows(response, "has a reduced rate", "Why is the VAT reduced?")
        move = self.invoices()
        url = f"{INVOICES}/{move.id}"
        reason = self.env["coop.vat.evidence"]._portal_reasons(self.company)[:1]
        typed = {
            "reason": str(reason.id),
            "proof": "attestation",
            "date": self.today.isoformat(),
            "version": str(move.coop_version),
        }
        response = self.post(f"{url}/evidence", **typed)
        self.assertTrue(self.error_of(response, "file"))
        bad = [("file", ("x.jpg", b"<html><script>1</script>"))]
        response = self.post(f"{url}/evidence", bad, **typed)
        self.assertFalse(move.coop_evidence_id)
        self.env.invalidate_all()
        typed["version"] = str(move.coop_version)
        good = [("file", ("paper.pdf", PDF))]
        response = self.post(f"{url}/evidence", good, **typed)
        self.assert_shows(response, "Kept: it can be submitted now")
        self.env.invalidate_all()
        self.assertTrue(move.coop_evidence_id.document)
        self.assert_shows(self.post(f"{url}/submit"), "Submitted. An accountant")

    def test_the_customer_opens_it(self):
        move = self._accepted_invoice()
        token = move.sudo()._portal_ensure_token()
        url = f"/my/invoices/{move.id}?access_token={token}"
        self.assertEqual(self.url_open(url).status_code, 200)
        self.env.invalidate_all()
        self.assertFalse(move.coop_seen_date, "the member looked")
        self.authenticate(None, None)
        self.url_open(f"/my/invoices/{move.id}?access_token=wrong")
        self.env.invalidate_all()
        self.assertFalse(move.coop_seen_date)
        self.assertEqual(self.url_open(url).status_code, 200)
        self.env.invalidate_all()
        self.assertTrue(move.coop_seen_date)
        self.sign_in(self.noor_user)
        self.assert_shows(self.page(f"{INVOICES}/{move.id}"), "Seen by the customer")

    def test_pdf(self):
        for move in (self._draft(), self._accepted_invoice()):
            response = self.url_open(f"{INVOICES}/{move.id}/pdf")
            self.assertEqual(response.status_code, 200)
            self.assertIn("Oak shelf", response.text)

    def test_nobody_elses(self):
        move = self._submitted_invoice()
        draft = self._draft()
        self.sign_in(self.ali_user)
        for one in (move, draft):
            url = f"{INVOICES}/{one.id}"
            for page in ("", "/edit", "/pdf"):
                self.assertEqual(self.url_open(url + page).status_code, 404)
            actions = "submit back discard copy credit send remind evidence edit"
            for action in actions.split():
                self.assertEqual(self.send(f"{url}/{action}").status_code, 404)
        self.assertRecordValues(
            move | draft,
            [{"coop_review_state": "submitted"}, {"coop_review_state": "draft"}],
        )

    def test_queries_do_not_grow(self):
        self._draft()
        self._accepted_invoice()
        before = self.read_queries(INVOICES)
        for _number in range(6):
            self._draft()
            self._submitted_invoice()
        self._accepted_invoice()
        self.assertLessEqual(self.read_queries(INVOICES), before)
