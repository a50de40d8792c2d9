from datetime import timedelta

from freezegun import freeze_time
from lxml import html

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tools import email_normalize

from .common_join import JoinCase


class TestJoinRequest(JoinCase):
    """What is kept of an application, and the mail that asks to confirm it."""

    def test_nothing_reaches_advisers_before_the_confirmation(self):
        members = self.env["coop.member"].search_count([])
        partners = self.env["res.partner"].search_count([])
        request = self._submitted()
        self.assertRecordValues(
            request,
            [
                {
                    "name": "Camille Martin",
                    "email": "camille@example.org",
                    "is_company": False,
                    "company_id": self.company.id,
                    "college_id": self.college.id,
                    "lang": "en_US",
                    "state": "pending",
                    "member_id": False,
                }
            ],
        )
        self.assertEqual(self.env["coop.member"].search_count([]), members)
        self.assertEqual(self.env["res.partner"].search_count([]), partners)
        with self.assertRaises(AccessError):
            request.with_user(self.adviser).read(["email"])

    def test_the_mail_repeats_nothing_of_the_form(self):
        self._submitted(
            name="Buy cheap at spam.example",
            motivation="Visit spam.example, it is wonderful.",
            phone="+32 470 00 00 00",
        )
        mail = self._mails_to("camille@example.org")
        self.assertEqual(len(mail), 1)
        self.assertEqual(mail.state, "outgoing")
        self.assertIn("hello@fabrique.example", mail.email_from)
        self.assertNotIn("spam.example", f"{mail.subject} {mail.body_html}")
        self.assertIn("La Fabrique", mail.subject)

    def test_addresses_are_kept_as_odoo_compares_them(self):
        for email in ("Camille.Martin+coop@Mail.Example.ORG", "o'neil@Café.example"):
            request = self._submitted(email=email)
            self.assertEqual(request.email, email_normalize(email))

    def test_the_mail_is_sent_at_once_not_in_an_hour(self):
        queue = self.env.ref("mail.ir_cron_mail_scheduler_action")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", queue.id)])
        self._submitted()
        now = (
            self.env["ir.cron.trigger"].search([("cron_id", "=", queue.id)]) - triggers
        )
        self.assertLessEqual(now.call_at, fields.Datetime.now())

    def test_each_cooperative_writes_in_the_language_of_the_applicant(self):
        template = self.env.ref("coop_member.mail_template_join_confirm")
        for lang, hello in (("fr_FR", "Bonjour"), ("nl_NL", "Goeiedag")):
            template.with_context(lang=lang).subject = (
                hello + " {{ object.company_id.name }}"
            )
        self._submitted(lang="nl_NL", email="noor@example.org")
        self._submitted(
            lang="fr_FR", email="zoe@example.org", college=str(self.other_college.id)
        )
        dutch, french = (
            self._mails_to("noor@example.org"),
            self._mails_to("zoe@example.org"),
        )
        self.assertEqual(dutch.subject, "Goeiedag La Fabrique")
        self.assertEqual(french.subject, "Bonjour Het Atelier")
        self.assertIn("dag@atelier.example", french.email_from)
        self.assertRegex(
            self._link_to("noor@example.org"), r"^/nl[^/]*/coop/join/confirm/"
        )

    def test_the_token_is_kept_as_a_hash_that_the_team_cannot_read(self):
        request = self._submitted()
        token = self._link_to("camille@example.org").rpartition("/")[2]
        self.assertNotIn(token, str(request.read()))
        self.assertEqual(self.requests_sudo._find_by_token(request.id, token), request)
        with self.assertRaises(AccessError):
            request.with_user(self.manager).read(["token_hash"])

    def test_a_token_confirms_its_own_application_in_its_time(self):
        request = self._submitted()
        token = self._link_to("camille@example.org").rpartition("/")[2]
        other = self._submitted(email="noor@example.org")
        find = self.requests_sudo._find_by_token
        self.assertFalse(find(other.id, token))
        self.assertFalse(find(request.id, token + "x"))
        self.assertFalse(find(request.id, ""))
        self.assertFalse(find(10**20, token))
        request.valid_until = fields.Datetime.now() - timedelta(seconds=1)
        self.assertFalse(find(request.id, token))

    def test_the_same_form_twice_is_kept_once(self):
        first = self._submitted(key="k" * 22)
        with self.assertLogs("odoo.sql_db", "ERROR"):
            self.assertFalse(self._submitted(key="k" * 22))
        self.assertTrue(self._submitted(key="k" * 22, email="corrected@example.org"))
        self.assertTrue(self._submitted(key="l" * 22))
        self.assertTrue(first.exists())
        self.assertEqual(len(self._mails_to("camille@example.org")), 2)

    def test_without_a_key_every_form_is_another(self):
        self.assertNotEqual(self._submitted(), self._submitted())

    @freeze_time("2026-03-01 10:00:00", as_kwarg="clock")
    def test_what_is_not_confirmed_in_time_is_forgotten(self, clock):
        self.company.coop_join_valid_days = 3
        forgotten = self._submitted()
        confirmed = self._submitted(email="noor@example.org", name="Noor Peeters")
        member = confirmed._confirm()
        clock.move_to("2026-03-04 10:00:00")
        recent = self._submitted(email="zoe@example.org")
        self.env["coop.join.request"]._gc_requests()
        self.assertTrue(forgotten.exists(), "valid to the last second")
        clock.move_to("2026-03-04 10:00:01")
        self.env["coop.join.request"]._gc_requests()
        self.assertFalse((forgotten | confirmed).exists())
        self.assertTrue(recent.exists())
        self.assertRecordValues(
            member, [{"name": "Noor Peeters", "state": "candidate"}]
        )

    def test_colleges_that_are_open(self):
        colleges = self.requests_sudo._open_colleges()
        self.assertEqual(colleges.company_id, self.company + self.other_company)
        closed = self.env["coop.college"].search(
            [("company_id", "=", self.company.id), ("open_to_join", "=", False)]
        )
        self.assertTrue(closed)
        self.assertFalse(closed & colleges)
        self.college.active = False
        self.other_company.coop_join_open = False
        colleges = self.requests_sudo._open_colleges()
        self.assertEqual(colleges.company_id, self.company)
        self.assertNotIn(self.college, colleges)


