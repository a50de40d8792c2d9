from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import ExpenseCase

MODULE = "coop_activity_expense"


@tagged("post_install", "-at_install")
class TestOffice(ExpenseCase):
    """What the screens of the team do, as the one who works at them."""

    def _window(self, action, user):
        """The window that ``action`` opens, as a form of ``user``."""
        windows = self.env[action["res_model"]].with_user(user)
        return Form(windows.with_context(**action["context"]))

    def test_an_adviser_refuses_by_the_window(self):
        claim = self._submitted(self._line("taxi", 30))
        by_adviser = claim.with_user(self.adviser)
        with self._window(by_adviser.action_ask_refusal(), self.adviser) as window:
            window.reason = "Which client?"
        window.record.action_refuse()
        self.assertRecordValues(
            claim, [{"state": "refused", "refusal_reason": "Which client?"}]
        )

    def test_windows_ask_for_a_reason(self):
        claim = self._posted(self._line("taxi", 30))
        for ask in ("action_ask_refusal", "action_ask_reversal", "action_ask_vat"):
            with (
                self.subTest(ask=ask),
                self.assertRaisesRegex(AssertionError, "reason"),
            ):
                self._window(getattr(claim, ask)(), self.accountant).save()

    def test_an_accountant_reverses_by_the_window(self):
        claim = self._posted(self._line("supplies", 120))
        with self._window(claim.action_ask_reversal(), self.accountant) as window:
            window.reason = "Posted twice"
        window.record.action_reverse()
        self.assertEqual(claim.state, "approved")
        self.assertEqual(claim.entry_count, 2)
        self.assertIn("Posted twice", self._told(claim))

    def test_an_accountant_decides_about_vat_and_takes_it_back(self):
        claim = self._approved(self._line("supplies", 120), self._line("taxi", 30))
        line = claim.with_user(self.accountant).line_ids[0]
        by_rules = line.tax_id
        self.assertEqual(line.deductible_amount, 20)
        with self._window(line.action_ask_vat(), self.accountant) as window:
            self.assertEqual(window.line_id, line)
            self.assertEqual(window.tax_id, by_rules)
            window.tax_id = self.env["account.tax"]
            window.reason = "No VAT on this receipt"
        window.record.action_decide()
        self.assertRecordValues(
            line,
            [
                {
                    "tax_id": False,
                    "deductible_amount": 0,
                    "vat_override": True,
                    "override_reason": "No VAT on this receipt",
                }
            ],
        )
        self.assertIn("No VAT on this receipt", self._told(claim))
        line.action_follow_vat_rules()
        self.assertRecordValues(
            line,
            [{"tax_id": by_rules.id, "deductible_amount": 20, "vat_override": False}],
        )

    def test_vat_is_decided_by_accountants_with_a_reason_until_posted(self):
        claim = self._approved(self._line("supplies", 120))
        line = claim.line_ids
        none = self.env["account.tax"]
        with self.assertRefused("Say why"):
            line.with_user(self.accountant).action_decide_vat(none, "  ")
        for action in (
            lambda own: own.action_decide_vat(none, "Why not"),
            lambda own: own.action_follow_vat_rules(),
        ):
            for user in (self.adviser, self.noor_user):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    action(line.with_user(user))
        claim.with_user(self.accountant).action_post()
        with self.assertRefused("is in the books"):
            line.with_user(self.accountant).action_decide_vat(none, "Too late")

    def test_figures_of_what_is_posted_are_those_of_its_entry(self):
        """Whatever was still to be computed when it was posted."""
        line = self._posted(self._line("supplies", 120)).line_ids
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertRecordValues(
            line, [{"base_amount": 100, "tax_amount": 20, "deductible_amount": 20}]
        )

    def test_windows_hold_no_door_open(self):
        """Who may not see a claim refuses it by no window."""
        claim = self._submitted(self._line("taxi", 30))
        colleague = self._new_user(
            "foreign", "coop_member.group_manager", self.other_company
        )
        windows = self.env["coop.expense.refuse"].with_user(colleague)
        with self.assertRaises(AccessError):
            windows.create(
                {"expense_ids": [Command.set(claim.ids)], "reason": "No"}
            ).action_refuse()
        self.assertEqual(claim.state, "submitted")

    def test_receipts_of_a_claim_are_its_own(self):
        one, other = (
            self._submitted(self._line("taxi", amount)) for amount in (30, 40)
        )
        self.assertEqual(one.receipt_ids, one.line_ids.receipt_ids)
        self.assertFalse(one.receipt_ids & other.receipt_ids)

    def test_entries_of_claims_are_not_offered_to_be_taken_back(self):
        entry = self._posted(self._line("taxi", 30)).account_move_id
        self.assertFalse(entry.show_reset_to_draft_button)

    def test_smart_buttons(self):
        self._vehicle()
        claim = self._posted(self._line("taxi", 30))
        self._claim(self._line("taxi", 40))
        self.assertEqual(self.oak.with_user(self.adviser).coop_expense_count, 2)
        noor = self.noor.with_user(self.adviser)
        self.assertEqual((noor.coop_expense_count, noor.coop_vehicle_count), (2, 1))
        entry = claim.account_move_id
        self.assertEqual(entry.action_open_coop_expense()["res_id"], claim.id)
        self.assertEqual(
            self.env["account.move"].search(claim.action_open_entries()["domain"]),
            entry,
        )

    def test_settings_reach_the_company(self):
        boss = self._new_user("boss", "coop_member.group_manager,base.group_system")
        owed = self.env["account.account"].search(
            [
                ("company_ids", "in", self.company.id),
                ("account_type", "=", "liability_payable"),
            ],
            limit=1,
        )
        journal = self.company._coop_expense_journal()
        settings = self.env["res.config.settings"].with_user(boss)
        with Form(settings.with_company(self.company)) as form:
            form.coop_expense_journal_id = journal
            form.coop_expense_account_id = owed
            form.coop_expense_max_days = 90
            form.coop_expense_self_limit = 25
            form.coop_expense_over_available = "block"
            form.coop_mileage_period = "year"
        form.record.execute()
        self.assertRecordValues(
            self.company,
            [
                {
                    "coop_expense_journal_id": journal.id,
                    "coop_expense_account_id": owed.id,
                    "coop_expense_max_days": 90,
                    "coop_expense_self_limit": 25,
                    "coop_expense_over_available": "block",
                    "coop_mileage_period": "year",
                }
            ],
        )

    # -- rights on the screens ---------------------------------------------------------

    def test_menus_by_group(self):
        expected = {
            "approve": {self.adviser, self.manager},
            "post": {self.accountant, self.manager},
            "pay": {self.accountant, self.manager},
            "rules": {self.accountant, self.manager},
            "": {self.adviser, self.accountant, self.manager},
            "receipt": {self.adviser, self.accountant, self.manager},
            "analysis": {self.adviser, self.accountant, self.manager},
        }
        users = (self.adviser, self.accountant, self.manager, self.employee)
        for name, allowed in expected.items():
            xml_id = "_".join(filter(None, ("coop_expense", name, "menu")))
            menu = self.env.ref(f"{MODULE}.{xml_id}")
            for user in users:
                visible = menu.with_user(user)._visible_menu_ids()
                with self.subTest(menu=xml_id, user=user.login):
                    self.assertEqual(menu.id in visible, user in allowed)

    def test_every_screen_opens_for_whom_its_menu_is(self):
        menus = self.env["ir.model.data"].search(
            [("module", "=", MODULE), ("model", "=", "ir.ui.menu")]
        )
        opened = 0
        for menu in self.env["ir.ui.menu"].browse(menus.mapped("res_id")):
            for user in (self.adviser, self.accountant, self.manager):
                if menu.action and menu.id in menu.with_user(user)._visible_menu_ids():
                    with self.subTest(menu=menu.name, user=user.login):
                        self._open(menu.action, user)
                    opened += 1
        self.assertGreater(opened, 20)

    def _open(self, action, user):
        """Load all the views of an action, and read a record in each of them."""
        shown = action.read()[0]
        if action._name == "ir.actions.server":
            shown = action.with_user(user).run()
        records = self.env[shown["res_model"]].with_user(user)
        modes = [mode for _view, mode in shown["views"]]
        views = records.get_views([(False, mode) for mode in (*modes, "search")])
        names = {
            name for info in views["models"].values() for name in info["fields"]
        } & records._fields.keys()
        records.search([], limit=1).read(names)

    def test_buttons_by_group(self):
        """Nobody is offered what they would be refused."""
        offered = {
            self.adviser: {"action_approve", "action_ask_refusal"},
            self.accountant: {
                "action_submit",
                "action_post",
                "action_register_payment",
                "action_ask_refusal",
                "action_ask_vat",
                "action_draft",
                "action_ask_reversal",
                "action_open_entries",
            },
        }
        for user, buttons in offered.items():
            claims = self.env["coop.expense"].with_user(user)
            arch = claims.get_view(view_type="form")["arch"]
            for name in set().union(*offered.values()):
                with self.subTest(user=user.login, button=name):
                    self.assertEqual(f'name="{name}"' in arch, name in buttons)

    def test_advisers_read_what_accountants_correct(self):
        claim = self._submitted(self._line("taxi", 30))
        with Form(claim.with_user(self.accountant)) as form:
            form.description = "To the fair"
            with form.line_ids.edit(0) as line:
                line.amount = 28
        self.assertRecordValues(
            claim, [{"description": "To the fair", "total_amount": 28}]
        )
        arch = (
            self.env["coop.expense"]
            .with_user(self.adviser)
            .get_view(view_type="form")["arch"]
        )
        self.assertIn('edit="False"', arch)
