from odoo import api, fields, models


class AccountMove(models.Model):
    """Whose documents these are, for the rule of what members read. The rule asks for
    ids, resolved each time it is applied: through activities and members, the database
    took longer to plan a page than to read it."""

    _inherit = "account.move"

    coop_of_user = fields.Boolean(
        "Of your activities",
        compute="_compute_coop_of_user",
        search="_search_coop_of_user",
        compute_sudo=True,
        help="Whether the user runs the activity.",
    )

    @api.depends_context("uid")
    @api.depends("coop_activity_id.member_ids.portal_partner_id")
    def _compute_coop_of_user(self):
        own = self._coop_activities_of_user()
        for move in self:
            move.coop_of_user = move.coop_activity_id.id in own

    @api.model
    def _search_coop_of_user(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("coop_activity_id", "in", self._coop_activities_of_user())]

    @api.model
    def _coop_activities_of_user(self):
        """Ids of all activities that the user runs, archived ones too."""
        activities = self.env["coop.activity"].with_context(active_test=False)
        return activities.sudo()._coop_of_user().ids  # sudo: rules ask for ids alone
