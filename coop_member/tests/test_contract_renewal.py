from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common import CoopCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02")
class TestContractRenewal(CoopCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls._member()
        cls.first = cls._running(
            cls.member, cls.cape, date(2023, 1, 1), date(2023, 12, 31)
        )

    def _renew(self, contract):
        contract.action_renew()
        return contract.renewal_ids

    def test_renewal_follows_on_for_a_full_term(self):
        renewal = self._renew(self.first)
        self.assertRecordValues(
            renewal,
            [
                {
                    "member_id": self.member.id,
                    "type_id": self.cape.id,
                    "date_start": date(2024, 1, 1),
                    "date_end": date(2024, 12, 31),
                    "renewal_number": 1,
                    "state": "draft",
                }
            ],
        )

    def test_starting_a_renewal_ends_what_it_renews(self):
        renewal = self._renew(self.first)
        renewal.action_start()
        self.assertEqual(self.first.state, "ended")
        self.assertEqual(self.member.contract_id, renewal)

    def test_cape_is_renewed_twice_at_most(self):
        first_renewal = self._renew(self.first)
        first_renewal.action_start()
        second = self._renew(first_renewal)
        self.assertEqual(second.renewal_number, 2)
        second.action_start()
        with self.assertRefused("at most 2 times"):
            second.action_renew()

    def test_renewals_may_be_without_limit(self):
        self.cape.max_renewals = -1
        contract = self.first
        for number in range(1, 4):
            if contract.state == "draft":
                contract.action_start()
            contract = self._renew(contract)
            self.assertEqual(contract.renewal_number, number)

    def test_no_renewal_where_none_is_allowed(self):
        self.cape.max_renewals = 0
        with self.assertRefused("cannot be renewed"):
            self.first.action_renew()

    def test_a_second_renewal_of_the_same_is_refused(self):
        self._renew(self.first)
        with self.assertRefused("already been renewed"):
            self.first.action_renew()

    def test_a_cancelled_renewal_can_be_made_again(self):
        self._renew(self.first).action_cancel()
        self.first.action_renew()
        self.assertEqual(len(self.first.renewal_ids), 2)

    def test_nothing_to_renew(self):
        open_ended = self._running(
            self._member("Ali Roche"), self.cesa, date(2024, 1, 1)
        )
        with self.assertRefused("has no end"):
            open_ended.action_renew()
        draft = self._renew(self.first)
        with self.assertRefused("has not run"):
            draft.action_renew()

    def test_renewals_are_of_the_same_member_and_later(self):
        other = self._member("Ali Roche")
        with self.assertRefused("same member"):
            self._contract(
                other,
                self.cape,
                date(2024, 1, 1),
                date(2024, 12, 31),
                renewal_of_id=self.first.id,
            )
        with self.assertRefused("after the end"):
            self._contract(
                self.member,
                self.volunteering,
                date(2023, 12, 31),
                renewal_of_id=self.first.id,
            )
