import secrets

from odoo.tests import tagged

from .portal_billing_case import CUSTOMERS, KEY, PortalBillingCase


@tagged("post_install", "-at_install")
class TestPortalCustomers(PortalBillingCase):
    def _typed(self, **values):
        return {
            "name": "Café Zoé",
            "kind": "company",
            "street": "3 rue Haute",
            "zip": "59000",
            "city": "Lille",
            "country": str(self.env.ref("base.fr").id),
            "lang": "en_US",
            "activity": str(self.oak.id),
            "key": secrets.token_urlsafe(16),
            **values,
        }

    def create(self, **values):
        return self.post(f"{CUSTOMERS}/new", **self._typed(**values))

    def found(self, name="Café Zoé"):
        customers = self.env["coop.customer"].with_user(self.noor_user)
        return customers.search([("name", "=", name)])

    def test_a_new_customer(self):
        response = self.create(vat="fr 23 334175221", email="zoe@example.com")
        customer = self.found()
        self.assert_leads_to(response, f"{CUSTOMERS}/{customer.id}")
        self.assert_shows(response, "Café Zoé", "3 rue Haute", "FR23334175221")
        self.assertEqual(customer.activity_id, self.oak)
        self.assert_shows(self.page(f"{CUSTOMERS}?q=zoé"), "Café Zoé")
        self.assert_hides(self.page(f"{CUSTOMERS}?q=nobody"), "Café Zoé")

    def test_the_same_form_twice_makes_one(self):
        for _time in range(2):
            response = self.create(key=KEY)
            self.assert_shows(response, "Café Zoé")
        self.assertEqual(len(self.found()), 1)
        response = self.create(key=KEY, city="Roubaix")
        self.assert_shows(response, "was sent before")
        self.assertEqual(self.value_of(response, "city"), ["Roubaix"])
        self.assertEqual(len(self.found()), 1)
        self.assert_shows(self.create(key="x"), "too old")

    def test_bad_input_is_told_beside_the_field_and_kept(self):
        for field, typed, said in (
            ("vat", "FR00000000000", "is not a VAT number"),
            ("registry", "12345678901234", "is no registry number"),
            ("email", "nowhere", "is not an e-mail address"),
            ("country", "0", "cannot be"),
            ("lang", "xx", "cannot be"),
            ("term", "99999", "cannot be"),
            ("zip", "9" * 99, "too long"),
        ):
            with self.subTest(field):
                response = self.create(**{field: typed})
                self.assertIn(said, self.error_of(response, field) or "")
                self.assertEqual(self.value_of(response, "name"), ["Café Zoé"])
                self.assertFalse(self.found())
        response = self.create(name=" ")
        self.assertTrue(self.error_of(response, "name"))
        self.assertEqual(self.value_of(response, "street"), ["3 rue Haute"])

    def test_a_change(self):
        url = f"{CUSTOMERS}/{self.bakery.id}"
        self.assertEqual(self.value_of(self.url_open(f"{url}/edit"), "zip"), ["59000"])
        typed = self._typed(name="Bakery Martin", city="Roubaix")
        self.assert_shows(self.post(f"{url}/edit", **typed), "Roubaix", "Saved")

    def test_numbers_stay_once_something_was_posted(self):
        self._accepted_invoice()
        url = f"{CUSTOMERS}/{self.bakery.id}/edit"
        response = self.post(url, **self._typed(vat="FR23334175221"))
        self.assert_shows(response, "has been invoiced: ask accounting")
        self.assertEqual(self.value_of(response, "vat"), ["FR23334175221"])

    def test_archive_restore_delete(self):
        url = f"{CUSTOMERS}/{self.bakery.id}"
        self.assert_shows(self.post(f"{url}/archive"), "Put aside", "Archived")
        self.assert_hides(self.page(CUSTOMERS), "Bakery Martin")
        self.assert_shows(self.page(f"{CUSTOMERS}?show=archived"), "Bakery Martin")
        self.assert_shows(self.post(f"{url}/restore"), "In use again")
        draft = self._draft()
        self.assert_shows(self.post(f"{url}/delete"), "archive it instead")
        draft.action_coop_discard()
        self.assert_leads_to(self.post(f"{url}/delete"), CUSTOMERS)
        self.assertFalse(self.bakery.exists())

    def test_nobody_elses(self):
        self.sign_in(self.ali_user)
        url = f"{CUSTOMERS}/{self.bakery.id}"
        for one in (url, f"{url}/edit"):
            self.assertEqual(self.url_open(one).status_code, 404)
        for action in ("edit", "archive", "delete"):
            response = self.post(f"{url}/{action}", **self._typed())
            self.assertEqual(response.status_code, 404)
        self.assertTrue(self.bakery.active)
        # the activity of another member: the form is about one's own
        self.create()
        customer = self.env["coop.customer"].search([("name", "=", "Café Zoé")])
        self.assertEqual(customer.activity_id, self.kiln)

    def test_queries_do_not_grow(self):
        before = self.read_queries(CUSTOMERS)
        for number in range(15):
            self._customer(f"Customer {number}")
        self.assertLessEqual(self.read_queries(CUSTOMERS), before)
