from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form

from ..wizard.coop_share_settings import SETTINGS
from .share_case import ShareCase


class TestShareSettings(ShareCase):
    """The window where managers set the capital of their cooperative."""

    def _settings(self, user=None, **vals):
        return (
            self.env["coop.share.settings"].with_user(user or self.manager).create(vals)
        )

    def test_shows_what_is_set(self):
        self.company.coop_share_reimburse_months = 18
        settings = self._settings()
        self.assertRecordValues(
            settings,
            [
                {
                    "company_id": self.company.id,
                    "coop_share_reimburse_months": 18,
                    "coop_share_journal_id": self.company.coop_share_journal_id.id,
                }
            ],
        )

    def test_save(self):
        term = self.env["account.payment.term"].create({"name": "In three times"})
        other = self.company.coop_share_loss_account_id.copy()
        form = Form(self.env["coop.share.settings"].with_user(self.manager))
        form.coop_legal_form_id = self.env.ref("coop_member.legal_form_scop")
        self.assertEqual(form.coop_share_floor_percent, 50)
        form.coop_share_ceiling_percent = 25
        form.coop_share_loss_account_id = other
        form.coop_share_term_ids.add(term)
        form.save().action_save()
        self.assertRecordValues(
            self.company,
            [
                {
                    "coop_share_floor_percent": 50,
                    "coop_share_ceiling_percent": 25,
                    "coop_share_reimburse_months": 60,
                    "coop_share_loss_account_id": other.id,
                    "coop_share_term_ids": term.ids,
                }
            ],
        )

    def test_nothing_is_set_before_it_is_saved(self):
        self._settings(coop_share_floor_percent=33)
        self.assertEqual(self.company.coop_share_floor_percent, 0)

    def test_accounts_are_set_up(self):
        self.company.coop_share_loss_account_id = False
        settings = self._settings(coop_share_floor_percent=33)
        action = settings.action_set_up_accounts()
        account = self.company.coop_share_loss_account_id
        self.assertEqual(account.with_company(self.company).code, "119000")
        self.assertEqual(self.company.coop_share_floor_percent, 33)
        shown = self.env[action["res_model"]].browse(action["res_id"])
        self.assertTrue(shown.coop_share_loss_account_id)

    def test_what_cannot_be_is_refused(self):
        with self.assertRefused("between 0 and 100"):
            self._settings(coop_share_floor_percent=101)

    def test_accounts_of_another_cooperative_are_refused(self):
        foreign = self.env["account.account"].create(
            {
                "name": "Losses",
                "code": "141000",
                "account_type": "equity",
                "company_ids": [Command.set(self.other_company.ids)],
            }
        )
        with self.assertRefused("compan"):
            self._settings(coop_share_loss_account_id=foreign.id)

    def _change(self, role):
        """Save another account for a use of the capital."""
        name = f"coop_share_{role}_account_id"
        other = self.company[name].copy()
        self._settings(**{name: other.id}).action_save()
        self.assertEqual(self.company[name], other)

    def test_the_account_of_the_capital_stays_with_the_register(self):
        move = self._called(self.noor)
        for role in ("paid", "called", "receivable"):
            with self.subTest(role), self.assertRefused("register has entries"):
                self._change(role)
        for role in ("payable", "loss"):
            self._change(role)
        self._pay(move)
        self.assertEqual(move.state, "done")
        with self.assertRefused("remains the one for “Capital paid up”"):
            self._change("paid")
        with self.assertRefused("register has entries"):
            self.company.coop_share_paid_account_id = False
        # nothing waits on them any more
        for role in ("called", "receivable"):
            self._change(role)
        # what does not change is saved all the same
        self._settings(coop_share_floor_percent=33).action_save()
        self.assertEqual(self.company.coop_share_floor_percent, 33)

    def test_accounts_change_before_the_register_begins(self):
        self._move("subscription", receiver=self.noor)
        for role in ("paid", "called", "receivable", "payable", "loss"):
            self._change(role)

    def test_managers_set_their_own_cooperative_only(self):
        nothing = dict.fromkeys(SETTINGS, False)
        settings = self._settings(**nothing, company_id=self.other_company.id)
        with self.assertRaises(AccessError):
            settings.action_save()

    def test_only_for_managers(self):
        for user in (self.adviser, self.accountant):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._settings(user)
            settings = self._settings().with_user(user).sudo()
            with self.assertRaises(AccessError):
                settings.action_save()
