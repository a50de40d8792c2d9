from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

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
        if self.currency_id.compare_amounts(self.total_amount, 0) < 0:
            remarks.append(self._remark("nothing", BLOCK, self._nothing_to_pay()))
        return remarks

    def _nothing_to_pay(self):
        """What is said of a claim that comes to nothing, or to less: kilometres can,
        where earlier trips of the year were charged too much."""
        self.ensure_one()
        return self.env._(
            "%(claim)s comes to %(amount)s, so that there is nothing to pay: claim it "
            "together with other expenses.",
            claim=self.display_name,
            amount=self._money(self.total_amount),
        )

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
