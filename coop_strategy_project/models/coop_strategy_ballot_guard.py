from odoo import api, models
from odoo.exceptions import UserError

#: what may not change once people vote
FIXED = {
    "cycle_id",
    "dots",
    "most_on_one",
    "is_secret",
    "electorate",
    "college_ids",
    "option_ids",
}
#: nor once the result stands
UNTIL_CLOSED = {"closes_at", "people_ids"}


class CoopStrategyBallot(models.Model):
    """What a ballot is about stays as it is once people vote, and a ballot that was
    opened is kept."""

    _name = "coop.strategy.ballot"
    _inherit = ["coop.strategy.ballot", "coop.strategy.step.mixin"]

    _stepped = {"state": "draft", "closed_on": False, "voter_count": 0}

    def write(self, vals):
        states = set(self.mapped("state"))
        if not self._is_step() and states - {"draft"} and FIXED & vals.keys():
            raise UserError(
                self.env._("What is voted on stays as it is once people vote.")
            )
        if "closed" in states and UNTIL_CLOSED & vals.keys():
            raise UserError(self.env._("This ballot is closed: its result stands."))
        result = super().write(vals)
        if "closes_at" in vals:
            self._close_at_its_hour()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        if any(ballot.state != "draft" for ballot in self):
            raise UserError(self.env._("A ballot that was opened is kept."))
