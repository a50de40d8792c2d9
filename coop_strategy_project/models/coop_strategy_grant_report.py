from odoo import api, fields, models

#: days before which someone is asked to write a report
WARN_DAYS = 30
TODO = "mail.mail_activity_data_todo"
#: what says when to ask whom for a report
ASKED = {"date_due", "responsible_id", "sent_on"}


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

    def write(self, vals):
        if ASKED & vals.keys():
            # what is sent is asked of nobody; what has moved is announced anew
            self._todos().unlink()
            vals = {**vals, "announced": False}
        return super().write(vals)

    def unlink(self):
        self._todos().unlink()
        return super().unlink()

    def _todos(self):
        """To-dos that ask for these reports (sudo records)."""
        reports_sudo = self.sudo()  # sudo: whoever tells of a report ends its to-do
        found_sudo = reports_sudo.env["mail.activity"]
        for report in reports_sudo.filtered("announced"):
            found_sudo |= report.grant_id.activity_search(
                [TODO],
                user_id=report.responsible_id.id,
                additional_domain=[("date_deadline", "=", report.date_due)],
            ).filtered(lambda todo, name=report.name: name in (todo.summary or ""))
        return found_sudo

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
            TODO,
            date_deadline=self.date_due,
            summary=worded.env._("Report to the funder: %s", self.name),
            user_id=self.responsible_id.id,
        )
