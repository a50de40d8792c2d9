from contextlib import contextmanager
from unittest.mock import patch

from odoo import Command

from odoo.addons.coop_member.tests.two_connections import TwoConnectionsCase


class ExpenseRaceCase(TwoConnectionsCase):
    """Claims that are really committed, and taken back afterwards."""

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
        company.account_fiscal_country_id = env.ref("base.fr")
        accounts = [
            self._make(
                env,
                "account.account",
                name="Race",
                code=code,
                account_type=kind,
                reconcile=kind == "liability_payable",
                company_ids=[Command.set(company.ids)],
            )
            for code, kind in (("625991", "expense"), ("401991", "liability_payable"))
        ]
        cost, payable = accounts
        self._make(
            env,
            "account.journal",
            name="Race",
            code="RACE",
            type="purchase",
            company_id=company.id,
            default_account_id=cost.id,
        )
        company.coop_expense_account_id = payable
        member = self._make(
            env,
            "coop.member",
            name="Noor Race",
            company_id=company.id,
            college_id=env["coop.college"]
            .search([("company_id", "=", company.id)], limit=1)
            .id,
        )
        self.partner_id = member.partner_id.id
        member.partner_id.with_company(company).property_account_payable_id = payable
        activity = self._make(
            env,
            "coop.activity",
            name="Race",
            company_id=company.id,
            member_ids=[Command.set(member.ids)],
        )
        activity.action_open()
        vehicle = self._make(
            env, "coop.vehicle", member_id=member.id, plate="RACE-1", power=5
        )
        for kind in ("receipt", "mileage"):
            category = self._make(
                env,
                "coop.expense.category",
                name=kind,
                code=f"RACE{kind}",
                kind=kind,
                company_id=company.id,
                account_ids=[
                    Command.create({"company_id": company.id, "account_id": cost.id})
                ],
            )
            setattr(self, f"{kind}_id", category.id)
        self.member_id, self.activity_id = member.id, activity.id
        self.vehicle_id = vehicle.id
        self._admit(env, "active", "RACE", "2026-01-01")

    def _admit(self, env, *values):
        # who is admitted by the button is kept for ever
        env.flush_all()
        env.cr.execute(
            "UPDATE coop_member SET (state, number, admission_date) = (%s, %s, %s) "
            "WHERE id = %s",
            [*values, self.member_id],
        )
        env.invalidate_all()

    def _take_back(self, env):
        company = env.ref("base.main_company")
        own = [("member_id", "=", self.member_id)]
        claims = env["coop.expense"].search(own).ids
        entries = env["account.move"].search([("coop_expense_id", "in", claims)])
        # claims and their entries refuse to be forgotten
        env.cr.execute(
            "UPDATE account_move SET coop_expense_id = NULL WHERE id = ANY(%s);"
            "UPDATE account_move_line SET coop_expense_line_id = NULL "
            "WHERE move_id = ANY(%s);"
            "DELETE FROM coop_expense_receipt WHERE member_id = %s;"
            "DELETE FROM coop_expense WHERE id = ANY(%s)",
            [entries.ids, entries.ids, self.member_id, claims],
        )
        self._admit(env, "candidate", None, None)
        entries.button_draft()
        entries.with_context(force_delete=True).unlink()
        company.account_fiscal_country_id = self.country_id
        company.coop_expense_account_id = False
        partner = env["res.partner"].browse(self.partner_id)
        partner.with_company(company).property_account_payable_id = False
        # one that has been open is kept too
        env["coop.activity"].browse(self.activity_id).state = "preparing"
        for model, id_ in reversed(self.made):
            env[model].browse(id_).exists().unlink()
        partner.unlink()

    def _approved(self, category_id, **line):
        """Id of a committed claim that is approved."""

        def work(env):
            claim = self._make(
                env,
                "coop.expense",
                member_id=self.member_id,
                activity_id=self.activity_id,
                line_ids=[
                    Command.create(
                        {"category_id": category_id, "date": "2026-03-10", **line}
                    )
                ],
            )
            claim._as_step().step = "approved"
            return claim.id

        return self._commit(work)

    @contextmanager
    def _nothing_to_remark(self):
        """Let claims be submitted as they are."""
        claims = self.registry["coop.expense"]
        with patch.object(claims, "_remarks", lambda claim: []):
            yield

    def _step_back(self, claim, step):
        """Have a claim be at an earlier step again."""
        self._commit(
            lambda env: (
                env["coop.expense"].browse(claim)._as_step().write({"step": step})
            )
        )

    def _act(self, action, *ids, **vals):
        """Work that takes claims a step further."""

        def work(env):
            getattr(env["coop.expense"].browse(ids), f"action_{action}")(**vals)
            return action

        return work

    def _post(self, *ids):
        return self._act("post", *ids)

    def _entries(self, *ids):
        return self._commit(
            lambda env: [len(env["coop.expense"].browse(id_).entry_ids) for id_ in ids]
        )
