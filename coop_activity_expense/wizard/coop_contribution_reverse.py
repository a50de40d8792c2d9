from odoo import fields, models


class CoopContributionReverse(models.TransientModel):
    """Ask why a contribution run is reversed."""

    _name = "coop.contribution.reverse"
    _description = "Reversal of a Contribution Run"

    run_id = fields.Many2one("coop.contribution.run", required=True, readonly=True)
    reason = fields.Char(required=True, help="Kept on the entries and with the run.")

    def action_reverse(self):
        """Reverse the run, for the reason given."""
        self.ensure_one()
        self.run_id.action_reverse(self.reason)
