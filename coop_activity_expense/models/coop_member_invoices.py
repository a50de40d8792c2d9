from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from ..core import invoice_status as core
from .coop_member_billing_portal import A_PAGE

SALES = Domain("move_type", "in", ("out_invoice", "out_refund"))
#: what a row of the list shows, and what its status follows from
LISTED = (
    "name",
    "ref",
    "move_type",
    "state",
    "payment_state",
    "coop_review_state",
    "is_move_sent",
    "coop_seen_date",
    "invoice_date",
    "invoice_date_due",
    "coop_customer_id",
    "coop_activity_id",
    "currency_id",
    "amount_total",
    "amount_total_signed",
    "amount_residual",
)
#: what the list of invoices shows, as statuses
INVOICES_SHOWN = {
    "all": (),
    "draft": (core.DRAFT, core.RETURNED),
    "submitted": (core.SUBMITTED,),
    "open": (core.READY, core.SENT, core.SEEN, core.PARTIAL, core.LATE),
    "late": (core.LATE,),
    "paid": (core.PAID,),
}
#: what the list of quotes shows, as states
QUOTES_SHOWN = {
    "all": (),
    "draft": ("draft",),
    "sent": ("sent", "expired"),
    "accepted": ("accepted",),
    "left": ("accepted",),
    "refused": ("refused",),
}
#: invoices that a new one may start from
FEW_COPIES = 3


class CoopMember(models.Model):
    """Lists of invoices and quotes in the member's space."""

    _inherit = "coop.member"

    def _portal_invoices(self, shown="all", term="", page=1):
        """Values of the list of invoices: ``shown`` is one of `INVOICES_SHOWN`."""
        moves = self.env["account.move"]
        own = self._portal_of_activities("coop_activity_id") & SALES
        domain = own
        if INVOICES_SHOWN[shown]:
            domain &= Domain.OR(
                moves._coop_status_domain(status) for status in INVOICES_SHOWN[shown]
            )
        if term:
            domain &= Domain.OR(
                [(name, "ilike", term)] for name in ("name", "ref", "coop_customer_id")
            )
        total, owed, late = self._portal_sums(own)
        return {
            "invoices": moves.search_fetch(
                domain,
                LISTED,
                order="invoice_date desc nulls first, id desc",
                limit=A_PAGE,
                offset=(page - 1) * A_PAGE,
            ),
            "total": total if domain == own else moves.search_count(domain),
            "owed": owed,
            "late": late,
        }

    def _portal_sums(self, domain):
        """How many documents there are, what posted ones leave to be paid, and what of
        it is late: read at once, as these may be many."""
        moves = self.env["account.move"]
        query = moves._search(domain)
        owed = moves._field_to_sql(query.table, "amount_residual_signed", query)
        posted, late = (
            condition.optimize_full(moves)._to_sql(moves, query.table, query)
            for condition in (
                Domain("state", "=", "posted"),
                moves._coop_status_domain(core.LATE),
            )
        )
        sums = query.select(
            SQL("COUNT(*)"),
            SQL("COALESCE(SUM(%s) FILTER (WHERE %s), 0)", owed, posted),
            SQL("COALESCE(SUM(%s) FILTER (WHERE %s), 0)", owed, late),
        )
        return self.env.execute_query(sums)[0]

    def _portal_copies(self, activity):
        """The last invoices of an activity, for the next one to start from."""
        own = Domain("coop_activity_id", "=", activity.id)
        invoices = own & Domain("move_type", "=", "out_invoice")
        named = invoices & Domain("coop_customer_id", "!=", False)
        return self.env["account.move"].search(named, order="id desc", limit=FEW_COPIES)

    def _portal_quotes(self, shown="all", term="", page=1):
        """Values of the list of quotes: ``shown`` is one of `QUOTES_SHOWN`."""
        quotes = self.env["coop.quote"]
        domain = self._portal_of_activities()
        if QUOTES_SHOWN[shown]:
            domain &= Domain("state", "in", QUOTES_SHOWN[shown])
        if shown == "left":
            domain = Domain("id", "in", self._portal_quotes_left())
        if term:
            domain &= Domain.OR(
                [(name, "ilike", term)] for name in ("name", "subject", "customer_id")
            )
        return {
            "quotes": quotes.search(domain, limit=A_PAGE, offset=(page - 1) * A_PAGE),
            "total": quotes.search_count(domain),
        }

    def _portal_quotes_left(self):
        """Ids of accepted quotes that are not wholly invoiced, nor closed."""
        quotes = self.env["coop.quote"].search_fetch(
            self._portal_of_activities()
            & Domain("step", "=", "accepted")
            & Domain("closed_date", "=", False),
            ["amount_total", "currency_id"],
        )
        invoiced = dict(
            self.env["account.move"]._read_group(
                Domain("coop_quote_id", "in", quotes.ids) & quotes._counted_domain(),
                ["coop_quote_id"],
                ["amount_total_signed:sum"],
            )
        )
        return [
            quote.id
            for quote in quotes
            if quote.currency_id.compare_amounts(
                quote.amount_total, invoiced.get(quote, 0)
            )
            > 0
        ]

    def _portal_known_customer(self, activity, wanted):
        """The customer of that id (a text) in the address book of an activity."""
        if not (wanted or "").isdecimal() or len(wanted) > 9:
            return self.env["coop.customer"]
        own = [("id", "=", int(wanted)), ("activity_id", "=", activity.id)]
        return self.env["coop.customer"].search(own)
