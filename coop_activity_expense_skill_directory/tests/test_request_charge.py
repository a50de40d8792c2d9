from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.coop_activity_expense.tests.portal_billing_case import (
    TRANSFERS,
    PortalBillingCase,
)

REQUESTS = "/my/coop/requests"


@tagged("post_install", "-at_install")
class TestRequestCharge(PortalBillingCase):
    """Ali (Kiln) asked, Noor (Oak and Lime) was chosen, and charges."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.asked = cls._agreed_request()

    @classmethod
    def _agreed_request(cls, kind="paid"):
        asked = cls.env["coop.skill.request"].create(
            {
                "name": "Shelves for the kiln",
                "member_id": cls.ali.id,
                "skill_ids": [
                    Command.set(cls.env["coop.skill"].search([], limit=1).ids)
                ],
                "answer_ids": [
                    Command.create(
                        {"member_id": cls.noor.id, "kind": kind, "amount": 120.5}
                    )
                ],
            }
        )
        asked.write({"chosen_id": asked.answer_ids.id, "state": "agreed"})
        return asked

    def form(self, wanted=None):
        """The response with the form of a charge for a request."""
        asked = self.asked.id if wanted is None else wanted
        return self.url_open(f"{TRANSFERS}/new?follow={asked}")

    def charge(self, **values):
        """Send that form."""
        form = self.form()
        names = ("activity", "to", "amount", "description", "date", "follow", "key")
        typed = {name: (self.value_of(form, name) or [""])[0] for name in names}
        return self.post(f"{TRANSFERS}/new", **typed | {"then": "offer"} | values)

    def transfers(self):
        return self.env["coop.activity.transfer"].search(
            [("skill_request_id", "=", self.asked.id)]
        )

    def test_charged_then_accepted_ends_the_request(self):
        page = self.page(f"{REQUESTS}/{self.asked.id}")
        self.assert_shows(page, "Charge for it")
        form = self.form()
        self.assertEqual(self.value_of(form, "amount"), ["120.50"])
        self.assertEqual(self.value_of(form, "description"), ["Shelves for the kiln"])
        self.assertEqual(self.value_of(form, "to"), [str(self.kiln.id)])
        self.assert_shows(self.charge(), "Kiln is asked to accept it")
        transfer = self.transfers()
        self.assertRecordValues(
            transfer,
            [
                {
                    "from_activity_id": self.oak.id,
                    "to_activity_id": self.kiln.id,
                    "amount": 120.5,
                    "state": "offered",
                }
            ],
        )
        self.assertEqual(self.asked.state, "agreed")
        self.sign_in(self.ali_user)
        self.assert_shows(self.page(f"{REQUESTS}/{self.asked.id}"), transfer.name)
        self.post(f"{TRANSFERS}/{transfer.id}/accept")
        self.assertRecordValues(
            self.asked,
            [
                {
                    "state": "done",
                    "outcome": "charge",
                    "amount": 120.5,
                    "is_inside": True,
                }
            ],
        )

    def test_what_is_paid_is_what_was_charged(self):
        """Whatever price was agreed, and said when it was noted as ended."""
        self.asked.write({"state": "done", "outcome": "charge", "amount": 90})
        form = self.form()
        self.assertEqual(self.value_of(form, "amount"), ["90.00"])
        self.charge(amount="80")
        self.transfers().with_user(self.ali_user).action_accept()
        self.assertEqual(self.asked.amount, 80)

    def test_charged_once(self):
        self.charge()
        transfer = self.transfers()
        self.assertEqual(len(transfer), 1)
        page = self.page(f"{REQUESTS}/{self.asked.id}")
        self.assert_hides(page, "Charge for it")
        # a second form makes a charge of its own, for nothing that was asked
        self.charge(description="Other work")
        self.assertEqual(self.transfers(), transfer)
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            transfer.sudo().with_context(default_skill_request_id=self.asked.id).copy()

    def _other_answer(self):
        other = self._member("Kim")
        return other, self.env["coop.skill.answer"].create(
            {"request_id": self.asked.id, "member_id": other.id, "kind": "paid"}
        )

    def test_a_charge_is_answered_before_anything_else(self):
        self.charge()
        _other, answer = self._other_answer()
        asked = self.asked.with_user(self.ali_user)
        ali = self.ali.with_user(self.ali_user)
        for said in (
            asked._portal_pick(ali, answer.id),
            asked._portal_withdraw(ali),
            asked._portal_end(ali, {"outcome": "dropped"}).get("form"),
        ):
            self.assertIn("accept or refuse", said)
        self.assertEqual(self.asked.state, "agreed")

    def test_who_is_chosen_instead_charges_it(self):
        self.charge()
        transfer = self.transfers()
        transfer.with_user(self.ali_user).action_refuse("Too much")
        other, answer = self._other_answer()
        activity = self._activity("Elsewhere", other)
        asked = self.asked.with_user(self.ali_user)
        sentence = asked._portal_pick(self.ali.with_user(self.ali_user), answer.id)
        self.assertEqual(sentence, "")
        self.assertFalse(transfer.skill_request_id)
        self.assertTrue(activity)
        self.assertTrue(self.asked._may_be_charged_by(other))
        self.assertFalse(self.asked._may_be_charged_by(self.noor))

    def test_a_gift_is_not_charged(self):
        given = self._agreed_request(kind="gift")
        self.assert_hides(self.page(f"{REQUESTS}/{given.id}"), "Charge for it")

    def test_who_asked_and_others_do_not_charge(self):
        self.sign_in(self.ali_user)
        page = self.page(f"{REQUESTS}/{self.asked.id}")
        self.assert_hides(page, "Charge for it")
        for wanted in (self.asked.id, 0, "x", 10**12, "9" * 30):
            with self.subTest(wanted=wanted):
                self.assertNotIn("Shelves for the kiln", self.form(wanted).text)

    def test_between_the_two_alone(self):
        charges = self.env["coop.activity.transfer"].with_user(self.noor_user)
        values = {
            "from_activity_id": self.oak.id,
            "amount": 10,
            "description": "Shelves",
            "skill_request_id": self.asked.id,
            "date": self.today + timedelta(1),
        }
        other = self._activity("Elsewhere", self._member("Else"))
        with self.assertRaises(ValidationError):
            charges.create(values | {"to_activity_id": other.id})
        self.assertTrue(charges.create(values | {"to_activity_id": self.kiln.id}))

    def test_members_write_no_request(self):
        with self.assertRaises(AccessError):
            self.asked.with_user(self.noor_user).write({"amount": 1})
