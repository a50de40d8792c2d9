from odoo import api, models

PUBLIC = ("public",)


class CoopStrategyCycle(models.Model):
    """What everyone reads: visitors have no right on any record, and get values of
    what is published to everyone, past the rules."""

    _inherit = "coop.strategy.cycle"

    @api.model
    def _public_cycles(self):
        """Strategies published to everyone (sudo records), those of today first."""
        cycles_sudo = self.sudo()  # sudo: visitors read what is published to everyone
        return cycles_sudo.search(
            [("audience", "=", "public"), ("state", "!=", "draft")]
        )

    def _public_page(self):
        """What the public page of this strategy shows, as plain values."""
        self.ensure_one()
        projects_sudo = self.env["project.project"]._published(
            self.company_id, PUBLIC, [("strategy_cycle_id", "=", self.id)]
        )
        cards = projects_sudo._strategy_cards(PUBLIC)
        updates_sudo = projects_sudo._published_updates(
            self.company_id, PUBLIC, [("strategy_cycle_id", "=", self.id)], 6
        )
        return {
            "cycle": self._public_head(),
            "axes": self._axis_cards(cards, PUBLIC),
            "projects": cards,
            "updates": updates_sudo._strategy_cards(),
            "calls": self._public_calls(),
            "url": "/strategy/projects",
            **self._roadmap(cards),
        }

    def _public_head(self):
        return {
            "id": self.id,
            "name": self.name,
            "company": self.company_id.name,
            "introduction": self.introduction,
            "first": self.date_start,
            "last": self.date_end,
            "meeting": self.meeting_name,
            "meeting_date": self.meeting_date or None,
            "votes_for": self.votes_for,
            "votes_against": self.votes_against,
            "elapsed": self._elapsed_percent(),
        }

    def _public_calls(self, project_id=None):
        calls_sudo = self.env["coop.strategy.call"].sudo()  # sudo: published to all
        domain = [("cycle_id", "=", self.id), *calls_sudo._open_domain(PUBLIC)]
        found = calls_sudo.search(domain)
        return [
            call._card(PUBLIC)
            for call in found
            if project_id is None or call.project_id.id == project_id
        ]

    @api.model
    def _public_project(self, project_id, page=1):
        """What the public page of a project shows, None where it is not published to
        everyone, or its strategy is not."""
        for cycle in self._public_cycles():
            projects_sudo = self.env["project.project"]._published(
                cycle.company_id,
                PUBLIC,
                [("id", "=", project_id), ("strategy_cycle_id", "=", cycle.id)],
            )
            if not projects_sudo:
                continue
            [card] = projects_sudo._strategy_cards(PUBLIC)
            told = (cycle.company_id, PUBLIC, [("project_id", "=", project_id)])
            updates_sudo = projects_sudo._published_updates(*told, page=page)
            return {
                "cycle": cycle._public_head(),
                "shown": card,
                "updates": updates_sudo._strategy_cards(),
                "total": projects_sudo._published_update_count(*told),
                "calls": cycle._public_calls(project_id),
            }
        return None
