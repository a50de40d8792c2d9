from odoo import api, models


class ResCompany(models.Model):
    """Who keeps the books of a cooperative, and the job that checks its register."""

    _inherit = "res.company"

    def _coop_accountant(self):
        """The accountant of this cooperative (sudo record): first one who is not its
        manager, and whose own cooperative it is; nobody where there is none."""
        self.ensure_one()
        users_sudo = self.env["res.users"].sudo()  # sudo: who is in which group
        accountants_sudo = users_sudo.search(
            [
                (
                    "all_group_ids",
                    "in",
                    self.env.ref("coop_member.group_accountant").id,
                ),
                ("company_ids", "in", self.id),
                ("share", "=", False),
            ],
            order="id",
        )
        manager = self.env.ref("coop_member.group_manager")
        return accountants_sudo.sorted(
            lambda user: (manager in user.all_group_ids, user.company_id != self)
        )[:1]

    @api.model
    def _cron_coop_check_registers(self):
        """Check every register, and tell the accountant of those that differ."""
        moves = self.env["coop.share.move"]
        registers = moves._read_group([("state", "=", "done")], ["company_id"])
        companies = self.union(*(company for (company,) in registers))
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            company._coop_watch_register()
            if not self.env["ir.cron"]._commit_progress(1):
                return

    def _coop_watch_register(self):
        """Check the register, and schedule an activity unless one waits already."""
        self.ensure_one()
        last = self.env["coop.share.move"]._last_done(self)
        accountant = self._coop_accountant() or self.env.ref("base.user_admin")
        company = self.with_context(lang=accountant.lang)
        difference = company._coop_check_register().difference
        if not difference or self._coop_difference_is_known():
            return
        last.activity_schedule(
            "mail.mail_activity_data_warning",
            summary=company.env._("The capital register differs"),
            note=difference,
            user_id=accountant.id,
        )

    def _coop_difference_is_known(self):
        warning = self.env.ref("mail.mail_activity_data_warning")
        return self.env["coop.share.move"].search_count(
            [
                ("company_id", "=", self.id),
                ("activity_ids.activity_type_id", "=", warning.id),
                ("activity_ids.automated", "=", True),
            ],
            limit=1,
        )
