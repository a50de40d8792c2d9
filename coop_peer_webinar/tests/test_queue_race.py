from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.coop_member.tests.two_connections import (
    PATIENCE,
    TwoConnectionsCase,
)

from ..core.webinar_forms import Guest


@tagged("post_install", "-at_install")
class TestQueueRace(TwoConnectionsCase):
    """Several workers at one webinar, each with its own connection and real commits."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._commit, self._take_back)
        self.event_id = self._commit(self._make)

    def _make(self, env):
        begin = fields.Datetime.now() + timedelta(days=3)
        event = env["event.event"].create(
            {
                "name": "Race",
                "is_peer_webinar": True,
                "company_id": env.ref("base.main_company").id,
                "webinar_access": "public",
                "date_begin": begin,
                "date_end": begin + timedelta(hours=1),
                "seats_limited": True,
                "seats_max": 5,
                "event_mail_ids": [],
            }
        )
        event.is_published = True
        return event.id

    def _take_back(self, env):
        event = env["event.event"].browse(self.event_id)
        event.registration_ids.write({"state": "cancel"})
        event.registration_ids.unlink()
        event.unlink()

    def _register(self, number):
        """Work that registers a guest, as a request does."""

        def work(env):
            event = env["event.event"].browse(self.event_id)
            guest = Guest(f"Guest {number}", f"guest{number}@example.org")
            return env["event.registration"]._sign_up(event, guest=guest)

        return work

    def _cancel_by_organiser(self, registration_id):
        """Work that cancels in the back end, in the request's own transaction."""

        def work(env):
            env["event.registration"].browse(registration_id).action_cancel()
            return ""

        return work

    def _cancel_by_guest(self, registration_id):
        def work(env):
            registration = env["event.registration"].browse(registration_id)
            return registration._portal_cancel()

        return work

    def _all_at_once(self, works):
        """Run ``works``, each on a connection that has read before any writes."""
        all_have_read = Barrier(len(works), timeout=PATIENCE)

        def run(work):
            from odoo.service.model import retrying

            with self.registry.cursor() as cr:
                env = self._env(cr)
                tries = []

                def attempt():
                    cr.execute("SELECT FROM ir_sequence LIMIT 1")
                    tries.append(work)
                    if len(tries) == 1:
                        all_have_read.wait()
                    return work(env)

                return retrying(attempt, env)

        muted = mute_logger("odoo.sql_db", "odoo.service.model")
        with muted, ThreadPoolExecutor(len(works)) as pool:
            futures = [pool.submit(run, work) for work in works]
            return [f.exception(2 * PATIENCE) or f.result() for f in futures]

    def _rows(self):
        """(id, state, is_waiting) of everybody, in the order in which they came."""
        return self._commit(
            lambda env: [
                (one.id, one.state, one.is_waiting)
                for one in env["event.registration"].search(
                    [("event_id", "=", self.event_id)], order="id"
                )
            ]
        )

    def _counts(self):
        rows = self._rows()
        seated = [row for row in rows if row[1] == "open"]
        waiting = [row for row in rows if row[2]]
        return seated, waiting

    def test_ten_for_five_seats(self):
        results = self._all_at_once([self._register(number) for number in range(10)])
        self.assertEqual(results, [""] * 10)
        seated, waiting = self._counts()
        self.assertEqual((len(seated), len(waiting)), (5, 5))
        self.assertLess(max(row[0] for row in seated), min(row[0] for row in waiting))

    def test_a_double_click_takes_one_seat(self):
        results = self._all_at_once([self._register(1), self._register(1)])
        self.assertEqual(results, ["", ""])
        self.assertEqual(len(self._rows()), 1)

    def test_feedback_sent_twice_at_once_is_kept_once(self):
        self._all_at_once([self._register(1)])
        [(registration_id, *_state)] = self._rows()

        def say(env):
            registration = env["event.registration"].browse(registration_id)
            return registration._portal_feedback({"rating": "4"})

        def mark(env, state):
            registration = env["event.registration"].browse(registration_id)
            registration.state = state
            return registration.webinar_feedback_ids.mapped("rating")

        self._commit(lambda env: mark(env, "done"))
        self.assertEqual(self._all_at_once([say, say]), [{}, {}])
        self.assertEqual(self._commit(lambda env: mark(env, "open")), [4])

    def test_two_cancellations_and_three_newcomers(self):
        """Of those who wait already, the first two get the seats that come free,
        however the five come in between each other."""
        self._all_at_once([self._register(number) for number in range(8)])
        before = self._rows()
        waited = [row[0] for row in before if row[2]]
        seated = [row[0] for row in before if row[1] == "open"]
        works = [
            self._cancel_by_guest(seated[0]),
            self._cancel_by_organiser(seated[1]),
            *(self._register(number) for number in (20, 21, 22)),
        ]
        results = self._all_at_once(works)
        self.assertEqual(results, [{}, "", "", "", ""])
        after = {row[0]: row[1:] for row in self._rows()}
        now_seated = sorted(key for key, row in after.items() if row[0] == "open")
        self.assertEqual(now_seated, sorted([*seated[2:], *waited[:2]]))
        self.assertEqual(after[waited[2]], ("draft", True))
        self.assertEqual(sum(row[1] for row in after.values()), 1 + 3)

    def test_an_organiser_and_a_guest_for_the_last_seat(self):
        self._all_at_once([self._register(number) for number in range(4)])

        def by_organiser(env):
            env["event.registration"].create(
                {"event_id": self.event_id, "name": "By hand"}
            )
            return ""

        results = self._all_at_once([by_organiser, self._register(9)])
        seated, waiting = self._counts()
        self.assertEqual(len(seated), 5)
        refused = not isinstance(results[0], str)
        self.assertEqual(len(waiting), 0 if refused else 1)
        self.assertEqual(results[1], "")
