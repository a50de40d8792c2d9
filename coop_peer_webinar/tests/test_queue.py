from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.coop_member.tests.common import CoopCase

from .common import WebinarVerbs


@tagged("post_install", "-at_install")
class TestQueue(WebinarVerbs, CoopCase):
    """Seats, and the waiting list."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls.listeners(4)
        cls.event = cls.webinar(seats_limited=True, seats_max=2)

    def names(self, *numbers):
        return [f"Listener {number}" for number in numbers]

    def seated(self):
        return [
            name for name, state, _waits in self.states(self.event) if state == "open"
        ]

    def waiting(self):
        return [name for name, _state, waits in self.states(self.event) if waits]

    def test_seats_first_then_the_waiting_list(self):
        self.register(self.event, *self.people)
        self.assertEqual(self.seated(), self.names(0, 1))
        self.assertEqual(self.waiting(), self.names(2, 3))
        self.assertEqual(self.event.waiting_count, 2)

    def test_who_came_first_gets_the_seat_that_comes_free(self):
        first, *_others = self.register(self.event, *self.people)
        self.cancel(first)
        self.assertEqual(self.seated(), self.names(1, 2))
        self.assertEqual(self.waiting(), self.names(3))

    def test_who_gives_the_place_back_and_comes_again_is_the_last(self):
        first, *_others = self.register(self.event, *self.people)
        self.cancel(first)
        self.register(self.event, self.people[0])
        self.assertEqual(self.waiting(), self.names(3, 0))

    def test_leaving_the_waiting_list_gives_nobody_a_seat(self):
        *_others, last = self.register(self.event, *self.people)
        self.cancel(last)
        self.assertEqual(self.seated(), self.names(0, 1))
        self.assertEqual(self.waiting(), self.names(2))

    def test_more_seats_are_given_at_once(self):
        self.register(self.event, *self.people)
        self.event.seats_max = 3
        self.assertEqual(self.seated(), self.names(0, 1, 2))
        self.event.seats_limited = False
        self.assertEqual(self.waiting(), [])

    def test_fewer_seats_send_nobody_away(self):
        self.register(self.event, *self.people)
        self.event.seats_max = 1
        self.assertEqual(self.seated(), self.names(0, 1))
        self.cancel(self.registration_of(self.event, self.people[0]))
        self.assertEqual(self.seated(), self.names(1))

    def test_twice_is_once(self):
        self.register(self.event, self.people[0], self.people[0])
        self.assertEqual(len(self.states(self.event)), 1)

    def test_guests_wait_like_members_and_are_known_by_their_address(self):
        self.register(self.event, *self.people[:2])
        guest = self.register_guest(self.event)
        self.register_guest(self.event)
        self.assertTrue(guest.is_waiting)
        self.assertEqual(len(self.states(self.event)), 3)

    def test_a_member_who_registered_as_a_guest_is_registered(self):
        member = self.people[0]
        self.register_guest(self.event, member.email, "Listener")
        self.assertEqual(self.try_to_register(self.event, member), "")
        self.assertEqual(len(self.states(self.event)), 1)
        self.assertEqual(self.event.registration_ids.coop_member_id, member)

    def test_a_member_who_confirmed_their_address_is_known(self):
        member, other = self.people[:2]
        registration = self.register_guest(self.event, member.email, "Listener")
        self.assertEqual(registration.coop_member_id, member)
        self.assertEqual(registration.partner_id, member.portal_partner_id)
        self.register_guest(self.event, "jo@elsewhere.example")
        other.portal_partner_id.email = self.people[2].portal_partner_id.email
        shared = self.register_guest(self.event, other.portal_partner_id.email)
        self.assertFalse(shared.coop_member_id)

    def test_an_address_in_one_s_account_gives_nobody_else_s_registration(self):
        """Members may enter any address there: it proves nothing."""
        me, other = self.people[:2]
        guest = self.register_guest(self.event)
        theirs = self.register(self.event, other)
        for address in (guest.email, other.portal_partner_id.email):
            with self.subTest(address=address):
                me.portal_partner_id.email = address
                self.assertFalse(self.registrations._live_of(self.event, me))
        mine = self.register(self.event, me)
        self.assertNotIn(mine, guest | theirs)
        self.assertFalse(guest.coop_member_id)

    def test_members_who_share_an_address_register_both(self):
        me, other = self.people[:2]
        me.portal_partner_id.email = other.portal_partner_id.email
        self.register(self.event, me, other)
        self.assertEqual(self.seated(), self.names(0, 1))

    def test_a_guest_is_known_by_the_address_that_they_sign_in_with(self):
        member = self.people[0]
        guest = self.registrations.create(
            {"event_id": self.event.id, "name": "By hand", "email": "l@example.org"}
        )
        member.portal_partner_id.user_ids.login = "L@example.org"
        self.register(self.event, member)
        self.assertEqual(guest.coop_member_id, member)
        self.assertEqual(self.registrations._live_of(self.event, member), guest)

    def test_who_found_a_seat_at_once_did_not_wait(self):
        first, second, third, _last = self.register(self.event, *self.people)
        self.assertFalse(first.seated_on or second.seated_on)
        self.cancel(first)
        self.assertTrue(third.seated_on)

    def test_organisers_take_seats_away_and_give_them(self):
        registrations = self.register(self.event, *self.people)
        by_adviser = registrations[0].with_user(self.adviser)
        by_adviser.action_cancel()
        self.assertEqual(self.seated(), self.names(1, 2))
        with self.assertRefused("not enough seats"):
            registrations[3].with_user(self.adviser).action_confirm()
        registrations[1].with_user(self.adviser).active = False
        self.assertEqual(self.waiting(), [])

    def test_organisers_register_nobody_beyond_the_seats(self):
        self.register(self.event, *self.people[:2])
        registrations = self.registrations.with_user(self.adviser)
        with self.assertRefused("not enough seats"):
            registrations.create({"event_id": self.event.id, "name": "Someone"})

    def test_the_database_refuses_doubles(self):
        self.register(self.event, self.people[0])
        registrations = self.registrations.with_user(self.adviser)
        partner = self.people[0].portal_partner_id
        with self.assertRefused("registered already"):
            registrations.create({"event_id": self.event.id, "partner_id": partner.id})

    def test_nobody_is_seated_once_it_has_begun(self):
        first, *_others = self.register(self.event, *self.people)
        self.begin()
        first.with_user(self.adviser).action_cancel()
        self.assertEqual(self.seated(), self.names(1))

    def test_who_comes_while_it_goes_on_finds_a_free_seat(self):
        self.begin()
        self.register(self.event, *self.people[:2])
        self.assertEqual(self.seated(), self.names(0, 1))
        self.register_guest(self.event)
        self.assertEqual(self.waiting(), ["Zoé Petit"])

    def test_who_comes_late_gets_no_seat_that_others_waited_for(self):
        first, *_others = self.register(self.event, *self.people[:3])
        self.begin()
        first.with_user(self.adviser).action_cancel()
        late = self.register(self.event, self.people[3])
        self.assertEqual(self.seated(), self.names(1))
        self.assertEqual(self.waiting(), self.names(2, 3))
        self.assertEqual(late._portal_mine("").rank, 0)

    def begin(self):
        """Have the webinar have begun five minutes ago; who registered did so the day
        before."""
        begin = self.now - timedelta(minutes=5)
        self.event.write({"date_begin": begin, "date_end": begin + timedelta(hours=1)})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE event_registration SET create_date = create_date - interval '1 day'"
            " WHERE event_id = %s",
            [self.event.id],
        )
        self.env.invalidate_all()

    def test_the_past_the_cancelled_and_the_unpublished_take_nobody(self):
        sentences = []
        self.end(self.event)
        sentences.append(self.try_to_register(self.event, self.people[0]))
        called_off = self.webinar("Off", kanban_state="cancel")
        called_off.kanban_state = "cancel"
        sentences.append(self.try_to_register(called_off, self.people[0]))
        draft = self.webinar("Draft")
        draft.is_published = False
        sentences.append(
            self.in_turn(
                lambda: self.registrations._sign_up(draft.sudo(), self.people[0])
            )
        )
        self.assertRegex(sentences[0], "has taken place")
        self.assertRegex(sentences[1], "is cancelled")
        self.assertRegex(sentences[2], "not open yet")

    def test_a_lost_promotion_is_made_up_for(self):
        self.register(self.event, *self.people)
        self.env.cr.execute(
            "UPDATE event_registration SET state = 'cancel' WHERE id = %s",
            [self.registration_of(self.event, self.people[0]).id],
        )
        self.env.invalidate_all()
        self.assertEqual(self.waiting(), self.names(2, 3))
        self.run_cron("coop_peer_webinar.ir_cron_webinar_seats")
        self.assertEqual(self.seated(), self.names(1, 2))

    def test_who_leaves_the_cooperative_leaves_the_seat(self):
        self.register(self.event, *self.people)
        self.people[0].with_user(self.adviser).action_leave()
        self.assertEqual(self.seated(), self.names(1, 2))

    def test_other_events_keep_odoo_s_way(self):
        event = self.event.copy({"is_peer_webinar": False, "name": "Fair"})
        registrations = self.registrations.with_user(self.adviser).create(
            [{"event_id": event.id, "name": n, "email": "x@example.org"} for n in "ab"]
        )
        self.assertEqual(registrations.mapped("state"), ["open", "open"])
        self.assertFalse(any(registrations.mapped("webinar_key")))