class TestJoinConfirm(JoinCase):
    """From a confirmed application to a candidate."""

    def _activities(self, member):
        return member.activity_ids.sorted("id").mapped("summary")

    def test_a_person_becomes_a_candidate(self):
        member = self._confirmed(lang="fr_FR")
        self.assertRecordValues(
            member,
            [
                {
                    "name": "Camille Martin",
                    "is_company": False,
                    "email": "camille@example.org",
                    "phone": "+33 6 12 34 56 78",
                    "lang": "fr_FR",
                    "state": "candidate",
                    "source": "form",
                    "company_id": self.company.id,
                    "college_id": self.college.id,
                    "adviser_id": self.adviser.id,
                    "motivation": "I would like to bake bread for the whole town.",
                    "representative_id": False,
                    "number": False,
                }
            ],
        )
        self.assertEqual(member.stage_id, self.env.ref("coop_member.stage_new"))
        self.assertTrue(member.consent_date)
        self.assertEqual(member.partner_id.company_id, self.company)
        self.assertEqual(self._activities(member), ["New application: Camille Martin"])
        self.assertEqual(member.activity_ids.user_id, self.adviser)

    def test_the_first_stage_is_the_one_of_the_cooperative(self):
        stage_model = self.env["coop.member.stage"]
        own = stage_model.create(
            {"name": "Welcome", "sequence": 1, "company_id": self.company.id}
        )
        stage_model.create(
            {"name": "Elsewhere", "sequence": 0, "company_id": self.env.company.id}
        )
        self.assertNotEqual(self.env.company, self.company)
        member = self._confirmed()
        self.assertEqual(member.stage_id, own)
        member.refusal_reason_id = self.refusal_reason
        member.action_refuse()
        self.assertEqual(self._confirmed().stage_id, own, "a second time as well")

    def test_an_organisation_becomes_a_candidate_with_who_speaks_for_it(self):
        member = self._confirmed(kind="organisation", organisation="Le Fournil")
        self.assertRecordValues(
            member,
            [
                {
                    "name": "Le Fournil",
                    "is_company": True,
                    "email": "camille@example.org",
                }
            ],
        )
        self.assertRecordValues(
            member.representative_id,
            [
                {
                    "name": "Camille Martin",
                    "email": "camille@example.org",
                    "parent_id": member.partner_id.id,
                    "company_id": self.company.id,
                }
            ],
        )
        self.assertEqual(member.portal_partner_id, member.representative_id)

    def test_without_an_adviser_the_candidate_waits_in_the_pipeline(self):
        self.company.coop_default_adviser_id = False
        member = self._confirmed()
        self.assertEqual(member.state, "candidate")
        self.assertFalse(member.activity_ids)

    def test_an_adviser_without_rights_does_not_stop_anyone(self):
        self.company.coop_default_adviser_id = self.employee
        self.assertEqual(self._submitted()._confirm().state, "candidate")

    def test_confirming_twice_changes_nothing(self):
        request = self._submitted()
        member = request._confirm()
        self.assertEqual(request.state, "confirmed")
        messages = len(member.message_ids)
        self.assertEqual(request._confirm(), member)
        self.assertEqual(len(member.activity_ids), 1)
        self.assertEqual(len(member.message_ids), messages)

    def test_markup_stays_text(self):
        script = "<script>alert('x')</script> and 20 characters"
        member = self._confirmed(name="<b>Camille</b>", motivation=script)
        self.assertEqual(member.name, "<b>Camille</b>")
        self.assertEqual(member.motivation, script)
        self._confirmed(name="<b>Camille</b>", motivation=script)
        note = html.fromstring(member.message_ids[0].body)
        self.assertFalse(note.xpath("//script|//b"))
        self.assertIn(script, note.text_content())

    def test_a_language_that_was_removed_does_not_stop_anyone(self):
        request = self._submitted()
        request.lang = "xx_XX"
        self.assertEqual(request._confirm().state, "candidate")

    def test_the_application_is_of_the_day_that_it_is_for_the_adviser(self):
        self.adviser.tz = "Europe/Brussels"
        with freeze_time("2026-03-12 23:30:00"):
            member = self._confirmed()
        self.assertEqual(str(member.application_date), "2026-03-13")

    def test_the_note_is_in_the_language_of_the_adviser(self):
        request = self._submitted(lang="nl_NL")
        self.adviser.lang = "fr_FR"
        self.assertEqual(request._as_cooperative().env.lang, "fr_FR")


