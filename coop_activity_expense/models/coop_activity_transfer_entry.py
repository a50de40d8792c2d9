from odoo import Command, fields, models
from odoo.exceptions import AccessError, UserError


class CoopActivityTransfer(models.Model):
    """The entry of an accepted charge: two items, one for each activity, no VAT."""

    _inherit = "coop.activity.transfer"

    def _make_entry(self):
        """The posted entry of this charge."""
        self.ensure_one()
        company = self.company_id
        entry = self.env["account.move"].with_company(company)
        entry = entry.create(self._prepare_entry())
        entry.action_post()
        return entry

    def _prepare_entry(self):
        self.ensure_one()
        income, charge = self.company_id._coop_transfer_accounts()
        amount = self.amount
        return {
            "move_type": "entry",
            "journal_id": self.company_id._coop_transfer_journal().id,
            "company_id": self.company_id.id,
            "date": self.date,
            "ref": f"{self.name} · {self.description}",
            "line_ids": [
                Command.create(self._prepare_item(self.to_activity_id, charge, amount)),
                Command.create(
                    self._prepare_item(self.from_activity_id, income, -amount)
                ),
            ],
        }

    def _prepare_item(self, activity, account, balance):
        return {
            "name": self.description,
            "account_id": account.id,
            "balance": balance,
            # no tax, whatever the account has by default
            "tax_ids": [Command.clear()],
            **self.env["coop.billing"]._prepare_owner(activity),
        }

    def action_reverse(self, reason):
        """Reverse accepted charges, because of ``reason``. Accountants only."""
        self.check_access("read")
        if not self.env.user.has_group("coop_member.group_accountant"):
            raise AccessError(self.env._("Accountants reverse charges."))
        self._require("accepted")
        for transfer in self:
            transfer._reverse((reason or "").strip())

    def _reverse(self, reason):
        self.ensure_one()
        if self.is_reversed:
            raise UserError(self.env._("%s is reversed already.", self.name))
        today = fields.Date.context_today(self)
        ref = self.env._(
            "Reversal of %(charge)s: %(reason)s", charge=self.name, reason=reason
        )
        [reversal] = self.account_move_id._reverse_moves(
            [{"ref": ref, "date": today}], cancel=True
        )
        self._as_step().reversal_move_id = reversal.id
        self.message_post(body=ref)


class AccountMove(models.Model):
    _inherit = "account.move"

    coop_transfer_ids = fields.One2many(
        "coop.activity.transfer", "account_move_id", "Charges between activities"
    )

    def write(self, vals):
        if vals.get("state", "posted") != "posted":
            self._coop_refuse_transfer()
        return super().write(vals)

    def _coop_refuse_transfer(self):
        """Raise UserError for posted entries of charges between activities."""
        entries_sudo = self.sudo()  # sudo: who keeps the books may not see activities
        for entry in entries_sudo.filtered("coop_transfer_ids"):
            if entry.state == "posted":
                raise UserError(
                    self.env._(
                        "%s posts a charge between activities: reverse the charge "
                        "instead.",
                        entry.name,
                    )
                )
