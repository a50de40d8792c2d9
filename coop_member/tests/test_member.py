from datetime import date

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common import CoopCase


@tagged("post_install", "-at_install")
class TestMember(CoopCase):
    def test_admission_numbers_members_in_a_row_by_company(self):
        first, second = self._member("Noor Vidal"), self._member("Ali Roche")
        foreign = self._foreign_member()
        self.assertEqual(int(second.number), int(first.number) + 1)
        self.assertEqual(foreign.number, "00001")

    @freeze_time("2026-03-02")
    def test_admission_is_dated_today_unless_dated_beforehand(self):
        today = self._candidate("Noor Vidal")
        before = self._candidate("Ali Roche", admission_date=date(2026, 2, 1))
        (today + before).action_admit()
        self.assertRecordValues(
            today + before,
            [
                {"state": "active", "admission_date": date(2026, 3, 2)},
                {"state": "active", "admission_date": date(2026, 2, 1)},
            ],
        )

    def test_admission_schedules_the_welcome_for_the_adviser(self):
        member = self._candidate(adviser_id=self.adviser.id)
        member.action_admit()
        steps = self.company.coop_welcome_plan_id.template_ids
        self.assertTrue(steps)
        self.assertEqual(
            sorted(member.activity_ids.mapped("summary")),
            sorted(steps.mapped("summary")),
        )
        self.assertEqual(member.activity_ids.user_id, self.adviser)

    def test_admission_mails_the_welcome(self):
        member = self._member()
        mail = member.message_ids.filtered(lambda m: member.number in (m.body or ""))
        self.assertEqual(mail.partner_ids, member.partner_id)

    def test_the_welcome_of_an_organisation_goes_to_who_acts_for_it(self):
        group = self._candidate("Group", is_company=True, email=False)
        group.representative_id = self.env["res.partner"].create(
            {
                "name": "Kim Lopez",
                "email": "kim@example.com",
                "parent_id": group.partner_id.id,
            }
        )
        group.action_admit()
        mail = group.message_ids.filtered(lambda m: group.number in (m.body or ""))
        self.assertEqual(mail.partner_ids, group.representative_id)

    def test_an_adviser_who_works_here_no_more_welcomes_nobody(self):
        member = self._candidate(adviser_id=self.adviser.id, user=self.manager)
        self.adviser.active = False
        member.action_admit()
        self.assertEqual(member.activity_ids.user_id, self.manager)

    def test_nobody_is_admitted_on_a_day_to_come(self):
        tomorrow = fields.Date.add(fields.Date.context_today(self.company), days=1)
        candidate = self._candidate(admission_date=tomorrow)
        with self.assertRefused("still to come"):
            candidate.action_admit()
        candidate.admission_date = fields.Date.add(tomorrow, days=-1)
        candidate.action_admit()
        self.assertEqual(candidate.state, "active")

    def test_only_candidates_with_a_college_are_admitted(self):
        with self.assertRefused("not a candidate"):
            self._member().action_admit()
        with self.assertRefused("Choose a college"):
            self._candidate("Ali Roche", college_id=False).action_admit()

    def test_refusal_needs_a_reason_and_a_candidate(self):
        candidate = self._candidate()
        with self.assertRefused("Say why"):
            candidate.action_refuse()
        candidate.refusal_reason_id = self.refusal_reason
        candidate.action_refuse()
        self.assertEqual(candidate.state, "refused")
        with self.assertRefused("not a candidate"):
            candidate.action_refuse()

    def test_wizards_refuse_and_let_leave(self):
        candidate, member = self._candidate("Ali Roche"), self._member()
        self.env["coop.member.refuse"].with_user(self.adviser).create(
            {
                "member_ids": candidate.ids,
                "refusal_reason_id": self.refusal_reason.id,
            }
        ).action_confirm()
        self.env["coop.member.leave"].with_user(self.adviser).create(
            {
                "member_ids": member.ids,
                "exit_date": "2024-06-30",
                "exit_reason_id": self.exit_reason.id,
            }
        ).action_confirm()
        self.assertEqual(candidate.state, "refused")
        self.assertRecordValues(
            member,
            [
                {
                    "state": "left",
                    "exit_date": date(2024, 6, 30),
                    "exit_reason_id": self.exit_reason.id,
                }
            ],
        )

    @freeze_time("2026-03-02")
    def test_departure_ends_what_runs_and_cancels_what_waits(self):
        member = self._member()
        running = self._running(member, self.cape, date(2025, 6, 1), date(2026, 5, 31))
        draft = self._contract(member, self.cesa, date(2026, 6, 1))
        member.write({"exit_date": "2026-02-28", "exit_reason_id": self.exit_reason})
        member.action_leave()
        self.assertRecordValues(
            running + draft,
            [
                {
                    "state": "ended",
                    "date_end": date(2026, 2, 28),
                    "date_term": date(2026, 5, 31),
                },
                {"state": "cancelled", "date_end": False, "date_term": False},
            ],
        )
        self.assertFalse(member.contract_id)

    def test_nobody_leaves_an_open_activity_alone(self):
        member, colleague = self._member("Noor Vidal"), self._member("Ali Roche")
        activity = (
            self.env["coop.activity"]
            .with_user(self.adviser)
            .create(
                {
                    "name": "Oak and Lime",
                    "company_id": self.company.id,
                    "member_ids": member.ids,
                }
            )
        )
        activity.action_open()
        with self.assertRefused("Oak and Lime"):
            member.action_leave()
        activity.member_ids += colleague
        member.action_leave()
        self.assertEqual(member.state, "left")

    def test_only_active_members_leave_after_their_admission(self):
        with self.assertRefused("not an active member"):
            self._candidate("Ali Roche").action_leave()
        member = self._member(admission_date=date(2024, 5, 1))
        with self.assertRefused("before being admitted"):
            member.exit_date = date(2024, 4, 30)

    @freeze_time("2026-03-02")
    def test_nobody_leaves_before_the_day(self):
        member = self._member()
        member.exit_date = date(2026, 3, 3)
        with self.assertRefused("still to come"):
            member.action_leave()
        member.exit_date = date(2026, 3, 2)
        member.action_leave()
        self.assertEqual(member.state, "left")

    def test_who_comes_back_keeps_number_and_history(self):
        member = self._member(admission_date=date(2021, 1, 1))
        number = member.number
        member.write({"exit_date": "2023-12-31", "exit_reason_id": self.exit_reason})
        member.action_leave()
        member.action_reopen()
        self.assertRecordValues(
            member,
            [{"state": "candidate", "exit_date": False, "admission_date": False}],
        )
        member.admission_date = date(2025, 1, 1)
        member.action_admit()
        self.assertEqual(member.number, number)
        self.assertRecordValues(
            member.stay_ids,
            [
                {
                    "admission_date": date(2021, 1, 1),
                    "exit_date": date(2023, 12, 31),
                    "exit_reason_id": self.exit_reason.id,
                }
            ],
        )

    def test_refused_may_apply_again(self):
        candidate = self._candidate(refusal_reason_id=self.refusal_reason.id)
        candidate.action_refuse()
        candidate.action_reopen()
        self.assertRecordValues(
            candidate, [{"state": "candidate", "refusal_reason_id": False}]
        )
        self.assertFalse(candidate.stay_ids)
        with self.assertRefused("neither left nor was refused"):
            candidate.action_reopen()

    def test_one_membership_by_person_and_cooperative(self):
        member = self._member()
        with self.assertRefused("already known"):
            self._candidate(partner_id=member.partner_id.id)

    def test_new_contacts_stay_in_their_cooperative(self):
        self.assertEqual(self._candidate().partner_id.company_id, self.company)
        shared = self.env["res.partner"].create({"name": "Shared"})
        self._candidate(partner_id=shared.id)
        self.assertFalse(shared.company_id)

    def test_representative_belongs_to_the_organisation(self):
        organisation = self._candidate("Les Amis", is_company=True)
        contact, stranger = self.env["res.partner"].create(
            [
                {"name": "Contact", "parent_id": organisation.partner_id.id},
                {"name": "Stranger"},
            ]
        )
        organisation.representative_id = contact
        self.assertEqual(organisation.portal_partner_id, contact)
        with self.assertRefused("not a contact of"):
            organisation.representative_id = stranger

    def test_portal_access_makes_one_user_in_the_group(self):
        member = self._member()
        self.assertEqual(member.portal_state, "none")
        member.action_grant_portal()
        member.action_grant_portal()
        user = member.partner_id.sudo().user_ids
        self.assertEqual(len(user), 1)
        self.assertTrue(user.has_group("base.group_portal"))
        self.assertTrue(user.has_group("coop_member.group_member"))
        self.assertFalse(user.has_group("base.group_user"))
        self.assertEqual(user.company_id, self.company)
        self.assertEqual(member.portal_state, "granted")

    def test_portal_access_needs_an_address(self):
        with self.assertRefused("e-mail address"):
            self._candidate(email=False).action_grant_portal()

    def test_found_by_number_name_and_email(self):
        member = self._member("Noor Vidal")
        search = self.env["coop.member"].with_user(self.adviser).name_search
        for text in ("Vidal", member.number, "noor.vidal@"):
            self.assertIn(member.id, [found[0] for found in search(text)])

    def test_new_cooperatives_start_equipped(self):
        company = self.env["res.company"].create({"name": "Nouvelle"})
        colleges = self.env["coop.college"].search([("company_id", "=", company.id)])
        self.assertGreaterEqual(len(colleges), 4)
        self.assertTrue(company.coop_activity_plan_id)
        company._coop_set_up()
        self.assertEqual(
            self.env["coop.college"].search_count([("company_id", "=", company.id)]),
            len(colleges),
        )

    def test_who_was_admitted_stays_in_the_register(self):
        member, candidate = self._member(), self._candidate("Ali Roche")
        with self.assertRefused("stays in the register"):
            member.with_user(self.manager).unlink()
        candidate.with_user(self.manager).unlink()
        self.assertFalse(candidate.exists())

    def test_the_welcome_speaks_the_cooperative_s_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env["ir.module.module"]._load_module_terms(["coop_member"], ["fr_FR"])
        company = self.env["res.company"].create({"name": "Nouvelle"})
        company.coop_welcome_plan_id.unlink()
        company.partner_id.lang = "fr_FR"
        company._coop_create_welcome_plan()
        steps = company.coop_welcome_plan_id.template_ids.mapped("summary")
        self.assertEqual(len(steps), 5)
        self.assertTrue(any("portail" in step for step in steps))
