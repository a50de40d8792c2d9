from odoo.http import request, route

from odoo.addons.coop_activity_expense.controllers.portal_transfers import (
    CoopPortalTransfers,
)


class CoopPortalRequestCharges(CoopPortalTransfers):
    """The form of a charge, filled in with what was agreed on a request."""

    @route()
    def coop_transfer_new(self, activity="", q="", follow="", **query):
        """The form of a new charge; ``follow``: the id of the request it is for."""
        asked = request.env["coop.skill.request"]._portal_to_charge(follow)
        if not asked:
            return super().coop_transfer_new(activity, q, **query)
        return self._transfer_new_page(
            activity, self._billing_term(q), asked._portal_charge_typed()
        )

    def _transfer_form_values(self, *arguments):
        values = super()._transfer_form_values(*arguments)
        return values | {"follow": request.params.get("follow") or ""}
