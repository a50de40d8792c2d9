from odoo.tests import freeze_time

from .common import CoopCase


class TestNumbering(CoopCase):
    def _next(self, count):
        return self.company._coop_next_numbers("coop.member", count)

    def _skip(self, *numbers):
        self.company._coop_skip_numbers("coop.member", numbers)

    def test_numbers_are_drawn_at_once(self):
        self.assertEqual(self._next(3), ["00001", "00002", "00003"])
        self.assertEqual(self._next(0), [])
        self.assertEqual(self._next(1), ["00004"])

    def test_each_company_counts_for_itself(self):
        self._next(3)
        number = self.other_company._coop_next_number("coop.member")
        self.assertEqual(number, "00001")

    def test_the_sequence_goes_on_after_given_numbers(self):
        self._skip("00012", "00007")
        self.assertEqual(self._next(1), ["00013"])

    def test_lower_and_foreign_numbers_are_no_obstacle(self):
        self._next(20)
        self._skip("00012", "M-99", "99999999999999", "12a")
        self.assertEqual(self._next(1), ["00021"])

    @freeze_time("2026-03-01")
    def test_the_sequence_may_be_set_up_otherwise(self):
        sequence = self.company._coop_sequence("coop.member")
        sequence.write({"prefix": "%(year)s/", "suffix": "-F", "number_increment": 2})
        self.assertEqual(self._next(2), ["2026/00001-F", "2026/00003-F"])
        self._skip("2026/00010-F")
        self.assertEqual(self._next(1), ["2026/00012-F"])
        sequence.use_date_range = True
        self.assertEqual(self._next(2), ["2026/00001-F", "2026/00003-F"])

    def test_advisers_number_members_without_right_on_sequences(self):
        company = self.company.with_user(self.adviser)
        self.assertEqual(company._coop_next_number("coop.member"), "00001")

    def test_creating_many_members_draws_numbers_once(self):
        vals = {"state": "active", "admission_date": "2024-01-01"}
        model = self.env["coop.member"].with_user(self.adviser)
        members = model.create([dict(vals, name=f"Member {i}") for i in range(3)])
        self.assertEqual(members.mapped("number"), ["00001", "00002", "00003"])
        self.assertEqual(members.partner_id.company_id, self.company)

    def test_what_the_context_asks_for_comes_first(self):
        stage = self.env["coop.member.stage"].search([])[-1]
        candidate = (
            self.env["coop.member"]
            .with_user(self.adviser)
            .with_context(default_stage_id=stage.id)
            .create({"name": "Noor Vidal"})
        )
        self.assertEqual(candidate.stage_id, stage)

    def test_values_given_to_create_stay_as_they_were(self):
        vals = {"name": "Ada", "state": "active", "admission_date": "2024-01-01"}
        given = dict(vals)
        self.env["coop.member"].with_user(self.adviser).create([vals])
        self.assertEqual(vals, given)
