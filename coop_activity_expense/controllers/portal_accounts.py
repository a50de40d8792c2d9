from urllib.parse import urlencode

from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import PAGE, CoopPortal
from odoo.addons.coop_member.core.forms import page_number, whole_number
from odoo.addons.portal.controllers.portal import pager

from ..core.accounts_form import OWN, parse_period, parse_wage
from ..models.coop_activity_items import FIGURES, FLOWS
from ..models.coop_member_accounts import A_PAGE, ACCOUNTS


class CoopPortalAccounts(CoopPortal):
    """The accounts of the member's activities: what is available, the statement of a
    period down to its items, contributions, and what a wage would be.

    Each page is about one activity, ``activity`` of those that the member has.
    """

    @route(ACCOUNTS, **PAGE)
    def coop_accounts(self, **query):
        """What came in, where it went, what is left, what is coming."""
        return self._accounts_page(
            "coop_activity_expense.portal_coop_accounts",
            query,
            lambda member, activity: member._portal_accounts(activity),
        )

    @route(f"{ACCOUNTS}/statement", **PAGE)
    def coop_accounts_statement(self, **query):
        """The statement of a ``period``, or of the days ``from`` and ``to``."""

        def prepare(member, activity):
            period = self._period_values(member, query)
            return {
                **period,
                **member._portal_statement(activity, period["period"]),
            }

        return self._accounts_page(
            "coop_activity_expense.portal_coop_statement", query, prepare
        )

    @route(
        [
            f"{ACCOUNTS}/items/<string:figure>",
            f"{ACCOUNTS}/items/<string:figure>/page/<int:page>",
        ],
        **PAGE,
    )
    def coop_accounts_items(self, figure, page=1, **query):
        """What a figure of the statement is the sum of."""
        if figure not in FIGURES:
            raise request.not_found()
        page = page_number(page)
        return self._accounts_page(
            "coop_activity_expense.portal_coop_items",
            query,
            lambda member, activity: self._items_values(
                member, activity, figure, page, query
            ),
        )

    @route(
        [f"{ACCOUNTS}/contributions", f"{ACCOUNTS}/contributions/page/<int:page>"],
        **PAGE,
    )
    def coop_accounts_contributions(self, page=1, **query):
        """What the cooperative took, and how that came about."""
        page = page_number(page)

        def prepare(member, activity):
            values = member._portal_contributions(activity, page)
            url = f"{ACCOUNTS}/contributions"
            return values | {"pager": self._pages(url, values["total"], page, query)}

        return self._accounts_page(
            "coop_activity_expense.portal_coop_contributions", query, prepare
        )

    @route(f"{ACCOUNTS}/pay", **PAGE)
    def coop_accounts_pay(self, **query):
        """What can be paid out: an estimate, of what is available at first."""
        of, amount, wrong = parse_wage(query)

        def prepare(member, activity):
            codes = {"amount": wrong} if wrong else {}
            return {
                "of": of,
                "typed": str(query.get("amount", "")),
                "asked": amount is not None,
                "errors": member._portal_accounts_sentences(codes),
                **member._portal_wage(activity, of, amount),
            }

        return self._accounts_page(
            "coop_activity_expense.portal_coop_pay", query, prepare
        )

    # -- values ----------------------------------------------------------------------

    def _accounts_page(self, template, query, prepare):
        """A page about one of the member's activities; raises NotFound for any
        other."""

        def values(member):
            activities = member._portal_accounts_activities()
            activity = self._chosen_activity(activities, query)
            return {
                "activities": activities,
                "activity": activity,
                "accounts_url": self._accounts_url(activities, activity),
                **(prepare(member, activity) if activity else {}),
            }

        return self._coop_page(template, values)

    def _chosen_activity(self, activities, query):
        if "activity" not in query:
            return activities[:1]
        asked = whole_number(str(query["activity"]))
        chosen = activities.filtered(lambda activity: activity.id == asked)
        if not chosen:
            raise request.not_found()
        return chosen

    def _accounts_url(self, activities, activity):
        """Makes addresses of pages about the same activity."""

        def url(path="", **params):
            if len(activities) > 1:
                params.setdefault("activity", activity.id)
            return f"{ACCOUNTS}{path}" + (f"?{urlencode(params)}" if params else "")

        return url

    def _period_values(self, member, query):
        period, codes = parse_period(query, member._portal_periods())
        typed = {name: str(query.get(name, "")) for name in ("from", "to")}
        if not codes:
            typed = {"from": str(period.first), "to": str(period.last)}
        return {
            "period": period,
            "period_url": self._period_query(period),
            "typed": typed,
            "errors": member._portal_accounts_sentences(codes),
        }

    def _period_query(self, period):
        """Parameters of addresses about the same period."""
        if period.name == OWN:
            return {"from": str(period.first), "to": str(period.last)}
        return {"period": period.name}

    def _items_values(self, member, activity, figure, page, query):
        values = self._period_values(member, query)
        period = values["period"]
        amount, count, items = activity._portal_items(
            figure, period.first, period.last, A_PAGE, (page - 1) * A_PAGE
        )
        url = f"{ACCOUNTS}/items/{figure}"
        return {
            **values,
            "figure": figure,
            "in_period": figure in FLOWS or figure == "collected",
            "label": member._portal_figure_labels()[figure],
            "amount": amount,
            "count": count,
            "items": items,
            "pager": self._pages(url, count, page, query),
        }

    def _pages(self, url, count, page, query):
        names = ("activity", "period", "from", "to")
        kept = {name: query[name] for name in names if query.get(name)}
        return pager(url, count, page, A_PAGE, url_args=kept)
