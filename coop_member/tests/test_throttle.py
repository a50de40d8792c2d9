from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from freezegun import freeze_time

from odoo import SUPERUSER_ID, api
from odoo.tests import TransactionCase, tagged

from .common import CoopCase


class TestThrottle(CoopCase):
    def setUp(self):
        super().setUp()
        self.enterContext(self.enter_registry_test_mode())
        self.throttle = self.env["coop.throttle"]

    def _hits(self, key, limit, times):
        return [self.throttle._hit(key, limit) for _time in range(times)]

    def test_limit(self):
        self.assertEqual(self._hits("join 192.0.2.1", 2, 4), [True, True, False, False])

    def test_keys_are_counted_apart(self):
        self._hits("join 192.0.2.1", 2, 3)
        self.assertEqual(self._hits("join 192.0.2.2", 2, 2), [True, True])

    @freeze_time("2026-03-01 10:59:59", as_kwarg="clock")
    def test_a_new_hour_starts_from_nothing(self, clock):
        self.assertEqual(self._hits("join 192.0.2.1", 1, 2), [True, False])
        clock.move_to("2026-03-01 11:00:00")
        self.assertEqual(self._hits("join 192.0.2.1", 1, 2), [True, False])

    def test_no_address_is_kept(self):
        self._hits("join 192.0.2.77", 1, 1)
        kept = self.throttle.search([])[-1]
        self.assertEqual(len(kept.key_hash), 64)
        self.assertNotIn("192.0.2.77", str(kept.read()))

    @freeze_time("2026-03-01 10:30:00", as_kwarg="clock")
    def test_old_counts_are_forgotten(self, clock):
        self._hits("old", 1, 1)
        clock.move_to("2026-03-02 10:00:00")
        self._hits("recent", 1, 1)
        clock.move_to("2026-03-02 11:00:00")
        before = self.throttle.search([])
        self.throttle._gc_old_counts()
        self.assertEqual(len(before - self.throttle.search([])), 1)
        self.assertEqual(self._hits("recent", 2, 1), [True])


@tagged("post_install", "-at_install")
class TestThrottleWorkers(TransactionCase):
    """Several workers, each with its own connection and real commits."""

    KEY = "test_throttle 192.0.2.1"
    WORKERS, HITS, LIMIT = 6, 5, 12

    def setUp(self):
        super().setUp()
        # the default is made here and now, not by one of the workers
        self.key_hash = self.env["coop.throttle"]._hash(self.KEY)
        self.addCleanup(self._forget)

    def _forget(self):
        with self.registry.cursor() as cr:
            cr.execute("DELETE FROM coop_throttle WHERE key_hash = %s", [self.key_hash])

    def _work(self, barrier):
        """Hit again and again in one transaction that is given up in the end."""
        with self.registry.cursor() as cr:
            throttle = api.Environment(cr, SUPERUSER_ID, {})["coop.throttle"]
            throttle.search([], limit=1)  # the snapshot is taken before anyone hits
            barrier.wait(timeout=20)
            answers = [throttle._hit(self.KEY, self.LIMIT) for _hit in range(self.HITS)]
            cr.rollback()
        return answers

    def _count(self):
        with self.registry.cursor() as cr:
            cr.execute(
                "SELECT sum(count) FROM coop_throttle WHERE key_hash = %s",
                [self.key_hash],
            )
            return cr.fetchone()[0]

    @freeze_time("2026-03-01 10:30:00")
    def test_parallel_hits_are_all_counted(self):
        barrier = Barrier(self.WORKERS)
        with ThreadPoolExecutor(self.WORKERS) as pool:
            work = [pool.submit(self._work, barrier) for _worker in range(self.WORKERS)]
        answers = [answer for done in work for answer in done.result()]
        self.assertEqual(self._count(), self.WORKERS * self.HITS)
        self.assertEqual(answers.count(True), self.LIMIT)
