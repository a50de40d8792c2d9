from odoo.fields import Domain
from odoo.http import request, route

from odoo.addons.account.controllers.portal import PortalAccount


class CoopPortalInvoiceCustomer(PortalAccount):
    """Odoo's own pages of invoices: a list of what the user is to pay, and the page of
    one, of which it is kept that the customer opened it."""

    def _get_invoices_domain(self, m_type=None):
        # what a member's activities sell is in the member's space, for others to pay
        domain = super()._get_invoices_domain(m_type)
        sold = request.env["account.move"]._coop_activities_of_user()
        return domain & Domain("coop_activity_id", "not in", sold) if sold else domain

    @route()
    def portal_my_invoice_detail(self, invoice_id, *args, **kw):
        """The page; whoever runs the activity, or works here, is no customer."""
        response = super().portal_my_invoice_detail(invoice_id, *args, **kw)
        # who may not see it is sent elsewhere
        if response.status_code == 200 and not request.env.user._is_internal():
            move = request.env["account.move"].browse(invoice_id)
            move._coop_seen_by_customer()
        return response
