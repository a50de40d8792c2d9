from odoo import api, fields, models


class CoopContributionRun(models.Model):
    """What the screens of a run need: the next period, how far posting has come, and
    what its buttons open."""

    _inherit = "coop.contribution.run"

    progress = fields.Float("Posted (%)", compute="_compute_progress")

    @api.depends("line_count", "posted_count")
    def _compute_progress(self):
        for run in self:
            count = run.line_count
            run.progress = 100 * run.posted_count / count if count else 0

    @api.model
    def default_get(self, fields_list):
        """Propose the month after the last one that is posted."""
        found = super().default_get(fields_list)
        if {"period_start", "period_end"} & found.keys():
            return found
        company = self.env["res.company"].browse(found.get("company_id"))
        start = self._next_month(company or self.env.company)
        period = {
            "period_start": start,
            "period_end": fields.Date.end_of(start, "month"),
        }
        return found | {name: period[name] for name in fields_list if name in period}

    @api.model
    def _next_month(self, company):
        last = self.search(
            [
                ("company_id", "=", company.id),
                ("state", "in", ("posting", "posted")),
            ],
            order="period_end desc",
            limit=1,
        )
        if last:
            return fields.Date.add(last.period_end, days=1)
        before = fields.Date.subtract(fields.Date.context_today(self), months=1)
        return fields.Date.start_of(before, "month")

    def action_run_again(self):
        """Open a new run of the same period, which catches up what came late."""
        self.ensure_one()
        self._require_accountant()
        again = self.create(
            {
                "company_id": self.company_id.id,
                "period_start": self.period_start,
                "period_end": self.period_end,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": again.id,
            "views": [(False, "form")],
        }

    def action_ask_reversal(self):
        """Ask why this run is reversed."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reverse"),
            "res_model": "coop.contribution.reverse",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_run_id": self.id},
        }
