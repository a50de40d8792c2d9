from typing import NamedTuple

from odoo import fields, models

from ..core.durations import format_minutes


class Event(NamedTuple):
    """Something that happened to a gift; ``day`` is empty where it was not noted."""

    day: fields.Date | bool
    sentence: str


class CoopGift(models.Model):
    """A gift as one of its two sides reads it in the member's space."""

    _inherit = "coop.gift"

    def _portal_title(self, member):
        """Who gave or received, seen from ``member``."""
        self.ensure_one()
        if self.reversal_of_id:
            return self.env._("Correction")
        if self.giver_id == member:
            if not self.receiver_id:
                return self.env._("Time given to the commons")
            return self.env._("Time given to %s", self.receiver_name)
        if not self.giver_id:
            return self.env._("Time received from the commons")
        return self.env._("Time received from %s", self.giver_name)

    def _portal_question(self, member):
        """What ``member`` is asked to confirm."""
        self.ensure_one()
        time = self._format_time()
        if self.giver_id == member:
            return self.env._(
                "%(name)s says: you gave %(time)s.",
                name=self.receiver_name,
                time=time,
            )
        return self.env._(
            "%(name)s says: you received %(time)s.", name=self.giver_name, time=time
        )

    def _portal_standing(self, member, undone):
        """How far this gift is: a few words, and the colour that they get; nothing for
        what simply counts. ``undone`` tells whether a reversal took it out again."""
        self.ensure_one()
        if self.state == "declared":
            if self.awaited_id == member:
                return self.env._("Waits for you"), "warning"
            if self.awaited_id:
                return self.env._("To be confirmed"), "info"
            return self.env._("With the team"), "info"
        if self.state == "disputed":
            return self.env._("Being looked at"), "warning"
        if self.state == "cancelled":
            return self.env._("Taken back"), "quiet"
        if undone:
            return self.env._("Taken out"), "quiet"
        return None

    def _portal_story(self, member):
        """`Event` after event, the first one first."""
        self.ensure_one()
        events = [self._portal_beginning(member)]
        if self.dispute_reason:
            sentence = self.env._("Disputed: “%s”", self.dispute_reason)
            events.append(Event(False, sentence))
        if self.state == "cancelled":
            events.append(Event(False, self.env._("Taken back: it does not count")))
        if self.state == "confirmed" and not (self.origin_model or self.reversal_of_id):
            day = fields.Datetime.context_timestamp(self, self.confirmed_on).date()
            events.append(Event(day, self._portal_confirmed_by()))
        events += [
            Event(
                reversal.declared_on,
                self.env._("Taken out of the balances: “%s”", reversal.description),
            )
            for reversal in self.reversal_ids
        ]
        return events

    def _portal_beginning(self, member):
        if self.reversal_of_id:
            time = format_minutes(-self.minutes)
            sentence = self.env._("Takes %s out of the balances again", time)
        elif self.origin_name:
            sentence = self.env._("Comes from “%s”", self.origin_name)
        elif self.declarer_id == member:
            sentence = self.env._("You declared it")
        elif self.declarer_id:
            is_giver = self.declarer_id == self.giver_id
            name = self.giver_name if is_giver else self.receiver_name
            sentence = self.env._("%s declared it", name)
        else:
            sentence = self.env._("The team declared it")
        return Event(self.declared_on, sentence)

    def _portal_confirmed_by(self):
        if not self.confirmed_by_id:
            return self.env._("Confirmed by itself: nobody had said otherwise")
        if self.confirmed_by_id == self.env.user:
            return self.env._("You confirmed it")
        gift_sudo = self.sudo()  # sudo: whether it was the other side, no more
        partner_sudo = gift_sudo.awaited_id.portal_partner_id
        if partner_sudo and partner_sudo == gift_sudo.confirmed_by_id.partner_id:
            is_giver = gift_sudo.awaited_id == gift_sudo.giver_id
            name = self.giver_name if is_giver else self.receiver_name
            return self.env._("%s confirmed it", name)
        return self.env._("The team confirmed it")

    def _portal_buttons(self):
        """What the current user may do with this gift: ``confirm``, ``dispute``,
        ``cancel``."""
        self.ensure_one()
        can_answer = self.state in ("declared", "disputed") and self._can_answer()
        return {
            "confirm": can_answer,
            "dispute": can_answer and self.state == "declared",
            "cancel": self.state in ("declared", "disputed") and self._can_cancel(),
        }
