from odoo import models

from ..core.ballot import ranks, shares

#: voters below which a secret ballot shows nothing while it is open
FEWEST_SHOWN = 3


class CoopStrategyBallot(models.Model):
    """What a ballot tells, and whom."""

    _inherit = "coop.strategy.ballot"

    def _may_show(self):
        """Whether results may be told now. A secret ballot that few have voted in
        would tell who gave what."""
        self.ensure_one()
        if self.state == "closed":
            return True
        if self.state == "draft" or not self.shows_live:
            return False
        return not self.is_secret or self.voter_count >= FEWEST_SHOWN

    def _results(self):
        """Results as dictionaries, the most dots first, or None while they are not
        told: option ``id``, ``name`` of its project, ``dots``, ``rank``, and ``share``
        in percent of the most."""
        self.ensure_one()
        if not self._may_show():
            return None
        options_sudo = self.option_ids.sudo()  # sudo: names of projects to choose from
        dots = {option.id: option.dots for option in options_sudo}
        places, widths = ranks(dots), shares(dots)
        rows = [
            {
                "id": option.id,
                "name": option.project_id.name,
                "dots": option.dots,
                "rank": places[option.id],
                "share": widths[option.id],
            }
            for option in options_sudo
        ]
        return sorted(rows, key=lambda row: (row["rank"], row["name"]))

    def action_view_voters(self):
        """Open the list of who has voted."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "coop_strategy_project.coop_strategy_ballot_voter_action"
        )
        action["domain"] = [("ballot_id", "=", self.id)]
        return action

    def action_open_screen(self):
        """Open the live results, for a big screen."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/my/coop/strategy/ballots/{self.id}/screen",
            "target": "new",
        }
