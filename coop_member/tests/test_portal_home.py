from odoo.tests import tagged

from ..core.portal_home import SECTIONS
from .portal_case import PortalCase


@tagged("post_install", "-at_install")
class TestPortalHome(PortalCase):
    """What each part of the home page says, as the member has it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.insurance = cls.env.ref("coop_member.paper_liability")
        cls.permit = cls.env.ref("coop_member.paper_residence")

    def _paper(self, state="accepted", paper_type=None, **vals):
        return self.noor.paper_ids.create(
            {
                "member_id": self.noor.id,
                "type_id": (paper_type or self.permit).id,
                "state": state,
                "date_expiry": self.in_days(500),
                **vals,
            }
        )

    def test_shortcuts_lead_to_the_pages(self):
        for key in ("membership", "activities", "papers", "data"):
            self.assert_home_item(self.noor, "shortcuts", key, url=f"/my/coop/{key}")

    def test_running_contract_is_a_figure(self):
        self.assert_home_item(
            self.noor, "figures", "contract", value="CESA", hint="since 1 Jan 2025"
        )
        self.noor_contract.date_end = "2027-12-31"
        self.assert_home_item(
            self.noor, "figures", "contract", hint="until 31 Dec 2027"
        )
        self.noor_contract.action_end()
        self.assert_no_home_item(self.noor, "figures", "contract")

    def test_papers_expected_under_the_contract_are_asked_for(self):
        self.assert_home_item(
            self.noor,
            "waiting",
            "papers_missing",
            title="3 papers to send",
            url="/my/coop/papers",
        )
        for xml_id in ("paper_identity", "paper_bank"):
            self._paper("received", self.env.ref(f"coop_member.{xml_id}"))
        self.assert_home_item(
            self.noor,
            "waiting",
            "papers_missing",
            title="Send: Professional liability insurance",
            url=f"/my/coop/papers/{self.insurance.id}",
            level="info",
        )

    def test_nothing_is_asked_without_a_contract(self):
        self.noor_contract.action_end()
        self.assert_no_home_item(self.noor, "waiting", "papers_missing")

    def test_papers_asked_under_another_contract_are_not(self):
        self.insurance.contract_type_ids = self.cape
        self.assert_home_item(
            self.noor, "waiting", "papers_missing", title="2 papers to send"
        )

    def test_a_rejected_paper_says_why(self):
        self._paper("rejected", rejection_note="Too dark")
        self.assert_home_item(
            self.noor,
            "waiting",
            "papers_rejected",
            title="Send again: Residence permit",
            hint="Too dark",
            level="danger",
        )
        self._paper("received")
        self.assert_no_home_item(self.noor, "waiting", "papers_rejected")

    def test_papers_to_renew(self):
        paper = self._paper(date_expiry=self.in_days(30))
        self.assert_home_item(
            self.noor, "waiting", "papers_expiring", title="Renew: Residence permit"
        )
        paper.date_expiry = self.in_days(31)
        self.assert_no_home_item(self.noor, "waiting", "papers_expiring")
        paper.date_expiry = self.in_days(-1)
        self.assert_home_item(self.noor, "waiting", "papers_expired", level="danger")

    def test_a_kind_may_be_renewed_earlier(self):
        self._paper(date_expiry=self.in_days(60))
        self.assert_no_home_item(self.noor, "waiting", "papers_expiring")
        self.permit.warn_days = 60
        self.assert_home_item(self.noor, "waiting", "papers_expiring")

    def test_a_kind_that_is_not_used_any_more_is_not_asked_for(self):
        self._paper("rejected", rejection_note="Too dark")
        self.permit.active = False
        self.assert_no_home_item(self.noor, "waiting", "papers_rejected")

    def test_deadlines_come_by_date(self):
        paper = self._paper()
        deadlines = self.env["coop.deadline"].search([("member_id", "=", self.noor.id)])
        self.assertEqual(
            set(deadlines.mapped("kind")), {"associate", "interview", "paper"}
        )
        keys = [f"deadline_{deadline.id}" for deadline in deadlines]
        upcoming = self._home()["upcoming"]
        self.assertEqual([item.key for item in upcoming.items + upcoming.more], keys)
        papers = deadlines.filtered(lambda one: one.paper_id == paper)
        self.assert_home_item(
            self.noor,
            "upcoming",
            f"deadline_{papers.id}",
            title="Residence permit",
            url=f"/my/coop/papers/{self.permit.id}",
            day=self.in_days(500),
            level="info",
        )

    def test_what_waits_is_not_coming_as_well(self):
        paper = self._paper(date_expiry=self.in_days(10))
        deadline = self.env["coop.deadline"].search([("paper_id", "=", paper.id)])
        self.assert_no_home_item(self.noor, "upcoming", f"deadline_{deadline.id}")

    def test_planned_interviews_are_coming(self):
        interviews = self.noor.interview_ids
        planned, cancelled, past = (
            interviews.create({"member_id": self.noor.id, "mode": "video", **vals})
            for vals in (
                {"date": self.in_days(12)},
                {"date": self.in_days(13), "state": "cancelled"},
                {"date": self.in_days(-1)},
            )
        )
        self.assert_home_item(
            self.noor,
            "upcoming",
            f"interview_{planned.id}",
            title=f"Interview with {self.adviser.name}",
            hint="Video call, in 12 days",
        )
        for interview in cancelled + past:
            self.assert_no_home_item(self.noor, "upcoming", f"interview_{interview.id}")

    def test_how_far_a_date_is(self):
        expected = {
            0: "today",
            1: "in 1 day",
            -3: "3 days ago",
            20: "in 3 weeks",
            90: "in 3 months",
        }
        member = self.noor.with_user(self.noor_user)
        for days, words in expected.items():
            self.assertEqual(member._portal_when(self.in_days(days)), words)
        french = member.with_context(lang="fr_FR")
        self.assertEqual(french._portal_when(self.in_days(12)), "dans 12 jours")

    def test_who_left_is_asked_for_nothing(self):
        self._paper("rejected", rejection_note="Too dark")
        self.noor.action_leave()
        self.assertEqual(self.home_items(self.noor)["waiting"], {})

    def test_the_page_stays_short_whatever_the_volume(self):
        for day in range(40):
            self.noor.interview_ids.create(
                {"member_id": self.noor.id, "date": self.in_days(day + 1)}
            )
        for name, section in self._home().items():
            self.assertLessEqual(len(section.items), SECTIONS[name] + 1)
            self.assertLessEqual(len(section.more), 16)

    def test_queries_do_not_grow(self):
        self._paper("rejected", rejection_note="Too dark")
        self.noor.interview_ids.create(
            {"member_id": self.noor.id, "date": self.in_days(5)}
        )
        # one environment for both counts: it remembers things about its user
        me = self.noor.with_user(self.noor_user)
        few = self.count_queries(me._get_portal_home)
        for day in range(20):
            self._paper(date_expiry=self.in_days(100 + day))
            self._paper("rejected", self.insurance, rejection_note="Too dark")
            self.noor.interview_ids.create(
                {"member_id": self.noor.id, "date": self.in_days(day + 1)}
            )
            self._running(self.noor, self.volunteering, "2025-02-01")
        self.assertEqual(self.count_queries(me._get_portal_home), few)

    def _home(self):
        return self.noor.with_user(self.noor_user)._get_portal_home()
