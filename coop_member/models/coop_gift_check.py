from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..core import gifts as core
from ..core.gifts import Gift, Party


class CoopGift(models.Model):
    """What must hold for a gift, and the sentence that says what does not."""

    _inherit = "coop.gift"

    @api.constrains("giver_id", "receiver_id", "minutes", "date", "company_id")
    def _check_gift(self):
        for gift in self.filtered(lambda gift: not gift.reversal_of_id):
            errors = self._wrong(
                gift.giver_id, gift.receiver_id, gift.minutes, gift.date
            )
            for sentence in errors.values():
                raise ValidationError(sentence)

    @api.model
    def _wrong(self, giver, receiver, minutes, day):
        """What is wrong with a gift, as a sentence by field: ``minutes``, ``date``,
        ``people``. A giver or receiver that is empty is the commons."""
        today = fields.Date.context_today(self)
        parties = self._party(giver), self._party(receiver)
        errors = core.check_gift(*parties, minutes, day, today)
        return {name: self._sentence(error, day) for name, error in errors.items()}

    @api.model
    def _party(self, member):
        return Party(member.id, member._membership_periods()) if member else None

    @api.model
    def _sentence(self, error, day):
        if isinstance(error, core.NotMemberThen):
            member = self.env["coop.member"].browse(error.args)
            return self.env._(
                "%(name)s was not a member on %(day)s.",
                name=member.sudo().display_name,  # sudo: the name of who was chosen
                day=member._portal_date(day),
            )
        return {
            core.NoTime: self.env._("Say how long it took: one minute at least."),
            core.TooMuchTime: self.env._(
                "That is more than 24 hours: declare each day apart."
            ),
            core.InFuture: self.env._(
                "This day is still to come: declare what has been given."
            ),
            core.ToOneself: self.env._(
                "Nobody gives time to themselves: choose who gave and who received."
            ),
        }[type(error)]

    def _check_limits(self):
        """Raise UserError if these gifts, once confirmed, would bring anyone past a
        balance that their cooperative does not let them pass.

        Whoever confirms another gift of theirs at the same time waits, and is run
        again by Odoo to see these.
        """
        gifts = self.filtered("company_id.coop_gift_block")
        (gifts.giver_id | gifts.receiver_id)._take_turns()
        proposed = [
            Gift(gift.giver_id, gift.receiver_id, gift.minutes) for gift in gifts
        ]
        for sentence in self._limits_passed(proposed):
            raise UserError(sentence)

    @api.model
    def _limits_passed(self, proposed):
        """Sentences on the members whom ``proposed`` gifts (`core.gifts.Gift` of
        members) would bring past a blocking limit."""
        for member, change in core.balances(proposed).items():
            if not member:
                continue
            limits = member.company_id._coop_gift_limits()
            if core.passes_limit(member.gift_balance, change, limits):
                yield member._limit_sentence(change)
