from odoo import fields, models

from ..core.tables import Column, Table


class CoopMember(models.Model):
    """What the certificate of shares says."""

    _inherit = "coop.member"

    def _share_certificate(self):
        """The ``date`` of a certificate, which is today, whether this member ``holds``
        shares by then, and the ``tables`` of what and of how it came to be."""
        self.ensure_one()
        held, lines = self._held_rows(), self._share_lines()
        tables = [self._held_table(held)] if held else []
        tables += [self._lines_table(lines)] if lines else []
        return {
            "date": fields.Date.context_today(self),
            "holds": bool(held),
            "tables": tables,
        }

    def _share_lines(self):
        return self.env["coop.share.holding"].search(
            [("member_id", "=", self.id)], order="number, id"
        )

    def _held_rows(self):
        held = self.env["coop.share.holding"]._read_group(
            [("member_id", "=", self.id)],
            ["share_type_id"],
            ["quantity:sum", "amount:sum"],
        )
        return [
            (f"{kind.name} ({kind.code})", quantity, kind.nominal_value, amount)
            for kind, quantity, amount in held
            if quantity
        ]

    def _held_table(self, rows):
        return Table(
            self.env._("Shares held"),
            [
                Column(self.env._("Share type"), width=52),
                Column(self.env._("Shares"), "number", total=True),
                Column(self.env._("Value of a share"), "money", 18),
                Column(self.env._("Capital"), "money", 18, total=True),
            ],
            rows,
        )

    def _lines_table(self, lines):
        return Table(
            self.env._("In the register"),
            [
                Column(self.env._("No."), width=8),
                Column(self.env._("Date"), "date", 14),
                Column(self.env._("Movement"), width=38),
                Column(self.env._("Type"), width=12),
                Column(self.env._("Shares"), "number"),
                Column(self.env._("Capital"), "money", 16),
            ],
            [
                (
                    str(line.number),
                    line.date,
                    line.move_id._in_words(),
                    line.share_type_id.code,
                    line.quantity,
                    line.amount,
                )
                for line in lines
            ],
        )

    def _get_report_base_filename(self):
        """Name of the certificate's file, here and in the member's space."""
        self.ensure_one()
        return self.env._("Certificate of shares - %s", self.name)
