from odoo import Command, fields, models

from .coop_strategy_contribution import TODO


class CoopMember(models.Model):
    """Who leaves takes no part in projects, circles and ballots any more."""

    _inherit = "coop.member"

    def action_leave(self):
        """Also ends the part that they take in the strategy."""
        result = super().action_leave()
        for member in self.filtered(lambda one: one.state == "left"):
            member_sudo = member.sudo()  # sudo: advisers need no rights on all of it
            member_sudo._leave_projects()
            member_sudo._leave_roles()
            member_sudo._leave_ballots()
        return result

    def _leave_projects(self):
        """What they offered is taken back, or over: they see shared tasks no more.
        Hours that they declared are decided on still."""
        contributions = self.env["coop.strategy.contribution"]
        own = [("member_id", "=", self.id)]
        offered = contributions.search([*own, ("state", "=", "offered")])
        offered.state = "withdrawn"
        offered.activity_unlink([TODO])
        contributions.search([*own, ("state", "=", "accepted")]).state = "thanked"
        running = [("project_id.strategy_stage", "not in", ("done", "dropped"))]
        self.env["coop.strategy.seat"].search([*own, *running]).unlink()

    def _leave_roles(self):
        """Terms end on the day when they left; those to come are none."""
        last = self.exit_date or fields.Date.context_today(self)
        terms = self.env["coop.strategy.assignment"].search(
            [
                ("member_id", "=", self.id),
                "|",
                ("date_end", "=", False),
                ("date_end", ">", last),
            ]
        )
        begun = terms.filtered(lambda term: term.date_start <= last)
        begun.date_end = last
        (terms - begun).unlink()

    def _leave_ballots(self):
        """Who was chosen to vote votes no more, unless they are of the staff."""
        partner = self.portal_partner_id
        if partner.user_ids.filtered(lambda user: not user.share):
            return
        ballots = self.env["coop.strategy.ballot"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "!=", "closed"),
                ("people_ids", "in", partner.ids),
            ]
        )
        ballots.people_ids = [Command.unlink(partner.id)]
