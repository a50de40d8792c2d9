from odoo import api, fields, models
from odoo.fields import Domain


class CoopHouseMixin(models.AbstractModel):
    """What members of a cooperative show each other: who left sees nothing of it from
    that day on, though their account stays.

    Record rules ask `in_my_house`. It is looked up each time, where the domain of a
    rule, kept in memory, would still know who was a member yesterday.
    """

    _name = "coop.house.mixin"
    _description = "Shown inside a Cooperative"

    in_my_house = fields.Boolean(
        compute="_compute_in_my_house", search="_search_in_my_house"
    )

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_in_my_house(self):
        houses = self._my_houses()
        for record in self:
            record.in_my_house = record.company_id.id in houses

    def _search_in_my_house(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("company_id", "in", self._my_houses())

    @api.model
    def _my_houses(self):
        """Ids of the cooperatives to which the current user belongs today: those of
        which they are an active member, and those on whose team they are."""
        user = self.env.user
        if user._is_public():
            return []
        members_sudo = self.env["coop.member"].sudo()  # sudo: the user's own, no more
        houses = members_sudo._read_group(
            [
                ("portal_partner_id", "=", user.partner_id.id),
                ("state", "=", "active"),
            ],
            ["company_id"],
        )
        ids = {company.id for (company,) in houses}
        team = ("coop_member.group_adviser", "coop_member.group_accountant")
        if any(user.has_group(group) for group in team):
            ids |= set(user._get_company_ids())
        return sorted(ids)
