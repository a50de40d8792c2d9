import secrets

from odoo.tests import tagged

from .portal_billing_case import HOURS, INVOICES, KEY, PortalBillingCase


@tagged("post_install", "-at_install")
class TestPortalHours(PortalBillingCase):
    def note(self, url=f"{HOURS}/new", **values):
        typed = {
            "activity": str(self.oak.id),
            "customer": str(self.bakery.id),
            "name": "Design",
            "time": "1:30",
            "price": "60",
            "date": self.today.isoformat(),
            "key": secrets.token_urlsafe(16),
        }
        return self.post(url, **typed | values)

    def spells(self):
        spells = self.env["coop.worked.time"].with_user(self.noor_user)
        return spells.search([("activity_id", "=", self.oak.id)])

    def test_noted_and_invoiced(self):
        self.assert_shows(self.note(), "Noted", "1:30", "90.00")
        form = self.url_open(f"{HOURS}/new")
        self.assertEqual(self.value_of(form, "price"), ["60.00"])
        self.assertEqual(self.value_of(form, "customer"), [str(self.bakery.id)])
        self.note(time="30 min", then="more")
        response = self.post(f"{HOURS}/charge/{self.bakery.id}")
        move = self.invoices()
        self.assert_leads_to(response, f"{INVOICES}/{move.id}/edit")
        self.assertEqual(self.value_of(response, "line_quantity"), ["2"])
        usual = str(self.env["coop.billing"]._usual_tax(self.oak).id)
        self.assertEqual(self.value_of(response, "line_tax"), [usual])
        self.assertEqual(move.amount_untaxed, 120)
        response = self.post(f"{HOURS}/charge/{self.bakery.id}")
        self.assert_shows(response, "There is no time to charge")
        spell = self.spells()[0]
        url = f"{HOURS}/{spell.id}"
        self.assert_shows(self.note(url, time="3"), "is on an invoice", "Take it off")
        self.assert_shows(self.post(f"{url}/delete"), "is on an invoice")
        self.assert_shows(self.post(f"{url}/release"), "Taken off")
        self.assert_leads_to(self.note(url, time="3"), HOURS)
        self.assertEqual(spell.minutes, 180)
        self.assert_shows(self.post(f"{url}/delete"), "Deleted")

    def test_time_given_is_told_beside_time_noted(self):
        """The page of `coop_member` about what circulates reads time as text."""
        values = self.noor.with_user(self.noor_user)._portal_community()
        self.assertEqual(values["hours"](90), "1 h 30")

    def test_bad_input_loses_nothing(self):
        stranger = self._customer("His", self.kiln, self.ali_user)
        for field, typed in (
            ("time", "long"),
            ("time", "25"),
            ("time", "0"),
            ("price", "-3"),
            ("customer", str(stranger.id)),
            ("date", "x"),
        ):
            with self.subTest(field=field, typed=typed):
                response = self.note(**{field: typed})
                self.assertTrue(self.error_of(response, field))
                self.assertEqual(self.value_of(response, "name"), ["Design"])
        self.assertFalse(self.spells())
        self.bakery.action_archive()
        self.assert_shows(self.note(), "cannot be")
        self.assertFalse(self.spells())

    def test_the_same_form_counts_once(self):
        for _time in range(2):
            self.assert_shows(self.note(key=KEY), "Noted")
        self.assertEqual(self.spells().mapped("minutes"), [90])
        # back on the page, and something else typed
        response = self.note(key=KEY, time="2")
        self.assert_shows(response, "was sent before")
        self.assertEqual(self.value_of(response, "time"), ["2"])
        self.assertEqual(self.spells().mapped("minutes"), [90])
        fresh = self.value_of(response, "key")[0]
        self.assert_shows(self.note(key=fresh, time="2"), "Noted")
        self.assertCountEqual(self.spells().mapped("minutes"), [90, 120])
        self.assert_shows(self.note(key=""), "too old")
        # the key of somebody else's form tells nothing
        self.sign_in(self.ali_user)
        his = self._customer("His", self.kiln, self.ali_user)
        typed = {"activity": str(self.kiln.id), "customer": str(his.id), "key": KEY}
        self.assert_shows(self.note(**typed), "Noted", "His")

    def test_charged_in_another_window(self):
        self.note()
        spell = self.spells()
        url = f"{HOURS}/{spell.id}"
        spell._charge()
        response = self.note(url, name="Drawing", time="3")
        self.assert_shows(response, "is on an invoice", "Take it off")
        self.assertEqual(self.value_of(response, "name"), ["Drawing"])
        self.assertEqual(self.value_of(response, "time"), ["3"])
        self.assertEqual(spell.minutes, 90)

    def test_queries_do_not_grow(self):
        def note(count):
            spells = self.env["coop.worked.time"].with_user(self.noor_user)
            values = {"activity_id": self.oak.id, "minutes": 30, "price_hour": 50}
            names = (f"{count} {position}" for position in range(count))
            return spells.create(
                [
                    values | {"name": name, "customer_id": customer.id}
                    for name in names
                    for customer in (self.bakery, other)
                ]
            )

        other = self._customer("Café Zoé")
        for customer in (self.bakery, other):
            note(2).filtered(lambda one, of=customer: one.customer_id == of)._charge()
        before = self.read_queries(HOURS)
        note(8)
        for customer in (self.bakery, other):
            note(8).filtered(lambda one, of=customer: one.customer_id == of)._charge()
        self.assertLessEqual(self.read_queries(HOURS), before)

    def test_nobody_elses(self):
        self.note()
        spell = self.spells()
        self.sign_in(self.ali_user)
        url = f"{HOURS}/{spell.id}"
        self.assertEqual(self.url_open(url).status_code, 404)
        for one in (url, f"{url}/release", f"{url}/delete"):
            self.assertEqual(self.note(one).status_code, 404)
        response = self.post(f"{HOURS}/charge/{self.bakery.id}")
        self.assertEqual(response.status_code, 404)
        self.assert_hides(self.page(HOURS), "Design", "Bakery")
