from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL


class CoopExpense(models.Model):
    """Draft → submitted → approved → posted; refused on the way, and back to draft to
    be corrected."""

    _inherit = "coop.expense"

    def _require(self, *states):
        """Raise UserError for a claim that is in none of ``states``. Claims are locked
        until the end of the transaction: who comes at once waits, runs again, and
        finds them further on."""
        self._lock()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for claim in self:
            if claim.state not in states:
                raise UserError(
                    self.env._(
                        "“%(claim)s” cannot do this: it is %(state)s.",
                        claim=claim.display_name,
                        state=labels[claim.state].lower(),
                    )
                )

    def _lock(self):
        self.flush_recordset()
        # not `lock_for_update`, which refuses at once with no sentence for users
        self.env.execute_query(
            SQL(
                "SELECT id FROM coop_expense WHERE id = ANY(%s) ORDER BY id FOR UPDATE",
                self.ids,
            )
        )

    def _require_group(self, sentence, *groups):
        """Raise AccessError for who is in none of ``groups``, or may not read the
        claims."""
        self.check_access("read")
        user = self.env.user
        if not any(user.has_group(f"coop_member.{group}") for group in groups):
            raise AccessError(sentence)

    def action_submit(self):
        """Submit drafts, once nothing refuses them: see `_remarks`. Who may write the
        draft may submit it. Small ones that call for no remark are approved at once.

        Raises UserError with a sentence for each thing that is wrong.
        """
        self.check_access("write")
        self._require("draft")
        for claim in self:
            claim._check_submission()
            claim._as_step().write(claim._prepare_submission())
            claim._as_step().line_ids._recharge_own()
            if claim._is_approved_by_itself():
                claim._as_step().write(claim._prepare_approval(alone=True))

    def _prepare_submission(self):
        self.ensure_one()
        return {
            "step": "submitted",
            "name": self.name or self._next_number(),
            "submitted_date": fields.Date.context_today(self),
            "refusal_reason": False,
        }

    def _next_number(self):
        sequence_sudo = self.company_id._coop_sequence("coop.expense")
        return sequence_sudo.next_by_id()

    def _is_approved_by_itself(self):
        """Whether the cooperative lets the member alone approve this claim."""
        self.ensure_one()
        company_sudo = self.company_id.sudo()  # sudo: members read no settings
        within = self.currency_id.compare_amounts(
            self.total_amount, company_sudo.coop_expense_self_limit
        )
        return (
            company_sudo.coop_expense_self_limit
            and within <= 0
            and self.payer == "member"
            and not self._remarks()
        )

    def _prepare_approval(self, alone=False):
        return {
            "step": "approved",
            "self_approved": alone,
            "approved_by_id": False if alone else self.env.uid,
            "approved_date": fields.Date.context_today(self),
        }

    def action_approve(self):
        """Approve submitted claims. Advisers only, and nobody their own."""
        self._require_group(self.env._("Advisers approve claims."), "group_adviser")
        self._require("submitted")
        for claim in self:
            if claim.member_id.portal_partner_id == self.env.user.partner_id:
                raise UserError(
                    self.env._("Somebody else approves the claims that are yours.")
                )
        self._as_step().write(self._prepare_approval())

    def action_refuse(self, reason):
        """Refuse claims that are not posted, because of ``reason``, which the member
        reads. Advisers and accountants."""
        sentence = self.env._("Advisers and accountants refuse claims.")
        self._require_group(sentence, "group_adviser", "group_accountant")
        self._require("submitted", "approved")
        if not (reason or "").strip():
            raise UserError(self.env._("Tell the member why this claim is refused."))
        self._as_step().write({"step": "refused", "refusal_reason": reason.strip()})
        self._as_step().line_ids._recharge_own()

    def action_draft(self):
        """Take claims back to draft, to correct them: what was submitted by its
        member, what was refused by anyone who may."""
        self.check_access("read")
        self._require("submitted", "refused")
        if not self._may_take_back():
            raise AccessError(self.env._("Members take their own claims back."))
        self._as_step().write({"step": "draft", "submitted_date": False})
        self._as_step().line_ids._recharge_own()

    def _may_take_back(self):
        own = self.member_id.portal_partner_id == self.env.user.partner_id
        return own or self._coop_is_accountant()
