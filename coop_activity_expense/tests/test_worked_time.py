from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_billing import BillingCase


@tagged("post_install", "-at_install")
class TestWorkedTime(BillingCase):
    def _spell(self, minutes, day=1, name="Design", price=60, user=None, **vals):
        return (
            self.env["coop.worked.time"]
            .with_user(user or self.noor_user)
            .create(
                {
                    "activity_id": self.oak.id,
                    "customer_id": self.bakery.id,
                    "date": date(2026, 3, day),
                    "minutes": minutes,
                    "name": name,
                    "price_hour": price,
                    **vals,
                }
            )
        )

    def test_turned_into_lines(self):
        spells = (
            self._spell(20, 1)
            | self._spell(30, 3)
            | self._spell(100, 2, "Advice", 90)
            | self._spell(10, 4, price=70)
        )
        move = spells._charge()
        self.assertRecordValues(
            move.sudo().invoice_line_ids,
            [
                {"quantity": 0.83, "price_unit": 60, "price_subtotal": 49.8},
                {"quantity": 1.67, "price_unit": 90, "price_subtotal": 150.3},
                {"quantity": 0.17, "price_unit": 70, "price_subtotal": 11.9},
            ],
        )
        line = move.sudo().invoice_line_ids[0]
        self.assertEqual(line.name, "Design (1 Mar 2026 – 3 Mar 2026)")
        self.assertEqual(line.product_uom_id, self.env.ref("uom.product_uom_hour"))
        self.assertEqual(spells.move_id, move)
        self.assertEqual(move.coop_customer_id, self.bakery)

    def test_charged_once(self):
        spell = self._spell(60)
        move = spell._charge()
        with self.assertRefused("take it off first"):
            spell._charge()
        with self.assertRefused("take it off first"):
            spell.minutes = 5
        with self.assertRefused("take it off first"):
            spell.unlink()
        with self.assertRefused("charged by an invoice"):
            spell.move_id = False
        move.action_coop_discard()
        self.assertFalse(spell.move_id)
        spell._charge()

    def test_taken_off(self):
        spell = self._spell(60)
        move = spell._charge()
        lines = [
            line.__class__(**{**vars(line), "tax": self._tax(20).id})
            for line in move._coop_core_lines()
        ]
        move._coop_save(self.oak, {"customer_id": self.bakery.id}, lines, move)
        move.action_coop_submit()
        move.with_user(self.accountant).action_coop_accept()
        with self.assertRaises(AccessError):
            spell.action_release()
        note = move.action_coop_credit()
        note.action_coop_submit()
        note.with_user(self.accountant).action_coop_accept()
        spell.action_release()
        self.assertFalse(spell.move_id)

    def test_one_customer_an_invoice(self):
        other = self._customer("Grocery")
        spells = self._spell(60) | self._spell(60, customer_id=other.id)
        with self.assertRefused("one customer"):
            spells._charge()
        with self.assertRefused("no time"):
            spells.browse()._charge()

    def test_limits(self):
        for minutes in (0, -5, 1441):
            with self.assertRefused("between a minute and a day"):
                self._spell(minutes)
        with self.assertRefused("cannot be negative"):
            self._spell(60, price=-1)
        pottery = self._customer("Pottery", self.kiln, self.ali_user)
        with self.assertRefused("not one of the activity|not allowed"):
            self._spell(60, customer_id=pottery.id)

    def test_only_ones_own(self):
        spell = self._spell(60)
        foreign = spell.with_user(self.ali_user)
        self.assertFalse(foreign.has_access("read"))
        with self.assertRaises(AccessError):
            foreign._charge()
        with self.assertRaises(AccessError):
            self._spell(60, user=self.ali_user)
        with self.assertRaises(AccessError):
            spell.with_user(self.adviser)._charge()
