from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_billing import BillingCase


@tagged("post_install", "-at_install")
class TestInvoiceGuard(BillingCase):
    """Nobody posts around the review, nothing posted changes, members read their own
    and write nothing by themselves."""

    # -- around the review -------------------------------------------------------------

    def _ways_to_post(self, move):
        yield move.action_post
        yield lambda: move._post(soft=False)
        yield lambda: move.write({"state": "posted"})
        yield lambda: setattr(move, "state", "posted")
        yield move.action_validate_moves_with_confirmation
        yield lambda: move.write({"coop_review_state": "accepted"})
        yield lambda: move.write({"coop_review_state": False})
        yield lambda: move.with_context(coop_review_step=True).action_post()
        # what the cron that posts at a date calls
        yield lambda: move._post()

    def test_no_way_around(self):
        for state in ("draft", "submitted"):
            move = self._draft()
            if state == "submitted":
                move.action_coop_submit()
            for user in (self.accountant, self.manager, self.env.ref("base.user_root")):
                found = list(self._ways_to_post(move.with_user(user)))
                for number, way in enumerate(found):
                    with self.subTest(state=state, user=user.login, number=number):
                        with self.assertRefused("by accepting it|by their buttons"):
                            way()
                        self.assertEqual(move.state, "draft")

    def test_portal_users_post_nothing(self):
        move = self._submitted_invoice()
        for way in list(self._ways_to_post(move))[:4]:
            with self.assertRefused("."):
                way()
        self.assertEqual(move.state, "draft")

    def test_reviews_do_not_start_in_the_middle(self):
        values = {
            "move_type": "out_invoice",
            "partner_id": self.bakery._accounting_partner().id,
            "coop_activity_id": self.oak.id,
        }
        moves = self.env["account.move"].with_user(self.accountant)
        moves = moves.with_company(self.company)
        with self.assertRefused("by their buttons"):
            moves.create(values | {"coop_review_state": "submitted"})
        with self.assertRefused("by their buttons"):
            moves.with_context(default_coop_self_posted=True).create(values)
        with self.assertRefused("posted"):
            moves.with_context(default_state="posted").create(
                values | {"invoice_line_ids": [Command.create({"price_unit": 1})]}
            )

    def test_accountants_post_what_they_make(self):
        moves = self.env["account.move"].with_user(self.accountant)
        move = moves.with_company(self.company).create(
            {
                "move_type": "out_invoice",
                "partner_id": self.bakery._accounting_partner().id,
                "coop_activity_id": self.oak.id,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "A",
                            "price_unit": 1,
                            "coop_activity_id": self.oak.id,
                        }
                    )
                ],
            }
        )
        clerk = self._new_user("clerk", "account.group_account_invoice")
        with self.assertRaises(AccessError):
            move.with_user(clerk).action_post()
        # a line is enough
        move.coop_activity_id = False
        self.assertEqual(move.invoice_line_ids.coop_activity_id, self.oak)
        with self.assertRaises(AccessError):
            move.with_user(clerk).action_post()
        move.action_post()
        self.assertEqual(move.state, "posted")

    def test_other_documents_are_posted_as_ever(self):
        clerk = self._new_user("clerk", "account.group_account_invoice")
        moves = self.env["account.move"].with_user(clerk).with_company(self.company)
        move = moves.create(
            {
                "move_type": "out_invoice",
                "partner_id": self.noor.partner_id.id,
                "invoice_line_ids": [Command.create({"name": "A", "price_unit": 1})],
            }
        )
        move.action_post()
        self.assertEqual(move.state, "posted")

    # -- posted ------------------------------------------------------------------------

    def test_nothing_posted_changes(self):
        move = self._accepted_invoice().with_user(self.manager)
        line = move.invoice_line_ids
        tax_line = move.line_ids.filtered("tax_line_id")
        for number, change in enumerate(
            (
                move.button_draft,
                move.button_cancel,
                lambda: move.write({"state": "draft"}),
                lambda: move.write({"narration": "Other"}),
                lambda: move.write({"ref": "Other"}),
                lambda: move.write({"name": "X/1"}),
                lambda: move.write({"invoice_date": date(2026, 1, 1)}),
                lambda: move.write({"partner_id": self.env.user.partner_id.id}),
                lambda: move.write({"coop_customer_id": False}),
                lambda: line.write({"name": "Other"}),
                lambda: line.write({"price_unit": 5}),
                lambda: line.write({"quantity": 5}),
                lambda: line.write({"discount": 5}),
                lambda: line.write({"tax_ids": [Command.clear()]}),
                lambda: tax_line.write({"balance": -1}),
                lambda: line.write({"account_id": tax_line.account_id.id}),
                line.unlink,
                move.unlink,
                lambda: move.write(
                    {"invoice_line_ids": [Command.create({"name": "More"})]}
                ),
                lambda: move.line_ids.create(
                    {"move_id": move.id, "display_type": "line_note", "name": "More"}
                ),
            )
        ):
            with self.subTest(number=number), self.assertRefused("."):
                change()
        self.assertEqual((move.state, move.amount_total), ("posted", 120))
        # what is no part of the document may
        move.write({"payment_reference": move.payment_reference})
        move.line_ids.filtered("date_maturity").write({"date_maturity": date.today()})

    # -- members -----------------------------------------------------------------------

    def test_members_write_nothing_by_themselves(self):
        move = self._draft()
        for operation in ("write", "create", "unlink"):
            self.assertFalse(move.has_access(operation))
            self.assertFalse(move.invoice_line_ids.has_access(operation))
        for change in (
            lambda: move.write({"ref": "A"}),
            lambda: move.invoice_line_ids.write({"price_unit": 1}),
            lambda: move.copy(),
            move.unlink,
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                change()

    def test_members_read_their_own(self):
        move = self._draft()
        self.assertTrue(move.read(["amount_total", "coop_status", "name"]))
        self.assertTrue(move.invoice_line_ids.read(["name", "price_total"]))
        foreign = move.with_user(self.ali_user)
        self.assertFalse(foreign.has_access("read"))
        self.assertFalse(foreign.invoice_line_ids.has_access("read"))
        self.assertFalse(foreign.search([("id", "=", move.id)]))
        self.assertEqual(
            foreign.search_count([("coop_activity_id", "=", self.oak.id)]), 0
        )

    def test_customers_learn_nothing_of_activities_but_what_they_are_sent(self):
        """A member who is a customer too reads what was posted, and writes nothing."""
        self.bakery._as_step().partner_id = self.ali.partner_id
        move = self._submitted_invoice()
        foreign = move.with_user(self.ali_user)
        self.assertFalse(foreign.has_access("read"))
        move.with_user(self.accountant).action_coop_accept()
        self.assertTrue(foreign.has_access("read"))
        for action in (
            "action_coop_copy",
            "action_coop_credit",
            "action_coop_send",
            "action_coop_remind",
        ):
            with self.subTest(action=action), self.assertRaises(AccessError):
                getattr(foreign, action)()

    def test_a_shared_company_tells_nothing(self):
        vat = "FR23334175221"
        mine = self._customer("Acme", vat=vat)
        theirs = self._customer("ACME", self.kiln, self.ali_user, vat=vat)
        move = self._accepted_invoice(customer=mine)
        company = move.sudo().commercial_partner_id
        self._draft(user=self.ali_user, activity=self.kiln, customer=theirs)
        moves = self.env["account.move"].with_user(self.ali_user)
        for domain in (
            [("partner_id", "child_of", company.id), ("state", "=", "posted")],
            [("partner_id.invoice_ids.coop_activity_id", "=", self.oak.id)],
        ):
            with self.subTest(domain=domain):
                self.assertFalse(moves.search(domain))
        with self.assertRaises(AccessError):
            moves.search([("commercial_partner_id", "=", company.id)])
        partners = self.env["res.partner"].with_user(self.ali_user)
        self.assertFalse(partners.search([("vat", "=", vat)]))
        self.assertFalse(partners.name_search("Acme"))
        self.assertFalse(partners.browse(company.id).has_access("read"))

    def test_cooperatives_are_apart(self):
        move = self._accepted_invoice()
        colleague = self._new_user(
            "foreign", "coop_member.group_manager", self.other_company
        )
        self.assertFalse(move.with_user(colleague).has_access("read"))
        self.assertFalse(self.bakery.with_user(colleague).has_access("read"))

    def test_advisers_read_and_write_nothing(self):
        move = self._draft().with_user(self.adviser)
        self.assertTrue(move.has_access("read"))
        self.assertTrue(move.read(["amount_total", "coop_status"]))
        for operation in ("write", "create", "unlink"):
            self.assertFalse(move.has_access(operation))
        other = self._claim(self._line("taxi", 30))
        other.action_submit()
        other.with_user(self.adviser).action_approve()
        other.with_user(self.accountant).action_post()
        entry = other.with_user(self.accountant).account_move_id
        self.assertFalse(entry.with_user(self.adviser).has_access("read"))
