import secrets
from datetime import timedelta

from odoo.tests import tagged

from .portal_billing_case import KEY, TRANSFERS, PortalBillingCase


@tagged("post_install", "-at_install")
class TestPortalTransfers(PortalBillingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        accounts = cls.env["account.account"].with_company(cls.company)
        income, charge = accounts.create(
            [
                {"name": "Charged", "code": "708991", "account_type": "income"},
                {"name": "Paid", "code": "628991", "account_type": "expense"},
            ]
        )
        cls.company.coop_transfer_income_account_id = income
        cls.company.coop_transfer_charge_account_id = charge

    def offer(self, then="offer", **values):
        typed = {
            "activity": str(self.oak.id),
            "to": str(self.kiln.id),
            "amount": "120,50",
            "description": "Shelves",
            "date": self.today.isoformat(),
            "then": then,
            "key": secrets.token_urlsafe(16),
        }
        return self.post(f"{TRANSFERS}/new", **typed | values)

    def transfer(self):
        transfers = self.env["coop.activity.transfer"].with_user(self.noor_user)
        return transfers.search([("from_activity_id", "=", self.oak.id)])

    def test_offered_and_accepted(self):
        self.assert_shows(self.offer(), "Kiln is asked to accept it", "120.50")
        transfer = self.transfer()
        url = f"{TRANSFERS}/{transfer.id}"
        self.assert_shows(self.post(f"{url}/accept"), "Only who runs an activity")
        self.sign_in(self.ali_user)
        self.assert_shows(self.page(TRANSFERS), "Waiting for your answer", "Shelves")
        self.assert_shows(self.page(url), "Oak and Lime", "Accept")
        self.assert_shows(self.post(f"{url}/back"), "Only who runs an activity")
        self.assert_shows(self.post(f"{url}/accept"), "it is in the books")
        self.assert_shows(self.post(f"{url}/accept"), "cannot do this")
        self.assertRecordValues(transfer, [{"state": "accepted", "amount": 120.5}])

    def test_what_is_accepted_is_what_was_shown(self):
        self.offer()
        transfer = self.transfer()
        url = f"{TRANSFERS}/{transfer.id}"
        self.sign_in(self.ali_user)
        shown = f"//form[@action='{url}/accept']//input[@name='shown']/@value"
        [stale] = self.page(url).xpath(shown)
        transfer.action_draft()
        transfer.amount = 9000
        transfer.action_offer()
        response = self.post(f"{url}/accept", shown=stale)
        self.assert_shows(response, "was changed meanwhile", "9,000.00")
        self.assertEqual(transfer.state, "offered")
        [fresh] = self.page(url).xpath(shown)
        self.assert_shows(self.post(f"{url}/accept", shown=fresh), "in the books")

    def test_no_day_to_come(self):
        day = (self.today + timedelta(days=1)).isoformat()
        self.assert_shows(self.offer(date=day), "cannot be dated after today")
        self.assertEqual(self.transfer().state, "draft")

    def test_offered_and_refused(self):
        self.offer()
        url = f"{TRANSFERS}/{self.transfer().id}"
        self.sign_in(self.ali_user)
        self.assert_shows(self.post(f"{url}/refuse", reason=" "), "Tell why")
        self.assert_shows(self.post(f"{url}/refuse", reason="Too dear"), "reads why")
        self.sign_in(self.noor_user)
        self.assert_shows(self.page(url), "Too dear", "Refused")
        self.assert_shows(self.post(f"{url}/back"), "It is a draft again")
        self.assert_shows(self.post(f"{url}/delete"), "has been offered")

    def test_bad_input_loses_nothing(self):
        for field, typed in (
            ("amount", "-3"),
            ("amount", "0"),
            ("amount", "9" * 12),
            ("to", "999999"),
            ("to", str(self.oak.id)),
            ("date", "soon"),
            ("description", " "),
        ):
            with self.subTest(field=field, typed=typed):
                response = self.offer(**{field: typed})
                self.assertTrue(self.error_of(response, field))
                kept = "description" if field != "description" else "amount"
                said = {"description": "Shelves", "amount": "120,50"}[kept]
                self.assertEqual(self.value_of(response, kept), [said])
        self.assertFalse(self.transfer())

    def test_the_same_form_asks_once(self):
        for _time in range(2):
            self.assert_shows(self.offer(key=KEY), "Kiln is asked to accept it")
        self.assertEqual(self.transfer().mapped("state"), ["offered"])
        response = self.offer(key=KEY, amount="12")
        self.assert_shows(response, "was sent before")
        self.assertEqual(self.value_of(response, "amount"), ["12"])
        self.assertEqual(len(self.transfer()), 1)

    def test_offered_in_another_window(self):
        self.offer("later")
        transfer = self.transfer()
        transfer.action_offer()
        url = f"{TRANSFERS}/{transfer.id}/edit"
        typed = {"to": str(self.kiln.id), "amount": "7", "description": "Two shelves"}
        response = self.post(url, date=self.today.isoformat(), **typed)
        self.assert_shows(response, "it stays as it is")
        self.assertEqual(self.value_of(response, "description"), ["Two shelves"])
        self.assertEqual(transfer.amount, 120.5)

    def test_queries_do_not_grow(self):
        def charge(count):
            for user, one, other in (
                (self.noor_user, self.oak, self.kiln),
                (self.ali_user, self.kiln, self.oak),
            ):
                transfers = self.env["coop.activity.transfer"].with_user(user)
                made = transfers.create(
                    [
                        {
                            "from_activity_id": one.id,
                            "to_activity_id": other.id,
                            "amount": 10 + position,
                            "description": f"Work {position}",
                        }
                        for position in range(count)
                    ]
                )
                made[count // 2 :].action_offer()

        charge(2)
        before = self.read_queries(TRANSFERS)
        charge(8)
        self.assertLessEqual(self.read_queries(TRANSFERS), before)

    def test_a_draft_is_changed_and_seen_by_nobody_else(self):
        for _time in range(2):
            self.offer("later", key=KEY)
        transfer = self.transfer()
        self.assertEqual(len(transfer), 1)
        url = f"{TRANSFERS}/{transfer.id}"
        self.sign_in(self.ali_user)
        self.assertEqual(self.url_open(url).status_code, 404)
        self.assert_hides(self.page(TRANSFERS), "Shelves")
        for action in ("offer", "back", "accept", "refuse", "delete", "edit"):
            self.assertEqual(self.post(f"{url}/{action}").status_code, 404)
        self.sign_in(self.noor_user)
        self.assertEqual(
            self.value_of(self.url_open(f"{url}/edit"), "amount"), ["120.50"]
        )
        self.post(f"{url}/offer")
        self.assertEqual(self.url_open(f"{url}/edit").status_code, 404)
        self.sign_in(self.ali_user)
        self.assertEqual(self.url_open(f"{url}/edit").status_code, 404)
        self.assertEqual(self.post(f"{url}/edit", amount="1").status_code, 404)
