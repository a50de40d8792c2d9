from odoo import models
from odoo.fields import Domain

CUSTOMERS = "/my/coop/customers"
INVOICES = "/my/coop/invoices"
QUOTES = "/my/coop/quotes"
TRANSFERS = "/my/coop/transfers"
HOURS = "/my/coop/hours"
#: rows of a page
A_PAGE = 20
#: customers offered by name before the others
FEW_CUSTOMERS = 6
#: rows of what goes with a record
MOST_ROWS = 10


class CoopMember(models.Model):
    """Lists of what the member's activities invoice: read as the member, with the same
    number of queries however much there is."""

    _inherit = "coop.member"

    def _portal_of_activities(self, field="activity_id"):
        """Domain of what is of this member's activities: by their ids, so that the
        database follows an index in the order of a list."""
        activities = self.env["coop.activity"].with_context(active_test=False)
        own = activities.search([("member_ids", "in", self.ids)], order="id")
        return Domain(field, "in", own.ids)

    def _portal_billing_activities(self, wanted=""):
        """Open activities, and the one to write for: what was ``wanted`` (an id as
        text), or the one that invoiced last."""
        activities = self._portal_open_activities()
        chosen = activities.filtered(lambda activity: str(activity.id) == wanted)
        if chosen or len(activities) < 2:
            return activities, chosen or activities
        last = self.env["account.move"].search_fetch(
            [
                ("coop_activity_id", "in", activities.ids),
                ("coop_member_id", "=", self.id),
            ],
            ["coop_activity_id"],
            order="id desc",
            limit=1,
        )
        return activities, (last.coop_activity_id or activities)[:1]

    def _portal_customers(self, term="", archived=False, page=1):
        """Values of the address book."""
        customers = self.env["coop.customer"].with_context(active_test=False)
        domain = self._portal_of_activities() & Domain("active", "=", not archived)
        if term:
            domain &= Domain.OR(
                [(name, "ilike", term)]
                for name in ("name", "reference", "city", "email")
            )
        return {
            "customers": customers.search(
                domain, limit=A_PAGE, offset=(page - 1) * A_PAGE
            ),
            "total": customers.search_count(domain),
        }

    def _portal_customer_choices(self, activity):
        """Customers to choose for a document: (lately used, all the others)."""
        customers = self.env["coop.customer"].search(
            [("activity_id", "=", activity.id)]
        )
        if len(customers) <= FEW_CUSTOMERS:
            return customers, customers.browse()
        moves = self.env["account.move"].search_fetch(
            [("coop_activity_id", "=", activity.id), ("coop_customer_id", "!=", False)],
            ["coop_customer_id"],
            order="id desc",
            limit=5 * FEW_CUSTOMERS,
        )
        lately = (moves.coop_customer_id & customers)[:FEW_CUSTOMERS]
        return lately, customers - lately

    def _portal_customer_documents(self, customer):
        """What was lately made out to a customer, and the evidence that is kept."""
        invoices = self.env["account.move"]
        domain = [("coop_customer_id", "=", customer.id)]
        own = [("customer_id", "=", customer.id)]
        return {
            "invoices": invoices.search(
                domain, order="invoice_date desc nulls first, id desc", limit=MOST_ROWS
            ),
            "quotes": self.env["coop.quote"].search(own, limit=MOST_ROWS),
            "evidence": self.env["coop.vat.evidence"].search(own, limit=MOST_ROWS),
            "owed": self._portal_owed(domain),
        }

    def _portal_owed(self, domain):
        """What posted documents leave to be paid by customers."""
        posted = Domain(domain) & Domain("state", "=", "posted")
        [[owed]] = self.env["account.move"]._read_group(
            posted, [], ["amount_residual_signed:sum"]
        )
        return owed or 0
