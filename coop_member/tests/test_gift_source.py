from datetime import timedelta

from odoo import fields, models
from odoo.orm.model_classes import add_to_registry
from odoo.tests import tagged

from .gift_source_case import GiftSourceCase

SESSION = "coop.test.session"


class Session(models.Model):
    """A session that one gives and others attend, as a module would write it."""

    _name = SESSION
    _description = "Session"
    _inherit = ["coop.gift.source.mixin"]

    name = fields.Char()
    date = fields.Date()
    minutes = fields.Integer(default=60)
    category_id = fields.Many2one("coop.gift.category")
    speaker_id = fields.Many2one("coop.member")
    attendee_ids = fields.Many2many("coop.member", "coop_test_session_attendee_rel")
    state = fields.Selection([("planned", ""), ("held", ""), ("cancelled", "")])

    def _prepare_gifts(self):
        if self.state != "held":
            return []
        return [
            {
                "key": f"attendee-{attendee.id}",
                "giver": self.speaker_id,
                "receiver": attendee,
                "minutes": self.minutes,
                "date": self.date,
                "category": self.category_id,
                "description": self.name,
            }
            for attendee in self.attendee_ids
        ]


# no model of the module: these tests alone add it to the registry
Session._module_to_models__["coop_member"].remove(Session)


@tagged("post_install", "-at_install")
class TestGiftSource(GiftSourceCase):
    """Documents keep their gifts right, however often they are saved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        add_to_registry(cls.registry, Session)
        cls.addClassCleanup(cls._forget_session)
        cls._set_up_models()
        cls.registry.init_models(cls.cr, [SESSION], {"module": "coop_member"})
        cls.li = cls._member("Li Wang")
        cls.session = cls.env[SESSION].create(
            {
                "name": "How to begin on the web",
                "date": cls.today,
                "category_id": cls.advice.id,
                "speaker_id": cls.ada.id,
                "attendee_ids": (cls.jo + cls.li).ids,
                "state": "held",
            }
        )

    @classmethod
    def _forget_session(cls):
        del cls.registry[SESSION]
        cls._set_up_models()

    @classmethod
    def _set_up_models(cls):
        # as in test_orm: what depends on the models of the registry starts anew
        cls.registry._setup_models__(cls.cr, [])

    def setUp(self):
        super().setUp()
        self.session._sync_gifts()

    def _another(self, name):
        return self.session.copy({"name": name, "state": "held"})

    def test_each_attendee_receives(self):
        self.assert_makes_gifts(
            self.session, (self.ada, self.jo, 60), (self.ada, self.li, 60)
        )
        self.assert_balances(ada=120, jo=-60, li=-60)
        self.assertRecordValues(
            self.ledger_of(self.session),
            [
                {
                    "state": "confirmed",
                    "origin_name": self.session.display_name,
                    "origin_version": 1,
                    "confirmed_by_id": False,
                    "description": "How to begin on the web",
                }
            ]
            * 2,
        )
        self.assertEqual(self.session.gift_count, 2)

    def test_attendance_that_changes(self):
        self.session.attendee_ids = self.jo
        self.session._sync_gifts()
        self.assert_makes_gifts(self.session, (self.ada, self.jo, 60))
        self.assert_balances(ada=60, li=0)
        self.session.attendee_ids |= self.li
        self.session._sync_gifts()
        self.assert_makes_gifts(
            self.session, (self.ada, self.jo, 60), (self.ada, self.li, 60)
        )
        versions = self.ledger_of(self.session).filtered("is_live")
        self.assertEqual(sorted(versions.mapped("origin_version")), [1, 2])

    def test_cancelled_and_held_after_all(self):
        for round_ in range(3):
            with self.subTest(round_):
                self.session.state = "cancelled"
                self.session._sync_gifts()
                self.assert_makes_gifts(self.session)
                self.assert_balances(ada=0, jo=0, li=0)
                self.session.state = "held"
                self.session._sync_gifts()
                self.assert_makes_gifts(
                    self.session, (self.ada, self.jo, 60), (self.ada, self.li, 60)
                )

    def test_what_changes_is_reversed_and_made_anew(self):
        for values, minutes in (
            ({"minutes": 90}, 90),
            ({"date": self.today - timedelta(days=1)}, 90),
            ({"speaker_id": self.li.id, "attendee_ids": self.jo.ids}, 90),
        ):
            self.session.write(values)
            self.session._sync_gifts()
            speaker = self.session.speaker_id
            self.assert_makes_gifts(
                self.session,
                *((speaker, one, minutes) for one in self.session.attendee_ids),
            )

    def test_new_words_alone_change_nothing(self):
        before = self.ledger_of(self.session)
        self.session.name = "How to begin"
        self.session._sync_gifts()
        self.assertEqual(self.ledger_of(self.session), before)

    def test_the_commons(self):
        self.session.write({"speaker_id": False, "attendee_ids": self.jo.ids})
        self.session._sync_gifts()
        self.assert_makes_gifts(self.session, (None, self.jo, 60))

    def test_who_was_no_member_gives_and_receives_nothing(self):
        self.session.attendee_ids |= self._candidate("Zoé Blanc")
        self.session._sync_gifts()
        self.assert_makes_gifts(
            self.session, (self.ada, self.jo, 60), (self.ada, self.li, 60)
        )

    def test_what_is_no_gift_is_refused_whole(self):
        before = self.ledger_of(self.session)
        for sentence, values in (
            ("24 hours", {"minutes": 2000}),
            ("still to come", {"date": self.today + timedelta(days=1)}),
            ("to themselves", {"speaker_id": self.jo.id}),
        ):
            with self.assertRefused(sentence):
                self.session.write(values)
                self.session._sync_gifts()
            self.session.invalidate_recordset()
            self.assertEqual(self.ledger_of(self.session), before)

    def test_a_blocking_limit_does_not_change_what_was(self):
        self.company.write({"coop_gift_block": True, "coop_gift_floor_minutes": -600})
        self.session.minutes = 700
        self.session._sync_gifts()
        self.assert_balances(jo=-700)

    def test_several_documents_at_once(self):
        other = self._another("Invoices")
        (self.session + other)._sync_gifts()
        for session in self.session + other:
            self.assert_makes_gifts(
                session, (self.ada, self.jo, 60), (self.ada, self.li, 60)
            )
        self.env[SESSION]._sync_gifts()

    def test_deletion(self):
        self.assert_deletion_takes_back(self.session)
        self.assert_balances(ada=0, jo=0)

    def test_it_is_corrected_at_its_source(self):
        gift = self.ledger_of(self.session)[0].with_user(self.adviser)
        with self.assertRefused("correct it there"):
            gift.action_reverse("Was not there")

    def test_more_documents_cost_no_more_queries(self):
        def queries(documents, minutes):
            documents.minutes = minutes
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            documents._sync_gifts()
            self.env.flush_all()
            return self.cr.sql_log_count - before

        sessions = self.env[SESSION].union(
            *(self._another(str(number)) for number in range(8))
        )
        sessions._sync_gifts()
        queries(sessions[0], 61)
        one = queries(sessions[0], 62)
        self.assertLessEqual(queries(sessions, 63), one)
