from io import BytesIO

from odoo import api, fields, models

from ..core.durations import format_minutes
from ..core.tables import Column, Report, Table
from ..report.share_workbook import write_workbook


class CoopMember(models.Model):
    """A member's own ledger of time, to take along."""

    _inherit = "coop.member"

    def action_gift_ledger(self):
        """Download this member's ledger as a spreadsheet."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/coop/gifts/export/{self.id}",
            "target": "download",
        }

    def _gift_ledger_file(self):
        """(name, content) of the ledger as a spreadsheet in XLSX."""
        self.ensure_one()
        self.check_access("read")
        content = BytesIO()
        write_workbook(content, self._gift_ledger(), self.company_id)
        return f"gifts-{self.number or self.id}.xlsx", content.getvalue()

    def _gift_ledger(self):
        """The ledger as a `core.tables.Report`, the oldest gift first, with the balance
        after each; it obeys access rights."""
        self.ensure_one()
        name = self.display_name
        balance = format_minutes(self.gift_balance)
        return Report(
            self.env._("Time given and received"),
            f"{name} · {self.number}" if self.number else name,
            [
                self.env._(
                    "On %(day)s, the balance is %(balance)s. What is not confirmed "
                    "changes nothing.",
                    day=self._portal_date(fields.Date.context_today(self)),
                    balance=balance,
                ),
            ],
            [Table(self.env._("Ledger"), self._ledger_columns(), self._ledger_rows())],
        )

    @api.model
    def _ledger_columns(self):
        return [
            Column(self.env._("Date"), "date", 12),
            Column(self.env._("Given by"), width=26),
            Column(self.env._("Received by"), width=26),
            Column(self.env._("Kind"), width=22),
            Column(self.env._("In one sentence"), width=44),
            Column(self.env._("Status"), width=14),
            Column(self.env._("Time"), width=12),
            Column(self.env._("Change (minutes)"), "number", 12, total=True),
            Column(self.env._("Balance after (minutes)"), "number", 14),
            Column(self.env._("Balance after"), width=14),
        ]

    def _ledger_rows(self):
        account = self.env["coop.gift"].with_context(coop_gift_member_id=self.id)
        states = dict(account._fields["state"]._description_selection(self.env))
        for gift in account.search(self._gift_domain(), order="date, id"):
            yield (
                gift.date,
                gift.giver_name,
                gift.receiver_name,
                gift.category_id.name,
                gift.description,
                states[gift.state],
                format_minutes(gift.minutes),
                gift.change_minutes,
                gift.running_minutes,
                format_minutes(gift.running_minutes),
            )
