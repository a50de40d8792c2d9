from odoo import api, fields, models

#: days before which someone is asked to write a report
WARN_DAYS = 30


class CoopStrategyGrantReport(models.Model):
    """A report that the funder expects by a day."""

    _name = "coop.strategy.grant.report"
    _description = "Report to a Funder"
    _order = "date_due, id"

    name = fields.Char("Report", required=True)
    grant_id = fields.Many2one(
        "coop.strategy.grant", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="grant_id.company_id", store=True, index=True)
    date_due = fields.Date("Due on", required=True)
    sent_on = fields.Date("Sent on")
    responsible_id = fields.Many2one(
        "res.users",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
    )
    announced = fields.Boolean(readonly=True, copy=False)

    @api.model
    def _cron_announce(self):
        """Ask who writes each report for it, once, when its day comes near."""
        soon = fields.Date.add(fields.Date.context_today(self), days=WARN_DAYS)
        due = self.search(
            [
                ("announced", "=", False),
                ("sent_on", "=", False),
                ("date_due", "<=", soon),
            ]
        )
        for report in due:
            report.announced = True
            if report.responsible_id and not self.env.context.get("coop_no_mail"):
                report._ask_responsible()
        self.env["ir.cron"]._commit_progress(len(due))

    def _ask_responsible(self):
        worded = self.with_context(lang=self.responsible_id.lang or self.env.lang)
        self.grant_id.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.date_due,
            summary=worded.env._("Report to the funder: %s", self.name),
            user_id=self.responsible_id.id,
        )
