from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import CoopCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02")
class TestContract(CoopCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls._member()

    def test_start_gives_the_running_contract(self):
        contract = self._running(
            self.member, self.cape, date(2026, 1, 1), date(2026, 12, 31)
        )
        self.assertEqual(contract.state, "running")
        self.assertRecordValues(
            self.member,
            [
                {
                    "contract_id": contract.id,
                    "contract_type_id": self.cape.id,
                    "contract_date_end": date(2026, 12, 31),
                }
            ],
        )

    def test_only_admitted_members_start_contracts(self):
        candidate = self._candidate("Ali Roche")
        with self.assertRefused("must be admitted"):
            self._running(candidate, self.cesa, date(2026, 1, 1))

    def test_a_future_contract_waits_for_its_day(self):
        with self.assertRefused("start by itself"):
            self._running(self.member, self.cesa, date(2026, 3, 3))

    def test_longest_term(self):
        with self.assertRefused("12/31/2026"):
            self._contract(self.member, self.cape, date(2026, 1, 1), date(2027, 1, 1))
        with self.assertRefused("at most 12 months"):
            self._contract(self.member, self.cape, date(2026, 1, 1))
        belgian = self.env.ref("coop_member.contract_type_be")
        self._contract(self.member, belgian, date(2026, 1, 1), date(2027, 6, 30))

    def test_form_proposes_the_longest_term(self):
        form = Form(self.env["coop.contract"].with_user(self.adviser))
        form.member_id = self.member
        form.type_id = self.cape
        form.date_start = date(2024, 2, 29)
        self.assertEqual(form.date_end, date(2025, 2, 28))
        form.type_id = self.cesa
        self.assertFalse(form.date_end)

    def test_types_offered_are_those_of_the_country(self):
        contract = self._contract(self.member, self.cesa, date(2026, 1, 1))
        names = {
            "company_id": contract.company_id.id,
            "company_country_id": contract.company_country_id.id,
        }
        offered = self.env["coop.contract.type"].search(
            safe_eval(contract._fields["type_id"].domain, names)
        )
        self.assertIn(self.cape, offered)
        self.assertIn(self.volunteering, offered)
        self.assertNotIn(self.env.ref("coop_member.contract_type_be"), offered)

    def test_end_before_start(self):
        with self.assertRefused("cannot end before it starts"):
            self._contract(self.member, self.cesa, date(2026, 1, 2), date(2026, 1, 1))

    def test_terms_apply_while_valid(self):
        old = self.cape.copy(
            {"code": "CAPE", "valid_from": "2016-01-01", "valid_to": "2024-12-31"}
        )
        self._contract(self.member, old, date(2024, 12, 31), date(2025, 12, 30))
        with self.assertRefused("do not apply"):
            self._contract(self.member, old, date(2025, 12, 31), date(2026, 1, 30))

    def test_exclusive_contracts_do_not_overlap(self):
        self._running(self.member, self.cape, date(2025, 6, 1), date(2026, 5, 31))
        with self.assertRefused("two contracts at once"):
            self._contract(self.member, self.cesa, date(2026, 5, 31))
        self._contract(self.member, self.cesa, date(2026, 6, 1))

    def test_side_agreements_may_overlap(self):
        contract = self._running(self.member, self.cesa, date(2026, 1, 1))
        self._running(self.member, self.volunteering, date(2026, 2, 1))
        self.assertEqual(self.member.contract_id, contract)

    def test_cancelled_contracts_leave_room(self):
        draft = self._contract(self.member, self.cesa, date(2026, 1, 1))
        draft.action_cancel()
        self._contract(self.member, self.cesa, date(2026, 1, 1))
        with self.assertRefused("two contracts at once"):
            draft.action_draft()

    def test_early_end_keeps_the_agreed_one(self):
        contract = self._running(
            self.member, self.cape, date(2026, 1, 1), date(2026, 12, 31)
        )
        reason = self.env.ref("coop_member.reason_contract_member")
        wizard = self.env["coop.contract.end"].with_user(self.adviser)
        wizard.create(
            {
                "contract_id": contract.id,
                "date_end": "2026-02-15",
                "end_reason_id": reason.id,
            }
        ).action_confirm()
        self.assertRecordValues(
            contract,
            [
                {
                    "state": "ended",
                    "date_end": date(2026, 2, 15),
                    "date_term": date(2026, 12, 31),
                    "end_reason_id": reason.id,
                }
            ],
        )

    def test_end_announced_ahead_keeps_running_until_then(self):
        contract = self._running(self.member, self.cesa, date(2026, 1, 1))
        wizard = self.env["coop.contract.end"].with_user(self.adviser)
        wizard.create(
            {
                "contract_id": contract.id,
                "date_end": "2026-04-30",
                "end_reason_id": self.env.ref("coop_member.reason_contract_member").id,
            }
        ).action_confirm()
        self.assertRecordValues(
            contract, [{"state": "running", "date_end": date(2026, 4, 30)}]
        )

    def test_bad_ends_are_refused(self):
        contract = self._running(
            self.member, self.cape, date(2026, 1, 1), date(2026, 12, 31)
        )
        wizard = self.env["coop.contract.end"].with_user(self.adviser)
        reason = self.env.ref("coop_member.reason_contract_member")
        for day, sentence in (
            ("2025-12-31", "before it starts"),
            ("2027-01-01", "renew"),
        ):
            with self.assertRefused(sentence):
                wizard.create(
                    {
                        "contract_id": contract.id,
                        "date_end": day,
                        "end_reason_id": reason.id,
                    }
                ).action_confirm()

    def test_states_only_follow_the_life_cycle(self):
        contract = self._running(self.member, self.cesa, date(2026, 1, 1))
        for action in ("action_start", "action_cancel", "action_draft"):
            with self.assertRaises(UserError):
                getattr(contract, action)()
        contract.action_end()
        with self.assertRaises(UserError):
            contract.action_end()

    def test_what_ran_cannot_be_deleted(self):
        contract = self._running(self.member, self.cesa, date(2026, 1, 1))
        with self.assertRefused("history"):
            contract.unlink()
        self._contract(self.member, self.volunteering, date(2026, 1, 1)).unlink()

    def test_amendments_take_effect_while_the_contract_runs(self):
        contract = self._running(
            self.member, self.cape, date(2026, 1, 1), date(2026, 12, 31)
        )
        amendment = {"contract_id": contract.id, "name": "New trade"}
        amendments = self.env["coop.contract.amendment"].with_user(self.adviser)
        amendments.create({**amendment, "date": "2026-12-31"})
        with self.assertRefused("while its contract runs"):
            amendments.create({**amendment, "date": "2027-01-01"})

    def test_daily_roll_ends_and_starts(self):
        over = self._running(self.member, self.cape, date(2025, 3, 2), date(2026, 3, 1))
        signed = self._contract(
            self.member, self.cesa, date(2026, 3, 2), signed_date=date(2026, 2, 1)
        )
        other = self._member("Ali Roche")
        unsigned = self._contract(other, self.cesa, date(2026, 3, 2))
        with self.enter_registry_test_mode():
            self.env.ref("coop_member.ir_cron_contract_roll").method_direct_trigger()
        self.env.invalidate_all()
        self.assertRecordValues(
            over + signed + unsigned,
            [{"state": "ended"}, {"state": "running"}, {"state": "draft"}],
        )
        self.assertEqual(
            over.end_reason_id, self.env.ref("coop_member.reason_contract_term")
        )
        self.assertEqual(self.member.contract_id, signed)

    def test_roll_tells_once_what_could_not_start(self):
        self._running(self.member, self.cesa, date(2025, 1, 1), date(2026, 3, 1))
        blocked = self._contract(
            self.member,
            self.cape,
            date(2026, 3, 2),
            date(2026, 12, 31),
            signed_date=date(2026, 2, 1),
        )
        self.member.sudo().adviser_id = self.adviser
        self.patch(self.env.registry["coop.contract"], "_check_can_start", _never_ready)
        for _day in range(2):
            blocked._start_if_possible()
        self.assertEqual(blocked.state, "draft")
        self.assertEqual(len(blocked.activity_ids), 1)
        self.assertIn("Not today", blocked.activity_ids.note)

    def test_without_an_adviser_the_default_one_is_told_in_their_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env["ir.module.module"]._load_module_terms(["coop_member"], ["fr_FR"])
        self.adviser.lang = "fr_FR"
        self.company.coop_default_adviser_id = self.adviser
        self.member.sudo().adviser_id = False
        blocked = self._contract(
            self.member, self.cesa, date(2026, 3, 2), signed_date=date(2026, 2, 1)
        )
        self.patch(self.env.registry["coop.contract"], "_check_can_start", _never_ready)
        blocked.sudo().with_context(lang="en_US")._start_if_possible()
        self.assertEqual(blocked.activity_ids.user_id, self.adviser)
        self.assertEqual(blocked.activity_ids.summary, "Ce contrat n'a pas pu démarrer")


def _never_ready(contract):
    raise UserError("Not today")
