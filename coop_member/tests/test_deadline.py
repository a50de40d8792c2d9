from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common import CoopCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02")
class TestDeadline(CoopCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls._member(adviser_id=cls.adviser.id)

    def _deadlines(self, user=None, **criteria):
        return (
            self.env["coop.deadline"]
            .with_user(user or self.adviser)
            .search(
                [("member_id", "=", self.member.id)]
                + [(name, "=", value) for name, value in criteria.items()]
            )
        )

    def _announce(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "coop_member.ir_cron_deadline_announce"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def _announced(self):
        welcome = self.company.coop_welcome_plan_id.template_ids.mapped("summary")
        return self.member.activity_ids.filtered(lambda a: a.summary not in welcome)

    def test_associate_deadline_counts_from_the_first_day(self):
        self._running(self.member, self.cape, date(2024, 1, 1), date(2024, 12, 31))
        self._running(self.member, self.cesa, date(2025, 1, 1))
        self.assertEqual(self.member.associate_deadline, date(2027, 1, 1))
        self.member.associate_date = date(2026, 1, 1)
        self.assertFalse(self.member.associate_deadline)

    def test_gap_pushes_the_associate_deadline(self):
        self._running(self.member, self.cape, date(2024, 1, 1), date(2024, 12, 31))
        self._running(self.member, self.cesa, date(2025, 1, 11))
        self.assertEqual(self.member.associate_deadline, date(2027, 1, 11))

    def test_only_contracts_that_count_shorten_the_delay(self):
        belgian = self.env.ref("coop_member.contract_type_be")
        self._running(self.member, belgian, date(2024, 1, 1), date(2024, 12, 31))
        self._running(self.member, self.cesa, date(2025, 1, 1))
        self.assertEqual(self.member.associate_deadline, date(2028, 1, 1))

    def test_interview_due_follows_the_last_one(self):
        self._running(self.member, self.cesa, date(2026, 1, 1))
        self.assertEqual(self.member.interview_due_date, date(2026, 7, 1))
        interview = (
            self.env["coop.interview"]
            .with_user(self.adviser)
            .create({"member_id": self.member.id, "date": date(2026, 2, 15)})
        )
        self.assertEqual(self.member.interview_due_date, date(2026, 7, 1))
        interview.action_done()
        self.assertRecordValues(
            self.member,
            [
                {
                    "interview_due_date": date(2026, 8, 15),
                    "last_interview_date": date(2026, 2, 15),
                }
            ],
        )

    def test_every_kind_is_listed_with_its_warning(self):
        contract = self._running(
            self.member, self.cape, date(2025, 4, 1), date(2026, 3, 31)
        )
        paper = self._paper("2026-06-30")
        rows = self._deadlines()
        self.assertEqual(
            {(row.kind, row.date_due, row.date_warn) for row in rows},
            {
                ("contract", date(2026, 3, 31), date(2026, 1, 30)),
                ("interview", date(2025, 10, 1), date(2025, 9, 1)),
                ("paper", date(2026, 6, 30), date(2026, 5, 31)),
            },
        )
        self.assertEqual(rows.contract_id, contract)
        self.assertEqual(rows.paper_id, paper)
        self.assertEqual(rows.adviser_id, self.adviser)

    def _paper(self, expiry, type_xml_id="coop_member.paper_liability"):
        return (
            self.env["coop.paper"]
            .with_user(self.adviser)
            .create(
                {
                    "member_id": self.member.id,
                    "type_id": self.env.ref(type_xml_id).id,
                    "date_expiry": expiry,
                    "state": "accepted",
                }
            )
        )

    def test_a_kind_of_paper_may_warn_earlier(self):
        self.env.ref("coop_member.paper_residence").warn_days = 90
        self._paper("2026-06-30", "coop_member.paper_residence")
        self.assertEqual(self._deadlines().date_warn, date(2026, 4, 1))

    def test_renewed_contracts_are_no_deadline(self):
        contract = self._running(
            self.member, self.cape, date(2025, 4, 1), date(2026, 3, 31)
        )
        contract.action_renew()
        self.assertTrue(self._deadlines(kind="contract"))
        contract.renewal_ids.signed_date = date(2026, 3, 1)
        self.assertFalse(self._deadlines(kind="contract"))

    def test_members_who_left_have_none(self):
        self._running(self.member, self.cesa, date(2026, 1, 1))
        self._paper("2026-06-30")
        self.member.action_leave()
        self.assertFalse(self._deadlines())

    def test_nor_those_taken_over_as_having_left(self):
        left = self._candidate(
            "Ali Roche",
            state="left",
            admission_date="2020-01-01",
            exit_date="2021-01-01",
        )
        self._contract(left, self.cesa, date(2020, 1, 1), state="running")
        deadlines = self.env["coop.deadline"].with_user(self.adviser)
        self.assertFalse(deadlines.search([("member_id", "=", left.id)]))

    def test_each_deadline_is_announced_once(self):
        self._running(self.member, self.cape, date(2025, 4, 1), date(2026, 3, 31))
        for _day in range(2):
            self._announce()
        self.assertEqual(
            {(a.summary, a.date_deadline) for a in self._announced()},
            {
                ("End of contract · 03/31/2026", date(2026, 3, 31)),
                ("Interview due · 10/01/2025", date(2026, 3, 2)),
            },
        )
        self.assertEqual(self._announced().user_id, self.adviser)

    def test_a_new_date_is_announced_again(self):
        paper = self._paper("2026-03-20")
        self._announce()
        paper.date_expiry = "2026-03-25"
        self._announce()
        self.assertEqual(len(self._announced()), 2)

    def test_lead_times_are_the_company_s(self):
        self._running(self.member, self.cape, date(2025, 4, 1), date(2026, 3, 31))
        self.company.write(
            {"coop_warn_contract_days": 10, "coop_warn_interview_days": 0}
        )
        self.assertEqual(self._deadlines(kind="contract").date_warn, date(2026, 3, 21))
        self._announce()
        self.assertEqual(
            self._announced().mapped("summary"), ["Interview due · 10/01/2025"]
        )

    def test_without_adviser_the_default_one_is_told(self):
        self.member.adviser_id = False
        self._paper("2026-03-20")
        self._announce()
        self.assertFalse(self._announced())
        self.company.coop_default_adviser_id = self.manager
        self._announce()
        self.assertEqual(self._announced().user_id, self.manager)

    def test_once_the_adviser_works_here_no_more_the_default_one_is_told(self):
        self.company.coop_default_adviser_id = self.manager
        self._paper("2026-03-20")
        self.adviser.active = False
        self._announce()
        self.assertEqual(self._announced().user_id, self.manager)

    def test_nobody_is_told_who_works_here_no_more(self):
        self.company.coop_default_adviser_id = self.adviser
        self._paper("2026-03-20")
        self.adviser.active = False
        self._announce()
        self.assertFalse(self._announced())

    def test_the_summary_speaks_the_adviser_s_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.adviser.lang = "fr_FR"
        self._paper("2026-03-20")
        self._announce()
        self.assertIn("20/03/2026", self._announced().summary)

    def test_opening_a_deadline_opens_its_source(self):
        self._paper("2026-03-20")
        action = self._deadlines().action_open_source()
        self.assertEqual(action["res_model"], "coop.paper")

    def test_announcing_does_not_query_more_by_known_deadline(self):
        self._paper("2026-03-20")
        self._announce()
        with self.assertQueryCount(2):
            self.assertFalse(self.env["coop.deadline"]._search_unannounced())
