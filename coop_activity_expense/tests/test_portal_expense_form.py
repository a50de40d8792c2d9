from datetime import timedelta

from odoo.tests import tagged
from odoo.tools import mute_logger

from .portal_expense_case import EXPENSES, PortalExpenseCase, photo


@tagged("post_install", "-at_install")
class TestPortalExpenseForm(PortalExpenseCase):
    """The form about one expense: what is kept, and what is said of what is not."""

    # -- what is kept ----------------------------------------------------------------

    def test_a_photo_and_an_amount_are_a_claim(self):
        response = self.send(files=[("till.jpg", photo())])
        claim = self.claims()
        self.assert_leads_to(response, f"{EXPENSES}/{claim.id}")
        self.assert_shows(response, "Sent. Your adviser looks at it next.")
        self.assertRecordValues(
            claim,
            [
                {
                    "state": "submitted",
                    "activity_id": self.oak.id,
                    "payer": "member",
                    "total_amount": 12.5,
                }
            ],
        )
        self.assertRecordValues(
            claim.line_ids,
            [
                {
                    "category_id": self._category("taxi").id,
                    "date": self.today,
                    "amount": 12.5,
                    "beneficiary": "member",
                }
            ],
        )
        self.assertRecordValues(
            claim.line_ids.receipt_ids,
            [{"name": "till.jpg", "mimetype": "image/jpeg"}],
        )

    def test_small_ones_are_approved_at_once(self):
        self.company.coop_expense_self_limit = 50
        response = self.send(files=[("till.jpg", photo())])
        self.assert_shows(response, "approved at once")
        self.assertEqual(self.claims().state, "approved")

    def test_without_a_receipt_it_is_kept_and_says_so(self):
        response = self.send()
        claim = self.claims()
        self.assertEqual(claim.state, "draft")
        self.assert_leads_to(response, f"{EXPENSES}/{claim.id}")
        self.assert_shows(
            response, "Not sent yet", "It is kept for you", "the receipt is missing"
        )

    def test_a_draft_may_lack_its_amount(self):
        response = self.send(then="later", amount="")
        self.assert_shows(response, "Kept for you", "enter the amount")
        self.assertRecordValues(
            self.claims(), [{"state": "draft", "total_amount": 0, "line_count": 1}]
        )

    def test_several_expenses_in_a_claim(self):
        response = self.send(files=[("1.jpg", photo())], then="more")
        claim = self.claims()
        self.assert_leads_to(response, f"{EXPENSES}/{claim.id}/add")
        self.assert_shows(response, "room for the next one")
        self.send(
            f"{EXPENSES}/{claim.id}/add",
            files=[("2.jpg", photo("red"))],
            amount="7",
            key="m" * 22,
        )
        self.assertRecordValues(
            claim, [{"line_count": 2, "total_amount": 19.5, "state": "submitted"}]
        )

    def test_what_the_cooperative_is_to_pay(self):
        response = self.send(payer="supplier", files=[("i.jpg", photo())])
        self.assertIn("who is to be paid", self.error_of(response, "supplier_name"))
        self.send(
            payer="supplier",
            supplier_name="Oak & Co",
            supplier_reference="F-12",
            receipt=self.value_of(response, "receipt"),
        )
        self.assertRecordValues(
            self.claims(),
            [
                {
                    "payer": "supplier",
                    "supplier_reference": "F-12",
                    "state": "submitted",
                }
            ],
        )
        self.assertEqual(self.claims().line_ids.supplier_name, "Oak & Co")

    def test_details_are_kept(self):
        vehicle = self._vehicle()
        self.send(
            category=str(self._category("fuel").id),
            vehicle=str(vehicle.id),
            company_named="1",
            beneficiary="third",
            name="  To Lyon ",
            then="later",
        )
        self.assertRecordValues(
            self.claims().line_ids,
            [
                {
                    "vehicle_id": vehicle.id,
                    "company_named": True,
                    "beneficiary": "third",
                    "name": "To Lyon",
                }
            ],
        )

    def test_receipts_that_wait_are_used(self):
        receipts = self.waiting(photo(), photo("red"))
        page = self.page(f"{EXPENSES}/new?receipt={receipts[0].id}")
        [chosen] = page.xpath("//input[@name='receipt'][@checked]/@value")
        self.assertEqual(chosen, str(receipts[0].id))
        response = self.send(receipt=chosen, then="more", tray="1")
        self.assertEqual(self.claims().line_ids.receipt_ids, receipts[0])
        self.assertEqual(
            self.value_of(response, "receipt"), [str(receipts[1].id)], "the next one"
        )

    def test_the_same_form_twice_counts_once(self):
        for _click in range(2):
            response = self.send(files=[("till.jpg", photo())])
            self.assert_leads_to(response, f"{EXPENSES}/{self.claims().id}")
            self.assert_shows(response, "Sent.")
        self.assertEqual(len(self.claims().line_ids), 1)
        receipts = self.env["coop.expense.receipt"]
        self.assertEqual(receipts.search_count([("member_id", "=", self.noor.id)]), 1)
        self.send(key="n" * 22)
        self.assertEqual(len(self.claims()), 2)

    def test_the_same_form_twice_with_a_receipt_that_waited(self):
        receipt = self.waiting(photo())
        for _click in range(2):
            response = self.send(receipt=str(receipt.id))
            self.assert_leads_to(response, f"{EXPENSES}/{self.claims().id}")
        self.assertEqual(self.claims().line_ids.receipt_ids, receipt)

    def test_the_same_form_into_a_draft_twice(self):
        self.send(then="later")
        claim = self.claims()
        for _click in range(2):
            self.send(f"{EXPENSES}/{claim.id}/add", then="later", amount="3")
        self.assertEqual(claim.line_count, 2)

    # -- changes ---------------------------------------------------------------------

    def test_an_expense_is_changed(self):
        old, new = self.waiting(photo(), photo("red"))
        self.send(receipt=str(old.id), then="later", name="Before")
        line = self.claims().line_ids
        page = self.page(f"{EXPENSES}/lines/{line.id}")
        [amount] = page.xpath("//input[@name='amount']/@value")
        self.assertEqual(amount, "12.50")
        [version] = page.xpath("//input[@name='version']/@value")
        response = self.send(
            f"{EXPENSES}/lines/{line.id}",
            amount="1 200.5",
            name="",
            receipt=str(new.id),
            version=version,
        )
        self.assert_leads_to(response, f"{EXPENSES}/{line.expense_id.id}")
        self.assertRecordValues(line, [{"amount": 1200.5, "name": ""}])
        self.assertEqual(line.receipt_ids, new)
        self.assertFalse(old.line_id, "it waits again")

    def test_two_windows_do_not_undo_each_other(self):
        self.send(then="later")
        line = self.claims().line_ids
        url = f"{EXPENSES}/lines/{line.id}"
        version = line._portal_version()
        line.with_user(self.noor_user).amount = 20
        self.env.cr.execute(
            "UPDATE coop_expense_line SET write_date = write_date + interval '1 second'"
            " WHERE id = %s",
            [line.id],
        )
        self.env.invalidate_all()
        response = self.send(url, amount="99", version=version)
        self.assert_shows(response, "was changed in another window")
        self.assertEqual(self.value_of(response, "amount"), ["99"])
        self.assertEqual(line.amount, 20)

    def test_what_was_sent_in_another_window(self):
        self.send(then="later", files=[("1.jpg", photo())])
        claim = self.claims()
        line = claim.line_ids
        version = line._portal_version()
        claim.with_user(self.noor_user).action_submit()
        for url in (f"{EXPENSES}/{claim.id}/add", f"{EXPENSES}/lines/{line.id}"):
            response = self.send(url, amount="99", version=version, key="m" * 22)
            self.assert_shows(response, "take it back to change it")
        self.assertRecordValues(claim, [{"line_count": 1, "total_amount": 12.5}])

    # -- what is not -----------------------------------------------------------------

    def test_sentences_beside_the_fields(self):
        for field, typed, sentence in (
            ("amount", "", "Enter the amount"),
            ("amount", "twelve", "such as 12.50"),
            ("amount", "-3", "such as 12.50"),
            ("amount", "0", "above zero"),
            ("amount", "9999999", "too large"),
            ("date", "", "which day"),
            ("date", "31/12/2026", "Enter a day"),
            ("category", "", "Choose what it was for"),
            ("activity", "", "Choose the activity"),
            ("payer", "", "Say who paid"),
            ("name", "x" * 121, "120 letters at most"),
        ):
            with self.subTest(field=field, typed=typed):
                response = self.send(**{field: typed})
                self.assertIn(sentence, self.error_of(response, field))
        self.assertFalse(self.claims())

    def test_nothing_typed_is_lost_nor_any_photo(self):
        nasty = '"><script>alert(1)</script>'
        response = self.send(
            amount=nasty,
            name="Oak's party",
            then="submit",
            files=[("till.jpg", photo())],
        )
        self.assertEqual(self.value_of(response, "amount"), [nasty])
        self.assertEqual(self.value_of(response, "name"), ["Oak's party"])
        self.assertEqual(
            self.value_of(response, "category"), [str(self._category("taxi").id)]
        )
        receipts = self.env["coop.expense.receipt"].search(
            [("member_id", "=", self.noor.id)]
        )
        self.assertEqual(self.value_of(response, "receipt"), [str(receipts.id)])
        response = self.send(receipt=str(receipts.id))
        self.assertEqual(self.claims().line_ids.receipt_ids, receipts)

    def test_a_day_to_come_is_kept_and_told(self):
        tomorrow = self.today + timedelta(days=1)
        response = self.send(date=tomorrow.isoformat(), files=[("1.jpg", photo())])
        self.assert_shows(response, "is yet to come")
        self.assertEqual(self.claims().state, "draft")

    def test_bad_files_are_told_and_the_rest_is_kept(self):
        response = self.send(files=[("till.jpg", b"<html>"), ("2.jpg", photo())])
        self.assertIn("neither a PDF nor a photo", self.error_of(response, "receipt"))
        self.assertEqual(self.value_of(response, "amount"), ["12,50"])
        self.assertEqual(len(self.value_of(response, "receipt")), 1)
        self.assertFalse(self.claims())

    # -- forms that no page made -----------------------------------------------------

    def test_choices_that_are_not_offered(self):
        closed = self._activity("Closed", self.noor)
        closed.action_close()
        foreign = self.env["coop.expense.category"].create(
            {"name": "X", "code": "X", "company_id": self.other_company.id}
        )
        ali_vehicle = self._vehicle(self.ali)
        for field, values in {
            "activity": (self.elm.id, closed.id, 0, "1 OR 1=1", "9" * 30),
            "category": (self._category("mileage").id, foreign.id, -1, "x"),
            "vehicle": (ali_vehicle.id, "x"),
            "beneficiary": ("everybody",),
            "payer": ("coop",),
        }.items():
            for value in values:
                with self.subTest(field=field, value=value):
                    response = self.send(**{field: str(value)})
                    self.assertIn("not offered", self.error_of(response, field))
        self.assertFalse(self.claims())

    def test_receipts_of_others(self):
        theirs = self.env["coop.expense.receipt"].with_user(self.ali_user)
        [theirs] = theirs._receive(self.ali, [("a.jpg", photo())])[0]
        self.send(files=[("mine.jpg", photo("red"))])
        used = self.claims().line_ids.receipt_ids
        for receipt in (theirs, used):
            response = self.send(receipt=str(receipt.id), key="m" * 22)
            self.assertIn("used by another", self.error_of(response, "receipt"))
            self.assertNotIn(str(receipt.id), self.value_of(response, "receipt"))
        self.assertFalse(theirs.line_id)
        self.assertEqual(len(self.claims()), 1)

    def test_claims_and_lines_of_others(self):
        claim = self._claim(
            self._line("taxi", 5),
            user=self.ali_user,
            member=self.ali,
            activity_id=self.elm.id,
        )
        trip = self._claim(self._trip(self._vehicle(), 12)).line_ids
        for url in (
            f"{EXPENSES}/{claim.id}/add",
            f"{EXPENSES}/lines/{claim.line_ids.id}",
            f"{EXPENSES}/lines/{trip.id}",
            f"{EXPENSES}/{'9' * 15}/add",
        ):
            self.assertEqual(self.url_open(url).status_code, 404, url)
            self.assertEqual(self.send(url).status_code, 404, url)
        self.assertRecordValues(claim, [{"line_count": 1, "total_amount": 5}])

    def test_steps_cannot_be_sent_along(self):
        self.send(
            state="paid",
            step="approved",
            member_id=str(self.ali.id),
            supplier_id="1",
            tax_id="1",
            form_key="x",
            then="post",
        )
        self.assertRecordValues(
            self.claims(), [{"state": "draft", "step": "draft", "supplier_id": False}]
        )
        self.assertFalse(self.claims(self.ali))

    def test_forms_without_key_or_token(self):
        response = self.send(key="")
        self.assert_shows(response, "Please send the form once more")
        with mute_logger("odoo.http"):
            response = self.url_open(f"{EXPENSES}/new", data=self._typed())
        self.assertEqual(response.status_code, 400)
        self.assertFalse(self.claims())

    def test_texts_sent_as_files_and_files_as_texts(self):
        values = self._typed(file="till.jpg")
        del values["amount"]
        response = self.post(f"{EXPENSES}/new", [("amount", ("12", photo()))], **values)
        self.assertIn("Enter the amount", self.error_of(response, "amount"))

    # -- who -------------------------------------------------------------------------

    def test_who_has_no_open_activity(self):
        self.oak.action_close()
        self.assert_shows(self.page(f"{EXPENSES}/new"), "none of yours is open")
        response = self.send()
        self.assertFalse(self.claims())
        self.assertEqual(response.status_code, 200)

    def test_candidates(self):
        mika = self._candidate("Mika Sol")
        self.elm.member_ids += mika
        self.sign_in(self._portal_user(mika))
        self.assert_shows(self.page(f"{EXPENSES}/new"), "Only members enter expenses")
        response = self.send(activity=str(self.elm.id), files=[("1.jpg", photo())])
        self.assert_shows(response, "Only members enter expenses")
        self.send(activity=str(self.elm.id))
        self.assertFalse(self.claims(mika))
        self.assertFalse(
            self.env["coop.expense.receipt"].search([("member_id", "=", mika.id)])
        )

    def test_strangers(self):
        self.sign_in(self.employee)
        self.assert_shows(self.page(f"{EXPENSES}/new"), "You are not a member yet")
        self.assert_shows(self.send(), "You are not a member yet")

    def test_what_is_proposed(self):
        birch = self._activity("Birch", self.noor)
        self.send(activity=str(birch.id), then="later")
        self.send(
            activity=str(birch.id),
            category=str(self._category("dues").id),
            then="later",
            key="m" * 22,
        )
        page = self.page(f"{EXPENSES}/new")
        self.assertEqual(
            page.xpath("//input[@name='activity'][@checked]/@value"), [str(birch.id)]
        )
        self.assertEqual(
            page.xpath("//input[@name='date']/@value"), [self.today.isoformat()]
        )
        often = page.xpath(
            "//fieldset[contains(@class, 'o_coop_expense_categories')]"
            "/div//input/@value"
        )
        self.assertIn(str(self._category("dues").id), often)
        self.assertNotIn(str(self._category("mileage").id), often)

    def test_members_of_two_cooperatives(self):
        other = self._elsewhere()
        self.send(then="later")
        line = self.claims().line_ids
        self.post("/my/coop/switch", member_id=str(other.id))
        self.assert_shows(self.page(f"{EXPENSES}/new"), "none of yours is open")
        page = self.page(f"{EXPENSES}/lines/{line.id}")
        self.assertTrue(page.xpath("//input[@name='amount']"))