class TestJoinKnownPeople(JoinCase):
    """Applicants whom the cooperative knows already: nobody is overwritten, nobody
    is taken for someone else."""

    def _contact(self, name="Camille Martin", **vals):
        return self.env["res.partner"].create(
            {
                "name": name,
                "email": "Camille@Example.org",
                "phone": "0470",
                "company_id": self.company.id,
                **vals,
            }
        )

    def test_a_contact_is_used_as_it_is(self):
        contact = self._contact("MARTIN Camille", lang="nl_NL")
        member = self._confirmed(lang="fr_FR")
        self.assertEqual(member.partner_id, contact)
        self.assertRecordValues(
            contact,
            [
                {
                    "name": "MARTIN Camille",
                    "email": "Camille@Example.org",
                    "phone": "0470",
                    "lang": "nl_NL",
                    "company_id": self.company.id,
                }
            ],
        )

    def test_a_shared_contact_stays_shared(self):
        contact = self._contact(company_id=False)
        self.assertEqual(self._confirmed().partner_id, contact)
        self.assertFalse(contact.company_id)

    def test_a_contact_of_another_cooperative_is_not_seen(self):
        contact = self._contact(company_id=self.other_company.id)
        member = self._confirmed()
        self.assertNotEqual(member.partner_id, contact)
        self.assertNotIn("Camille@Example.org", str(member.message_ids.mapped("body")))

    def test_who_shares_an_address_is_someone_else(self):
        contact = self._contact("Dominique Martin")
        member = self._confirmed()
        self.assertNotEqual(member.partner_id, contact)
        self.assertIn("Dominique Martin", member.message_ids[0].body)

    def test_an_organisation_is_not_a_person(self):
        organisation = self._contact("Camille Martin", is_company=True)
        self.assertNotEqual(self._confirmed().partner_id, organisation)

    def test_a_known_organisation_and_its_known_contact_are_used(self):
        organisation = self._contact("Le Fournil", is_company=True, email=False)
        contact = self._contact("Camille Martin", parent_id=organisation.id)
        member = self._confirmed(kind="organisation", organisation="LE FOURNIL")
        self.assertEqual(member.partner_id, organisation)
        self.assertEqual(member.representative_id, contact)
        self.assertFalse(organisation.email)

    def test_a_member_gets_a_message_instead(self):
        member = self._member("Camille Martin", email="camille@example.org")
        other = self._college(self.company).search(
            [("company_id", "=", self.company.id), ("id", "!=", self.college.id)],
            limit=1,
        )
        other.open_to_join = True
        again = self._confirmed(college=str(other.id), phone="+33 700000000")
        self.assertEqual(again, member)
        self.assertRecordValues(
            member,
            [
                {
                    "state": "active",
                    "college_id": self.college.id,
                    "phone": False,
                    "motivation": False,
                    "source": "back_office",
                }
            ],
        )
        note = html.fromstring(member.message_ids[0].body).text_content()
        self.assertIn(other.name, note)
        self.assertIn("I would like to bake bread", note)
        self.assertEqual(
            member.activity_ids.mapped("summary")[-1:],
            ["Applied again: Camille Martin"],
        )

    def test_the_members_own_adviser_is_told(self):
        member = self._candidate("Camille Martin", email="camille@example.org")
        member.sudo().adviser_id = self.manager
        self._confirmed()
        self.assertEqual(member.activity_ids.user_id, self.manager)

    def test_who_left_or_was_refused_is_a_candidate_again(self):
        left = self._member("Camille Martin", email="camille@example.org")
        left.action_leave()
        number = left.number
        self.assertEqual(self._confirmed(), left)
        self.assertRecordValues(left, [{"state": "candidate", "number": number}])
        refused = self._candidate("Noor Peeters", email="noor@example.org")
        refused.refusal_reason_id = self.refusal_reason
        refused.action_refuse()
        self._confirmed(name="Noor Peeters", email="noor@example.org")
        self.assertEqual(refused.state, "candidate")

    def test_who_was_archived_is_seen_again(self):
        member = self._candidate("Camille Martin", email="camille@example.org")
        member.active = False
        self.assertEqual(self._confirmed(), member)
        self.assertTrue(member.active)

    def test_one_person_in_two_cooperatives(self):
        here = self._confirmed()
        there = self._confirmed(college=str(self.other_college.id)).sudo()
        self.assertNotEqual(here, there)
        self.assertEqual(there.company_id, self.other_company)
        self.assertNotEqual(here.partner_id, there.partner_id)
        self.assertEqual(there.partner_id.company_id, self.other_company)
