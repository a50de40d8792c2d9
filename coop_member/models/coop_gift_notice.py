from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..core.durations import format_minutes

#: gifts taken care of between two commits of a daily job
BATCH = 100


class CoopGift(models.Model):
    """Who is told, asked and reminded; and what becomes of what nobody answers."""

    _inherit = "coop.gift"

    def _notify_declared(self):
        """Ask the other side whether gifts are right; an adviser, where the other
        side is the commons."""
        if "import_file" in self.env.context:
            return
        answered = self.filtered(lambda gift: gift.awaited_id.state == "active")
        answered._send_template("coop_member.mail_template_gift_declared")
        (self - answered)._ask_to_confirm()

    def _ask_to_confirm(self):
        """Ask advisers about gifts that nobody else can confirm: those with the
        commons, and those that wait for who has left."""
        for gift in self:
            gift._ask_adviser(lambda env: env._("Confirm a gift of time"))

    def _notify_disputed(self):
        """Tell who declared gifts that they are disputed, and ask the adviser."""
        self._send_template("coop_member.mail_template_gift_disputed")
        for gift in self:
            gift._ask_adviser(lambda env: env._("Help two members agree on a gift"))

    def _send_template(self, xml_id):
        """Send the mail template ``xml_id`` about gifts to whom it is for."""
        template = self.env.ref(xml_id, raise_if_not_found=False)
        if not template or self.env.context.get("coop_no_mail"):
            return
        for gift in self:
            if gift._mail_recipient().email:
                gift.message_post_with_source(
                    template, subtype_xmlid="mail.mt_comment", email_layout_xmlid=None
                )

    def _mail_recipient(self):
        """Who is written to: of a dispute who declared, else who is asked."""
        self.ensure_one()
        disputed = self.state == "disputed"
        member = self.declarer_id if disputed else self.awaited_id
        return member.portal_partner_id

    def _portal_path(self):
        """Where the people concerned find this gift in their space."""
        self.ensure_one()
        return f"/my/coop/gifts/{self.id}"

    def _format_time(self):
        self.ensure_one()
        return format_minutes(self.minutes)

    def _ask_adviser(self, summarise):
        """Schedule an activity for the adviser; ``summarise(env)`` says what is asked,
        in the language of ``env``."""
        self.ensure_one()
        adviser = self._responsible()
        if not adviser or self.env.context.get("coop_no_mail"):
            return
        gift = self.with_context(lang=adviser.lang or self.env.lang)
        gift.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=summarise(gift.env),
            user_id=adviser.id,
        )

    def _responsible(self):
        """The adviser of who declared, else of who gave or received, else of all."""
        self.ensure_one()
        members = (self.declarer_id, self.giver_id, self.receiver_id)
        advisers = [member.adviser_id for member in members]
        advisers.append(self.company_id.coop_default_adviser_id)
        return self.env["res.users"].union(*advisers).filtered("active")[:1]

    # -- daily jobs ------------------------------------------------------------------

    @api.model
    def _cron_remind(self):
        """Remind whoever has not answered for some days, once, batch by batch."""
        asked = Domain("awaited_id.state", "=", "active")
        asked &= Domain("reminded_on", "=", False)
        unanswered = self._search_unanswered("coop_gift_remind_days", asked)
        unanswered._by_batch(lambda gifts: gifts._remind())

    def _remind(self):
        self._step({"reminded_on": fields.Date.context_today(self)})
        self._send_template("coop_member.mail_template_gift_reminder")

    @api.model
    def _cron_confirm_unanswered(self):
        """Confirm what nobody has answered in the time that each cooperative gives,
        batch by batch; what a blocking limit does not let pass goes on waiting."""
        unanswered = self._search_unanswered("coop_gift_confirm_days", Domain.TRUE)
        unanswered._by_batch(lambda gifts: gifts._confirm_unanswered())

    def _confirm_unanswered(self):
        nobody = self.env["res.users"]
        limited = self.filtered("company_id.coop_gift_block")
        (self - limited)._confirm(nobody)
        for gift in limited:
            try:
                with self.env.cr.savepoint():
                    gift._confirm(nobody)
            except UserError:
                gift.invalidate_recordset()

    @api.model
    def _search_unanswered(self, delay, domain):
        """Declarations in ``domain`` older than the days in the company's field
        ``delay``, 0 being never."""
        today = fields.Date.context_today(self)
        companies = self.env["res.company"].search([(delay, ">", 0)])
        late = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("declared_on", "<=", today - timedelta(company[delay]))
            for company in companies
        )
        return self.search(Domain("state", "=", "declared") & late & domain, order="id")

    def _by_batch(self, work):
        """Do ``work`` on these gifts, those apart that are being answered meanwhile,
        committing batch by batch."""
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(self))
        for start in range(0, len(self), BATCH):
            batch = self[start : start + BATCH]
            free = batch.try_lock_for_update(allow_referencing=True)
            work(free.filtered(lambda gift: gift.state == "declared"))
            cron._commit_progress(len(batch))
