from odoo import api, models


class CoopShareMove(models.Model):
    """What letters and reports say about movements."""

    _inherit = "coop.share.move"

    @api.model
    def _kind_name(self, kind, reversed_number=None):
        """A movement in words: its kind, or which other movement it undoes."""
        if reversed_number:
            return self.env._("Reversal of movement %s", reversed_number)
        return dict(self._fields["kind"]._description_selection(self.env))[kind]

    def _in_words(self):
        """What this movement is: its kind, or which other one it undoes."""
        self.ensure_one()
        return self._kind_name(self.kind, self.reversal_of_id.number)

    def _payment_schedule(self):
        """What was called and when it is due, the first day first: a list of
        (day, amount, what of it is still to be paid)."""
        self.ensure_one()
        move_sudo = self.sudo()  # sudo: members read no journal item; days, amounts
        lines_sudo = move_sudo._payment_lines().sorted("date_maturity")
        return [
            (line.date_maturity, abs(line.balance), abs(line.amount_residual))
            for line in lines_sudo
        ]

    def _get_report_base_filename(self):
        """Name of the file of the request for payment."""
        self.ensure_one()
        return self.env._("Payment of shares - %s", self.payment_reference or self.id)
