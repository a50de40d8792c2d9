from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .coop_expense_guard import _KEY, _STEP

#: what the system writes on a line, never a user
DERIVED = frozenset(
    {
        "vat_rule_id",
        "tax_id",
        "base_amount",
        "tax_amount",
        "deductible_amount",
        "mileage_before",
        "mileage_correction",
        "scale_id",
        "state",
        "posting_rank",
    }
)
#: the accountant's decisions
DECIDED = frozenset({"vat_override", "override_tax_id", "override_reason"})


class CoopExpenseLine(models.Model):
    """Lines are as free as their claim; kilometres follow each other."""

    _inherit = "coop.expense.line"

    def _as_step(self):
        """These lines (sudo records), in an environment that may write what is
        derived."""
        lines_sudo = self.sudo()  # sudo: amounts follow from what members entered
        return lines_sudo.with_context(**{_KEY: _STEP})

    def _is_step(self):
        return self.env.context.get(_KEY) is _STEP

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_vals(vals)
        lines = super().create(vals_list)
        if not self._is_step():
            lines.expense_id._check_write({"line_ids"})
            lines._check_decided()
            lines._tell_change(self.env._("Added: “%s”"))
        lines._as_step()._recharge(lines._mileage_years())
        return lines

    def write(self, vals):
        if self._is_step():
            return super().write(vals)
        self._check_vals(vals)
        self.expense_id._check_write({"line_ids"})
        if "expense_id" in vals:
            raise UserError(self.env._("An expense stays in its claim."))
        before = self._mileage_years()
        told = self._told_values(vals)
        result = super().write(vals)
        self._as_step()._recharge(before | self._mileage_years())
        self._tell_corrections(told)
        return result

    def unlink(self):
        if not self._is_step():
            self.expense_id._check_write({"line_ids"})
            self._tell_change(self.env._("Removed: “%s”"))
        years = self._mileage_years()
        self.receipt_ids._release()
        result = super().unlink()
        self.browse()._as_step()._recharge(years)
        return result

    def _check_vals(self, vals):
        if self._is_step():
            return
        if DERIVED & vals.keys():
            raise UserError(self.env._("This follows from what the expense says."))
        if DECIDED & vals.keys() and not self.env["coop.expense"]._coop_is_accountant():
            raise AccessError(self.env._("Accountants decide about VAT."))

    def _check_decided(self):
        """Defaults of the context are values too."""
        decided = any(self.sudo().mapped("vat_override"))  # sudo: members do not see it
        if decided and not self.env["coop.expense"]._coop_is_accountant():
            raise AccessError(self.env._("Accountants decide about VAT."))

    def _tell_change(self, sentence):
        """Tell in claims that were submitted what was added or removed."""
        for line in self:
            if line.expense_id.step != "draft":
                line.expense_id._tell(sentence % line._described())

    def _described(self):
        self.ensure_one()
        return f"{self.display_name}, {self._money(self.amount)}"

    # -- corrections by accountants, told to who claimed -------------------------------

    def _told_values(self, vals):
        """Values before a correction, by line, as the chatter shows them."""
        names = [name for name in vals if name in self._fields and name != "line_ids"]
        return {
            line: {name: line._shown(name) for name in names}
            for line in self
            if line.expense_id.step != "draft"
        }

    def _shown(self, name):
        value = self[name]
        field = self._fields[name]
        if field.relational:
            return ", ".join(value.mapped("display_name"))
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        return fields.Date.to_string(value) if field.type == "date" else value

    def _tell_corrections(self, told):
        for line, before in told.items():
            changes = [
                f"{self._fields[name]._description_string(self.env)}: "
                f"{value or '–'} → {line._shown(name) or '–'}"
                for name, value in before.items()
                if value != line._shown(name)
            ]
            if changes:
                line.expense_id._tell(
                    self.env._(
                        "Corrected in “%(line)s”: %(changes)s",
                        line=line.display_name,
                        changes=" ; ".join(changes),
                    )
                )
