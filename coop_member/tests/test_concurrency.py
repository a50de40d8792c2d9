from datetime import date, timedelta

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from .two_connections import TwoConnectionsCase


@tagged("post_install", "-at_install")
class TestConcurrency(TwoConnectionsCase):
    """Two people at once: numbers, admissions, contracts, deadlines."""

    def setUp(self):
        super().setUp()
        self.member_ids = []
        self.next_number = self._commit(lambda env: self._sequence(env).number_next)
        self.addCleanup(self._commit, self._take_back)

    def _sequence(self, env):
        return env.ref("base.main_company")._coop_sequence("coop.member")

    def _take_back(self, env):
        # registers refuse to forget anyone, unless their module is going too
        members = env["coop.member"].browse(self.member_ids)
        members = members.with_context(**{MODULE_UNINSTALL_FLAG: True})
        partners = members.partner_id
        members.contract_ids.unlink()
        members.unlink()
        partners.unlink()
        self._sequence(env).number_next = self.next_number

    def _candidates(self, *names):
        """Ids of committed candidates."""

        def create(env):
            company = env.ref("base.main_company")
            college = env["coop.college"].search(
                [("company_id", "=", company.id)], limit=1
            )
            members = env["coop.member"].create(
                [
                    {
                        "name": name,
                        "company_id": company.id,
                        "college_id": college.id,
                        "adviser_id": env.ref("base.user_admin").id,
                    }
                    for name in names
                ]
            )
            return members.ids

        self.member_ids += self._commit(create)
        return self.member_ids

    def _contracts(self, *periods):
        """Ids of committed drafts of one admitted member."""
        [member_id] = self._candidates("Noor Vidal")

        def create(env):
            member = env["coop.member"].browse(member_id)
            member.admission_date = date(2020, 1, 1)
            member.action_admit()
            contract_type = env.ref("coop_member.contract_type_cape")
            contracts = env["coop.contract"].create(
                [
                    {
                        "member_id": member.id,
                        "type_id": contract_type.id,
                        "date_start": start,
                        "date_end": end,
                    }
                    for start, end in periods
                ]
            )
            return contracts.ids

        return self._commit(create)

    def test_two_admissions_get_consecutive_numbers(self):
        def admit(member_id):
            def work(env):
                member = env["coop.member"].browse(member_id)
                member.action_admit()
                return int(member.number)

            return work

        numbers = self._at_once(*map(admit, self._candidates("Ada Brun", "Jo Kern")))
        self.assertEqual(numbers, [self.next_number, self.next_number + 1])
        self.assertEqual(self._next_number(), self.next_number + 2)

    def _next_number(self):
        return self._commit(lambda env: self._sequence(env).number_next)

    def test_a_candidate_is_admitted_once(self):
        [member_id] = self._candidates("Ada Brun")

        def admit(env):
            env["coop.member"].browse(member_id).action_admit()
            return "admitted"

        first, second = self._at_once(admit, admit)
        self.assertEqual(first, "admitted")
        self.assertIsInstance(second, UserError)
        self.assertRegex(str(second), "Ada Brun")
        self.assertEqual(self._next_number(), self.next_number + 1)

    def test_who_comes_back_is_admitted_once(self):
        [member_id] = self._candidates("Ada Brun")

        def number(env):
            env["coop.member"].browse(member_id).number = "BACK"

        def admit(env):
            env["coop.member"].browse(member_id).action_admit()
            return "admitted"

        self._commit(number)
        first, second = self._at_once(admit, admit)
        self.assertEqual(first, "admitted")
        self.assertIsInstance(second, UserError)
        self.assertEqual(self._next_number(), self.next_number)

    def test_one_of_two_contracts_starts(self):
        # the later one starts first, so that starting the other does not end it
        earlier, later = self._contracts(
            (date(2020, 1, 1), date(2020, 12, 31)),
            (date(2021, 1, 1), date(2021, 12, 31)),
        )

        def start(contract_id):
            def work(env):
                env["coop.contract"].browse(contract_id).action_start()
                return "started"

            return work

        first, second = self._at_once(start(later), start(earlier))
        self.assertEqual(first, "started")
        self.assertIsInstance(second, UserError)
        self.assertEqual(self._states(earlier, later), ["draft", "running"])

    def test_the_last_two_of_an_activity_do_not_leave_at_once(self):
        member_ids = self._candidates("Ada Brun", "Jo Kern")
        self.addCleanup(self._commit, self._forget_activity)

        def share(env):
            members = env["coop.member"].browse(member_ids)
            members.action_admit()
            env["coop.activity"].create(
                {
                    "name": "Race",
                    "code": "RACE",
                    "company_id": env.ref("base.main_company").id,
                    "member_ids": [Command.set(member_ids)],
                }
            ).action_open()

        def leave(member_id):
            def work(env):
                env["coop.member"].browse(member_id).action_leave()
                return "left"

            return work

        self._commit(share)
        first, second = self._at_once(*map(leave, member_ids))
        self.assertEqual(first, "left")
        self.assertIsInstance(second, UserError)
        self.assertRegex(str(second), "the last member of")

    def _forget_activity(self, env):
        activity = env["coop.activity"].search([("code", "=", "RACE")])
        activity.with_context(**{MODULE_UNINSTALL_FLAG: True}).unlink()

    def _states(self, *contract_ids):
        return self._commit(
            lambda env: env["coop.contract"].browse(contract_ids).mapped("state")
        )

    def test_a_deadline_is_announced_once(self):
        yesterday = date.today() - timedelta(days=1)
        [contract_id] = self._contracts((date.today() - timedelta(days=300), yesterday))

        def start(env):
            env["coop.contract"].browse(contract_id).action_start()

        def announce(env):
            deadline = env["coop.deadline"].search(
                [("kind", "=", "contract"), ("source_id", "=", contract_id)]
            )
            deadline.ensure_one()._announce()

        self._commit(start)
        before = self._commit(self._todo_count)
        self.assertEqual(self._at_once(announce, announce), [None, None])
        self.assertEqual(self._commit(self._todo_count), before + 1)

    def _todo_count(self, env):
        return len(env["coop.member"].browse(self.member_ids).activity_ids)
