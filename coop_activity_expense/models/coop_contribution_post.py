from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, split_every

#: activities in one entry
BATCH = 250


class CoopContributionRun(models.Model):
    """A run in the books: one entry for each batch of activities, each committed as
    it is posted. Where posting is cut short, it goes on with what is left."""

    _inherit = "coop.contribution.run"

    def action_post(self):
        """Post the run, batch by batch, from where it stopped. Accountants only."""
        self._require_accountant()
        run = self._as_step()
        run._require("draft", "posting")
        if run.state == "draft":
            run._check_postable()
            run.state = "posting"
        run._post_batches()

    def _check_postable(self):
        """Raise UserError where nothing is computed, or the month is closed."""
        self.ensure_one()
        self._check_follows()
        if not self.computed_date:
            raise UserError(
                self.env._("There is nothing to post yet: compute the run first.")
            )
        self._check_month_open(self.period_end)
        self.company_id._coop_contribution_accounts()

    def _check_month_open(self, day):
        """Raise UserError where the books are closed on a day."""
        company = self.company_id
        journal = company._coop_contribution_journal()
        if company._get_violated_lock_dates(day, False, journal):
            raise UserError(
                self.env._(
                    "The books are closed on %s: open that month again, or run a later "
                    "one, which catches up with it.",
                    format_date(self.env, day),
                )
            )

    def _post_batches(self):
        """Post what is left; each batch is committed."""
        self.ensure_one()
        pending = self._pending()
        self.env["ir.cron"]._commit_progress(remaining=len(pending))
        for ids in split_every(self._batch_size(), pending):
            # whoever posts at the same time waits here, and finds it done
            self._require("posting")
            self._post_batch(self.env["coop.contribution.line"].browse(ids))
            self.env["ir.cron"]._commit_progress(len(ids))
            # what is posted is not looked at again
            self.env.invalidate_all()
        self._require("posting")
        self._finish()
        self.env["ir.cron"]._commit_progress()

    def _batch_size(self):
        """How many activities there are in one entry."""
        return BATCH

    def _pending(self):
        """Ids of lines that have no entry yet."""
        lines = self.env["coop.contribution.line"].search(
            [("run_id", "=", self.id), ("state", "=", "draft"), ("amount", "!=", 0)],
            order="id",
        )
        return lines.ids

    def _post_batch(self, lines):
        """Post one entry for ``lines``, as far as they have none."""
        lines = lines.filtered(lambda line: line.state == "draft")
        if not lines:
            return
        company = self.company_id
        entries_sudo = self.env["account.move"].sudo()  # sudo: accountants, checked
        entry_sudo = entries_sudo.with_company(company).create(
            self._prepare_entry(lines)
        )
        entry_sudo.action_post()
        lines.write({"state": "posted", "move_id": entry_sudo.id})

    def _finish(self):
        """Everything is posted, what comes to nothing included."""
        rest = self.line_ids.filtered(lambda line: line.state == "draft")
        rest.write({"state": "posted"})
        self.write({"state": "posted", "posted_date": fields.Datetime.now()})

    def _prepare_entry(self, lines):
        """Values of the entry of ``lines``: an item for each activity, and one for the
        cooperative."""
        charge, income = self.company_id._coop_contribution_accounts()
        total = sum(lines.mapped("amount"))
        own = self.company_id.coop_own_activity_id
        return {
            "move_type": "entry",
            "journal_id": self.company_id._coop_contribution_journal().id,
            "company_id": self.company_id.id,
            "date": self.period_end,
            "ref": self.env._("Contributions %s", self.display_name),
            "coop_contribution_run_id": self.id,
            "coop_contribution_batch": len(self.move_ids) + 1,
            "line_ids": [
                *(
                    Command.create(
                        self._prepare_item(line.activity_id, charge, line.amount)
                        | {"coop_contribution_line_id": line.id}
                    )
                    for line in lines
                ),
                Command.create(
                    self._prepare_item(own, income, -self.currency_id.round(total))
                ),
            ],
        }

    def _prepare_item(self, activity, account, balance):
        account_id = activity.analytic_account_id.id
        return {
            "name": self.env._("Contribution %s", self.display_name),
            "account_id": account.id,
            "balance": balance,
            # no tax, whatever the account has by default
            "tax_ids": [Command.clear()],
            "coop_activity_id": activity.id,
            "analytic_distribution": {str(account_id): 100} if account_id else False,
        }

    def action_reverse(self, reason):
        """Take the last run back, because of ``reason``: its entries are reversed, and
        its period can be run again. Accountants only."""
        self._require_accountant()
        run = self._as_step()
        run._require("posted")
        later = run._others()[:1]
        if later and (later.period_end, later.number) > (run.period_end, run.number):
            raise UserError(
                self.env._(
                    "%s came after this one: reverse it first.", later.display_name
                )
            )
        if run._search_open():
            raise UserError(
                self.env._(
                    "Another run is open, which counts on this one: delete it first."
                )
            )
        run._reverse(reason)

    def _search_open(self):
        return self.search_count(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("draft", "posting")),
            ],
            limit=1,
        )

    def _reverse(self, reason):
        day = self.period_end
        journal = self.company_id._coop_contribution_journal()
        if self.company_id._get_violated_lock_dates(day, False, journal):
            day = fields.Date.context_today(self)
        ref = self.env._(
            "Reversal of contributions %(run)s: %(reason)s",
            run=self.display_name,
            reason=(reason or "").strip(),
        )
        entries_sudo = self.move_ids.sudo()  # sudo: accountants, checked
        entries_sudo = entries_sudo.filtered(lambda e: e.coop_contribution_batch > 0)
        entries_sudo._reverse_moves(
            [{"ref": ref, "date": day}] * len(entries_sudo), True
        )
        self.line_ids.write({"state": "reversed"})
        self.state = "reversed"
        self.message_post(body=ref)

    @api.model
    def _cron_resume(self):
        """Go on with runs whose posting was cut short."""
        for run in self.search([("state", "=", "posting")]):
            run._as_step()._require("posting")
            run._as_step()._post_batches()
