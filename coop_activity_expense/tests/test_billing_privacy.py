from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_billing import BillingCase

VAT = "FR23334175221"
AMOUNT = 4321.99


@tagged("post_install", "-at_install")
class TestBillingPrivacy(BillingCase):
    """Acme is a customer of two activities. Whatever field Ali reads of his own
    documents says nothing of Noor's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        day = date.today() - timedelta(days=90)
        cls.hers = cls._customer("Zyx secret name", vat=VAT, street="77 rue Xyzzy")
        cls.her_move = cls._accepted_invoice(
            cls._item("Secret work", AMOUNT),
            customer=cls.hers,
            invoice_date=day,
            reference="SAME",
        )
        cls.her_quote = cls._accepted_quote(
            cls._item("Secret work", AMOUNT), customer=cls.hers
        )
        cls.his = cls._customer("Acme", cls.kiln, cls.ali_user, vat=VAT)
        more = {"user": cls.ali_user, "activity": cls.kiln, "customer": cls.his}
        cls.his_move = cls._accepted_invoice(
            cls._item(price=AMOUNT), invoice_date=day, reference="SAME", **more
        )
        # paid at once: one payment for both
        both = (cls.her_move | cls.his_move).with_user(cls.accountant)
        cls.env["account.payment.register"].with_user(cls.accountant).with_context(
            active_model="account.move", active_ids=both.ids
        ).create({"group_payment": True})._create_payments()
        cls.his_draft = cls._draft(cls._item("Kiln", 5), reference="SAME", **more)
        cls.his_quote = cls._quote(cls._item("Kiln", 5), **more)
        cls.secrets = [
            "Zyx",
            "Xyzzy",
            "Secret work",
            "Oak and Lime",
            cls.her_move.name,
            cls.her_quote.name,
        ]

    def _readable(self, record):
        """Values that the user reads, field by field."""
        for name in record._fields:
            record.env.invalidate_all()
            try:
                with self.env.cr.savepoint():
                    yield name, record.read([name])[0][name]
            except (AccessError, UserError, ValueError):
                # not for members to read, or not without what is set up elsewhere
                continue

    def _assert_tells_nothing(self, record, ids):
        for name, value in self._readable(record.with_user(self.ali_user)):
            with self.subTest(model=record._name, field=name):
                for secret in self.secrets:
                    self.assertNotIn(secret, repr(value))
                field = record._fields[name]
                if field.relational and field.comodel_name in ids:
                    found = value if isinstance(value, list) else [value and value[0]]
                    self.assertFalse(set(found) & ids[field.comodel_name])

    def test_no_field_tells(self):
        self.assertEqual(
            self.her_move.sudo().commercial_partner_id,
            self.his_move.sudo().commercial_partner_id,
        )
        her_moves = self.her_move.sudo()
        ids = {
            "account.move": set(her_moves.ids),
            "account.move.line": set(her_moves.line_ids.ids),
            "coop.customer": set(self.hers.ids),
            "coop.quote": set(self.her_quote.ids),
            "coop.activity": set(self.oak.ids),
            "coop.member": set(self.noor.ids),
        }
        for record in (
            self.his_move,
            self.his_draft,
            self.his_quote,
            self.his,
            self.his_quote.line_ids[:1],
            *self.his_move.sudo().line_ids,
        ):
            self._assert_tells_nothing(record, ids)

    def test_what_a_company_owes_in_all_is_not_told(self):
        both = 2 * self.her_move.amount_total
        for record in (self.his_move, self.his_draft):
            for name, value in self._readable(record.with_user(self.ali_user)):
                with self.subTest(field=name):
                    self.assertNotEqual(value, both)

    def test_messages_and_files(self):
        messages = self.env["mail.message"].with_user(self.ali_user)
        for record in (self.her_move, self.her_quote):
            of_record = [("model", "=", record._name), ("res_id", "=", record.id)]
            self.assertFalse(messages.search(of_record))
        document = self.env["ir.attachment"].create(
            {
                "name": "invoice.pdf",
                "res_model": "account.move",
                "res_id": self.her_move.id,
                "raw": b"x",
            }
        )
        files = document.with_user(self.ali_user)
        self.assertFalse(files.has_access("read"))
        self.assertFalse(files.search([("id", "=", document.id)]))

    def test_sums_and_groups(self):
        hers = {
            "account.move": self.her_move,
            "account.move.line": self.her_move.sudo().line_ids,
            "coop.quote": self.her_quote,
            "coop.customer": self.hers,
        }
        for model, field in (
            ("account.move", "amount_total:sum"),
            ("account.move.line", "balance:sum"),
            ("coop.quote", "amount_total:sum"),
            ("coop.customer", "__count"),
        ):
            records = self.env[model].with_user(self.ali_user)
            mine = records.search([])
            with self.subTest(model=model):
                [(total,)] = records._read_group([], [], [field])
                expected = (
                    len(mine)
                    if field == "__count"
                    else sum(mine.mapped(field.split(":")[0]))
                )
                self.assertAlmostEqual(total, expected)
                self.assertFalse(mine & hers[model])
