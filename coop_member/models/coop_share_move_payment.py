import base64
import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.image import image_data_uri

from ..core.payment_reference import belgian_communication

_logger = logging.getLogger(__name__)

#: added to what Belgian communications are made of, so that they are not taken for
#: those of invoices
BELGIAN_RANGE = 9_000_000_000
#: the kind of code that European banks read, and its size in pixels
CODE = "sct_qr"
CODE_SIZE = {"width": 480, "height": 480, "quiet": 1}
REQUEST = "coop_member.mail_template_share_request"
CERTIFICATE = "coop_member.mail_template_member_certificate"


class CoopShareMove(models.Model):
    """How subscriptions are paid: what is asked for and when, and what follows from
    payments, by whatever way Odoo reconciled them."""

    _inherit = "coop.share.move"

    def _next_reference(self):
        """What the member writes on payments: structured in Belgium, else plain."""
        self.ensure_one()
        if self.company_id.account_fiscal_country_id.code == "BE":
            return belgian_communication(BELGIAN_RANGE + self.id)
        return f"CAPITAL-{self.id:06}"

    def _instalments(self, date):
        """What is to be paid and when, as a list of (day, amount) whose sum is the
        amount, called on ``date``."""
        self.ensure_one()
        term = self.payment_term_id
        if not term:
            days = self.company_id.coop_share_payment_days
            return [(fields.Date.add(date, days=days), self.amount)]
        terms = term._compute_terms(
            date_ref=date,
            currency=self.currency_id,
            company=self.company_id,
            tax_amount=0,
            tax_amount_currency=0,
            sign=1,
            untaxed_amount=self.amount,
            untaxed_amount_currency=self.amount,
        )
        return [(line["date"], line["company_amount"]) for line in terms["line_ids"]]

    def _open_instalments(self):
        """Journal items of the call that are not paid yet, the next one first."""
        return (
            self._payment_lines()
            .filtered(lambda line: not line.reconciled)
            .sorted("date_maturity")
        )

    def _payment_request(self):
        """How to pay what is due next, for pages and letters: amounts, bank account,
        reference and QR code (a data URI, False where Odoo cannot make one)."""
        self.ensure_one()
        move_sudo = self.sudo()  # sudo: members read no journal item, nor bank account
        bank_sudo = move_sudo.company_id._coop_share_bank()
        instalment_sudo = move_sudo._open_instalments()[:1]
        amount = instalment_sudo.amount_residual
        return {
            "amount": amount,
            "date_due": instalment_sudo.date_maturity,
            "total": self.amount_due,
            "reference": self.payment_reference,
            "iban": bank_sudo.acc_number,
            "bic": bank_sudo.bank_bic,
            "holder": bank_sudo.acc_holder_name or bank_sudo.partner_id.name,
            "qr_code": move_sudo._payment_code(bank_sudo, amount),
        }

    def _payment_code(self, bank_sudo, amount):
        """The code that banking apps scan, as a data URI, large enough for print and
        with the white margin that scanners look for; False where there is none."""
        self.ensure_one()
        reference = self.payment_reference
        payer = self.to_member_id.partner_id
        values = amount and bank_sudo._build_qr_code_vals(
            amount, reference, reference, self.currency_id, payer, CODE
        )
        if not values:
            return False
        params = bank_sudo._get_qr_code_generation_params(**values)
        picture = self.env["ir.actions.report"].barcode(**{**params, **CODE_SIZE})
        return image_data_uri(base64.b64encode(picture))

    def _sync_payment(self):
        """Let called subscriptions follow what was paid of them, or is not any more:
        what is paid up is posted, and what is paid in full enters the register.

        Raises UserError when a line of the register would not be paid any more.
        """
        for move in self.filtered(lambda move: move.kind == "subscription"):
            if move.state == "done":
                move._check_still_paid()
            if move.state == "called":
                move._post_change_of_payment()
                if not move._open_instalments():
                    move._enter_register(move._day_of_payment(register=True))

    def _check_still_paid(self):
        if self.amount_due and not self.reversal_of_id and not self.reversal_ids:
            raise UserError(
                self.env._(
                    "This payment put movement %s into the capital register: reverse "
                    "the movement first.",
                    self.number,
                )
            )

    def _post_change_of_payment(self):
        paid = self.amount - sum(self._payment_lines().mapped("amount_residual"))
        change = self.currency_id.round(paid - self._posted_as_paid())
        if not self.currency_id.is_zero(change):
            self._post_payment(self._day_of_payment(), change)

    def _day_of_payment(self, register=False):
        """Day of the last payment; for the ``register``, not before its last line.
        Where the books are closed on that day, it is today."""
        today = fields.Date.context_today(self)
        payments = self._payment_lines().matched_credit_ids.credit_move_id
        day = max(payments.mapped("date"), default=today)
        if register:
            day = max(day, self._last_done(self.company_id).date or day)
        return self._open_day(min(day, today))

    def action_register_payment(self):
        """Odoo's own window to register payments of what these movements are due."""
        lines = self.env["account.move.line"]
        for move in self.filtered("amount_due"):
            lines |= move._open_instalments()
        if not lines:
            raise UserError(self.env._("Nothing is left to pay."))
        return {
            "name": self.env._("Register payment"),
            "type": "ir.actions.act_window",
            "res_model": "account.payment.register",
            "view_mode": "form",
            "target": "new",
            "context": {
                "active_model": "account.move.line",
                "active_ids": lines.ids,
                "default_group_payment": len(self) == 1,
                "dont_redirect_to_payments": True,
            },
        }

    def _send_later(self, mail):
        """Have the job send a mail, one of `mail_due`, once this is committed."""
        if self.env.context.get("coop_no_mail"):
            return
        self.mail_due = mail
        job = self.env.ref("coop_member.ir_cron_share_mail")
        job.sudo()._trigger()  # sudo: only administrators may see jobs

    @api.model
    def _cron_send_mails(self):
        """Send requests for payment and certificates that wait."""
        moves = self.search([("mail_due", "!=", False)], order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(moves))
        for move in moves:
            move._try_to_send()
            if not self.env["ir.cron"]._commit_progress(1):
                return

    def _try_to_send(self):
        """Send the mail that is due; what cannot be printed or sent waits for the next
        run and keeps no other mail waiting."""
        try:
            with self.env.cr.savepoint():
                self._send_due_mail()
        except UserError:
            _logger.exception("The mail about capital movement %s waits", self.id)

    def _send_due_mail(self):
        self.ensure_one()
        due, self.mail_due = self.mail_due, False
        # it may have been cancelled since
        if due == "request" and self.state == "called":
            self._post_mail(self, REQUEST, self._holder())
        if due == "certificate":
            # beside the members: both parties of a transfer read the movement
            for member in self.from_member_id | self.to_member_id:
                told = member.with_context(coop_share_number=self.number)
                self._post_mail(told, CERTIFICATE, member)

    def _post_mail(self, record, xml_id, member):
        """Send a template to ``member``, and keep it beside ``record``."""
        template = self.env.ref(xml_id, raise_if_not_found=False)
        if template and member.portal_partner_id.email:
            record.message_post_with_source(template, subtype_xmlid="mail.mt_comment")
