from odoo import models


class CoopMember(models.Model):
    """What a member is told of clients that they recommended to others."""

    _inherit = "coop.member"

    def _portal_recommended(self, limit=20):
        """The latest recommendations of this member: client, to whom, outcome, whether
        they were thanked; never amounts."""
        self.ensure_one()
        self.check_access("read")
        referrals_sudo = self.env[
            "coop.referral"
        ].sudo()  # sudo: four values, no amount
        found = referrals_sudo.search([("recommender_id", "=", self.id)], limit=limit)
        labels = dict(referrals_sudo._fields["state"]._description_selection(self.env))
        return [
            {
                "client": one.client,
                "member": one.member_id.name,
                "state": labels[one.state],
                "thanked": bool(one.thanked_date),
            }
            for one in found
        ]
