from decimal import Decimal

from odoo import models
from odoo.exceptions import UserError

from ..core import quotes as core
from ..core.billing import LINE, Line

DEPOSIT, PROGRESS, BALANCE = "deposit", "progress", "balance"


class CoopQuote(models.Model):
    """An accepted quote becomes invoices. What each line has been invoiced for is read
    from the invoices themselves; who invoices at once takes turns."""

    _inherit = "coop.quote"

    def _invoice(self, kind, percent=None, beyond=False):
        """A draft invoice of an accepted quote, made by a member of its activity.

        :param kind: "deposit" (a percentage of everything), "progress" (each line up
            to a percentage) or "balance" (what is left, deposits taken off)
        :param percent: Decimal, for the first two
        :param beyond: whether the member knows that it goes beyond the quote
        :return: the draft, an `account.move`
        :raise UserError: where nothing is left, too much is asked for, or it is closed
        """
        self.ensure_one()
        self._require_own()
        self._require("accepted")
        self._require_unclosed()
        shares = self._shares(kind, percent)
        lines = self._whole_lines(kind) or [
            self._share_line(kind, share, percent) for share in shares
        ]
        header = {
            "customer_id": self.customer_id.id,
            "payment_term_id": self.payment_term_id.id,
            "coop_evidence_id": self.evidence_id.id,
        }
        moves = self.env["account.move"]
        taxes = [line.tax for line in lines]
        move = moves._coop_save(self.activity_id, header, lines, taxes=taxes)
        move._coop_link_quote(self, kind, beyond, [line.key for line in lines])
        if not beyond:
            self._check_excess()
        return move

    def _check_excess(self):
        """Raise UserError where invoices go beyond the quote."""
        excess = self._excess()
        if excess:
            raise UserError(
                self.env._(
                    "Invoices of %(quote)s would go %(excess)s beyond it: confirm that "
                    "the customer agrees, or invoice less.",
                    quote=self.name,
                    excess=self.currency_id.format(excess),
                )
            )

    def _excess(self):
        """By how much the quote's invoices go beyond it, taxes included; 0 where they
        do not."""
        self.ensure_one()
        quote_sudo = self._as_step()
        quote_sudo.invalidate_recordset(["invoice_ids", "amount_invoiced"])
        moves = quote_sudo._counted_invoices()
        return float(
            core.excess(
                self._decimal(quote_sudo.amount_total),
                self._decimal(quote_sudo.amount_invoiced),
                len(moves),
                self._unit(),
            )
        )

    # -- arithmetic is the core's ------------------------------------------------------

    def _shares(self, kind, percent):
        parts, deposits = self._parts()
        try:
            if kind == DEPOSIT:
                return core.deposit(parts, percent, self._unit())
            if kind == PROGRESS:
                return core.progress(parts, percent, self._unit())
            return core.balance(parts, deposits)
        except core.NothingLeft:
            raise UserError(
                self.env._("Nothing of %s is left to invoice this way.", self.name)
            ) from None
        except core.BadPercent:
            raise UserError(
                self.env._("A percentage lies above 0, and is 100 at most.")
            ) from None

    def _parts(self):
        """Lines of the quote with what has been invoiced of each, and deposits by
        taxes; without tax."""
        self.ensure_one()
        quote_sudo = self._as_step()
        invoiced, deposits = quote_sudo._invoiced_parts()
        parts = [
            core.Part(
                key=line.id,
                group=tuple(line.tax_id.ids),
                amount=self._decimal(line.amount),
                invoiced=invoiced.get(line.id, core.ZERO),
            )
            for line in quote_sudo.line_ids
            if line.kind == LINE
        ]
        return parts, deposits

    def _invoiced_parts(self):
        invoiced, deposits = {}, {}
        for move in self._counted_invoices():
            sign = -1 if move.move_type == "out_refund" else 1
            for line in move.invoice_line_ids:
                if line.display_type != "product":
                    continue
                amount = sign * self._decimal(line.price_subtotal)
                key, found = line.coop_quote_line_id.id, invoiced
                if not key:
                    key, found = tuple(line.tax_ids.ids), deposits
                found[key] = found.get(key, core.ZERO) + amount
        return invoiced, deposits

    def _decimal(self, amount):
        return Decimal(str(amount)).quantize(self._unit())

    def _unit(self):
        return Decimal(1).scaleb(-self.currency_id.decimal_places)

    # -- lines -------------------------------------------------------------------------

    def _whole_lines(self, kind):
        """The quote's own lines, where nothing of it has been invoiced yet."""
        if kind != BALANCE or self._as_step()._counted_invoices():
            return []
        return [line._core_line() for line in self.line_ids]

    def _share_line(self, kind, share, percent):
        """The line of an invoice for a share: its amount is a price, for the whole to
        come out to the cent."""
        line = self.line_ids.browse(share.key or ())
        return Line(
            kind=LINE,
            name=line.name if line else self._share_name(kind, percent),
            price=share.amount,
            tax=share.group[0] if share.group else None,
            key=share.key,
        )

    def _share_name(self, kind, percent):
        """What a share of no line is called, in the language of the customer."""
        env = self.with_context(lang=self.customer_id.lang or self.env.lang).env
        if kind == DEPOSIT:
            return env._(
                "Deposit of %(percent)s %% on quote %(quote)s",
                percent=f"{percent.normalize():f}",
                quote=self.name,
            )
        return env._("Deposits invoiced on quote %s", self.name)
