from dataclasses import replace

from odoo import Command, api, models
from odoo.exceptions import UserError

from odoo.addons.coop_member.core.text import clean_text

from ..core import billing as core

#: kinds of lines as Odoo calls them on invoices
DISPLAY = {
    core.LINE: "product",
    core.SECTION: "line_section",
    core.NOTE: "line_note",
}


class CoopBilling(models.AbstractModel):
    """Lines that members type on quotes and invoices, and what they come to. Quotes,
    invoices and totals shown while typing all go through Odoo's tax engine here."""

    _name = "coop.billing"
    _description = "Lines that Members Type"

    # -- what can be chosen ------------------------------------------------------------

    @api.model
    def _taxes(self, company):
        """Taxes (sudo records) that members of ``company`` may choose."""
        taxes_sudo = self.env["account.tax"].sudo()  # sudo: members read no taxes
        return taxes_sudo.search(
            [
                ("company_id", "parent_of", company.id),
                ("type_tax_use", "=", "sale"),
                ("country_id", "=", self._country(company).id),
                ("coop_offered", "=", True),
            ]
        ).filtered(lambda tax: not (tax.price_include or tax._coop_follows_place()))

    @api.model
    def _country(self, company):
        company_sudo = company.sudo()  # sudo: the country alone
        return company_sudo.account_fiscal_country_id

    @api.model
    def _tax_choices(self, company, taxes=()):
        """Taxes as a form shows them: id, name, percentage, whether evidence is
        needed; ``taxes`` are ids that the document has already."""
        offered_sudo = self._taxes(company)
        return [
            {
                "id": tax.id,
                "name": tax._coop_words(),
                "amount": tax.amount,
                "evidence": tax.coop_evidence,
            }
            for tax in offered_sudo | offered_sudo.browse(taxes)
        ]

    @api.model
    def _units(self):
        """Units (sudo records) that members may choose."""
        units_sudo = self.env["uom.uom"].sudo()  # sudo: members read no units
        return units_sudo.search([("active", "=", True)])

    @api.model
    def _unit_choices(self):
        return [{"id": unit.id, "name": unit.name} for unit in self._units()]

    # -- what was typed ----------------------------------------------------------------

    @api.model
    def _read_lines(self, company, rows, taxes=()):
        """Lines as typed: (values by `core.billing.Line`, sentences by position and
        field). Taxes and units that cannot be chosen are refused; ``taxes`` are ids
        that the document has already."""
        lines, codes = core.read_lines(rows, clean_text)
        sentences = self._sentences()
        errors = {place: sentences[code] for place, code in codes.items()}
        # as texts, for a form may have sent anything
        offered = {str(tax_id) for tax_id in (*self._taxes(company).ids, *taxes)}
        units = {str(unit_id) for unit_id in self._units().ids}
        for position, row in enumerate(rows):
            if not core.has_figures(row):
                continue
            for field, known in (("tax", offered), ("unit", units)):
                typed = (row.get(field) or "").strip()
                place = (position, field)
                if typed and place not in errors and typed not in known:
                    errors[place] = self.env._("This cannot be chosen: choose again.")
        return lines, errors

    @api.model
    def _check_lines(self, company, lines, taxes=()):
        """Raise UserError for a tax or a unit that members cannot choose, whoever read
        the form; ``taxes`` are ids that the document has already."""
        allowed = {*self._taxes(company).ids, *taxes, None, False}
        units = {*self._units().ids, None, False}
        for line in lines:
            if line.tax not in allowed or line.unit not in units:
                raise UserError(
                    self.env._("“%s”: choose its VAT and its unit again.", line.name)
                )

    @api.model
    def _without_retired(self, company, lines, taxes=()):
        """Lines for a new document: taxes that cannot be chosen any more are left
        open, but for ``taxes``."""
        allowed = {*self._taxes(company).ids, *taxes}
        return [
            line if line.tax in allowed else replace(line, tax=None) for line in lines
        ]

    @api.model
    def _sentences(self):
        """What a member is told about each code."""
        return {
            core.MISSING: self.env._("Say what it is."),
            core.INVALID: self.env._("This is not a number that can be read."),
            core.TOO_LONG: self.env._(
                "This is too long: %s characters at most.", core.MAX_NAME
            ),
            core.TOO_MANY: self.env._("%s lines at most.", core.MAX_LINES),
            core.TOO_LARGE: self.env._("This number is beyond what can be invoiced."),
            core.TOO_PRECISE: self.env._("Two decimals at most."),
        }

    # -- what is kept ------------------------------------------------------------------

    @api.model
    def _prepare_invoice_line(self, line, activity, sequence):
        """Values of the invoice line of a `core.billing.Line` of ``activity`` (a sudo
        record)."""
        values = {
            "display_type": DISPLAY[line.kind],
            "name": line.name,
            "sequence": sequence,
        }
        if line.kind != core.LINE:
            return values
        account = activity.coop_income_account_id
        return values | {
            "quantity": float(line.quantity),
            "price_unit": float(line.price),
            "discount": float(line.discount),
            "product_uom_id": line.unit,
            "tax_ids": [Command.set([line.tax] if line.tax else [])],
            **({"account_id": account.id} if account else {}),
            **self._prepare_owner(activity),
        }

    @api.model
    def _prepare_owner(self, activity):
        """Values that make a journal item the one of ``activity`` (a sudo record)."""
        account = activity.analytic_account_id
        return {
            "coop_activity_id": activity.id,
            "analytic_distribution": {str(account.id): 100},
        }
