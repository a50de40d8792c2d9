from odoo import models
from odoo.exceptions import UserError


class CoopShareMove(models.Model):
    """Draft → called → done for subscriptions, draft → done for other movements; what
    is not done can be cancelled, what is done can be reversed."""

    _inherit = "coop.share.move"

    def _require(self, states, kinds=None):
        """Raise AccessError for who may not change these movements, UserError for one
        that is not in one of ``states``, or of another kind than ``kinds``."""
        self.check_access("write")
        labels = dict(self._fields["state"]._description_selection(self.env))
        for move in self:
            if move.state not in states or (kinds and move.kind not in kinds):
                raise UserError(
                    self.env._(
                        "“%(move)s” cannot do this: it is %(state)s.",
                        move=move.display_name,
                        state=labels[move.state].lower(),
                    )
                )

    def action_call(self):
        """Ask for the payment of draft subscriptions: post what is owed, write to the
        member how to pay it.

        Raises UserError where a subscription cannot be: see `_check_call`.
        """
        self._require(("draft",), ("subscription",))
        for move in self:
            move._check_call()
            move._as_step().write(move._prepare_call())
            entry = move._post_call()
            move._as_step().account_move_id = entry
            move.date_due = max(move._payment_lines().mapped("date_maturity"))
            move._send_later("request")
        self._end_todos()

    def _prepare_call(self):
        """Values written when a subscription is called."""
        self.ensure_one()
        return {"state": "called", "payment_reference": self._next_reference()}

    def action_record(self):
        """Record draft movements other than subscriptions in the register, on the day
        that they ask for.

        Raises UserError where they cannot be: see `_check_record`.
        """
        self._require(("draft",), ("transfer", "reimbursement", "reduction"))
        by_day = self.grouped(lambda move: (move.date, move.company_id))
        for day, company in sorted(by_day, key=lambda key: (key[0], key[1].id)):
            # one after the other, for each to be checked after the one before it
            for moves in by_day[day, company]._posted_together():
                moves._record(day)

    def _record(self, date):
        """Check, post and register movements of one company on ``date``."""
        self._lock_register()
        self._check_record(date)
        for move in self.filtered(lambda move: move.kind == "reimbursement"):
            day = move.company_id._coop_reimbursement_day(date)
            move.date_due = move.date_due or day
        self._post_record(date)
        self._enter_register(date)

    def action_cancel(self):
        """Cancel drafts and what was called: the register never knows of it, and the
        call is credited in the books; what was paid is owed to the member."""
        self._require(("draft", "called"))
        for move in self:
            called = move.state == "called"
            move._as_step().state = "cancelled"
            if called:
                move._post_credit()
        self._end_todos()

    def _end_todos(self):
        """Nobody is asked to handle these movements any more."""
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def action_draft(self):
        """Take cancelled movements that were never called back to draft."""
        self._require(("cancelled",))
        for move in self:
            if move.account_move_id:
                raise UserError(
                    self.env._(
                        "“%s” was called and cancelled in the books: make another.",
                        move.display_name,
                    )
                )
        self._as_step().state = "draft"

    def _reverse(self, date, reason):
        """Undo done movements by movements that name them; returns these.

        Raises UserError for one that is not done, or itself undoes another.
        """
        self._require(("done",))
        for move in self:
            if move.reversal_of_id:
                raise UserError(
                    self.env._(
                        "Movement %s is itself a reversal: record a new movement.",
                        move.number,
                    )
                )
        reversals = self.browse()
        # the last one first, for others may stand on it
        for move in self.sorted("number", reverse=True):
            reversal = self._as_step().create(move._prepare_reversal(date, reason))
            reversal._record(date)
            move._settle_reversal(reversal)
            reversals |= reversal
        return reversals

    def _prepare_reversal(self, date, reason):
        """Values of the movement that undoes this one."""
        self.ensure_one()
        return {
            "company_id": self.company_id.id,
            "kind": self.kind,
            "date": date,
            "share_type_id": self.share_type_id.id,
            "from_member_id": self.to_member_id.id,
            "to_member_id": self.from_member_id.id,
            "quantity": self.quantity,
            "reversal_of_id": self.id,
            "note": reason,
            "date_due": date,
        }

    def _settle_reversal(self, reversal):
        """What was owed for a reimbursement, and is not any more, is settled."""
        if self.kind != "reimbursement":
            return
        lines = self._payment_lines() + reversal._payment_lines()
        lines.filtered(lambda line: not line.reconciled).reconcile()
