from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from odoo import SUPERUSER_ID, api
from odoo.service.model import retrying
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ..core.join_form import Application

EMAIL = "test_join_race@example.org"


@tagged("post_install", "-at_install")
class TestJoinRace(TransactionCase):
    """Two workers, each with its own connection and real commits."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._forget)
        with self.registry.cursor() as cr:
            self.request_id = self._submit(api.Environment(cr, SUPERUSER_ID, {})).id

    def _submit(self, env):
        college = env["coop.college"].search([], limit=1)
        application = Application(
            college_id=college.id,
            organisation="",
            name="Camille Martin",
            email=EMAIL,
            phone="",
            motivation="I would like to bake bread for the whole town.",
            key=None,
        )
        return env["coop.join.request"]._submit(college, application, "en_US")

    def _forget(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
            env["coop.join.request"].search([("email", "=", EMAIL)]).unlink()
            members = env["coop.member"].search([("email", "=", EMAIL)])
            partners = members.partner_id
            members.unlink()
            partners.unlink()
            env["mail.mail"].search([("email_to", "=", EMAIL)]).unlink()

    def _click(self, barrier):
        """Confirm as a request does that Odoo runs again where it must."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            request = env["coop.join.request"].browse(self.request_id)
            state = request.state
            barrier.wait(timeout=20)
            member = retrying(request._confirm, env)
            cr.commit()
            return state, member.id

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_two_clicks_at_once_make_one_candidate(self):
        barrier = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            clicks = [pool.submit(self._click, barrier) for _click in range(2)]
        (state, member), (other_state, other_member) = [c.result() for c in clicks]
        self.assertEqual((state, other_state), ("pending", "pending"))
        self.assertEqual(member, other_member)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            found = env["coop.member"].search([("email", "=", EMAIL)])
            self.assertEqual(found.ids, [member])
            self.assertNotIn("bake bread", str(found.message_ids.mapped("body")))
