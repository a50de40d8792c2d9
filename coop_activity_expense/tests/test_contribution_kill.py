import os
import signal
from datetime import date
from unittest.mock import patch

import odoo.sql_db
from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tests.common import get_db_name

from odoo.addons.coop_member.tests.two_connections import TwoConnectionsCase

COUNT, BATCH = 5, 2


@tagged("post_install", "-at_install")
class TestContributionKill(TwoConnectionsCase):
    """Posting that is cut short, or done twice at once, takes everything once."""

    def setUp(self):
        super().setUp()
        self.made = []
        self.addCleanup(self._commit, self._take_back)
        self._commit(self._set_up)
        runs = self.registry["coop.contribution.run"]
        self.enterContext(patch.object(runs, "_batch_size", lambda run: BATCH))

    # -- committed data ----------------------------------------------------------------

    def _make(self, env, model, **vals):
        record = env[model].create(vals)
        self.made.append((model, record.id))
        return record

    def _set_up(self, env):
        company = self._make(env, "res.company", name="Killed")
        env = env(context={**env.context, "allowed_company_ids": company.ids})
        accounts = env["account.account"].create(
            [
                {
                    "name": name,
                    "code": code,
                    "account_type": kind,
                    "company_ids": [Command.set(company.ids)],
                }
                for name, code, kind in (
                    ("Share", "658999", "expense"),
                    ("Sales", "706999", "income"),
                    ("Bank", "512999", "asset_cash"),
                )
            ]
        )
        share, sales, bank = accounts
        journal = env["account.journal"].create(
            {
                "name": "Shares",
                "code": "SHARE",
                "type": "general",
                "company_id": company.id,
            }
        )
        scheme = env["coop.contribution.scheme"].create(
            {
                "name": "Ten",
                "company_id": company.id,
                "version_ids": [
                    Command.create(
                        {
                            "date_start": "2020-01-01",
                            "band_ids": [Command.create({"rate": 10})],
                        }
                    )
                ],
            }
        )
        company.write(
            {
                "coop_contribution_scheme_id": scheme.id,
                "coop_contribution_journal_id": journal.id,
                "coop_contribution_account_id": share.id,
            }
        )
        college = env["coop.college"].search([("company_id", "=", company.id)], limit=1)
        member = env["coop.member"].create(
            {"name": "M", "company_id": company.id, "college_id": college.id}
        )
        self.partner_id = member.partner_id.id
        activities = env["coop.activity"].create(
            [
                {
                    "name": f"Killed {number}",
                    "company_id": company.id,
                    "member_ids": [Command.set(member.ids)],
                }
                for number in range(COUNT)
            ]
        )
        activities.action_open()
        activities.date_open = date(2026, 1, 1)
        for activity in activities:
            env["account.move"].create(
                {
                    "journal_id": journal.id,
                    "date": "2026-01-10",
                    "line_ids": [
                        Command.create(
                            {
                                "account_id": sales.id,
                                "balance": -100,
                                "coop_activity_id": activity.id,
                                "analytic_distribution": {
                                    str(activity.analytic_account_id.id): 100
                                },
                            }
                        ),
                        Command.create({"account_id": bank.id, "balance": 100}),
                    ],
                }
            ).action_post()
        run = env["coop.contribution.run"].create(
            {
                "company_id": company.id,
                "period_start": "2026-01-01",
                "period_end": "2026-01-31",
            }
        )
        run.action_compute()
        self.company_id, self.run_id = company.id, run.id

    def _take_back(self, env):
        # what is in the books refuses to be forgotten, except behind Odoo's back
        company = self.company_id
        for table in (
            "account_analytic_line",
            "account_move_line",
            "coop_contribution_line",
            "account_move",
            "coop_contribution_run",
        ):
            env.cr.execute(
                f"DELETE FROM {table} WHERE company_id = %s",  # pylint: disable=E8103
                [company],
            )
        env.cr.execute(
            "UPDATE res_company SET coop_contribution_scheme_id = NULL, "
            "coop_contribution_journal_id = NULL, coop_contribution_account_id = NULL "
            "WHERE id = %s",
            [company],
        )
        env.invalidate_all()
        of_company = [("company_id", "=", company)]
        activities = env["coop.activity"].search(of_company)
        activities.state = "preparing"
        activities.unlink()
        for model in (
            "coop.member",
            "coop.contribution.scheme",
            "account.journal",
            "coop.college",
            "ir.sequence",
            "mail.activity.plan",
            "account.account",
        ):
            field = "company_ids" if model == "account.account" else "company_id"
            env[model].search([(field, "in", [company])]).unlink()
        env["res.partner"].browse(self.partner_id).unlink()
        record = env["res.company"].browse(company)
        partner = record.partner_id
        record.unlink()
        partner.unlink()

    # -- what happens ------------------------------------------------------------------

    def _post(self, env):
        env["coop.contribution.run"].browse(self.run_id).action_post()
        return "posted"

    def _books(self, env):
        """State of the run, entries, what was taken, activities it was taken of."""
        run = env["coop.contribution.run"].browse(self.run_id)
        items = run.move_ids.line_ids.filtered("coop_activity_id")
        return (
            run.state,
            len(run.move_ids),
            sum(items.mapped("balance")),
            len(items.coop_activity_id),
        )

    def _post_and_be_killed(self, batches):
        """Post in another process, which is killed in the middle of a batch: its entry
        is written, and not committed."""
        child = os.fork()
        if child:
            _child, status = os.waitpid(child, 0)
            return os.WTERMSIG(status)
        try:
            # connections of the parent are not for the child
            odoo.sql_db._Pool = None
            self.registry._db = odoo.sql_db.db_connect(get_db_name())
            runs = self.registry["coop.contribution.run"]
            plain, done = runs._post_batch, []

            def post_batch(run, lines):
                plain(run, lines)
                run.env.flush_all()
                done.append(lines)
                if len(done) == batches:
                    os.kill(os.getpid(), signal.SIGKILL)

            with (
                patch.object(runs, "_post_batch", post_batch),
                self.registry.cursor() as cr,
            ):
                self._post(self._env(cr))
        finally:
            os._exit(1)

    def test_killed_in_the_middle(self):
        self.assertEqual(self._post_and_be_killed(2), signal.SIGKILL)
        self.assertEqual(self._commit(self._books), ("posting", 1, 20, 2))
        self.assertEqual(self._commit(self._post), "posted")
        self.assertEqual(self._commit(self._books), ("posted", 3, 50, 5))

    def test_killed_again_and_again(self):
        for _time in range(3):
            self.assertEqual(self._post_and_be_killed(2), signal.SIGKILL)
            if self._commit(self._books)[1] == 2:
                break
        self._commit(lambda env: env["coop.contribution.run"]._cron_resume())
        self.assertEqual(self._commit(self._books), ("posted", 3, 50, 5))

    def test_killed_before_anything(self):
        self.assertEqual(self._post_and_be_killed(1), signal.SIGKILL)
        self.assertEqual(self._commit(self._books), ("posting", 0, 0, 0))
        with self.assertRaisesRegex(UserError, "it is being posted"):
            self._commit(
                lambda env: (
                    env["coop.contribution.run"].browse(self.run_id).action_compute()
                )
            )
        self._commit(self._post)
        self.assertEqual(self._commit(self._books), ("posted", 3, 50, 5))

    def test_two_post_at_once(self):
        found = self._at_once(self._post, self._post)
        self.assertIn("posted", found)
        for other in found:
            self.assertTrue(other == "posted" or isinstance(other, UserError), other)
        self.assertEqual(self._commit(self._books), ("posted", 3, 50, 5))
