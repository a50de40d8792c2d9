from odoo import api, models


class CoopShareType(models.Model):
    """Shares that are subscribed online: on the joining form, in the member's space."""

    _inherit = "coop.share.type"

    @api.model
    def _offered_online(self, companies):
        """Types that the cooperatives ``companies`` offer online."""
        return self.search(
            [("company_id", "in", companies.ids), ("open_online", "=", True)]
        )

    @api.model
    def _offers(self, colleges):
        """Fewest shares that who holds none may subscribe online, by the ids of
        (college, type): what `core.share_form` reads wishes with."""
        types = self._offered_online(colleges.company_id)
        return {
            (college.id, kind.id): kind._fewest_for(college)
            for college in colleges
            for kind in types
            if kind.company_id == college.company_id and kind._accepts(college)
        }

    def _fewest_for(self, college, of_type=0, in_all=0):
        """Fewest shares to subscribe, in ``college``, for who holds ``of_type`` of
        this type and ``in_all`` of all types."""
        self.ensure_one()
        return max(1, self.min_quantity - of_type, college.min_shares - in_all)
