import threading
from concurrent.futures import ThreadPoolExecutor

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests.common import BaseCase, get_db_name
from odoo.tools import mute_logger

#: seconds after which a test that hangs fails instead
PATIENCE = 30


class TwoConnectionsCase(BaseCase):
    """Two connections at once, as two workers have them: what they do is really
    committed, through Odoo's own retry of concurrency errors. Tests take it back:
    ``self.addCleanup(self._commit, self._take_back)``."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())

    def _commit(self, work):
        with self.registry.cursor() as cr:
            return work(self._env(cr))

    def _env(self, cr):
        context = {"coop_no_mail": True, "tracking_disable": True}
        return api.Environment(cr, SUPERUSER_ID, context)

    def _at_once(self, first, second):
        """Run two functions of the environment, each on a connection of its own:
        both have read the database before ``first`` writes to it, and ``second``
        writes after that. Returns their two results, or exceptions."""
        both_have_read = threading.Barrier(2, timeout=PATIENCE)
        first_has_written = threading.Event()

        def lead(env):
            result = first(env)
            env.flush_all()
            first_has_written.set()
            return result

        def follow(env):
            first_has_written.wait(PATIENCE)
            return second(env)

        def run(work):
            with self.registry.cursor() as cr:
                env = self._env(cr)
                tries = []

                def attempt():
                    # the transaction sees the database as it is here, to its end
                    cr.execute("SELECT FROM ir_sequence LIMIT 1")
                    tries.append(work)
                    if len(tries) == 1:
                        both_have_read.wait()
                    return work(env)

                return retrying(attempt, env)

        with mute_logger("odoo.sql_db"), ThreadPoolExecutor(2) as pool:
            futures = [pool.submit(run, work) for work in (lead, follow)]
            return [f.exception(2 * PATIENCE) or f.result() for f in futures]
