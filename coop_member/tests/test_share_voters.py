from datetime import date

from odoo.tests import freeze_time, tagged

from .report_case import ReportCase

BOUGHT, MEETING, LATER = date(2025, 3, 1), date(2025, 6, 1), date(2025, 9, 1)


@tagged("post_install", "-at_install")
class TestShareVoters(ReportCase):
    """Who votes at a meeting of the past: members of that day who then held a share,
    each once, whatever became of them since."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleges = cls.env["coop.college"].search(
            [("company_id", "=", cls.company.id)]
        )
        cls.colleges.min_shares = 0

    def _voters(self, day=MEETING):
        return self._tables("voters", date_to=day)["Voters"]

    def _names(self, day=MEETING):
        return self._column(self._voters(day), 1)

    def test_holders_vote_once_whatever_they_hold(self):
        other = self._share_type("B", 100)
        self._subscribed(self.noor, 50, day=BOUGHT)
        self._subscribed(self.noor, 5, day=BOUGHT, share_type_id=other.id)
        self._subscribed(self.ali, 1, day=BOUGHT)
        self.assertEqual(self._names(), ["Ali Roche", "Noor Vidal"])

    def test_who_holds_no_share_does_not_vote(self):
        self._called(self.ali, 10)
        self.assertEqual(self._names(), [])

    def test_who_bought_later_did_not_vote(self):
        self._subscribed(self.noor, 10, day=LATER)
        self.assertEqual(self._names(), [])
        self.assertEqual(self._names(LATER), ["Noor Vidal"])

    def test_who_transferred_everything_does_not_vote_any_more(self):
        self._subscribed(self.noor, 10, day=BOUGHT)
        self._recorded("transfer", 10, LATER, giver=self.noor, receiver=self.ali)
        self.assertEqual(self._names(), ["Noor Vidal"])
        self.assertEqual(self._names(LATER), ["Ali Roche"])

    def test_who_was_admitted_later_did_not_vote(self):
        lou = self._member("Lou Petit", admission_date=LATER)
        self._subscribed(lou, 10, day=BOUGHT)
        self.assertEqual(self._names(), [])
        self.assertEqual(self._names(LATER), ["Lou Petit"])

    def test_candidates_do_not_vote(self):
        self._subscribed(self._candidate("Lou Petit", admission_date=BOUGHT), 10)
        self.assertEqual(self._names(self.today), [])

    def _left(self, day):
        self._subscribed(self.noor, 10, day=BOUGHT)
        noor = self.noor.with_user(self.adviser)
        noor.write({"exit_date": day, "exit_reason_id": self.exit_reason.id})
        noor.action_leave()
        return noor

    def test_who_left_before_did_not_vote(self):
        self._left(MEETING.replace(day=1, month=5))
        self.assertEqual(self._names(), [])

    def test_who_left_since_or_on_the_day_did_vote(self):
        self._left(MEETING)
        self.assertEqual(self._names(), ["Noor Vidal"])
        self.assertEqual(self._names(MEETING.replace(day=2)), [])

    def test_who_left_and_came_back_votes_in_both_stays(self):
        noor = self._left(MEETING)
        noor.action_reopen()
        self.assertEqual(self._names(), ["Noor Vidal"])
        self.assertEqual(self._names(LATER), [])
        noor.admission_date = LATER
        noor.action_admit()
        self.assertEqual(self._names(LATER), ["Noor Vidal"])
        self.assertEqual(self._column(self._voters(LATER), 3), [LATER])
        self.assertEqual(self._column(self._voters(), 3), [date(2020, 1, 1)])

    def test_colleges_come_in_their_order_and_are_counted(self):
        first, last = self.colleges[0], self.colleges[-1]
        self.noor.college_id = last
        emma = self._member("Émile Zola", college_id=first.id)
        for member in (self.noor, self.ali, emma):
            self._subscribed(member, 1, day=BOUGHT)
        tables = self._tables("voters", date_to=MEETING)
        self.assertEqual(
            [row[1:3] for row in tables["Voters"]],
            [
                ("Ali Roche", first.name),
                ("Émile Zola", first.name),
                ("Noor Vidal", last.name),
            ],
        )
        self.assertEqual(tables["Voters by college"], [(first.name, 2), (last.name, 1)])

    def test_organisations_vote_through_who_represents_them(self):
        company = self._member("The Mill", is_company=True)
        company.representative_id = self.env["res.partner"].create(
            {"name": "Jeanne Petit", "parent_id": company.partner_id.id}
        )
        self._subscribed(company, 1, day=BOUGHT)
        self.assertEqual(self._names(), ["The Mill, represented by Jeanne Petit"])

    def test_a_past_list_says_that_colleges_are_of_today(self):
        with freeze_time(LATER):
            self.assertEqual(len(self._wizard("voters")._report().notes), 1)
        self.assertEqual(
            len(self._wizard("voters", date_to=MEETING)._report().notes), 2
        )
