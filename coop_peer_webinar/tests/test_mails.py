from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from odoo.addons.coop_member.tests.common import CoopCase

from .common import WebinarVerbs


@tagged("post_install", "-at_install")
class TestWebinarMails(WebinarVerbs, CoopCase):
    """Who is written to, once, and what no mail holds."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls.webinar(
            event_type_id=cls.env.ref("coop_peer_webinar.event_type_lunchtime").id,
            seats_limited=True,
            seats_max=1,
        )
        cls.event.write({"seats_limited": True, "seats_max": 1})

    def mails_to(self, registration):
        found = self.env["mail.mail"].search(
            [("model", "=", "event.registration"), ("res_id", "=", registration.id)],
            order="id",
        )
        return found

    def run_jobs(self):
        self.run_cron("event.event_mail_scheduler")
        self.run_cron("coop_peer_webinar.ir_cron_webinar_tell")

    def test_registered_then_waiting_then_promoted(self):
        kim = self.listeners(1)
        jo, waits = self.register(self.event, self.jo, kim)
        for _again in range(2):
            self.run_jobs()
        [mail] = self.mails_to(jo)
        self.assertRegex(mail.subject, "Your seat: First steps")
        self.assertIn(f"/my/coop/webinars/{self.event.id}", mail.body_html)
        [mail] = self.mails_to(waits)
        self.assertRegex(mail.subject, "On the waiting list")
        self.cancel(jo)
        self.run_jobs()
        mail = self.mails_to(waits)[-1]
        self.assertRegex(mail.subject, "Your seat")
        self.assertIn("A seat came free", mail.body_html)
        self.assertNotIn(
            "meet.example.org", "".join(self.mails_to(waits).mapped("body_html"))
        )

    def test_guests_get_a_link_of_their_own(self):
        guest = self.register_guest(self.event)
        self.run_jobs()
        [mail] = self.mails_to(guest)
        self.assertIn(guest._webinar_path(), mail.body_html)
        self.assertIn("zoe@example.org", mail.email_to)

    def test_reminders_lead_to_the_link_and_wait_for_nobody_else(self):
        kim = self.listeners(1)
        jo, waits = self.register(self.event, self.jo, kim)
        self.run_jobs()
        self.open_door(self.event)
        self.run_jobs()
        subjects = self.mails_to(jo).mapped("subject")
        self.assertEqual(sum("Soon:" in subject for subject in subjects), 2)
        self.assertNotIn("Soon:", "".join(self.mails_to(waits).mapped("subject")))
        self.assertNotIn(
            "meet.example.org", "".join(self.mails_to(jo).mapped("body_html"))
        )

    def test_thanks_with_the_takeaways_once(self):
        self.propose(self.ada)
        jo = self.register(self.event, self.jo)
        self.end(self.event)
        self.attend(self.event, self.jo)
        self.run_cron("coop_peer_webinar.ir_cron_webinar_tell")
        self.assertFalse(self.mails_to(jo))
        self.event.takeaway_ids = [Command.create({"name": "Begin & <end> small"})]
        self.event.advice = "<p>Breathe</p>"
        self.event.action_publish_takeaways()
        for _again in range(2):
            self.run_cron("coop_peer_webinar.ir_cron_webinar_tell")
        [mail] = self.mails_to(jo)
        for text in (
            "Begin &amp;",
            "Breathe",
            "Say how it was",
            "A topic is asked for",
        ):
            self.assertIn(text, mail.body_html)
        self.event.action_hide_takeaways()
        self.event.action_publish_takeaways()
        self.run_cron("coop_peer_webinar.ir_cron_webinar_tell")
        self.assertEqual(len(self.mails_to(jo)), 1)

    def test_what_is_cancelled_is_told_once(self):
        kim = self.listeners(1)
        jo, waits = self.register(self.event, self.jo, kim)
        self.event.kanban_state = "cancel"
        for _again in range(2):
            self.run_jobs()
        for registration in (jo, waits):
            self.assertEqual(
                self.mails_to(registration).mapped("subject"),
                ["Cancelled: First steps on Instagram"],
            )

    def mails_to_ada(self):
        """What Ada, who speaks, is written about the webinar."""
        mails = self.env["mail.mail"].search(
            [("model", "=", "event.event"), ("res_id", "=", self.event.id)], order="id"
        )
        self.assertLessEqual(mails.recipient_ids, self.ada.portal_partner_id)
        return mails

    def test_who_speaks_hears_of_changes(self):
        begin = self.now + timedelta(days=3)
        self.event.write({"date_begin": begin, "date_end": begin + timedelta(hours=1)})
        self.event.write({"name": "First steps", "seats_max": 5})
        [changed] = self.mails_to_ada()
        self.assertEqual(changed.subject, "You speak: First steps on Instagram")
        self.assertIn("has changed", changed.body_html)
        self.event.kanban_state = "cancel"
        cancelled = self.mails_to_ada() - changed
        self.assertIn("does not take place", cancelled.body_html)

    def test_who_speaks_hears_nothing_of_drafts_nor_of_what_is_over(self):
        moved = {"date_begin": self.now - timedelta(days=1, hours=1)}
        self.event.is_published = False
        self.event.date_end = self.now + timedelta(days=9)
        self.event.is_published = True
        self.event.write({**moved, "date_end": self.now - timedelta(days=1)})
        self.assertFalse(self.mails_to_ada())

    def subjects_to(self, registration):
        return [mail.subject.split(":")[0] for mail in self.mails_to(registration)]

    def test_another_time_or_place_is_told_once_and_reminded_of(self):
        kim = self.listeners(1)
        jo, waits = self.register(self.event, self.jo, kim)
        self.run_jobs()
        self.open_door(self.event)
        self.run_jobs()
        changed = ["Your seat", "Changed", "Soon", "Soon"]
        self.assertCountEqual(self.subjects_to(jo), changed)
        begin = self.now + timedelta(days=3)
        self.event.write({"date_begin": begin, "date_end": begin + timedelta(hours=1)})
        self.event.write({"name": "First steps", "seats_max": 1})
        for _again in range(2):
            self.run_jobs()
        self.assertCountEqual(self.subjects_to(jo), [*changed, "Changed"])
        self.assertCountEqual(
            self.subjects_to(waits), ["On the waiting list", "Changed", "Changed"]
        )
        self.assertIn(self.event._webinar_day_text(), self.mails_to(jo)[-1].body_html)
        self.open_door(self.event)
        self.run_jobs()
        self.assertEqual(self.subjects_to(jo).count("Soon"), 4)

    def test_what_takes_place_after_all_is_told_and_cancelled_again_too(self):
        jo = self.register(self.event, self.jo)
        self.event.kanban_state = "cancel"
        self.run_jobs()
        self.event.kanban_state = "normal"
        self.run_jobs()
        self.event.active = False
        self.run_jobs()
        told = ["Cancelled", "Changed", "Cancelled"]
        self.assertEqual([s for s in self.subjects_to(jo) if s in told], told)

    def test_corrections_of_the_past_are_told_to_nobody(self):
        jo = self.register(self.event, self.jo)
        self.end(self.event)
        self.event.date_end += timedelta(minutes=30)
        self.run_cron("coop_peer_webinar.ir_cron_webinar_tell")
        self.assertFalse(self.mails_to(jo))

    def test_the_queue_of_mails_is_sent_at_once(self):
        queue = self.env.ref("mail.ir_cron_mail_scheduler_action")
        triggers = self.env["ir.cron.trigger"]
        kim = self.listeners(1)
        self.register(self.event, self.jo, kim)
        triggers.search([("cron_id", "=", queue.id)]).unlink()
        self.run_cron("coop_peer_webinar.ir_cron_webinar_tell")
        self.assertTrue(triggers.search([("cron_id", "=", queue.id)]))

    def test_who_stayed_away_is_not_thanked(self):
        jo = self.register(self.event, self.jo)
        self.end(self.event)
        self.event.takeaway_ids = [Command.create({"name": "Begin small"})]
        self.event.action_publish_takeaways()
        self.run_cron("coop_peer_webinar.ir_cron_webinar_tell")
        self.assertFalse(self.mails_to(jo))

    def test_in_the_language_of_who_reads(self):
        self.jo.partner_id.lang = "fr_FR"
        self.event.with_context(lang="fr_FR").name = "Premiers pas"
        jo = self.register(self.event, self.jo)
        self.run_jobs()
        self.assertIn("Premiers pas", self.mails_to(jo).subject)
