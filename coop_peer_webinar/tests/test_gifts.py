from odoo.tests import tagged

from .common import WebinarCase


@tagged("post_install", "-at_install")
class TestWebinarGifts(WebinarCase):
    """Attendance writes the ledger, and corrects it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kim = cls.listeners(1)
        cls.event = cls.webinar()

    def held(self, *attended):
        """The webinar has taken place, and those members were there."""
        self.register(self.event, self.jo, self.kim)
        self.end(self.event)
        self.attend(self.event, *attended)
        return self.event

    def test_the_whole_hour_from_the_commons(self):
        event = self.held(self.jo, self.kim)
        self.assert_makes_gifts(
            event, (self.ada, None, 60), (None, self.jo, 60), (None, self.kim, 60)
        )

    def test_the_whole_hour_to_each(self):
        self.event.webinar_split = "each"
        event = self.held(self.jo, self.kim)
        self.assert_makes_gifts(
            event, (self.ada, self.jo, 60), (self.ada, self.kim, 60)
        )

    def test_the_hour_shared(self):
        self.event.webinar_split = "shared"
        event = self.held(self.jo, self.kim)
        self.assert_makes_gifts(
            event, (self.ada, self.jo, 30), (self.ada, self.kim, 30)
        )

    def test_the_company_says_how(self):
        self.company.coop_webinar_split = "each"
        self.assertEqual(self.webinar("Another").webinar_split, "each")
        self.assertEqual(self.event.webinar_split, "commons")

    def test_corrected_when_attendance_is(self):
        self.event.webinar_split = "each"
        event = self.held(self.jo, self.kim)
        self.registration_of(event, self.kim).with_user(self.adviser).action_confirm()
        self.assert_makes_gifts(event, (self.ada, self.jo, 60))
        self.attend(event, self.kim)
        self.assert_makes_gifts(
            event, (self.ada, self.jo, 60), (self.ada, self.kim, 60)
        )

    def test_corrected_when_the_speaker_is(self):
        self.event.webinar_split = "each"
        event = self.held(self.jo)
        event.speaker_ids = self.kim
        self.assert_makes_gifts(event, (self.kim, self.jo, 60))

    def test_nothing_before_it_is_over(self):
        self.register(self.event, self.jo)
        self.open_door(self.event)
        self.attend(self.event, self.jo)
        self.assert_makes_gifts(self.event)

    def test_written_by_the_job_once_it_is_over(self):
        self.register(self.event, self.jo)
        self.open_door(self.event)
        self.attend(self.event, self.jo)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE event_event SET date_begin = date_begin - interval '1 day', "
            "date_end = date_end - interval '1 day' WHERE id = %s",
            [self.event.id],
        )
        self.env.invalidate_all()
        self.run_cron("coop_peer_webinar.ir_cron_webinar_gifts")
        self.assertTrue(self.event.gifts_synced)
        self.assert_makes_gifts(self.event, (self.ada, None, 60), (None, self.jo, 60))

    def test_cancelling_takes_back(self):
        event = self.held(self.jo)
        event.kanban_state = "cancel"
        self.assert_makes_gifts(event)

    def test_nobody_came(self):
        self.assert_makes_gifts(self.held())

    def test_guests_are_not_in_the_ledger_and_were_given_to_all_the_same(self):
        self.event.webinar_split = "each"
        guest = self.register_guest(self.event)
        self.end(self.event)
        guest.with_user(self.adviser).action_set_done()
        self.assert_makes_gifts(self.event, (self.ada, None, 60))

    def test_two_speakers_divide_what_was_given(self):
        self.event.speaker_ids = self.ada | self.kim
        self.register(self.event, self.jo)
        self.end(self.event)
        self.attend(self.event, self.jo)
        self.assert_makes_gifts(
            self.event, (self.ada, None, 30), (self.kim, None, 30), (None, self.jo, 60)
        )

    def test_who_was_no_member_then_is_left_out(self):
        event = self.held(self.jo)
        # not yesterday: late in the evening, that is today where it is held
        self.end(event, days=3)
        self.ada.admission_date = self.today
        event._sync_gifts()
        self.assert_makes_gifts(event)

    def test_deletion(self):
        event = self.held(self.jo)
        registrations = event.registration_ids.with_user(self.manager)
        with self.assertRefused("attended"):
            registrations.unlink()
        registrations.write({"state": "cancel"})
        registrations.unlink()
        self.assertFalse(self.ledger_of(event).filtered("is_live"))

    def test_all_at_once(self):
        self.register(self.event, self.jo, self.kim)
        with self.assertRefused("not begun"):
            self.event.action_mark_all_present()
        self.end(self.event)
        self.assertEqual(self.event.absent_count, 2)
        self.event.action_mark_all_present()
        self.assertEqual(self.event.absent_count, 0)
        self.assert_balances(ada=60, jo=-60, kim=-60)
