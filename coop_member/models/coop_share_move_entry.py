from collections import defaultdict

from odoo import Command, fields, models

#: kinds of movement that somebody pays, and the accounts where they wait for it
PAID_KINDS = ("subscription", "reimbursement")
PAID_TYPES = ("asset_receivable", "liability_payable")


class CoopShareMove(models.Model):
    """Journal entries of capital movements.

    Lines are tuples (account, member, balance, date due): a member may be empty, a
    balance is in the company's currency, positive for a debit.
    """

    _inherit = "coop.share.move"

    def _post_entry(self, date, lines, label):
        """Post one entry for these movements of one company, and link it to them."""
        company = self.company_id
        entry = (
            self.env["account.move"]
            .with_company(company)
            .create(
                {
                    "move_type": "entry",
                    "journal_id": company.coop_share_journal_id.id,
                    "date": date,
                    "ref": label,
                    "line_ids": [
                        Command.create(self._prepare_line(label, *line))
                        for line in lines
                        if not company.currency_id.is_zero(line[2])
                    ],
                }
            )
        )
        entry.action_post()
        self._as_step().write({"entry_ids": [Command.link(entry.id)]})
        return entry

    def _prepare_line(self, label, account, member, balance, date_due):
        return {
            "name": label,
            "account_id": account.id,
            "partner_id": member.partner_id.id,
            "balance": balance,
            "date_maturity": date_due,
            # capital belongs to no activity, whatever the defaults of its account
            "analytic_distribution": False,
        }

    def _post_call(self):
        """Post that shares were subscribed and are to be paid."""
        self.ensure_one()
        date = self._call_day()
        called = self.company_id._coop_share_account("called")
        receivable = self.company_id._coop_share_account("receivable")
        lines = [
            (receivable, self.to_member_id, amount, day)
            for day, amount in self._instalments(date)
        ]
        lines.append((called, self.to_member_id, -self.amount, False))
        return self._post_entry(date, lines, self.payment_reference)

    def _call_day(self):
        """Day on which the payment is asked for: that of the movement where it is
        encoded late; today where the member asked for it, and has not been told yet
        how to pay."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        if self.date > today or self.source != "back_office":
            return today
        return self._open_day(self.date)

    def _open_day(self, day):
        """``day``, or today where the books are closed on that day."""
        company = self.company_id
        locks = company._get_violated_lock_dates(
            day, False, company.coop_share_journal_id
        )
        return fields.Date.context_today(self) if locks else day

    def _post_payment(self, date, amount):
        """Post that ``amount`` of what was called is paid up, or, when negative, is
        not any more."""
        self.ensure_one()
        company, member = self.company_id, self.to_member_id
        lines = [
            (company._coop_share_account("called"), member, amount, False),
            (company._coop_share_account("paid"), member, -amount, False),
        ]
        return self._post_entry(date, lines, self.payment_reference)

    def _post_credit(self):
        """Post that what was called is not to be paid any more; what was paid of it
        is owed to the member."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        paid = self._posted_as_paid()
        if paid:
            self._post_payment(today, -paid)
        company, member = self.company_id, self.to_member_id
        receivable = company._coop_share_account("receivable")
        lines = [
            (company._coop_share_account("called"), member, self.amount, False),
            (receivable, member, -self.amount, today),
        ]
        label = self.env._("Cancelled: %s", self.payment_reference)
        self._post_entry(today, lines, label)
        self._open_instalments().reconcile()

    def _post_record(self, date):
        """Post movements that enter the register together, in one entry by company.

        Subscriptions were posted when they were called and paid; those taken over
        from another register, and those reversed, are posted here.
        """
        for moves in self._posted_together():
            lines = moves._merge_lines(
                [line for move in moves for line in move._record_lines(date)]
            )
            if lines:
                entry = moves._post_entry(date, lines, moves._record_label())
                moves._as_step().account_move_id = entry

    def _posted_together(self):
        """Groups of movements that share an entry: where one concerns many members
        (a reduction, shares taken over). What is paid to one stands alone."""
        shared = self.filtered(
            lambda move: (
                not move.reversal_of_id
                and (move.kind == "reduction" or move.counterpart_account_id)
            )
        )
        return [*shared.grouped("company_id").values(), *(self - shared)]

    def _record_label(self):
        reversed_move = self.reversal_of_id
        if reversed_move:
            return self.env._(
                "Reversal of capital movement %s",
                ", ".join(map(str, reversed_move.mapped("number"))),
            )
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        parts = self.mapped("share_type_id.name")
        return f"{kinds[self[0].kind]} · {', '.join(parts)}"

    def _merge_lines(self, lines):
        """Lines with no member are added up by account."""
        of_members, totals = [], defaultdict(float)
        for account, member, balance, date_due in lines:
            if member:
                of_members.append((account, member, balance, date_due))
            else:
                totals[account] += balance
        nobody, currency = self.env["coop.member"], self.company_id.currency_id
        return of_members + [
            (account, nobody, currency.round(balance), False)
            for account, balance in totals.items()
        ]

    def _record_lines(self, date):
        """Lines that post one movement when it enters the register."""
        self.ensure_one()
        origin = self.reversal_of_id
        if not origin:
            return self._forward_lines()
        if origin.kind == "subscription" and not origin.counterpart_account_id:
            return self._owed_back_lines(date)
        return [
            (account, member, -balance, date_due and date)
            for account, member, balance, date_due in origin._forward_lines()
        ]

    def _owed_back_lines(self, date):
        """A subscription that is undone: what was paid is owed to the member."""
        company, member = self.company_id, self.from_member_id
        return [
            (company._coop_share_account("paid"), member, self.amount, False),
            (company._coop_share_account("payable"), member, -self.amount, date),
        ]

    def _forward_lines(self):
        paid = self.company_id._coop_share_account("paid")
        giver, receiver = self.from_member_id, self.to_member_id
        lines = []
        if giver:
            lines.append((paid, giver, self.amount, False))
        if receiver:
            lines.append((paid, receiver, -self.amount, False))
        return lines + self._balancing_lines()

    def _balancing_lines(self):
        """What stands against paid-up capital: nothing for a transfer."""
        nobody, company = self.env["coop.member"], self.company_id
        if self.kind == "subscription":
            account = self.counterpart_account_id
            return [(account, nobody, self.amount, False)] if account else []
        if self.kind == "transfer":
            return []
        lost = self.amount if self.kind == "reduction" else self.loss_amount
        lines = [(company._coop_share_account("loss"), nobody, -lost, False)]
        if self.kind == "reimbursement":
            payable = company._coop_share_account("payable")
            owed = self.amount - lost
            lines.append((payable, self.from_member_id, -owed, self.date_due))
        return lines

    def _posted_as_paid(self):
        """What was posted as paid up of a subscription."""
        self.ensure_one()
        paid = self.company_id._coop_share_account("paid")
        lines = self.entry_ids.line_ids.filtered(lambda line: line.account_id == paid)
        return self.currency_id.round(-sum(lines.mapped("balance")))

    def _payment_lines(self):
        """Journal items that the member pays, or is paid."""
        self.ensure_one()
        if self.counterpart_account_id or self.kind not in PAID_KINDS:
            return self.env["account.move.line"]
        # what was cancelled is credited by another entry
        entries = self.entry_ids if self.state == "cancelled" else self.account_move_id
        return entries.line_ids.filtered(lambda line: line.account_type in PAID_TYPES)
