from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, formatLang

from ..core.shares import decimal, exceeds_ceiling


class CoopShareMove(models.Model):
    """What must hold for a movement to be called or recorded. Each check raises
    UserError with a sentence that says what does not."""

    _inherit = "coop.share.move"

    def _check_call(self):
        """Check a subscription that is about to be called."""
        self.ensure_one()
        self._check_parties()
        self._check_no_loss()
        self._check_minimum()
        self._check_ceiling()

    def _check_record(self, date):
        """Check movements of one company that are about to enter the register on
        ``date``, as it stands now."""
        self._check_date(date)
        self._check_held()
        for move in self.filtered(lambda move: not move._is_taken_as_is()):
            move._check_parties()
            move._check_no_loss()
            move._check_minimum()
            move._check_ceiling()
        self._check_floor()

    def _is_taken_as_is(self):
        """Whether this movement restores or takes over what was so before."""
        self.ensure_one()
        return bool(self.reversal_of_id or self.counterpart_account_id)

    def _check_date(self, date):
        """The register goes forward, not past today, nor into a locked period."""
        company = self.company_id
        if date > fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "%s is in the future: the register is written day by day.",
                    format_date(self.env, date),
                )
            )
        last = self._last_done(company)
        if last and date < last.date:
            raise UserError(
                self.env._(
                    "The register goes on after %(day)s, the day of movement "
                    "%(number)s: choose that day or a later one.",
                    day=format_date(self.env, last.date),
                    number=last.number,
                )
            )
        locks = company._get_violated_lock_dates(
            date, False, company.coop_share_journal_id
        )
        if locks:
            raise UserError(
                self.env._(
                    "%(day)s is in a locked period: the books are closed until "
                    "%(lock)s.",
                    day=format_date(self.env, date),
                    lock=format_date(self.env, max(lock[0] for lock in locks)),
                )
            )

    @api.model
    def _last_done(self, company):
        """The last line of the register of ``company``."""
        return self.search(
            [("company_id", "=", company.id), ("state", "=", "done")],
            order="number desc",
            limit=1,
        )

    def _check_parties(self):
        """Who receives shares is a member or becomes one, of a college that may."""
        self.ensure_one()
        member = self.to_member_id
        if not member:
            return
        if member.state not in ("candidate", "active"):
            raise UserError(
                self.env._(
                    "%s is neither a member nor a candidate and cannot receive shares.",
                    member.display_name,
                )
            )
        if not self.share_type_id._accepts(member.college_id):
            raise UserError(
                self.env._(
                    "Shares of type %(type)s are not for the college of %(member)s.",
                    type=self.share_type_id.display_name,
                    member=member.display_name,
                )
            )

    def _check_no_loss(self):
        """Only who is reimbursed bears a share of losses by the movement itself."""
        self.ensure_one()
        if self.kind != "reimbursement" and self.loss_amount:
            raise UserError(
                self.env._("Only a reimbursement bears a share of the losses.")
            )

    def _check_held(self):
        """Nobody gives more than they hold, all these movements together."""
        held = self._holdings_of(self.from_member_id)
        for move in self.filtered("from_member_id"):
            key = (move.from_member_id.id, move.share_type_id.id)
            if held.get(key, 0) < move.quantity:
                raise UserError(
                    self.env._(
                        "%(member)s holds %(held)s shares of type %(type)s, and cannot "
                        "give %(quantity)s.",
                        member=move.from_member_id.display_name,
                        held=held.get(key, 0),
                        type=move.share_type_id.display_name,
                        quantity=move.quantity,
                    )
                )
            held[key] -= move.quantity

    def _holdings_of(self, members):
        """What ``members`` hold now: numbers by (member id, share type id)."""
        held = self.env["coop.share.holding"]._read_group(
            [("member_id", "in", members.ids)],
            ["member_id", "share_type_id"],
            ["quantity:sum"],
        )
        return {(member.id, kind.id): number for member, kind, number in held}

    def _check_minimum(self):
        """Receivers come to the minimum of their college and of the type, and who
        stays a member does not fall below it, unless they give up all."""
        self.ensure_one()
        if self.kind == "reduction":
            return
        if self.to_member_id:
            self._check_minimum_of(self.to_member_id, self.quantity)
        giver = self.from_member_id
        if giver and sum(self._holdings_of(giver).values()) > self.quantity:
            self._check_minimum_of(giver, -self.quantity)

    def _check_minimum_of(self, member, change):
        held = self._holdings_of(member)
        awaited = self._awaited_by(member)
        of_type = held.get((member.id, self.share_type_id.id), 0)
        in_all = sum(held.values()) + sum(awaited.values()) + change
        at_least = self.share_type_id.min_quantity
        if change > 0 or of_type + change:
            of_type += awaited.get(self.share_type_id.id, 0)
            self._refuse_below(member, of_type + change, at_least)
        self._refuse_below(member, in_all, member.college_id.min_shares)

    def _refuse_below(self, member, quantity, at_least):
        if quantity < at_least:
            raise UserError(
                self.env._(
                    "%(member)s would hold %(quantity)s shares, and must hold at least "
                    "%(minimum)s.",
                    member=member.display_name,
                    quantity=quantity,
                    minimum=at_least,
                )
            )

    def _awaited_by(self, member):
        """Shares that ``member`` is called to pay for, these apart: numbers by the id
        of their type."""
        awaited = Counter()
        for move in self._called_of(member):
            awaited[move.share_type_id.id] += move.quantity
        return awaited

    def _called_of(self, member):
        """Other subscriptions of ``member`` that wait for their payment."""
        called = [("to_member_id", "=", member.id), ("state", "=", "called")]
        return self.search(called) - self

    def _check_ceiling(self):
        """No receiver holds more of the capital than the cooperative allows, once
        there are holders enough to keep to it."""
        self.ensure_one()
        member, company = self.to_member_id, self.company_id
        percent = decimal(company.coop_share_ceiling_percent)
        if not member or not percent:
            return
        holders, capital = company._coop_holders_and_capital()
        already = decimal(member.share_capital)
        holders += not already
        awaited = decimal(sum(self._called_of(member).mapped("amount")))
        capital += awaited
        if not self.from_member_id:
            capital += decimal(self.amount)
        elif decimal(self.from_member_id.share_capital) == decimal(self.amount):
            holders -= 1
        held = already + awaited + decimal(self.amount)
        if exceeds_ceiling(held, capital, percent, holders):
            raise UserError(
                self.env._(
                    "%(member)s would hold %(held)s of a capital of %(capital)s: more "
                    "than the %(percent)s%% that one holder may.",
                    member=member.display_name,
                    held=self._money(held),
                    capital=self._money(capital),
                    percent=company.coop_share_ceiling_percent,
                )
            )

    def _check_floor(self):
        """Reimbursements do not bring the capital below its floor; losses may, and a
        mistake that is undone never was capital."""
        leaving = self.filtered(
            lambda move: move.kind == "reimbursement" and not move.reversal_of_id
        )
        if not leaving:
            return
        company = self.company_id
        _holders, capital = company._coop_holders_and_capital()
        left = capital - decimal(sum(leaving.mapped("amount")))
        floor = company._coop_capital_floor()
        if left < floor:
            raise UserError(
                self.env._(
                    "The capital would fall to %(left)s, below its floor of %(floor)s: "
                    "this reimbursement must wait for new shares.",
                    left=self._money(left),
                    floor=self._money(floor),
                )
            )

    def _money(self, amount):
        return formatLang(
            self.env, float(amount), currency_obj=self.company_id.currency_id
        )
