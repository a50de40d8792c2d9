from odoo import api, models
from odoo.tools import format_date, formatLang

from ..core import paper
from ..core.billing import LINE

#: what fits on a page of `coop_member.paperformat_coop`, in lines of text
FIRST, LINES = 34, 46
#: characters of the description, without and with the column of discounts
CHARACTERS = {False: 50, True: 42}
#: lines of the last page besides its mentions: totals, how to pay
FOOT = 11
#: characters of a mention, which is printed smaller
MENTION = 115


class CoopBilling(models.AbstractModel):
    """What quotes and invoices print, as texts: whoever prints one needs no right on
    taxes, units or accounts."""

    _inherit = "coop.billing"

    @api.model
    def _print_pages(self, document, company, lines, amounts, mentions):
        """Pages of rows of a document.

        :param document: what has the language to print in
        :param lines: list of `core.billing.Line`
        :param amounts: what each comes to without tax; None for sections and notes
        :param mentions: texts at the end of the last page
        :return: (pages of `core.paper.Row`, whether there are discounts)
        """
        discounted = any(line.discount for line in lines)
        rows = [
            self._print_row(document, company, line, amount, discounted)
            for line, amount in zip(lines, amounts, strict=True)
        ]
        foot = FOOT + sum(paper.height(text, MENTION) for text in mentions)
        pages = paper.lay_out(rows, CHARACTERS[discounted], FIRST, LINES, foot)
        return pages, discounted

    @api.model
    def _print_row(self, document, company, line, amount, discounted):
        if line.kind != LINE:
            return paper.Row(line.kind, line.name)
        env = document.env
        unit = env["uom.uom"].sudo().browse(line.unit or ())  # sudo: its name alone
        tax = env["account.tax"].sudo().browse(line.tax or ())  # sudo: its rate alone
        quantity = self._print_number(document, line.quantity)
        cells = [
            f"{quantity} {unit.name}" if unit else quantity,
            self._print_money(document, company, line.price),
            *([self._print_percent(document, line.discount)] if discounted else ()),
            self._print_percent(document, tax.amount) if tax else "",
            self._print_money(document, company, amount),
        ]
        return paper.Row(line.kind, line.name, tuple(cells))

    @api.model
    def _print_money(self, document, company, amount):
        return formatLang(document.env, float(amount), currency_obj=company.currency_id)

    @api.model
    def _print_number(self, document, number):
        number = float(number)
        return formatLang(document.env, number, digits=0 if number % 1 == 0 else 2)

    @api.model
    def _print_percent(self, document, percent):
        return f"{self._print_number(document, percent)} %" if percent else ""

    @api.model
    def _print_day(self, document, day):
        return day and format_date(document.env, day)

    @api.model
    def _print_address(self, record, company):
        """Lines of the address of a customer's card, or of the contact made of it."""
        country = record.country_id != company.country_id and record.country_id.name
        town = " ".join(filter(None, (record.zip, record.city)))
        lines = (record.street, record.street2, town, country)
        return [line for line in lines if line]

    @api.model
    def _print_totals(self, document, company, untaxed, taxes, total):
        """Rows of (label, amount, whether it stands out): without taxes, each group of
        taxes, in all."""
        env = document.env
        rows = [(env._("Total without VAT"), untaxed, False)]
        for tax in taxes:
            base = self._print_money(document, company, tax["base"])
            label = env._("%(tax)s on %(base)s", tax=tax["name"], base=base)
            rows.append((label, tax["amount"], False))
        rows.append((env._("Total"), total, True))
        return [
            (label, self._print_money(document, company, amount), strong)
            for label, amount, strong in rows
        ]

    @api.model
    def _print_mentions(self, document, evidence, company):
        """Texts at the end: why a rate is reduced, what the cooperative has to say."""
        found = []
        if evidence.proof == "mention":
            mention = evidence.reason_id.with_env(document.env).mention
            found.append(
                document.env._(
                    "%(mention)s Address of the work: %(place)s",
                    mention=mention,
                    place=evidence.place,
                )
            )
        elif evidence:
            found.append(
                document.env._(
                    "Reduced rate on an attestation signed on %s.",
                    self._print_day(document, evidence.date),
                )
            )
        found.append(company.with_env(document.env).coop_billing_mention)
        return [text for text in found if text]
