from odoo import Command, api, models
from odoo.exceptions import AccessError, UserError

from .account_move_review import WRITABLE

#: what members write on a document besides its lines; the rest is nobody's to send
HEADER = frozenset(
    {
        "customer_id",
        "invoice_date",
        "payment_term_id",
        "reference",
        "note",
        "coop_evidence_id",
    }
)


class AccountMove(models.Model):
    """How members write invoices: Odoo gives portal users no right on them, as a right
    to write one is a right on its accounts, its journal and its state. These methods
    write the fields that they name, for members of the activity alone."""

    _inherit = "account.move"

    @api.model
    def _coop_save(self, activity, header, lines, move=None, version=None, taxes=()):
        """Save a draft invoice of ``activity`` as the member who asks; returns it.

        :param header: values of ``HEADER``; any other is refused
        :param lines: list of `core.billing.Line`, in order
        :param move: the draft to change; a new invoice otherwise
        :param version: the version that the member saw
        :param taxes: ids of taxes that lines may have besides those offered
        """
        activity = activity.with_env(self.env)
        activity._coop_require_member()
        if move:
            move._coop_require_own()
            move_sudo = move.sudo()  # sudo: members read no taxes
            taxes = move_sudo.invoice_line_ids.tax_ids.ids
        values = self._coop_prepare_header(activity, header)
        billing = self.env["coop.billing"]
        if move and move.move_type == "out_refund":
            # what is given back has the VAT that was asked for
            billing._check_lines(activity.company_id, lines, taxes)
        else:
            customer = self.env["coop.customer"].browse(values["coop_customer_id"])
            lines = billing._checked_for(customer, lines, taxes)
        if move:
            return move._coop_rewrite(values, lines, version)
        activity_sudo = activity.sudo()  # sudo: accounts are hidden from members
        values |= self._coop_prepare_new(activity_sudo)
        values["invoice_line_ids"] = self._coop_prepare_lines(activity_sudo, lines)
        made = self._coop_as_step().with_company(activity.company_id).create(values)
        return self.browse(made.id)

    def _coop_rewrite(self, values, lines, version):
        self.ensure_one()
        self._coop_require_version(version)
        self._coop_require(*WRITABLE)
        move_sudo = self._coop_as_step()
        activity = move_sudo.coop_activity_id
        linked = {
            line.id: line.coop_quote_line_id.id for line in move_sudo.invoice_line_ids
        }
        commands = self._coop_prepare_lines(activity, lines)
        for command, line in zip(commands, lines, strict=True):
            # a line that comes back under its key stays a part of the quote
            command[2]["coop_quote_line_id"] = linked.get(line.key, False)
        values["invoice_line_ids"] = [Command.clear(), *commands]
        move_sudo.write(values)
        return self

    def _coop_require_version(self, version):
        """Raise UserError where a page shows an older version than there is."""
        self.ensure_one()
        if version is not None and version != self.coop_version:
            raise UserError(
                self.env._(
                    "This invoice was changed meanwhile, in another window or by "
                    "somebody else: look at it again."
                )
            )

    @api.model
    def _coop_prepare_header(self, activity, header):
        """Values of a document for what a member wrote; what is read of customers and
        evidence is read as the member."""
        if header.keys() - HEADER:
            raise AccessError(self.env._("This cannot be written on an invoice."))
        customer = self._coop_own("coop.customer", header.get("customer_id"), activity)
        evidence = self._coop_own(
            "coop.vat.evidence", header.get("coop_evidence_id"), activity
        )
        if not customer:
            raise UserError(self.env._("Choose the customer."))
        term = header.get("payment_term_id") or customer.payment_term_id.id
        partner_sudo = customer._accounting_partner()
        return {
            "coop_customer_id": customer.id,
            "coop_evidence_id": evidence.id,
            "partner_id": partner_sudo.id,
            # or else it would be an address that another activity wrote
            "partner_shipping_id": partner_sudo.id,
            "invoice_date": header.get("invoice_date") or False,
            "ref": header.get("reference") or False,
            "narration": header.get("note") or False,
            **({"invoice_payment_term_id": term} if term else {}),
        }

    @api.model
    def _coop_own(self, model, record_id, activity):
        """The record of that id, which the member may read and is the activity's."""
        record = self.env[model].browse(record_id or ())
        record.check_access("read")
        if record and record.activity_id != activity:
            raise AccessError(self.env._("This belongs to another activity."))
        return record

    @api.model
    def _coop_prepare_new(self, activity_sudo):
        member = self.env["coop.activity"].browse(activity_sudo.id)
        member = member._coop_acting_member()
        company = activity_sudo.company_id
        return {
            "move_type": "out_invoice",
            "journal_id": company._coop_billing_journal().id,
            "company_id": company.id,
            "currency_id": company.currency_id.id,
            "coop_activity_id": activity_sudo.id,
            "coop_member_id": member.id,
            "coop_review_state": "draft",
            # or else it would be the member, who is no salesperson of the company
            "invoice_user_id": member.sudo().adviser_id.id,  # sudo: as told to members
        }

    @api.model
    def _coop_prepare_lines(self, activity_sudo, lines):
        billing = self.env["coop.billing"]
        return [
            Command.create(
                billing._prepare_invoice_line(line, activity_sudo, 10 * position)
            )
            for position, line in enumerate(lines, 1)
        ]

    def _coop_link_quote(self, quote, kind, beyond, keys):
        """Make this draft a part of ``quote``; ``keys`` are the ids of the quote's
        lines, by line (None where it is of none)."""
        self.ensure_one()
        move_sudo = self._coop_as_step()
        move_sudo.write(
            {
                "coop_quote_id": quote.id,
                "coop_quote_kind": kind,
                "coop_beyond_quote": beyond,
            }
        )
        lines = move_sudo.invoice_line_ids.sorted("sequence")
        for line, key in zip(lines, keys, strict=True):
            line.coop_quote_line_id = key
