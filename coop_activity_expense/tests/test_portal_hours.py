import secrets

from odoo.tests import tagged

from .portal_billing_case import HOURS, INVOICES, PortalBillingCase


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
