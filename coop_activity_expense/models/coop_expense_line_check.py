from odoo import api, fields, models
from odoo.tools import format_date

from .coop_expense import BOOKED
from .coop_expense_check import BLOCK, WARN, Remark


class CoopExpenseLine(models.Model):
    """What is looked at in each expense that is submitted."""

    _inherit = "coop.expense.line"

    remark_text = fields.Text(
        "To be looked at", compute="_compute_remark_text", compute_sudo=False
    )

    @api.depends("expense_id")
    @api.depends_context("uid")
    def _compute_remark_text(self):
        said = {}
        for claim in self.expense_id:
            for remark in claim._remarks() if claim.state not in BOOKED else []:
                said.setdefault(remark.line, []).append(remark.sentence)
        for line in self:
            line.remark_text = "\n".join(said.get(line, []))

    def _remark(self, code, level, sentence):
        return Remark(self, code, level, sentence)

    def _remarks(self):
        """Remarks about this line alone."""
        self.ensure_one()
        of_kind = (
            self._trip_remarks() if self.kind == "mileage" else self._amount_remarks()
        )
        return [*of_kind, *self._date_remarks()]

    def _amount_remarks(self):
        category, remarks = self.category_id, []
        if self.currency_id.is_zero(self.amount):
            sentence = self.env._("%s: enter the amount.", self.display_name)
            remarks.append(self._remark("amount", BLOCK, sentence))
        if category.receipt_required and not self.receipt_ids:
            sentence = self.env._("%s: the receipt is missing.", self.display_name)
            remarks.append(self._remark("receipt", BLOCK, sentence))
        above = self.currency_id.compare_amounts(self.amount, category.ceiling) > 0
        if category.ceiling and above:
            sentence = self.env._(
                "%(line)s: %(amount)s is above the ceiling of %(ceiling)s.",
                line=self.display_name,
                amount=self._money(self.amount),
                ceiling=self._money(category.ceiling),
            )
            remarks.append(self._remark("ceiling", WARN, sentence))
        return remarks

    def _trip_remarks(self):
        vehicle, name = self.vehicle_id, self.display_name
        if not vehicle:
            return [
                self._remark("vehicle", BLOCK, self.env._("%s: which vehicle?", name))
            ]
        if not self.distance:
            sentence = self.env._("%s: how many kilometres?", name)
            return [self._remark("distance", BLOCK, sentence)]
        if not self.scale_id:
            sentence = self.env._(
                "%(line)s: there is no mileage scale for %(vehicle)s on %(day)s.",
                line=name,
                vehicle=vehicle.display_name,
                day=format_date(self.env, self.date),
            )
            return [self._remark("scale", BLOCK, sentence)]
        return [*self._paper_remarks(), *self._yearly_remarks()]

    def _paper_remarks(self):
        vehicle = self.vehicle_id
        if vehicle.has_paper:
            return []
        sentence = self.env._(
            "%(line)s: the registration paper of %(vehicle)s is missing.",
            line=self.display_name,
            vehicle=vehicle.display_name,
        )
        return [self._remark("paper", WARN, sentence)]

    def _yearly_remarks(self):
        limit = self.scale_id.yearly_limit
        if not limit or self.mileage_before + self.distance <= limit:
            return []
        sentence = self.env._(
            "%(line)s: %(vehicle)s goes beyond %(limit)g km a year.",
            line=self.display_name,
            vehicle=self.vehicle_id.display_name,
            limit=limit,
        )
        return [self._remark("yearly", WARN, sentence)]

    def _date_remarks(self):
        today = fields.Date.context_today(self)
        limit = self.company_id.sudo().coop_expense_max_days  # sudo: a setting
        words = {"line": self.display_name, "day": format_date(self.env, self.date)}
        remarks = []
        if self.date > today:
            sentence = self.env._("%(line)s: %(day)s is yet to come.", **words)
            remarks.append(self._remark("future", BLOCK, sentence))
        elif limit and (today - self.date).days > limit:
            sentence = self.env._(
                "%(line)s: %(day)s is too long ago, expenses are claimed within "
                "%(limit)s days.",
                limit=limit,
                **words,
            )
            remarks.append(self._remark("old", BLOCK, sentence))
        if not self._under_contract():
            sentence = self.env._(
                "%(line)s: no contract was running on %(day)s.", **words
            )
            remarks.append(self._remark("contract", BLOCK, sentence))
        return remarks

    def _under_contract(self):
        """Whether a contract of the member ran on the day of the expense."""
        contracts_sudo = self.member_id.sudo().contract_ids  # sudo: dates alone
        return any(
            contract.date_start <= self.date <= (contract.date_end or self.date)
            for contract in contracts_sudo
            if contract.state in ("running", "ended")
        )
