from odoo import models
from odoo.fields import Domain


class CoopExpenseLine(models.Model):
    """Expenses that look like others: the same file, or the same day and amount."""

    _inherit = "coop.expense.line"

    def _same_receipts(self):
        """Pairs of one of these lines and another line with the same file: of any
        member of the cooperative."""
        receipts_sudo = self.env["coop.expense.receipt"].sudo()  # sudo: hashes of all
        sums = self.sudo().receipt_ids.mapped("checksum")  # sudo: as above
        others = receipts_sudo.search(
            [
                ("checksum", "in", sums),
                ("company_id", "in", self.company_id.ids),
                ("line_id", "!=", False),
                ("line_id.state", "!=", "refused"),
            ],
            order="id",
        )
        by_sum = others.grouped("checksum")
        for line_sudo in self.sudo():  # sudo: as above
            for checksum in set(line_sudo.receipt_ids.mapped("checksum")):
                twins = by_sum.get(checksum, others.browse()).line_id - line_sudo
                if twins:
                    yield self.browse(line_sudo.id), twins[0]

    def _twin_file(self, other_sudo):
        if not self.browse(other_sudo.id).has_access("read"):
            # members learn nothing of other members' claims
            return self.env._(
                "%s: another claim has the same receipt.", self.display_name
            )
        return self.env._(
            "%(line)s: “%(other)s” in %(claim)s has the same receipt.",
            line=self.display_name,
            other=other_sudo.display_name,
            claim=other_sudo.expense_id.display_name,
        )

    def _same_amounts(self):
        """Pairs of one of these lines and another one of its member, of the same day
        and amount."""
        spent = self.filtered(lambda line: line.amount and line.date)
        if not spent:
            return
        others = self.search(
            Domain("member_id", "in", spent.member_id.ids)
            & Domain("date", "in", spent.mapped("date"))
            & Domain("state", "!=", "refused")
        )
        by_key = others.grouped(lambda line: line._twin_key())
        for line in spent:
            twins = by_key.get(line._twin_key(), others.browse()) - line
            if twins:
                yield line, twins[0]

    def _twin_key(self):
        return self.member_id, self.date, self.currency_id.round(self.amount)

    def _twin_amount(self, other):
        return self.env._(
            "%(line)s: same day and same amount as “%(other)s” in %(claim)s.",
            line=self.display_name,
            other=other.display_name,
            claim=other.expense_id.display_name,
        )
