from freezegun import freeze_time

from .share_portal_case import SharePortalCase


class TestPortalSharesHome(SharePortalCase):
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
