from odoo.http import request, route

from odoo.addons.account.controllers.portal import PortalAccount


class CoopPortalInvoiceCustomer(PortalAccount):
    """Odoo's own page of an invoice: it is kept that the customer opened it."""

    @route()
    def portal_my_invoice_detail(self, invoice_id, *args, **kw):
        """The page; whoever runs the activity, or works here, is no customer."""
        response = super().portal_my_invoice_detail(invoice_id, *args, **kw)
        # who may not see it is sent elsewhere
        if response.status_code == 200 and not request.env.user._is_internal():
            move = request.env["account.move"].browse(invoice_id)
            move._coop_seen_by_customer()
        return response
