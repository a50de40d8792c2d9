from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import mute_logger

from odoo.addons.coop_member.core import forms

from ..core import billing as core


class CoopBilling(models.AbstractModel):
    """What the pages of invoices and quotes have in common."""

    _inherit = "coop.billing"

    @api.model
    def _portal_try(self, work):
        """Do ``work`` wholly or not at all: (what it returns, sentence that tells why
        it could not be done)."""
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                return work(), ""
        except UniqueViolation as error:
            # the same form at this very moment: seen by a transaction that starts later
            raise ConcurrencyError from error
        except UserError as error:
            return None, str(error)

    @api.model
    def _portal_sentences(self):
        """What is said beside a field, by code of `core.forms`."""
        return {
            forms.MISSING: self.env._("This is missing."),
            forms.INVALID: self.env._("This cannot be: look at it again."),
            forms.TOO_LONG: self.env._("This is too long."),
            forms.TOO_FEW: self.env._("This is more than nothing."),
            forms.TOO_MANY: self.env._("This is too much."),
        }

    @api.model
    def _portal_errors(self, codes):
        """Sentences by field, for codes by field."""
        sentences = self._portal_sentences()
        return {field: sentences[code] for field, code in codes.items()}

    @api.model
    def _term_choices(self, company):
        """Payment terms that members may choose: id and name."""
        terms_sudo = self.env["account.payment.term"].sudo()  # sudo: names alone
        found = terms_sudo.search([("company_id", "in", (False, company.id))])
        return [{"id": term.id, "name": term.name} for term in found]

    @api.model
    def _portal_totals(self, company, rows, taxes=(), customer=None):
        """What rows as typed come to, as texts, for a page that shows it live.

        :param taxes: ids that the document has already
        :param customer: the `coop.customer` that was chosen, if one was; ``place``
            names what their taxes are, where they are others than those chosen
        """
        filled = [at for at, row in enumerate(rows) if not core.is_blank(row)]
        lines, _errors = core.read_lines(rows)
        lines = self._without_retired(company, lines, taxes)
        place = ""
        if customer:
            chosen, lines = lines, self._taxed_for(customer, lines)
            if lines != chosen:
                place = self._fiscal_position(customer).name or ""
        totals = self._totals(company, lines)
        money = company.sudo().currency_id.format  # sudo: the currency alone
        subtotals = dict(zip(filled, totals["subtotals"], strict=False))
        return {
            "untaxed": money(totals["untaxed"]),
            "total": money(totals["total"]),
            "place": place,
            "taxes": [
                {"name": tax["name"], "amount": money(tax["amount"])}
                for tax in totals["taxes"]
            ],
            "subtotals": [
                "" if subtotals.get(at) is None else money(subtotals[at])
                for at in range(len(rows))
            ],
        }
