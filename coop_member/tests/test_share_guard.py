from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from .share_case import ShareCase

REWRITES = "which nobody rewrites|use the buttons"


class TestShareGuard(ShareCase):
    """The register is append-only through every door of the ORM, for everyone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.done = cls._subscribed(cls.noor, 10)
        cls.other = cls._subscribed(cls.ali, 5)
        cls.everyone = (cls.accountant, cls.manager, cls.env.ref("base.user_root"))

    def assertUntouched(self):
        self.done.invalidate_recordset()
        self.assertRecordValues(
            self.done,
            [
                {
                    "state": "done",
                    "number": 1,
                    "quantity": 10,
                    "to_member_id": self.noor.id,
                }
            ],
        )

    def test_no_write(self):
        changes = {
            "quantity": 11,
            "date": "2020-01-01",
            "to_member_id": self.ali.id,
            "share_type_id": self.part.id,
            "number": 7,
            "state": "draft",
            "hash": "0",
            "company_id": self.other_company.id,
            "loss_amount": 1,
            "reversal_of_id": self.other.id,
            "account_move_id": False,
            "unit_value": 1,
            "amount": 1,
        }
        for user in self.everyone:
            for name, value in changes.items():
                with self.subTest(user=user.login, field=name):
                    with self.assertRefused(REWRITES):
                        self.done.with_user(user).write({name: value})
        self.assertUntouched()

    def test_no_attribute(self):
        with self.assertRefused(REWRITES):
            self.done.with_user(self.manager).quantity = 3
        self.assertUntouched()

    def test_no_low_level_write(self):
        with self.assertRefused(REWRITES):
            self.done._write({"quantity": 3})
        with self.assertRefused(REWRITES):
            self.done._write_multi([{"quantity": 3}])
        self.assertUntouched()

    def test_no_pending_value(self):
        """A value put in the cache behind `write` is refused when it is flushed."""
        field = self.done._fields["quantity"]
        with self.assertRefused(REWRITES):
            field._update_cache(self.done, 3, dirty=True)
            self.done.flush_recordset()
        self.done.invalidate_recordset(flush=False)
        self.assertUntouched()

    def test_no_step_even_by_the_register_itself(self):
        with self.assertRefused("which nobody rewrites"):
            self.done._as_step().write({"quantity": 3})
            self.done.flush_recordset()
        self.done.invalidate_recordset(flush=False)
        self.assertUntouched()

    def test_no_deletion(self):
        for user in self.everyone:
            with self.subTest(user=user.login), self.assertRefused(REWRITES):
                self.done.with_user(user).unlink()
        self.assertTrue(self.done.exists())

    def test_no_deletion_as_if_uninstalled(self):
        """The key that lets modules go could come over RPC too."""
        move = self.done.with_context(**{MODULE_UNINSTALL_FLAG: True})
        with self.assertRefused("which nobody rewrites"):
            move.unlink()

    def test_no_import(self):
        exported = self.done.with_user(self.env.ref("base.user_root"))
        xml_id = exported.export_data(["id"])["datas"][0][0]
        result = (
            self.env["coop.share.move"]
            .with_user(self.manager)
            .load(["id", "quantity"], [[xml_id, "99"]])
        )
        self.assertFalse(result["ids"])
        self.assertRegex(result["messages"][0]["message"], "which nobody rewrites")
        self.assertUntouched()

    def test_no_forged_step(self):
        """A key in the context, as a browser could send it, opens nothing."""
        for key in (True, 1, "object"):
            move = self.done.with_context(coop_share_step=key)
            with self.subTest(key=key), self.assertRefused(REWRITES):
                move.write({"state": "draft"})

    def test_nobody_makes_a_line_of_the_register(self):
        for values in (
            {"state": "done"},
            {"state": "called"},
            {"number": 3},
            {"hash": "0"},
            {"reversal_of_id": self.done.id},
        ):
            with self.subTest(values=values), self.assertRefused(".+"):
                self._move("subscription", 1, receiver=self.noor, **values)
        with self.assertRefused("starts as a draft"):
            self.env["coop.share.move"].with_user(self.manager).with_context(
                default_state="done", default_number=9, default_hash="0"
            ).create(
                {
                    "kind": "subscription",
                    "share_type_id": self.part.id,
                    "to_member_id": self.noor.id,
                    "company_id": self.company.id,
                }
            )

    def test_nobody_declares_a_draft_done(self):
        draft = self._move("transfer", 1, giver=self.noor, receiver=self.ali)
        for values in ({"state": "done"}, {"state": "called"}, {"number": 3}):
            with self.subTest(values=values), self.assertRefused("use the buttons"):
                draft.write(values)

    def test_what_is_called_keeps_its_terms(self):
        called = self._called(self.noor, 3)
        for values in ({"quantity": 4}, {"to_member_id": self.ali.id}):
            with self.subTest(values=values), self.assertRefused("use the buttons"):
                called.write(values)
        with self.assertRefused("use the buttons"):
            called.unlink()

    def test_drafts_are_free(self):
        draft = self._move("transfer", 1, giver=self.noor, receiver=self.ali)
        draft.quantity = 2
        draft.unlink()
        self.assertFalse(draft.exists())

    def test_a_copy_is_a_draft(self):
        copy = self.done.copy()
        self.assertRecordValues(
            copy, [{"state": "draft", "number": 0, "hash": False, "quantity": 10}]
        )
        self.assertFalse(copy.account_move_id or copy.entry_ids)

    def test_notes_stay_free(self):
        self.done.note = "Paid by the employer"
        self.done.message_post(body="Seen at the meeting")
        self.assertUntouched()

    def test_entries_stay_posted(self):
        entry = self.done.account_move_id
        for user in (self.accountant, self.manager):
            for action in ("button_draft", "button_cancel"):
                with self.subTest(user=user.login, action=action):
                    with self.assertRefused("posts a capital movement"):
                        getattr(entry.with_user(user), action)()

    def test_entries_keep_their_lines(self):
        line = self.done.account_move_id.line_ids[0].with_user(self.accountant)
        for values in (
            {"account_id": self.bank.id},
            {"partner_id": self.ali.partner_id.id},
            {"balance": 1},
        ):
            with self.subTest(values=values):
                with self.assertRefused("posts a capital movement"):
                    line.write(values)

    def test_other_entries_are_free(self):
        entry = self._pay(self._called(self.noor, 1), amount=5)
        entry.line_ids.remove_move_reconcile()
        entry.button_draft()
        self.assertEqual(entry.state, "draft")

    def test_members_and_types_of_the_register_stay(self):
        with self.assertRefused(".+"):
            self.part.with_user(self.manager).unlink()
        with self.assertRefused("its value stays"):
            self.part.with_user(self.manager).nominal_value = 20

    def test_accountants_alone_post(self):
        draft = self._move("subscription", 1, receiver=self.noor)
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models"):
            draft.with_user(self.adviser).action_call()
        transfer = self._move("transfer", 1, giver=self.noor, receiver=self.ali)
        with self.assertRaises(AccessError):
            transfer.with_user(self.adviser).action_record()
