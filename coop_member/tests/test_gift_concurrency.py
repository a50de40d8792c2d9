from datetime import date
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from .two_connections import TwoConnectionsCase


@tagged("post_install", "-at_install")
class TestGiftConcurrency(TwoConnectionsCase):
    """Two people at once: nothing is declared, confirmed, reversed or made twice."""

    def setUp(self):
        super().setUp()
        self.member_ids, self.document_id = self._commit(self._set_up)
        self.addCleanup(self._commit, self._take_back)

    def _company(self, env):
        return env.ref("base.main_company")

    def _set_up(self, env):
        company = self._company(env)
        [self.limits] = company.read(
            ["coop_gift_block", "coop_gift_low_minutes", "coop_gift_floor_minutes"],
            load=None,
        )
        self.next_number = company._coop_sequence("coop.member").number_next
        college = env["coop.college"].search([("company_id", "=", company.id)], limit=1)
        members = env["coop.member"].create(
            [
                {"name": name, "company_id": company.id, "college_id": college.id}
                for name in ("Ada Brun", "Jo Kern")
            ]
        )
        members.admission_date = date(2020, 1, 1)
        members.action_admit()
        # any record stands for a document
        return members.ids, env["res.partner"].create({"name": "A session"}).id

    def _take_back(self, env):
        # the ledger and the register forget nobody: tests do it behind their back
        env.cr.execute(
            "DELETE FROM coop_gift WHERE giver_id = ANY(%(ids)s) "
            "OR receiver_id = ANY(%(ids)s)",
            {"ids": self.member_ids},
        )
        members = env["coop.member"].browse(self.member_ids)
        partners = members.partner_id | env["res.partner"].browse(self.document_id)
        members.with_context(**{MODULE_UNINSTALL_FLAG: True}).unlink()
        partners.unlink()
        company = self._company(env)
        company.write(self.limits)
        company._coop_sequence("coop.member").number_next = self.next_number

    def _members(self, env):
        return env["coop.member"].browse(self.member_ids)

    def _declared(self, *minutes):
        """Ids of committed declarations from the first member to the second."""

        def create(env):
            giver, receiver = self._members(env)
            gifts = env["coop.gift"].create(
                [
                    {
                        "giver_id": giver.id,
                        "receiver_id": receiver.id,
                        "minutes": length,
                        "category_id": env.ref("coop_member.gift_category_help").id,
                        "description": "A hand",
                        "company_id": giver.company_id.id,
                    }
                    for length in minutes
                ]
            )
            return gifts.ids

        return self._commit(create)

    def _balances(self):
        return self._commit(lambda env: self._members(env).mapped("gift_balance"))

    @staticmethod
    def _action(name, gift_id, *arguments):
        def work(env):
            getattr(env["coop.gift"].browse(gift_id), name)(*arguments)
            return "done"

        return work

    def test_a_gift_is_confirmed_once(self):
        [gift_id] = self._declared(60)
        confirm = self._action("action_confirm", gift_id)
        first, second = self._at_once(confirm, confirm)
        self.assertEqual(first, "done")
        self.assertIsInstance(second, UserError)
        self.assertRegex(str(second), "already confirmed")
        self.assertEqual(self._balances(), [60, -60])

    def test_what_is_confirmed_is_not_disputed_meanwhile(self):
        [gift_id] = self._declared(60)
        first, second = self._at_once(
            self._action("action_confirm", gift_id),
            self._action("action_dispute", gift_id, "No"),
        )
        self.assertEqual(first, "done")
        self.assertRegex(str(second), "already confirmed")

    def test_what_is_confirmed_is_not_corrected_meanwhile(self):
        [gift_id] = self._declared(60)

        def correct(env):
            env["coop.gift"].browse(gift_id).minutes = 90

        first, second = self._at_once(self._action("action_confirm", gift_id), correct)
        self.assertEqual(first, "done")
        self.assertRegex(str(second), "stays in the ledger")
        self.assertEqual(self._balances(), [60, -60])

    def test_a_gift_is_reversed_once(self):
        [gift_id] = self._declared(60)
        self._commit(self._action("action_confirm", gift_id))
        reverse = self._action("action_reverse", gift_id, "Wrong")
        first, second = self._at_once(reverse, reverse)
        self.assertEqual(first, "done")
        self.assertRegex(str(second), "already reversed")
        self.assertEqual(self._balances(), [0, 0])

    def test_two_gifts_do_not_pass_a_limit_together(self):
        one, other = self._declared(60, 61)

        def block(env):
            self._company(env).write(
                {
                    "coop_gift_block": True,
                    "coop_gift_low_minutes": -100,
                    "coop_gift_floor_minutes": -100,
                }
            )

        self._commit(block)
        first, second = self._at_once(
            self._action("action_confirm", one), self._action("action_confirm", other)
        )
        self.assertEqual(first, "done")
        self.assertRegex(str(second), "would have received")
        self.assertEqual(self._balances(), [60, -60])

    def _declare(self, form_key=""):
        """Work that declares an hour and returns the ids of its gifts."""

        def work(env):
            giver, receiver = self._members(env)
            gifts, errors = env["coop.gift"]._declare(
                giver,
                "given",
                receiver,
                60,
                fields.Date.context_today(giver),
                env.ref("coop_member.gift_category_help"),
                "A hand",
                form_key=form_key,
            )
            return gifts.ids or errors

        return work

    def test_sent_twice_at_once_is_declared_once(self):
        for form_key in ("", "a form"):
            declare = self._declare(form_key)
            first, second = self._at_once(declare, declare)
            self.assertEqual(first, second)
            self.assertEqual(len(first), 1)
            self._commit(self._action("action_confirm", first[0]))

    def test_one_form_declares_once_even_where_the_first_is_confirmed_meanwhile(self):
        declare = self._declare("a form")

        def declare_and_confirm(env):
            gift_ids = declare(env)
            env["coop.gift"].browse(gift_ids).action_confirm()
            return gift_ids

        first, second = self._at_once(declare_and_confirm, declare)
        self.assertEqual(first, second)
        self.assertEqual(self._balances(), [60, -60])

    # -- documents ---------------------------------------------------------------------

    def _sync(self, minutes):
        """Work that makes the gifts of the document right: of ``minutes``, or none."""

        def work(env):
            giver, receiver = self._members(env)
            gift = {
                "giver": giver,
                "receiver": receiver,
                "minutes": minutes,
                "date": fields.Date.context_today(giver),
                "category": env.ref("coop_member.gift_category_help"),
                "description": "A session",
            }
            wanted = {(self.document_id, "attendee"): gift} if minutes else {}
            env["coop.gift"]._sync_origin(self._document(env), wanted)
            return "done"

        return work

    def _document(self, env):
        return env["res.partner"].browse(self.document_id)

    def _lines(self):
        """Minutes of all lines of the document."""

        def work(env):
            gifts = env["coop.gift"]
            domain = gifts._domain_of(self._document(env))
            return gifts.search(domain, order="id").mapped("minutes")

        return self._commit(work)

    def test_two_workers_make_one_gift(self):
        sync = self._sync(60)
        self.assertEqual(self._at_once(sync, sync), ["done", "done"])
        self.assertEqual(self._lines(), [60])

    def test_two_workers_reverse_once_and_make_one_anew(self):
        self._commit(self._sync(60))
        sync = self._sync(90)
        self.assertEqual(self._at_once(sync, sync), ["done", "done"])
        self.assertEqual(self._lines(), [60, -60, 90])
        self.assertEqual(self._balances(), [90, -90])

    def test_the_last_word_holds(self):
        results = self._at_once(self._sync(60), self._sync(0))
        self.assertEqual(results, ["done", "done"])
        self.assertEqual(self._lines(), [60, -60])
        self.assertEqual(self._balances(), [0, 0])

    def test_the_database_refuses_a_double_where_nobody_takes_turns(self):
        gift_class = self.registry["coop.gift"]
        self._commit(self._sync(60))
        with patch.object(gift_class, "_take_turns_with", lambda *_arguments: None):
            for minutes, lines in ((90, [60, -60, 90]), (0, [60, -60, 90, -90])):
                sync = self._sync(minutes)
                self.assertEqual(self._at_once(sync, sync), ["done", "done"])
                self.assertEqual(self._lines(), lines)
            sync = self._sync(30)
            self.assertEqual(self._at_once(sync, sync), ["done", "done"])
            self.assertEqual(self._lines(), [*lines, 30])
