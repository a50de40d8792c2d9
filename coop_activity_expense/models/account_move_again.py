from odoo import models
from odoo.exceptions import UserError

from ..core import billing as core


class AccountMove(models.Model):
    """Documents that members start from another one: copies, credit notes."""

    _inherit = "account.move"

    def _coop_core_lines(self):
        """Lines of this document as `core.billing` has them."""
        self.ensure_one()
        names = {"line_section": core.SECTION, "line_note": core.NOTE}
        return [
            line._coop_core_line(names.get(line.display_type, core.LINE))
            for line in self._coop_sorted_lines()
        ]

    def _coop_sorted_lines(self):
        """Lines (sudo records) in the order in which they are printed."""
        move_sudo = self.sudo()  # sudo: members read neither taxes nor units
        return move_sudo.invoice_line_ids.sorted(lambda line: (line.sequence, line.id))

    def action_coop_copy(self):
        """A new draft like this document, for the member who asks: same customer, same
        lines, no day yet."""
        self.ensure_one()
        self._coop_require_own()
        header = {
            "customer_id": self.coop_customer_id.id,
            "note": self.narration,
            "coop_evidence_id": self.coop_evidence_id.id,
        }
        lines = self.env["coop.billing"]._without_retired(
            self.company_id,
            self._coop_core_lines(),
            self.env["coop.billing"]._replacing_taxes(self.coop_customer_id),
        )
        return self._coop_save(self.coop_activity_id, header, lines)

    def action_coop_credit(self):
        """A draft credit note of a posted invoice, whole, for the member who asks; its
        lines may then be changed to give less back."""
        self.ensure_one()
        self._coop_require_own()
        if self.state != "posted" or self.move_type != "out_invoice":
            raise UserError(self.env._("Only a posted invoice has a credit note."))
        activity = self.coop_activity_id
        fresh = self._coop_prepare_new(activity.sudo())  # sudo: accounts are hidden
        values = {
            name: fresh[name]
            for name in ("coop_member_id", "coop_review_state", "invoice_user_id")
        }
        values |= {"ref": self.name, "invoice_date": False, "auto_post": "no"}
        [note] = self._coop_as_step()._reverse_moves([values])
        return self.browse(note.id)


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _coop_core_line(self, kind):
        self.ensure_one()
        if kind != core.LINE:
            return core.Line(kind, self.name or "", key=self.id)
        return core.Line(
            kind=kind,
            name=self.name or "",
            quantity=core.exact(self.quantity, "quantity"),
            price=core.exact(self.price_unit, "price"),
            discount=core.exact(self.discount, "discount"),
            unit=self.product_uom_id.id or None,
            tax=self.tax_ids[:1].id or None,
            key=self.id,
        )
