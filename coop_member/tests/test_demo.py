import doctest
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from odoo.addons.base.tests.common import BaseCommon

from ..core.contracts import first_overlap
from ..core.gifts import Gift, balances
from ..demo import tables

#: what each login may do, and nobody else's work
GROUPS = {
    "accountant": {"coop_member.group_accountant"},
    "adviser": {"coop_member.group_adviser"},
    "manager": {"coop_member.group_manager"},
    "ines": {"base.group_portal", "coop_member.group_member"},
    "malik": {"base.group_portal", "coop_member.group_member"},
    "lotte": {"base.group_portal", "coop_member.group_member"},
    "administrator": {"base.group_system"},
}
PORTAL_LOGINS = ("ines", "malik", "lotte")


@tagged("post_install", "-at_install")
class TestDemo(BaseCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mails_before = cls.env["mail.mail"].search_count([])
        cls.env["coop.demo"].load()
        cls.french = cls.env.ref("__demo__.coop_fr")
        cls.belgian = cls.env.ref("__demo__.coop_be")
        cls.coops = cls.french + cls.belgian

    def _demo_records(self, model):
        field = "company_id" if "company_id" in self.env[model] else "id"
        return self.env[model].search([(field, "in", self.coops.ids)])

    def _user(self, login):
        return self.env["res.users"].search([("login", "=", login)])

    def test_days_of_the_tables(self):
        self.assertEqual(doctest.testmod(tables).failed, 0)

    def test_loading_waits_until_every_module_is_loaded(self):
        demo = self.env["coop.demo"]
        with patch.object(self.registry["coop.demo"], "_load") as load:
            with patch.object(self.registry, "loaded", False):
                demo.load()
            load.assert_not_called()
            demo._register_hook()
            demo._register_hook()
            load.assert_called_once()

    def test_loading_again_changes_nothing(self):
        models = (
            "res.company",
            "res.users",
            "res.partner",
            "coop.member",
            "coop.member.stay",
            "coop.contract",
            "coop.contract.amendment",
            "coop.activity",
            "coop.interview",
            "coop.paper",
            "coop.volunteer.goal",
            "mail.activity",
            "mail.message",
            "account.account",
            "account.journal",
            "account.move",
            "account.payment",
            "account.payment.term",
            "res.partner.bank",
            "coop.share.type",
            "coop.share.move",
            "coop.gift",
            "coop.gift.pledge",
            "coop.gift.programme",
        )
        before = [self.env[model].search_count([]) for model in models]
        self.env["coop.demo"].load()
        after = [self.env[model].search_count([]) for model in models]
        self.assertEqual(after, before)

    def test_enough_people(self):
        for company, at_least in ((self.french, 25), (self.belgian, 14)):
            members = self._demo_records("coop.member").filtered(
                lambda member, company=company: member.company_id == company
            )
            self.assertGreaterEqual(len(members), at_least)
            self.assertEqual(set(members.mapped("state")), self._keys("coop.member"))
        self.assertTrue(members.filtered("is_company").representative_id)

    def _keys(self, model, field="state"):
        return {key for key, _label in self.env[model]._fields[field].selection}

    def test_every_state_is_shown(self):
        for model, field in (
            ("coop.member", "state"),
            ("coop.contract", "state"),
            ("coop.activity", "state"),
            ("coop.interview", "state"),
            ("coop.paper", "state"),
            ("coop.deadline", "kind"),
            ("coop.share.move", "state"),
            ("coop.share.move", "kind"),
            ("coop.share.move", "source"),
            ("coop.gift", "state"),
            ("coop.gift.pledge", "state"),
        ):
            shown = set(self._demo_records(model).mapped(field))
            self.assertEqual(shown, self._keys(model, field), model)

    def test_every_stage_college_and_type_is_used(self):
        candidates = self._demo_records("coop.member").filtered(
            lambda member: member.state == "candidate"
        )
        self.assertEqual(candidates.stage_id, self.env["coop.member.stage"].search([]))
        self.assertEqual(
            self._demo_records("coop.member").college_id,
            self._demo_records("coop.college"),
        )
        contracts = self._demo_records("coop.contract")
        self.assertEqual(contracts.type_id, self.env["coop.contract.type"].search([]))

    def test_no_member_is_under_two_contracts_at_once(self):
        contracts = self._demo_records("coop.contract").filtered(
            lambda contract: contract.exclusive and contract.state != "cancelled"
        )
        for of_member in contracts.grouped("member_id").values():
            self.assertIsNone(first_overlap([c._period() for c in of_member]))

    def test_numbers_follow_admissions_without_gaps(self):
        for company in self.coops:
            admitted = self._demo_records("coop.member").filtered(
                lambda m, company=company: m.company_id == company and m.number
            )
            numbers = sorted(int(member.number) for member in admitted)
            self.assertEqual(numbers, list(range(1, len(admitted) + 1)))
            steady = admitted.filtered(lambda member: not member.stay_ids)
            dates = steady.sorted("number").mapped("admission_date")
            self.assertEqual(dates, sorted(dates))

    def test_someone_came_back_under_the_same_number(self):
        member = self.env.ref("__demo__.member_paloma")
        self.assertEqual(member.state, "active")
        self.assertEqual(len(member.stay_ids), 1)
        self.assertLess(member.stay_ids.exit_date, member.admission_date)
        self.assertEqual(len(member.contract_ids), 2)

    def test_renewals_lead_to_employment(self):
        codes = self.env.ref("__demo__.member_ines").contract_ids.mapped(
            lambda contract: (contract.type_id.code, contract.renewal_number)
        )
        self.assertEqual(codes, [("CESA", 0), ("CAPE", 1), ("CAPE", 0)])

    def test_everything_due_is_announced(self):
        due = self.env["coop.deadline"]._search_unannounced()
        self.assertFalse(due.filtered(lambda d: d.company_id in self.coops))

    def test_nobody_is_written_to(self):
        self.assertEqual(self.env["mail.mail"].search_count([]), self.mails_before)

    def test_each_login_enters_with_its_rights(self):
        logins = self.env["coop.demo"].logins()
        self.assertEqual({login for _role, login, _password in logins}, set(GROUPS))
        for _role, login, password in logins:
            user = self._user(login)
            user.with_user(user)._check_credentials(
                {"type": "password", "login": login, "password": password},
                {"interactive": True},
            )
            groups = self.env["res.groups"].union(
                *(self.env.ref(group) for group in GROUPS[login])
            )
            self.assertFalse(groups - user.all_group_ids, login)
            self.assertEqual(user._is_internal(), login not in PORTAL_LOGINS)
            self.assertEqual(user.lang, "nl_NL" if login == "lotte" else "fr_FR")

    def test_cooperatives_do_not_see_each_other(self):
        for login, seen in (
            ("adviser", self.french),
            ("wouter", self.belgian),
            ("manager", self.coops),
        ):
            user = self._user(login)
            members = (
                self.env["coop.member"]
                .with_user(user)
                .with_context(allowed_company_ids=user.company_ids.ids)
                .search([])
            )
            self.assertEqual(members.company_id, seen, login)

    def test_entrepreneurs_find_something_at_home(self):
        for login in PORTAL_LOGINS:
            user = self._user(login)
            member = self.env["coop.member"].with_user(user)._of_current_user()
            home = member._get_portal_home()
            self.assertTrue(home["figures"].items, login)
            self.assertTrue(home["upcoming"].items, login)
            self.assertTrue(member.interview_ids, login)
            self.assertTrue(member.coop_activity_ids, login)

    def test_charts_of_accounts(self):
        charts = {"l10n_fr_account": "fr", "l10n_be": "be_comp"}
        installed = set(
            self.env["ir.module.module"]
            .search([("state", "=", "installed"), ("name", "in", list(charts))])
            .mapped("name")
        )
        for company, module in zip(self.coops, charts, strict=True):
            expected = charts[module] if module in installed else "generic_coa"
            self.assertEqual(company.chart_template, expected)
            self.assertEqual(company.currency_id.name, "EUR")

    def test_registers_agree_with_the_books(self):
        for company in self.coops:
            check = company._coop_check_register()
            self.assertEqual(check.difference, "")
            self.assertGreater(check.count, 15)
            _holders, capital = company._coop_holders_and_capital()
            self.assertGreater(capital, company._coop_capital_floor())

    def test_movements_are_in_the_order_of_their_days(self):
        moves = self._demo_records("coop.share.move").filtered("number")
        for of_company in moves.grouped("company_id").values():
            days = of_company.sorted("number").mapped("date")
            self.assertEqual(days, sorted(days))

    def test_every_share_type_is_held(self):
        held = self._demo_records("coop.share.holding").share_type_id
        self.assertEqual(held, self._demo_records("coop.share.type"))

    def test_associates_come_from_the_register(self):
        associates = self._demo_records("coop.member").filtered("associate_date")
        self.assertGreater(len(associates), 15)
        self.assertTrue(all(member.share_quantity for member in associates))

    def test_something_is_to_be_paid_and_paid_back(self):
        moves = self._demo_records("coop.share.move")
        owed = moves.filtered("amount_due")
        for company in self.coops:
            kinds = owed.filtered(lambda m, company=company: m.company_id == company)
            self.assertEqual(
                set(kinds.mapped("kind")), {"subscription", "reimbursement"}
            )
        paid_back = moves.filtered(
            lambda m: (
                m.kind == "reimbursement" and m.state == "done" and not m.amount_due
            )
        )
        self.assertTrue(paid_back)
        self.assertTrue(moves.filtered("reversal_of_id"))

    def test_instalments_are_under_way(self):
        malik = self.env.ref("__demo__.member_malik")
        move = self._demo_records("coop.share.move").filtered(
            lambda m: m.to_member_id == malik
        )
        self.assertEqual(move.state, "called")
        self.assertTrue(0 < move.amount_due < move.amount)
        self.assertEqual(len(move._open_instalments()), 2)

    def test_entrepreneur_finds_how_to_pay(self):
        ines = self._user("ines")
        [move] = self.env["coop.share.move"].with_user(ines).search([])
        request = move._payment_request()
        self.assertEqual(request["amount"], 300)
        self.assertTrue(request["iban"].startswith("FR"))
        self.assertTrue(request["qr_code"].startswith("data:image/png"))

    # -- time given and received -----------------------------------------------------

    def _gifts_of(self, company):
        return self.env["coop.gift"].search([("company_id", "=", company.id)])

    def test_time_goes_around_for_a_year(self):
        self.assertTrue(120 <= len(self._demo_records("coop.gift")) <= 200)
        today = fields.Date.context_today(self.env.user)
        for company in self.coops:
            days = self._gifts_of(company).mapped("date")
            self.assertGreaterEqual(len({(day.year, day.month) for day in days}), 12)
            self.assertLessEqual(max(days), today)

    def test_balances_with_the_commons_add_up_to_zero(self):
        members = self._demo_records("coop.member")
        for company in self.coops:
            ledger = balances(
                Gift(gift.giver_id, gift.receiver_id, gift.minutes)
                for gift in self._gifts_of(company)
                if gift.state == "confirmed"
            )
            commons = ledger[self.env["coop.member"]]
            self.assertLess(commons, 0)
            of_company = members.filtered(
                lambda m, company=company: m.company_id == company
            )
            self.assertEqual(sum(of_company.mapped("gift_balance")) + commons, 0)

    def test_both_sides_of_the_commons(self):
        for company in self.coops:
            gifts = self._gifts_of(company).filtered("is_live")
            self.assertTrue(gifts.filtered(lambda gift: not gift.giver_id))
            self.assertTrue(gifts.filtered(lambda gift: not gift.receiver_id))

    def test_balances_call_for_care(self):
        for company in self.coops:
            active = self._demo_records("coop.member").filtered(
                lambda m, company=company: (
                    m.company_id == company and m.state == "active"
                )
            )
            self.assertEqual(
                set(active.mapped("gift_standing")), {"below", "within", "above"}
            )
            quiet = active.filtered("gift_quiet")
            self.assertTrue(quiet.filtered("gift_last_date"))
            self.assertLess(len(quiet), len(active) / 2)

    def test_gifts_were_answered_in_every_way(self):
        for company in self.coops:
            gifts = self._gifts_of(company)
            settled = gifts.filtered(
                lambda gift: gift.dispute_reason and gift.state == "confirmed"
            )
            self.assertIn(
                "coop_member.group_adviser",
                settled.confirmed_by_id.all_group_ids.get_external_id().values(),
            )
            self.assertTrue(gifts.reversal_of_id)
            by_itself = gifts.filtered("is_live") - gifts.filtered("confirmed_by_id")
            self.assertTrue(by_itself)
            self.assertTrue(gifts.filtered("own_trade"))
            to_arbitrate = gifts.filtered(lambda gift: not gift.awaited_id)
            self.assertIn("declared", to_arbitrate.mapped("state"))

    def test_gifts_tell_when_they_were_noted(self):
        gifts = self._demo_records("coop.gift")
        self.assertEqual(
            gifts.filtered("confirmed_on"),
            gifts.filtered(lambda gift: gift.state == "confirmed"),
        )
        for gift in gifts:
            self.assertLessEqual(gift.date, gift.declared_on)
            self.assertLessEqual((gift.declared_on - gift.date).days, 1)
            if gift.confirmed_on:
                self.assertLessEqual((gift.confirmed_on.date() - gift.date).days, 4)

    def test_entrepreneurs_find_gifts_to_confirm(self):
        for login in PORTAL_LOGINS:
            user = self._user(login)
            member = self.env["coop.member"].with_user(user)._of_current_user()
            waiting = (
                self.env["coop.gift"]
                .with_user(user)
                .search(member._gifts_to_answer_domain())
            )
            self.assertGreaterEqual(len(waiting), 2, login)
            waiting.action_confirm()

    def test_a_pledge_is_partly_fulfilled(self):
        malik = self.env.ref("__demo__.member_malik")
        pledge = malik.gift_pledge_ids
        self.assertEqual(pledge.programme_id, self.env.ref("__demo__.programme_depart"))
        self.assertTrue(0 < pledge.fulfilled_minutes < pledge.minutes)
        self.assertEqual(pledge.state, "open")

    def test_pledges_are_in_the_language_of_who_made_them(self):
        lotte = self.env.ref("__demo__.member_lotte")
        self.assertEqual(lotte.gift_pledge_ids.reason, "Eerste koers")

    def test_some_agreed_to_be_named(self):
        for login in PORTAL_LOGINS:
            user = self._user(login)
            member = self.env["coop.member"].with_user(user)._of_current_user()
            thanked = member._portal_community()["thanked"]
            self.assertGreaterEqual(len(thanked), 2)
            givers = self._gifts_of(member.company_id).sudo().giver_id
            self.assertLess(len(thanked), len(givers))
