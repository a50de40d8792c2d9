from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

QUOTES, TRANSFERS = "coop.quote", "coop.activity.transfer"
#: numbered documents of members, with the beginning of their numbers
SEQUENCES = {QUOTES: ("Quotes", "Q"), TRANSFERS: ("Charges between activities", "CHA")}


class ResCompany(models.Model):
    """What a cooperative decides about what its activities invoice."""

    _inherit = "res.company"

    coop_billing_journal_id = fields.Many2one(
        "account.journal",
        "Journal of activities' invoices",
        check_company=True,
        domain="[('type', '=', 'sale')]",
        help="One legal sequence for all activities; empty: the first sales journal.",
    )
    coop_invoice_dating = fields.Selection(
        [
            ("accepted", "The day on which it is accepted"),
            ("typed", "The member's day, unless a later one has a number already"),
        ],
        "Day of invoices",
        default="accepted",
        required=True,
        help="Legal numbers follow days: an invoice is never dated before one that has "
        "a number.",
    )
    coop_numbering_turn = fields.Integer(
        readonly=True, help="Counts acceptances, one after the other."
    )
    coop_billing_mention = fields.Text(
        "Legal mentions",
        translate=True,
        help="Printed at the end of quotes and invoices: legal form, capital, "
        "registration, insurance, what late payment costs.",
    )
    coop_quote_days = fields.Integer(
        "Quotes are valid for (days)", default=30, required=True
    )
    coop_reminder_template_id = fields.Many2one(
        "mail.template",
        "Reminder of late invoices",
        domain="[('model', '=', 'account.move')]",
        help="The cooperative's words; members send them, and cannot change them.",
    )
    coop_reminder_days = fields.Integer(
        "Days between reminders",
        default=7,
        required=True,
        help="A customer gets no second reminder of an invoice before these are over.",
    )
    coop_transfer_journal_id = fields.Many2one(
        "account.journal",
        "Journal of charges between activities",
        check_company=True,
        domain="[('type', '=', 'general')]",
    )
    coop_transfer_income_account_id = fields.Many2one(
        "account.account",
        "Income from other activities",
        check_company=True,
        help="Credited to the activity that charges another one, and to nothing else; "
        "made with the first charge.",
    )
    coop_transfer_charge_account_id = fields.Many2one(
        "account.account",
        "Charges by other activities",
        check_company=True,
        help="Debited to the activity that is charged, and to nothing else; made with "
        "the first charge. The two come to nothing in the cooperative's own books.",
    )
    coop_customer_turn = fields.Integer(
        readonly=True, help="Counts companies looked for, one after the other."
    )

    _coop_billing_days_valid = models.Constraint(
        "CHECK (coop_quote_days > 0 AND coop_reminder_days >= 0)",
        "Quotes are valid for a day at least; days cannot be negative.",
    )

    def _coop_dates_at_acceptance(self):
        """Whether invoices bear the day of their acceptance, whatever was typed."""
        company_sudo = self.sudo()  # sudo: members read no settings
        return company_sudo.coop_invoice_dating == "accepted"

    def _coop_create_sequences(self):
        result = super()._coop_create_sequences()
        for code, (name, prefix) in SEQUENCES.items():
            if not self._coop_sequence(code):
                self.env["ir.sequence"].create(
                    {
                        "name": name,
                        "code": code,
                        "prefix": f"{prefix}/%(year)s/",
                        "padding": 5,
                        "company_id": self.id,
                    }
                )
        return result

    def _coop_take_numbering_turn(self):
        """Let nobody else give numbers until the end of the transaction: who accepts at
        once is refused the row, runs again, and finds the days of these."""
        self.env.execute_query(
            SQL(
                "UPDATE res_company "
                "SET coop_numbering_turn = coalesce(coop_numbering_turn, 0) + 1 "
                "WHERE id = ANY(%s) RETURNING id",
                sorted(self.ids),
            )
        )
        self.invalidate_recordset(["coop_numbering_turn"])

    def _coop_billing_journal(self):
        """The journal of activities' invoices; raises UserError when there is none."""
        self.ensure_one()
        return self.coop_billing_journal_id or self._coop_first_journal("sale")

    def _coop_transfer_journal(self):
        """The journal of charges between activities."""
        self.ensure_one()
        return self.coop_transfer_journal_id or self._coop_first_journal("general")

    def _coop_first_journal(self, kind):
        journals = self.env["account.journal"]
        journal = journals.search(
            [("company_id", "=", self.id), ("type", "=", kind)], limit=1
        )
        if not journal:
            raise UserError(
                self.env._(
                    "%s has no journal to post this in: ask accounting.",
                    self.display_name,
                )
            )
        return journal
