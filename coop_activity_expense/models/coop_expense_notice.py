from odoo import api, fields, models
from odoo.tools import formatLang

#: claims told of between two commits of the daily job
BATCH = 100
TODO = "mail.mail_activity_data_todo"


class CoopExpense(models.Model):
    """Who is told what becomes of claims: the adviser of what waits for approval, an
    accountant of what waits to be posted, the member of refusals and payments."""

    _inherit = "coop.expense"

    payment_to_tell = fields.Boolean(
        readonly=True, copy=False, groups="base.group_user"
    )

    _payment_to_tell = models.Index("(id) WHERE payment_to_tell IS TRUE")

    def action_submit(self):
        result = super().action_submit()
        for claim in self.filtered(lambda claim: claim.state == "submitted"):
            claim._ask_adviser()
        return result

    def action_approve(self):
        result = super().action_approve()
        self._end_activities()
        return result

    def action_refuse(self, reason):
        result = super().action_refuse(reason)
        self._end_activities()
        for claim in self:
            claim._tell_member("coop_activity_expense.mail_template_expense_refused")
        return result

    def action_draft(self):
        result = super().action_draft()
        self._end_activities()
        return result

    def _post(self):
        result = super()._post()
        self._end_activities()
        return result

    def _ask_adviser(self):
        """Have the member's adviser approve this claim."""
        self.ensure_one()
        claim_sudo = self.sudo()  # sudo: members see no settings, nor plan to-dos
        claim_sudo._ask(
            claim_sudo.member_id._asked_adviser(),
            lambda env: env._("Approve or refuse an expense claim"),
        )

    def _ask(self, user, summarise):
        """Schedule a to-do for ``user``, where there is one; ``summarise(env)`` says
        what is asked, in their language."""
        if not user or self.env.context.get("coop_no_mail"):
            return
        # a mail for each claim would be too much: the to-do is enough
        claim = self.with_context(
            lang=user.lang or self.env.lang, mail_activity_quick_update=True
        )
        claim.activity_schedule(TODO, summary=summarise(claim.env), user_id=user.id)

    def _end_activities(self):
        """What was asked is done, by whoever did it."""
        self.sudo().activity_unlink([TODO])  # sudo: to-dos of others too

    def _tell_member(self, xml_id):
        """Send the mail template ``xml_id`` to the member."""
        self.ensure_one()
        template = self.env.ref(xml_id, raise_if_not_found=False)
        if not template or self.env.context.get("coop_no_mail"):
            return
        if self.member_id.portal_partner_id.email:
            self.message_post_with_source(
                template, subtype_xmlid="mail.mt_comment", email_layout_xmlid=None
            )

    def _mail_get_partners(self, introspect_fields=False):
        claims_sudo = self.sudo()  # sudo: the address of who acts for them, no more
        return {claim.id: claim.member_id.portal_partner_id for claim in claims_sudo}

    def _portal_path(self):
        """Where the member finds this claim."""
        self.ensure_one()
        return f"/my/coop/expenses/{self.id}"

    def _format_total(self):
        self.ensure_one()
        return formatLang(self.env, self.total_amount, currency_obj=self.currency_id)

    # -- payments ----------------------------------------------------------------------

    def _payment_is_made(self):
        """Remember to tell members of a payment: a job does, for hundreds are paid at
        once."""
        if self and not self.env.context.get("coop_no_mail"):
            self._as_step().payment_to_tell = True
            cron = self.env.ref("coop_activity_expense.ir_cron_expense_notice")
            cron.sudo()._trigger()  # sudo: who pays runs no jobs

    @api.model
    def _cron_notice(self):
        """Tell members of payments, batch by batch, and accountants of what waits."""
        self._tell_payments()
        self._remind_accountants()

    @api.model
    def _tell_payments(self):
        claims = self.search([("payment_to_tell", "=", True)], order="id")
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(claims))
        for start in range(0, len(claims), BATCH):
            batch = claims[start : start + BATCH]
            free = batch.try_lock_for_update(allow_referencing=True)
            free._as_step().payment_to_tell = False
            # a payment may have been undone meanwhile
            for claim in free.filtered(lambda claim: claim.state == "paid"):
                claim._tell_member("coop_activity_expense.mail_template_expense_paid")
            cron._commit_progress(len(batch))

    @api.model
    def _remind_accountants(self):
        """Have an accountant of each cooperative post what is approved: one to-do, on
        the claim that waits longest, until that one is done."""
        oldest = self._read_group(
            [("state", "=", "approved")], ["company_id"], ["id:min", "__count"]
        )
        for company, first, count in oldest:
            claim = self.browse(first)
            if not claim.activity_ids:
                claim._ask(
                    company._coop_accountant(),
                    lambda env, count=count: env._("Expense claims to post: %s", count),
                )
