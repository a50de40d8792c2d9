from odoo import models

from ..core.ballot import ranks, shares


class CoopStrategyBallot(models.Model):
    """What a ballot tells, and whom."""

    _inherit = "coop.strategy.ballot"

    def _may_show(self):
        """Whether results are shown now."""
        self.ensure_one()
        if self.state == "closed":
            return self._is_told()
        is_live = self.state == "open" and self.shows_live
        # a secret ballot that is open tells nothing until some votes are told together
        return is_live and (not self.is_secret or self.dots_cast > 0)

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

    # -- for voters ------------------------------------------------------------------

    def _live(self):
        """What a screen shows: whether one may vote still, whether the result is final,
        how many have voted, and the results, None while they are not told."""
        self.ensure_one()
        return {
            "is_running": self._is_running(),
            "is_closed": self.state == "closed",
            "voters": self.voter_count,
            "results": self._results(),
        }

    def _option_cards(self):
        """The projects to choose from, with their summaries."""
        self.ensure_one()
        options_sudo = self.option_ids.sudo()  # sudo: names of projects to choose from
        return [
            {
                "id": option.id,
                "name": option.project_id.name,
                "summary": option.project_id.strategy_summary or "",
                "category": option.project_id.strategy_category_id.name or "",
            }
            for option in options_sudo
        ]

    def _may_be_seen_by(self, user):
        """Whether ``user`` votes in this ballot, is a member of the cooperative, or of
        its team."""
        self.ensure_one()
        if user.has_group("coop_strategy_project.group_strategy_team"):
            return True
        members = self.env["coop.member"]._of_current_user()
        return self.company_id in members.company_id or self._is_voter(user.partner_id)
