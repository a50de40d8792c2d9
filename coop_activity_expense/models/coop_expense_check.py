from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date, formatLang

from .coop_expense import BOOKED

#: remarks that refuse a submission, and those that only go along with it
BLOCK, WARN = "block", "warn"


class Remark(NamedTuple):
    """Something to be said about a line of a claim (about the whole claim where
    ``line`` is empty), as a sentence for its member."""

    line: models.BaseModel
    code: str
    level: str
    sentence: str


class CoopExpense(models.Model):
    """What is looked at when a claim is submitted."""

    _inherit = "coop.expense"

    remark_text = fields.Text(
        "To be looked at",
        compute="_compute_remark_text",
        help="What the checks of a submission say, one sentence a line.",
    )

    @api.depends_context("uid")
    def _compute_remark_text(self):
        for claim in self:
            remarks = claim._remarks() if claim.state not in BOOKED else []
            claim.remark_text = "\n".join(remark.sentence for remark in remarks)

    def _remarks(self):
        """Remarks about this claim, those that refuse it first."""
        self.ensure_one()
        found = [*self._claim_remarks(), *self._available_remarks()]
        twins = self._find_duplicates()
        for line in self.line_ids:
            found += line._remarks()
            found += twins.get(line, [])
        return sorted(found, key=lambda remark: remark.level != BLOCK)

    def _check_submission(self):
        """Raise UserError with every remark that refuses the submission."""
        self.ensure_one()
        refusing = [r.sentence for r in self._remarks() if r.level == BLOCK]
        if refusing:
            raise UserError("\n".join(refusing))

    def _remark(self, code, level, sentence):
        return Remark(self.env["coop.expense.line"], code, level, sentence)

    def _claim_remarks(self):
        remarks = []
        if not self.line_ids:
            sentence = self.env._("There is nothing in this claim yet: add an expense.")
            remarks.append(self._remark("empty", BLOCK, sentence))
        if self.activity_id.state != "open":
            sentence = self.env._(
                "%s is not open: its expenses cannot be claimed.",
                self.activity_id.name,
            )
            remarks.append(self._remark("activity", BLOCK, sentence))
        return remarks

    def _available_remarks(self):
        """Whether the claim asks for more than its activity has available."""
        company_sudo = self.company_id.sudo()  # sudo: members read no settings
        policy = company_sudo.coop_expense_over_available
        activity_sudo = self.activity_id.sudo()  # sudo: the figure is the activity's
        available = activity_sudo._coop_available_money()
        if policy == "ignore" or available is None:
            return []
        if self.currency_id.compare_amounts(self.total_amount, available) <= 0:
            return []
        sentence = self.env._(
            "This claim of %(amount)s is above the money that %(activity)s has "
            "available: %(available)s.",
            amount=self._money(self.total_amount),
            activity=self.activity_id.name,
            available=self._money(available),
        )
        return [
            self._remark("available", BLOCK if policy == "block" else WARN, sentence)
        ]

    def _money(self, amount):
        return formatLang(self.env, amount, currency_obj=self.currency_id)

    # -- duplicates --------------------------------------------------------------------

    def _find_duplicates(self):
        """Remarks about lines that look like others, in lists by line. It takes a
        constant number of queries."""
        lines = self.line_ids
        found = {line: [] for line in lines}
        for line, other in lines._same_receipts():
            found[line].append(line._remark("same_file", WARN, line._twin_file(other)))
        for line, other in lines._same_amounts():
            if not found[line]:
                sentence = line._twin_amount(other)
                found[line].append(line._remark("same_amount", WARN, sentence))
        return found


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

    # -- duplicates --------------------------------------------------------------------

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
        if other_sudo.member_id != self.member_id and self.env.user.share:
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
