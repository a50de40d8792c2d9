from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from odoo.addons.coop_member.core.forms import is_same_secret
from odoo.addons.coop_member.core.text import clean_line

MAX_NAME = 120
MAX_REASON = 500


class CoopQuote(models.Model):
    """Draft → sent → accepted or refused by the customer, who needs no user: the link
    is the right. What is sent expires, and is sent again."""

    _inherit = "coop.quote"

    def action_send(self, version=None):
        """Number quotes, and send their link to the customer, where it has an e-mail
        address. Members of the activity.

        :param version: the version that the member saw, of one quote
        :raise UserError: where there is nothing to accept
        """
        self._require_own()
        if version is not None:
            self._require_version(version)
        self._require("draft", "expired")
        for quote in self:
            quote._check_sending()
            quote._as_step().write(quote._prepare_sent())
            quote._as_step()._portal_ensure_token()
            quote._as_step()._mail_link()

    def _mail_link(self):
        self.ensure_one()
        if self.env.context.get("coop_no_mail") or not self.customer_id.email:
            return
        template = self.env.ref("coop_activity_expense.mail_template_quote")
        template.send_mail(self.id)
        # the member is told that it is sent: not within the hour
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _check_sending(self):
        self.ensure_one()
        if not self.line_ids.filtered(lambda line: line.kind == "line"):
            raise UserError(
                self.env._("There is nothing in this quote yet: add a line.")
            )
        if self.currency_id.compare_amounts(self.amount_total, 0) <= 0:
            raise UserError(self.env._("A quote comes to more than nothing."))
        if not self.customer_id.active:
            raise UserError(
                self.env._(
                    "%s is archived: choose another customer, or restore it.",
                    self.customer_id.name,
                )
            )
        if self.activity_id.state != "open":
            raise UserError(
                self.env._("%s is not open: it sends no quotes.", self.activity_id.name)
            )

    def _prepare_sent(self):
        self.ensure_one()
        today = fields.Date.context_today(self)
        company_sudo = self.company_id.sudo()  # sudo: members read no settings
        lasts = today + timedelta(days=company_sudo.coop_quote_days)
        valid = self.date_valid
        return {
            "step": "sent",
            "name": self.name or self._next_number(),
            "date_valid": valid if valid and valid >= today else lasts,
        }

    def _next_number(self):
        sequence_sudo = self.company_id._coop_sequence("coop.quote")
        return sequence_sudo.next_by_id()

    def action_draft(self):
        """Take quotes back to change them: what was sent and not answered, or was
        refused. The link stops working until they are sent again."""
        self._require_own()
        self._require("sent", "expired", "refused")
        self._as_step().write(
            {
                "step": "draft",
                "answered_name": False,
                "answered_date": False,
                "refusal_reason": False,
                "seen_date": False,
                "access_token": False,
            }
        )

    def action_copy(self):
        """A draft with the lines of this quote, for the member who asks."""
        self.ensure_one()
        self._require_own()
        lines = self.env["coop.billing"]._without_retired(
            self.company_id,
            [line._core_line() for line in self.line_ids],
            self.env["coop.billing"]._replacing_taxes(self.customer_id),
        )
        header = {"customer_id": self.customer_id.id, "subject": self.subject}
        return self._save(self.activity_id, header, lines)

    # -- the customer's answer ---------------------------------------------------------

    def _check_link(self, token):
        """This quote (sudo record), for who holds its link.

        Raises AccessError otherwise, and for quotes that were taken back.
        """
        quote_sudo = self._as_step().exists()
        right = quote_sudo.access_token or ""
        if not is_same_secret(right, token or "") or quote_sudo.step == "draft":
            raise AccessError(self.env._("This link leads nowhere any more."))
        return quote_sudo

    def _see(self, token):
        """The quote (sudo record) for a customer who opens its link; the first time is
        kept."""
        quote_sudo = self._check_link(token)
        if not quote_sudo.seen_date:
            quote_sudo.seen_date = fields.Datetime.now()
        return self.sudo()  # sudo: the link is the right to read

    def _answer(self, token, accepted, name, reason=""):
        """The customer's answer. The same answer twice is the same answer; another one
        is refused.

        :param name: who answers, as typed
        :return: sentence to show where the answer cannot be taken; None once it is
        """
        quote_sudo = self._check_link(token)
        quote_sudo._lock()
        quote_sudo.invalidate_recordset()
        step = "accepted" if accepted else "refused"
        name = clean_line(name or "")[:MAX_NAME]
        if quote_sudo.step == step:
            return None
        sentence = quote_sudo._answer_sentence(name)
        if sentence:
            return sentence
        quote_sudo.write(
            {
                "step": step,
                "answered_name": name,
                "answered_date": fields.Datetime.now(),
                # who fills the other form in first refuses nothing
                "refusal_reason": not accepted
                and clean_line(reason or "")[:MAX_REASON],
            }
        )
        quote_sudo._tell_answer()
        return None

    def _answer_sentence(self, name):
        self.ensure_one()
        if self.state == "expired":
            return self.env._(
                "This quote was valid until %s: ask for a new one.",
                format_date(self.env, self.date_valid),
            )
        if self.state != "sent":
            return self.env._("This quote has been answered already.")
        return None if name else self.env._("Tell your name.")

    def _tell_answer(self):
        self.ensure_one()
        if self.step == "accepted":
            sentence = self.env._("Accepted online by %s.", self.answered_name)
        else:
            sentence = self.env._(
                "Refused online by %(name)s: %(reason)s",
                name=self.answered_name,
                reason=self.refusal_reason or "–",
            )
        self.message_post(body=sentence)

    def _accept_by_hand(self, name, date):
        """Note that the customer accepted a quote on paper: members of the activity.

        :param name: who signed
        :param date: day of the signature, not after today
        """
        self._require_own()
        self._require("sent", "expired")
        name = clean_line(name or "")[:MAX_NAME]
        if not name or not date or date > fields.Date.context_today(self):
            raise UserError(self.env._("Tell who signed, and when."))
        self._as_step().write(
            {
                "step": "accepted",
                "answered_name": name,
                "answered_date": fields.Datetime.to_datetime(date),
            }
        )
        self.message_post(body=self.env._("Signed on paper by %s.", name))
