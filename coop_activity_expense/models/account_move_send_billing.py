from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..core import invoice_status as core


class AccountMove(models.Model):
    """What members do with invoices that are posted: send them, and remind of them, in
    the cooperative's words and by core's own means (PDF, Factur-X, Peppol)."""

    _inherit = "account.move"

    def action_coop_send(self):
        """Send posted documents as the cooperative and the customer's partner have set
        it up: by mail, by Peppol, with Factur-X inside. Members of the activity."""
        self._coop_require_own()
        for move in self:
            move._coop_check_sending()
            move_sudo = move._coop_as_step()
            # an address that changed since reaches the customer all the same
            move_sudo.partner_id.email = move.coop_customer_id.email
            sending = self.env["account.move.send"].sudo()  # sudo: settings, templates
            sending._generate_and_send_invoices(
                move_sudo, sending_methods=move_sudo._coop_sending_methods()
            )

    def _coop_check_sending(self):
        self.ensure_one()
        if self.state != "posted":
            raise UserError(self.env._("Only posted documents are sent."))
        if not self.coop_customer_id.email:
            raise UserError(
                self.env._("%s has no e-mail address.", self.coop_customer_id.name)
            )

    def _coop_sending_methods(self):
        """Mail, and Peppol where core would use it for this customer."""
        self.ensure_one()
        default = self.env["account.move.send"]._get_default_sending_methods(self)
        return {"email", *(default or ())} - {"snailmail", "manual"}

    def _coop_seen(self):
        """Keep that the customer opened the document."""
        for move in self._coop_as_step():
            if move.state == "posted" and not move.coop_seen_date:
                move.coop_seen_date = fields.Datetime.now()

    def _coop_payment_qr(self):
        """The QR code of a payment as a data URL, made by core; None where there is
        no bank account to be paid on, or nothing to pay."""
        self.ensure_one()
        self.check_access("read")
        move_sudo = self.sudo()  # sudo: the cooperative's account, printed anyway
        if move_sudo.state != "posted" or not move_sudo.amount_residual:
            return None
        return move_sudo._generate_qr_code(silent_errors=True) or None

    # -- reminders ---------------------------------------------------------------------

    def action_coop_remind(self):
        """Send the cooperative's reminder of late invoices. Members of the activity.

        :raise UserError: for what is not late, or was reminded of lately
        """
        self._coop_require_own()
        self._coop_lock()
        for move in self:
            move._coop_check_reminder()
            move_sudo = move._coop_as_step()
            template = move_sudo._coop_reminder_template()
            move_sudo.message_post_with_source(
                template,
                email_layout_xmlid="mail.mail_notification_layout_with_responsible_signature",
                subtype_xmlid="mail.mt_comment",
                partner_ids=move_sudo.partner_id.ids,
            )
            move_sudo.write(
                {
                    "coop_reminder_date": fields.Date.context_today(move),
                    "coop_reminder_count": move.coop_reminder_count + 1,
                }
            )

    def _coop_reminder_template(self):
        company = self.company_id
        return company.coop_reminder_template_id or self.env.ref(
            "coop_activity_expense.mail_template_reminder"
        )

    def _coop_check_reminder(self):
        self.ensure_one()
        if self.coop_status != core.LATE or self.move_type != "out_invoice":
            raise UserError(self.env._("%s is not late.", self._coop_label()))
        company_sudo = self.company_id.sudo()  # sudo: members read no settings
        last = self.coop_reminder_date
        again = last and last + timedelta(days=company_sudo.coop_reminder_days)
        if again and again > fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "The last reminder was sent on %(day)s: wait until %(again)s.",
                    day=format_date(self.env, last),
                    again=format_date(self.env, again),
                )
            )
        if not self.coop_customer_id.email:
            raise UserError(
                self.env._("%s has no e-mail address.", self.coop_customer_id.name)
            )
