from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from odoo.addons.coop_member.tests.common import CoopCase

TODAY = "2026-03-01"


@tagged("post_install", "-at_install")
class DeclarationCase(CoopCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.account_fiscal_country_id = cls.env.ref("base.fr")
        cls.vat = cls._declaration(responsible_id=cls.adviser.id)

    @classmethod
    def _declaration(cls, **vals):
        return (
            cls.env["coop.declaration"]
            .with_user(cls.accountant)
            .create(
                {
                    "name": "VAT",
                    "category": "vat",
                    "company_id": cls.company.id,
                    "rule": "FREQ=MONTHLY;BYMONTHDAY=24",
                    **vals,
                }
            )
        )

    def _proposal(self, name):
        return self.env.ref(f"coop_activity_expense.declaration_{name}")

    def _plan(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "coop_activity_expense.ir_cron_declaration_plan"
            ).method_direct_trigger()


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDeclaration(DeclarationCase):
    def test_deadlines_are_written_down_once(self):
        self._plan()
        first = self.vat.deadline_ids
        self.assertRecordValues(
            first.sorted("date_due")[:2],
            [
                {
                    "date_due": date(2026, 3, 24),
                    "period_start": date(2026, 2, 1),
                    "period_end": date(2026, 2, 28),
                    "date_announce": date(2026, 3, 14),
                    "responsible_id": self.adviser.id,
                    "state": "todo",
                },
                {
                    "date_due": date(2026, 4, 24),
                    "period_start": date(2026, 3, 1),
                    "period_end": date(2026, 3, 31),
                    "date_announce": date(2026, 4, 14),
                    "responsible_id": self.adviser.id,
                    "state": "todo",
                },
            ],
        )
        self.assertEqual(len(first), 15)
        self._plan()
        self.assertEqual(self.vat.deadline_ids, first)

    def test_a_changed_rule_changes_what_nobody_worked_on(self):
        self.vat.action_plan()
        march, april = self.vat.deadline_ids.sorted("date_due")[:2]
        march.note = "Asked for a delay"
        self.vat.rule = "FREQ=MONTHLY;BYMONTHDAY=20"
        self.vat.action_plan()
        days = sorted(self.vat.deadline_ids.mapped("date_due"))[:3]
        self.assertEqual(
            days, [date(2026, 3, 20), date(2026, 3, 24), date(2026, 4, 20)]
        )
        self.assertFalse(april.exists())

    def test_activities_ahead(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.vat.with_context(lang="fr_FR").name = "TVA"
        self.adviser.lang = "fr_FR"
        self._plan()
        self.assertFalse(self.vat.deadline_ids.activity_ids)
        with freeze_time("2026-03-14"):
            self._plan()
            self._plan()
        [activity] = self.vat.deadline_ids.activity_ids
        self.assertRecordValues(
            activity,
            [
                {
                    "user_id": self.adviser.id,
                    "date_deadline": date(2026, 3, 24),
                    "summary": "TVA",
                }
            ],
        )

    def test_done_and_late(self):
        self.vat.action_plan()
        march, april = self.vat.deadline_ids.sorted("date_due")[:2]
        deadlines = self.env["coop.declaration.deadline"].with_user(self.adviser)
        own = [("declaration_id", "=", self.vat.id)]
        with freeze_time("2026-03-25"):
            self.env.invalidate_all()
            self.assertEqual((march.state, april.state), ("late", "todo"))
            late = deadlines.search([*own, ("state", "=", "late")])
            self.assertEqual(late, march)
            march.activity_schedule("mail.mail_activity_data_todo")
            march.with_user(self.adviser).action_done()
            self.assertRecordValues(
                march,
                [
                    {
                        "state": "done",
                        "done_by_id": self.adviser.id,
                        "done_date": date(2026, 3, 25),
                    }
                ],
            )
            self.assertFalse(march.activity_ids)
            self.assertEqual(deadlines.search([*own, ("state", "=", "done")]), march)
            self.assertNotIn(
                march, deadlines.search([*own, ("state", "in", ("late", "todo"))])
            )
            with self.assertRefused("is done already"):
                march.action_done()
            with self.assertRefused("is done, and is kept"):
                march.unlink()
            with self.assertRefused("was declared before: archive it"):
                self.vat.unlink()
            march.action_reopen()
            self.assertEqual(march.state, "late")

    def test_who_says_that_it_is_done(self):
        self.vat.action_plan()
        deadline = self.vat.deadline_ids[0]
        other = self._new_user("other", "coop_member.group_adviser")
        for user in (other, self.employee):
            with self.assertRaises(AccessError):
                deadline.with_user(user).action_done()
            with self.assertRaises(AccessError):
                deadline.with_user(user).action_reopen()
        deadline.action_done()

    def test_rules_that_say_nothing(self):
        for rule, sentence in (
            ("every month", "“EVERY MONTH” is not understood"),
            ("FREQ=MONTHLY", "needs a value for BYMONTHDAY"),
            ("FREQ=MONTHLY;BYMONTHDAY=40", "BYMONTHDAY cannot be “40”"),
        ):
            with self.subTest(rule=rule), self.assertRefused(sentence):
                self._declaration(rule=rule)
        with self.assertRefused("a cooperative, or a country"):
            self._declaration(company_id=False)
        with self.assertRefused("A period has at least a month"):
            self._declaration(period_months=0)

    def test_words(self):
        for rule, words in (
            ("FREQ=MONTHLY;BYMONTHDAY=24", "On day 24, every month"),
            (
                "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
                "The last day of the month, in the first month of every quarter",
            ),
            (
                "FREQ=YEARLY;BYMONTH=5;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2",
                "Working day number 2, every year in May",
            ),
            (
                "FREQ=YEARLY;BYMONTH=5,6;BYDAY=MO;BYSETPOS=-1",
                "The last Monday, every year in May, June",
            ),
            (
                "FREQ=MONTHLY;BYMONTHDAY=-3",
                "2 days before the last of the month, every month",
            ),
        ):
            self.vat.rule = rule
            self.assertEqual(self.vat.rule_words, words)

    def _followed(self, company):
        found = self.env["coop.declaration"].search([("company_id", "=", company.id)])
        return found.template_id

    def test_new_cooperatives_follow_those_of_their_country(self):
        companies = self.env["res.company"]
        belgian = companies.create(
            {"name": "Nieuw", "country_id": self.env.ref("base.be").id}
        )
        self.assertIn(self._proposal("be_vat_quarter"), self._followed(belgian))
        self.assertEqual(self._followed(belgian).country_id, self.env.ref("base.be"))
        # nothing is known of its country, until it is
        later = companies.create({"name": "Later", "country_id": False})
        self.assertFalse(self._followed(later))
        later.account_fiscal_country_id = self.env.ref("base.fr")
        self.assertIn(self._proposal("fr_vat_month"), self._followed(later))

    def test_what_a_cooperative_chose_stays(self):
        own = self.env["coop.declaration"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertTrue(own)
        own.active = False
        self.company.country_id = self.env.ref("base.be")
        self.company._coop_set_up()
        self.assertFalse(self._followed(self.company))

    def test_following_those_of_the_country(self):
        self.env["coop.declaration"].search(
            [("company_id", "=", self.company.id)]
        ).unlink()
        self.company._coop_follow_declarations()
        own = self.env["coop.declaration"].search(
            [("company_id", "=", self.company.id), ("template_id", "!=", False)]
        )
        self.assertIn(self._proposal("fr_vat_month"), own.template_id)
        self.assertNotIn(self._proposal("fr_vat_quarter"), own.template_id)
        self.assertEqual(own.template_id.country_id, self.env.ref("base.fr"))
        self.company._coop_follow_declarations()
        quarterly = self._proposal("fr_vat_quarter").with_company(self.company)
        quarterly = quarterly.with_user(self.accountant)
        followed = quarterly.action_follow()
        self.assertEqual(quarterly.action_follow(), followed)
        self.assertEqual(followed.company_id, self.company)

    def test_a_year_that_ends_in_june(self):
        accounts = self._proposal("fr_results")._follow(self.company)
        self.assertEqual(accounts.rule_words, "Working day number 2, every year in May")
        self.company.write({"fiscalyear_last_month": "6", "fiscalyear_last_day": 30})
        [due] = accounts._dues(date(2026, 1, 1), date(2026, 12, 31))
        self.assertEqual(
            (due.day, due.period_start, due.period_end),
            (date(2026, 11, 3), date(2025, 7, 1), date(2026, 6, 30)),
        )

    def test_days_that_come_with_the_module(self):
        """Belgium and France, a year of each, as the calendar of 2026 has it."""
        for name, days in (
            ("be_vat_quarter", ["01-25", "04-25", "07-25", "10-25"]),
            ("be_customers", ["03-31"]),
            ("be_social_quarter", ["01-31", "04-30", "07-31", "10-31"]),
            ("be_wages_forms", ["02-28"]),
            ("fr_results", ["05-04"]),
            ("fr_training", ["05-31"]),
            ("fr_tax_instalment", ["03-15", "06-15", "09-15", "12-15"]),
        ):
            with self.subTest(name=name):
                dues = self._proposal(name)._dues(date(2026, 1, 1), date(2026, 12, 31))
                self.assertEqual([f"{due.day:%m-%d}" for due in dues], days)

    def test_nothing_that_comes_with_the_module_is_said_to_be_verified(self):
        proposals = self.env["coop.declaration"].search([("company_id", "=", False)])
        self.assertFalse(any(proposals.mapped("verified")))


@tagged("post_install", "-at_install")
class TestDeclarationFeed(DeclarationCase, HttpCase):
    def _address(self, user):
        address = self.env["coop.declaration.feed"].with_user(user)._new_address()
        return address.replace(self.env["res.users"].get_base_url(), "")

    def test_a_calendar(self):
        self.vat.action_plan()
        self._foreign()
        deadline = self.vat.deadline_ids[:1]
        deadline.action_done()
        found = self.url_open(self._address(self.adviser))
        self.assertEqual(found.status_code, 200)
        self.assertIn("text/calendar", found.headers["Content-Type"])
        self.assertEqual(found.text.count("BEGIN:VEVENT"), 15)
        self.assertIn(f"DTSTART;VALUE=DATE:{deadline.date_due:%Y%m%d}", found.text)
        self.assertEqual(found.text.count("SUMMARY:✓ VAT"), 1)
        self.assertNotIn("Elsewhere", found.text)

    def _foreign(self):
        declaration = self.env["coop.declaration"].create(
            {
                "name": "Elsewhere",
                "company_id": self.other_company.id,
                "rule": "FREQ=MONTHLY;BYMONTHDAY=1",
            }
        )
        declaration.action_plan()

    def test_addresses_that_open_nothing(self):
        old = self._address(self.adviser)
        new = self._address(self.adviser)
        self.assertNotEqual(old, new)
        self.assertEqual(self.url_open(old).status_code, 404)
        self.assertEqual(self.url_open(new).status_code, 200)
        self.assertEqual(self.url_open("/coop/declarations/0/x.ics").status_code, 404)
        self.adviser.active = False
        self.assertEqual(self.url_open(new).status_code, 404)

    def test_who_loses_the_right_loses_the_calendar(self):
        address = self._address(self.adviser)
        group = self.env.ref("coop_member.group_adviser")
        self.adviser.group_ids -= group
        self.assertEqual(self.url_open(address).status_code, 404)
        with self.assertRaises(AccessError):
            self._address(self.employee)

    def test_the_secret_is_not_kept(self):
        address = self._address(self.adviser)
        feed = self.env["coop.declaration.feed"].search(
            [("user_id", "=", self.adviser.id)]
        )
        token = address.split("/")[-1].removesuffix(".ics")
        self.assertNotIn(token, feed.token_hash)
        with self.assertRaises(AccessError):
            feed.with_user(self.adviser).read(["token_hash"])
