from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.text import clean_line

#: what a member writes about a gift, in characters at most
MAX_TEXT = 300


class CoopGift(models.Model):
    """Life cycle: declared → confirmed, disputed or cancelled.

    The actions may be called over RPC, by members too: each asks who is calling.
    """

    _inherit = "coop.gift"

    # -- who may ---------------------------------------------------------------------

    @api.model
    def _acts_for(self, member):
        """Whether the current user acts for ``member`` on the portal."""
        member_sudo = member.sudo()  # sudo: whether it is the user themselves
        partner = member_sudo.portal_partner_id
        return bool(partner) and partner == self.env.user.partner_id

    @api.model
    def _speaks_for(self, member):
        """Whether the current user acts for ``member``, who has not left: whoever left
        reads, and an adviser answers in their place."""
        member_sudo = member.sudo()  # sudo: whether it is the user themselves
        return self._acts_for(member) and member_sudo.state == "active"

    def _arbitrates(self):
        """Whether the current user may decide as an adviser: not on what concerns
        them as a member."""
        self.ensure_one()
        parties = (self.giver_id, self.receiver_id, self.declarer_id)
        return self.env.su or (
            self.has_access("write")
            and not any(self._acts_for(party) for party in parties)
        )

    def _can_answer(self):
        """Whether the current user may confirm or dispute: who is asked, or an
        adviser; never who declared it, whom else they may act for."""
        self.ensure_one()
        is_asked = self._speaks_for(self.awaited_id)
        return self._arbitrates() or (is_asked and not self._acts_for(self.declarer_id))

    def _can_cancel(self):
        """Whether the current user may take the declaration back."""
        self.ensure_one()
        return self._arbitrates() or self._speaks_for(self.declarer_id)

    def _require(self, states, may, refusal):
        """Raise UserError unless each gift is in one of ``states`` and ``may`` (a
        predicate on a gift) holds, else with the sentence ``refusal``."""
        self.check_access("read")
        for gift in self:
            if gift.state not in states:
                raise UserError(gift._state_sentence())
            if not may(gift):
                raise UserError(refusal)

    def _state_sentence(self):
        """Why nothing more can be done in the state that this gift is in."""
        self.ensure_one()
        sentences = {
            "declared": self.env._("“%s” is not confirmed yet."),
            "confirmed": self.env._("“%s” is already confirmed."),
            "disputed": self.env._("“%s” is disputed: an adviser will look at it."),
            "cancelled": self.env._("“%s” was taken back."),
        }
        return sentences[self.state] % self.display_name

    # -- answers ---------------------------------------------------------------------

    def action_confirm(self):
        """Confirm that time was given: by the other side, who may also come back on a
        dispute, or by an adviser. What is confirmed counts, for good."""
        self._require(
            ("declared", "disputed"),
            lambda gift: gift._can_answer(),
            self.env._("Only the other side, or an adviser, can confirm this."),
        )
        self.sudo()._confirm(self.env.user)  # sudo: members write no gift themselves

    def _confirm(self, user):
        """Let gifts count, confirmed by ``user`` (none: nobody answered in time)."""
        self._check_limits()
        self._step(
            {
                "state": "confirmed",
                "confirmed_on": fields.Datetime.now(),
                "confirmed_by_id": user.id,
            }
        )
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def action_dispute(self, reason=""):
        """Say that a declaration is not right, and why; an adviser is asked to help.

        ``reason`` is a sentence. Raises UserError without one, or for anyone but the
        other side and advisers.
        """
        reason = self._require_reason(reason, self.env._("Say what is not right."))
        self._require(
            ("declared",),
            lambda gift: gift._can_answer(),
            self.env._("Only the other side, or an adviser, can dispute this."),
        )
        gifts_sudo = self.sudo()  # sudo: members write no gift themselves
        gifts_sudo._step({"state": "disputed", "dispute_reason": reason})
        gifts_sudo._notify_disputed()

    def action_cancel(self):
        """Take back what is not confirmed: by who declared it, or an adviser."""
        self._require(
            ("declared", "disputed"),
            lambda gift: gift._can_cancel(),
            self.env._("Only who declared this, or an adviser, can take it back."),
        )
        gifts_sudo = self.sudo()  # sudo: members write no gift themselves
        gifts_sudo._step({"state": "cancelled"})
        gifts_sudo.activity_unlink(["mail.mail_activity_data_todo"])

    @api.model
    def _require_reason(self, reason, sentence):
        """One clean line of ``reason``; raises UserError with ``sentence`` where there
        is none."""
        reason = clean_line(str(reason or ""))[:MAX_TEXT]
        if not reason:
            raise UserError(sentence)
        return reason

    # -- corrections -----------------------------------------------------------------

    def action_reverse(self, reason=""):
        """Undo confirmed gifts, by adviser, with lines that name them; returns those.

        ``reason`` is a sentence. Raises UserError for what is not confirmed, already
        reversed, a reversal itself, or kept by another document.
        """
        self.check_access("write")
        reason = self._require_reason(reason, self.env._("Say why it is reversed."))
        for gift in self:
            if not gift._arbitrates():
                raise UserError(
                    self.env._("“%s” is your own: ask a colleague.", gift.display_name)
                )
            gift._check_reversible()
        return self._reverse(reason)

    def _check_reversible(self):
        self.ensure_one()
        name = self.display_name
        if self.state != "confirmed":
            raise UserError(self._state_sentence())
        if self.reversal_of_id:
            raise UserError(
                self.env._("“%s” is a reversal itself: declare the gift anew.", name)
            )
        if self.reversal_ids:
            raise UserError(self.env._("“%s” is already reversed.", name))
        if self.origin_model:
            raise UserError(
                self.env._(
                    "“%(gift)s” comes from “%(document)s”: correct it there.",
                    gift=name,
                    document=self.origin_name,
                )
            )

    def _reverse(self, reason):
        """The lines that undo these gifts."""
        return self._as_step().create([gift._prepare_reversal(reason) for gift in self])

    def _prepare_reversal(self, reason):
        self.ensure_one()
        return {
            "company_id": self.company_id.id,
            "giver_id": self.giver_id.id,
            "receiver_id": self.receiver_id.id,
            "minutes": -self.minutes,
            # on the same day, so that every period is as if it had never been
            "date": self.date,
            "category_id": self.category_id.id,
            "description": reason,
            "state": "confirmed",
            "confirmed_on": fields.Datetime.now(),
            "confirmed_by_id": self.env.uid,
            "reversal_of_id": self.id,
            "origin_model": self.origin_model,
            "origin_id": self.origin_id,
            "origin_key": self.origin_key,
        }
