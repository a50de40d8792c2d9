from odoo import models


class CoopShareMove(models.Model):
    """What the team is asked to do about movements that come from members."""

    _inherit = "coop.share.move"

    def _announce_request(self):
        """Have whoever follows the member handle a request for reimbursement."""
        self.ensure_one()
        user = self.member_id._asked_adviser() or self._accountant()
        move = self._in_language_of(user.partner_id)
        move._announce(
            user, move.env._("Shares to be paid back: %s", self.member_id.name)
        )

    def _announce_admission(self):
        """Have an accountant ask who was just admitted to pay for the shares that
        they wished for in the joining form."""
        for wished in self:
            user = wished._accountant()
            move = wished._in_language_of(user.partner_id)
            move._announce(
                user, move.env._("Ask for the payment: %s", wished.member_id.name)
            )

    def _announce_departure(self):
        """Have an accountant say what becomes of what was called from who left."""
        for called in self:
            user = called._accountant()
            move = called._in_language_of(user.partner_id)
            move._announce(
                user,
                move.env._("Collect or cancel: %s has left", called.member_id.name),
            )

    def _announce(self, user, summary):
        if user:
            self.activity_schedule(
                "mail.mail_activity_data_todo", summary=summary, user_id=user.id
            )

    def _accountant(self):
        return self.company_id._coop_accountant()
