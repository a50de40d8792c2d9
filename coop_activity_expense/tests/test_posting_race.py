from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.coop_member.tests.two_connections import TwoConnectionsCase

from .common import PDF


@tagged("post_install", "-at_install")
class TestPostingRace(TwoConnectionsCase):
    """Two at once, really committed: nothing is posted twice, kilometres follow each
    other, a file that is dropped twice waits once."""

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

    def _take_back(self, env):
        company = env.ref("base.main_company")
        claims = [id_ for model, id_ in self.made if model == "coop.expense"]
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
        env.invalidate_all()
        entries.button_draft()
        entries.with_context(force_delete=True).unlink()
        company.account_fiscal_country_id = self.country_id
        company.coop_expense_account_id = False
        partner = env["res.partner"].browse(self.partner_id)
        partner.with_company(company).property_account_payable_id = False
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

    def _post(self, *ids):
        """Work that posts claims."""

        def work(env):
            env["coop.expense"].browse(ids).action_post()
            return "posted"

        return work

    def _entries(self, *ids):
        return self._commit(
            lambda env: [len(env["coop.expense"].browse(id_).entry_ids) for id_ in ids]
        )

    # -- races ------------------------------------------------------------------------

    def test_a_claim_is_posted_once(self):
        claim = self._approved(self.receipt_id, amount=30)
        first, second = self._at_once(self._post(claim), self._post(claim))
        self.assertEqual(first, "posted")
        self.assertIsInstance(second, UserError)
        self.assertRegex(str(second), "cannot do this: it is posted")
        self.assertEqual(self._entries(claim), [1])

    def test_batches_that_share_claims(self):
        ids = [self._approved(self.receipt_id, amount=n) for n in (10, 20, 30)]
        found = self._at_once(self._post(*ids[:2]), self._post(*ids[1:]))
        self.assertEqual(found, ["posted", "posted"])
        self.assertEqual(self._entries(*ids), [1, 1, 1])

    def test_kilometres_of_a_vehicle_follow_each_other(self):
        trip = {"vehicle_id": self.vehicle_id}
        ids = [
            self._approved(self.mileage_id, distance=distance, **trip)
            for distance in (4000, 3000)
        ]
        found = self._at_once(*map(self._post, reversed(ids)))
        self.assertEqual(found, ["posted", "posted"])
        total, ranks = self._commit(
            lambda env: (
                sum(env["coop.expense"].browse(ids).mapped("total_amount")),
                env["coop.expense"].browse(ids).line_ids.mapped("posting_rank"),
            )
        )
        # 7,000 km of a year
        self.assertAlmostEqual(total, 3894)
        self.assertEqual(sorted(ranks), [1, 2])

    def test_trips_of_a_vehicle_are_charged_one_after_the_other(self):
        """Even where nothing else, such as the number of an entry, would have the
        second one wait."""
        trip = {"vehicle_id": self.vehicle_id}
        one, other = (
            self._approved(self.mileage_id, distance=distance, **trip)
            for distance in (4000, 3000)
        )
        charged = []

        def charge(claim):
            def work(env):
                charged.append(claim)
                env["coop.expense"].browse(claim).line_ids._charge_for_posting()
                return "charged"

            return work

        found = self._at_once(charge(one), charge(other))
        self.assertEqual(found, ["charged", "charged"])
        self.assertEqual(charged.count(one), 1)
        self.assertEqual(charged.count(other), 2, "it has to run again")

    def test_a_claim_is_numbered_and_approved_once(self):
        claim = self._approved(self.receipt_id, amount=30)
        self._commit(
            lambda env: (
                env["coop.expense"]
                .browse(claim)
                ._as_step()
                .write({"step": "submitted"})
            )
        )

        def approve(env):
            env["coop.expense"].browse(claim).action_approve()
            return "approved"

        first, second = self._at_once(approve, approve)
        self.assertEqual(first, "approved")
        self.assertRegex(str(second), "cannot do this")

    def test_a_file_dropped_twice_waits_once(self):
        def drop(env):
            receipts = env["coop.expense.receipt"]
            member = env["coop.member"].browse(self.member_id)
            kept, _errors = receipts._receive(member, [("lunch.pdf", PDF)])
            return kept.ids

        first, second = self._at_once(drop, drop)
        self.assertEqual(first, second)
        self.assertEqual(len(first), 1)
