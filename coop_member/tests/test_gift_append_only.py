from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models import coop_gift_guard
from .common_gift import GiftCase


@tagged("post_install", "-at_install")
class TestGiftAppendOnly(GiftCase):
    """No door of the ORM leads to what is confirmed, for anyone; and none declares a
    gift confirmed but its own actions."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls._new_user(
            "administrator", "base.group_system,coop_member.group_manager"
        )

    def setUp(self):
        super().setUp()
        self.gift = self.give(self.ada, self.jo)
        self.values = self._values()

    def _values(self):
        self.env.flush_all()
        self.env.cr.execute("SELECT * FROM coop_gift WHERE id = %s", [self.gift.id])
        return self.env.cr.dictfetchone()

    def assert_stays(self, work, sentence="stays in the ledger as it is"):
        """``work`` is refused to the manager, the administrator and Odoo itself."""
        for user in (self.adviser, self.manager, self.administrator, self.env.user):
            with self.subTest(user=user.name), self.assertRefused(sentence):
                work(self.gift.with_user(user))
            self.gift.invalidate_recordset()
            self.assertEqual(self._values(), self.values)
        with self.assertRefused(sentence):
            work(self.gift.sudo())

    def test_write(self):
        for values in (
            {"minutes": 30},
            {"minutes": 60},
            {"date": "2025-01-01"},
            {"giver_id": False},
            {"description": "Nothing"},
            {"category_id": self.advice.id},
            {"company_id": self.company.id},
        ):
            self.assert_stays(lambda gift, values=values: gift.write(values))

    def test_assignment_and_update(self):
        def assign(gift):
            gift.minutes = 30
            gift.flush_recordset()

        self.assert_stays(assign)
        self.assert_stays(lambda gift: gift.update({"minutes": 30}))

    def test_unlink(self):
        for user in (self.adviser, self.accountant):
            with self.assertRaises(AccessError):
                self.gift.with_user(user).unlink()
        for gift in (
            self.gift.with_user(self.manager),
            self.gift.with_user(self.administrator),
            self.gift.sudo(),
            self.gift.sudo().with_context(_force_unlink=True),
        ):
            with self.assertRefused("stays in the ledger as it is"):
                gift.unlink()

    def test_import(self):
        [xml_id] = self.gift.sudo().export_data(["id"])["datas"][0]
        result = self.gifts.with_user(self.manager).load(
            ["id", "minutes"], [[xml_id, "30"]]
        )
        self.assertFalse(result["ids"])
        self.assertRegex(result["messages"][0]["message"], "stays in the ledger")
        self.assertEqual(self._values(), self.values)

    def test_low_level_write(self):
        def write_columns(gift):
            gift._write_multi([{"minutes": 30}])

        def write_cache(gift):
            self.env.cache.update(gift, gift._fields["minutes"], [30], dirty=True)
            gift.flush_recordset()

        self.assert_stays(write_columns)
        with self.assertRefused("stays in the ledger"):
            write_cache(self.gift.with_env(self.env))
        self.gift.invalidate_recordset(flush=False)

    def test_what_the_cache_says_does_not_count(self):
        self.env.cache.update(self.gift, self.gift._fields["state"], ["declared"])
        with self.assertRefused("stays in the ledger"):
            self.gift.with_env(self.env).minutes = 30

    def test_free_columns_may_change(self):
        self.patch(
            self.registry["coop.gift"],
            "_free_columns",
            self.gift._free_columns | {"reminded_on"},
        )
        self.gift.sudo()._as_step().write({"reminded_on": self.today})
        self.env.flush_all()
        self.assertEqual(self.gift.reminded_on, self.today)

    def test_chatter_stays_open(self):
        self.gift.with_user(self.adviser).message_post(body="Thank you")
        self.gift.with_user(self.adviser).activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.adviser.id
        )
        self.env.flush_all()

    # -- steps ------------------------------------------------------

    def test_steps_are_not_written(self):
        gift = self.declare(self.ada, "given", self.jo)
        for values in (
            {"state": "confirmed"},
            {"state": "declared"},
            {"awaited_id": False},
            {"declarer_id": False},
            {"confirmed_on": "2025-01-01 10:00:00"},
            {"reversal_of_id": self.gift.id},
            {"origin_model": "res.partner", "origin_id": 1},
        ):
            for user in (self.adviser, self.administrator, self.env.user):
                with self.assertRefused("use the buttons of the gift"):
                    gift.with_user(user).write(values)
        self.assertEqual(gift.state, "declared")

    def test_the_key_cannot_be_sent(self):
        gift = self.declare(self.ada, "given", self.jo).with_user(self.manager)
        for forged in (True, 1, "object", {}, str(coop_gift_guard._STEP)):
            context = {coop_gift_guard._KEY: forged}
            with self.assertRefused("use the buttons of the gift"):
                gift.with_context(**context).write({"state": "confirmed"})

    def _vals(self, **values):
        return {
            "giver_id": self.ada.id,
            "receiver_id": self.jo.id,
            "company_id": self.company.id,
            "minutes": 30,
            "category_id": self.help.id,
            "description": "Another hand",
            **values,
        }

    def test_gifts_begin_declared(self):
        gifts = self.gifts.with_user(self.manager)
        for values in (
            {"state": "confirmed"},
            {"declarer_id": self.ada.id},
            {"awaited_id": self.ada.id},
            {"reversal_of_id": self.gift.id, "minutes": -30},
            {"origin_model": "res.partner", "origin_id": 1, "origin_key": "a"},
        ):
            with self.assertRefused("use the buttons of the gift"):
                gifts.create(self._vals(**values))

    def test_defaults_do_not_begin_otherwise(self):
        gift = (
            self.gifts.with_user(self.manager)
            .with_context(
                default_state="confirmed",
                default_declarer_id=self.ada.id,
                default_declared_on="2020-01-01",
                default_origin_key="a",
            )
            .create(self._vals(declared_on="2020-01-01"))
        )
        self.assertRecordValues(
            gift,
            [
                {
                    "state": "declared",
                    "declarer_id": False,
                    "declared_on": self.today,
                    "origin_key": False,
                }
            ],
        )

    def test_a_copy_begins_anew(self):
        copy = self.gift.with_user(self.adviser).copy()
        self.assertRecordValues(copy, [{"state": "declared", "confirmed_on": False}])
        self.assert_balances(ada=60, jo=-60)

    def test_what_waits_may_be_corrected_and_deleted(self):
        gift = self.declare(self.ada, "given", self.jo)
        gift.with_user(self.adviser).minutes = 45
        self.env.flush_all()
        gift.with_user(self.manager).unlink()
        self.assertFalse(gift.exists())

    def test_confirmed_in_the_same_breath(self):
        gift = self.declare(self.ada, "given", self.jo).with_user(self.adviser)
        gift._step({"state": "confirmed"})
        with self.assertRefused("stays in the ledger"):
            gift.minutes = 45
