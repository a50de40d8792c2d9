from datetime import date

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from . import test_concurrency


@tagged("post_install", "-at_install")
class TestGiftConcurrency(test_concurrency.TestConcurrency):
    """Two connections at once: nothing is confirmed, reversed, made or fulfilled
    twice."""

    def setUp(self):
        self.document_ids = []
        super().setUp()

    def _take_back(self, env):
        # what is confirmed stays, but for who stands behind the ledger
        env.cr.execute(
            "DELETE FROM coop_gift WHERE giver_id = ANY(%(ids)s) "
            "OR receiver_id = ANY(%(ids)s)",
            {"ids": self.member_ids},
        )
        env["res.partner"].browse(self.document_ids).unlink()
        company = env.ref("base.main_company")
        company.write({"coop_gift_block": False, "coop_gift_floor_minutes": -1800})
        super()._take_back(env)

    def _members(self):
        """Ids of two committed members."""

        def admit(env):
            members = env["coop.member"].browse(self.member_ids)
            members.admission_date = date(2020, 1, 1)
            members.action_admit()

        self._candidates("Ada Brun", "Jo Kern")
        self._commit(admit)
        return self.member_ids

    def _declared(self, *minutes):
        """Ids of committed declarations from the first member to the second."""
        giver_id, receiver_id = self._members()

        def create(env):
            return [
                env["coop.gift"]
                .create(
                    {
                        "giver_id": giver_id,
                        "receiver_id": receiver_id,
                        "minutes": length,
                        "category_id": env.ref("coop_member.gift_category_help").id,
                        "description": "A hand",
                        "company_id": env.ref("base.main_company").id,
                    }
                )
                .id
                for length in minutes
            ]

        return self._commit(create)

    def _balances(self):
        return self._commit(
            lambda env: (
                env["coop.member"].browse(self.member_ids).mapped("gift_balance")
            )
        )

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
            env.ref("base.main_company").write(
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

    # -- documents ---------------------------------------------------------------------

    def _document(self):
        """Id of a committed record that stands for a document."""
        document_id = self._commit(
            lambda env: env["res.partner"].create({"name": "A session"}).id
        )
        self.document_ids.append(document_id)
        return document_id

    def _sync(self, document_id, minutes):
        """Work that makes the gifts of a document right, of ``minutes`` or none."""
        giver_id, receiver_id = self.member_ids

        def work(env):
            members = env["coop.member"]
            wanted = {
                (document_id, "attendee"): {
                    "giver": members.browse(giver_id),
                    "receiver": members.browse(receiver_id),
                    "minutes": minutes,
                    "date": fields.Date.context_today(members),
                    "category": env.ref("coop_member.gift_category_help"),
                    "description": "A session",
                }
            }
            env["coop.gift"]._sync_origin(
                env["res.partner"].browse(document_id), wanted if minutes else {}
            )
            return "done"

        return work

    def _lines(self, document_id):
        """Minutes of all lines of the document."""

        def work(env):
            document = env["res.partner"].browse(document_id)
            gifts = env["coop.gift"]
            lines = gifts.search(gifts._domain_of(document), order="id")
            return lines.mapped("minutes")

        return self._commit(work)

    def test_two_workers_make_one_gift(self):
        self._members()
        document_id = self._document()
        sync = self._sync(document_id, 60)
        self.assertEqual(self._at_once(sync, sync), ["done", "done"])
        self.assertEqual(self._lines(document_id), [60])

    def test_two_workers_reverse_once_and_make_one_anew(self):
        self._members()
        document_id = self._document()
        self._commit(self._sync(document_id, 60))
        sync = self._sync(document_id, 90)
        self.assertEqual(self._at_once(sync, sync), ["done", "done"])
        self.assertEqual(self._lines(document_id), [60, -60, 90])
        self.assertEqual(self._balances(), [90, -90])

    def test_the_last_word_holds(self):
        self._members()
        document_id = self._document()
        results = self._at_once(self._sync(document_id, 60), self._sync(document_id, 0))
        self.assertEqual(results, ["done", "done"])
        self.assertEqual(self._lines(document_id), [60, -60])
        self.assertEqual(self._balances(), [0, 0])

    def test_the_database_refuses_a_double_on_its_own(self):
        self._members()
        document_id = self._document()

        def without_turns(work):
            def unguarded(env):
                with self._patched(env):
                    return work(env)

            return unguarded

        sync = without_turns(self._sync(document_id, 60))
        self.assertEqual(self._at_once(sync, sync), ["done", "done"])
        self.assertEqual(self._lines(document_id), [60])

    def _patched(self, env):
        """Nobody takes turns: only the unique index is left."""
        from unittest.mock import patch

        return patch.object(
            type(env["coop.gift"]), "_take_turns_with", lambda self, documents: None
        )


# the tests of members run in their own module
for name in [name for name in dir(test_concurrency.TestConcurrency) if name[:5] == "test_"]:
    setattr(TestGiftConcurrency, name, None)
