from decimal import Decimal

from odoo import Command

from odoo.addons.coop_activity_expense.core.billing import Line
from odoo.addons.coop_member.tests.two_connections import TwoConnectionsCase


class BillingRaceCase(TwoConnectionsCase):
    """Two activities with a customer each, really committed, and taken back
    afterwards."""

    def setUp(self):
        super().setUp()
        self.made = []
        self.addCleanup(self._commit, self._take_back)
        self._commit(self._set_up)

    # -- committed data ---------------------------------------------------------------

    def _make(self, env, model, **vals):
        record = env[model].create(vals)
        self.made.append((model, record.id))
        return record

    def _set_up(self, env):
        company = env.ref("base.main_company")
        self.country_id = company.account_fiscal_country_id.id
        self.first_move = max(env["account.move"].search([]).ids, default=0)
        self.first_partner = max(
            env["res.partner"].with_context(active_test=False).search([]).ids
        )
        company.account_fiscal_country_id = env.ref("base.fr")
        income, charge, owed = (
            self._make(
                env,
                "account.account",
                name="Race",
                code=code,
                account_type=kind,
                reconcile=kind == "asset_receivable",
                company_ids=[Command.set(company.ids)],
            )
            for code, kind in (
                ("708992", "income"),
                ("608992", "expense"),
                ("411992", "asset_receivable"),
            )
        )
        self.receivable_id, self.income_id = owed.id, income.id
        self.journals = [
            self._make(
                env,
                "account.journal",
                name="Race",
                code=f"RAC{kind[0].upper()}",
                type=kind,
                company_id=company.id,
                default_account_id=income.id,
            ).id
            for kind in ("sale", "general")
        ]
        company.coop_billing_journal_id, company.coop_transfer_journal_id = (
            self.journals
        )
        company.coop_transfer_income_account_id = income
        company.coop_transfer_charge_account_id = charge
        group = self._make(
            env,
            "account.tax.group",
            name="Race",
            company_id=company.id,
            country_id=env.ref("base.fr").id,
        )
        self.tax_id = self._make(
            env,
            "account.tax",
            name="Race",
            amount=0,
            type_tax_use="sale",
            company_id=company.id,
            country_id=env.ref("base.fr").id,
            tax_group_id=group.id,
        ).id
        college = env["coop.college"].search([("company_id", "=", company.id)], limit=1)
        member = self._make(
            env,
            "coop.member",
            name="Noor Race",
            company_id=company.id,
            college_id=college.id,
        )
        self.activities = []
        for name in ("Race oak", "Race kiln"):
            activity = self._make(
                env,
                "coop.activity",
                name=name,
                company_id=company.id,
                member_ids=[Command.set(member.ids)],
            )
            activity.action_open()
            self.activities.append(activity.id)
        self.customers = [
            self._make(
                env,
                "coop.customer",
                name="Race bakery",
                activity_id=activity,
                street="1 rue",
                zip="59000",
                city="Lille",
                country_id=env.ref("base.fr").id,
            ).id
            for activity in self.activities
        ]

    def _take_back(self, env):
        company = env.ref("base.main_company")
        # documents refuse to be forgotten
        activities = tuple(self.activities)
        env.cr.execute(
            """
            UPDATE coop_activity_transfer SET state = 'draft', account_move_id = NULL
             WHERE from_activity_id IN %(activities)s;
            DELETE FROM coop_activity_transfer WHERE from_activity_id IN %(activities)s;
            DELETE FROM coop_worked_time WHERE activity_id IN %(activities)s;
            UPDATE account_move SET coop_activity_id = NULL, coop_customer_id = NULL,
                   coop_quote_id = NULL, coop_review_state = NULL
             WHERE id > %(first)s;
            UPDATE account_move_line SET coop_activity_id = NULL
             WHERE move_id > %(first)s;
            UPDATE res_partner SET coop_activity_id = NULL
             WHERE coop_activity_id IN %(activities)s;
            UPDATE coop_customer SET partner_id = NULL
             WHERE activity_id IN %(activities)s;
            DELETE FROM coop_quote WHERE activity_id IN %(activities)s;
            """,
            {"activities": activities, "first": self.first_move},
        )
        env.invalidate_all()
        entries = env["account.move"].search([("id", ">", self.first_move)])
        entries.filtered(lambda entry: entry.state == "posted").button_draft()
        entries.with_context(force_delete=True).unlink()
        company.write(
            {
                "account_fiscal_country_id": self.country_id,
                "coop_billing_journal_id": False,
                "coop_transfer_journal_id": False,
                "coop_transfer_income_account_id": False,
                "coop_transfer_charge_account_id": False,
            }
        )
        partners = env["res.partner"].search([("id", ">", self.first_partner)])
        partners.property_account_receivable_id = False
        env.cr.execute(
            "UPDATE coop_activity SET state = 'preparing' WHERE id IN %s", [activities]
        )
        env.invalidate_all()
        for model, id_ in reversed(self.made):
            env[model].browse(id_).exists().unlink()
        partners.exists().sorted(lambda partner: not partner.parent_id).unlink()

    def _lines(self, price=100):
        return [Line("line", "Race", price=Decimal(price), tax=self.tax_id)]

    def _ready(self, env):
        """Give the customer's contact an account to owe on."""
        customer = env["coop.customer"].browse(self.customers[0])
        partner = customer._accounting_partner()
        partner.property_account_receivable_id = self.receivable_id
