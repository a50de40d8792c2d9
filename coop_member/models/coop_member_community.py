from odoo import fields, models
from odoo.tools.misc import format_date

from ..core.circulation import year_until
from ..core.durations import format_minutes
from ..core.portal_home import HomeItem
from ..core.text import sort_key

#: names that the page about the community thanks at most
MOST_THANKED = 30
#: gifts among which they are looked for
LATELY = 300


class CoopMember(models.Model):
    """What members are told of what circulates among all of them."""

    _inherit = "coop.member"

    gift_public = fields.Boolean(
        "Thanked by name",
        copy=False,
        tracking=True,
        help="The member agrees to be named among those who gave time, on the page "
        "that members see of what circulates. Only ever with their consent: they say "
        "so themselves on the portal.",
    )

    def _set_gift_public(self, agrees):
        """Keep whether this member agrees to be thanked by name; theirs to say."""
        self.ensure_one()
        self.check_access("read")
        self.sudo().gift_public = bool(agrees)  # sudo: members write this of themselves

    def _portal_gift_pages(self):
        """What else there is about gifts, as items like those of the home page."""
        self.ensure_one()
        pages = [
            HomeItem(
                "export",
                self.env._("My ledger as a spreadsheet"),
                "/my/coop/gifts/export",
                icon="fa-table",
            ),
            HomeItem(
                "attestation",
                self.env._("Attestation of volunteering"),
                "/my/coop/gifts/attestation",
                icon="fa-file-text-o",
            ),
        ]
        if self.state == "active":
            community = HomeItem(
                "community",
                self.env._("What circulates among us"),
                "/my/coop/gifts/community",
                icon="fa-bar-chart",
            )
            pages.insert(0, community)
        return pages

    def _portal_community(self):
        """Values of the page about what circulated in the last twelve months, the
        present one included. Nobody is named but who agreed to it."""
        self.ensure_one()
        days = year_until(fields.Date.context_today(self))
        circulation = self.company_id._coop_gift_circulation(*days)
        return {
            "circulation": circulation,
            "period": [self._portal_date(day) for day in days],
            "hours": self._portal_hours,
            "charts": self._portal_charts(circulation),
            "thanked": self._gift_thanked(*days),
        }

    def _portal_hours(self, minutes):
        """Minutes as they are read on a page: from a hundred hours on, whole hours."""
        if abs(minutes) < 100 * 60:
            return format_minutes(minutes)
        language = self.env["res.lang"]._lang_get(self.env.lang)
        return f"{language.format('%d', round(minutes / 60), grouping=True)} h"

    def _portal_charts(self, circulation):
        """Charts as (name, title, what its rows are, rows), rows as (label, minutes,
        hundredths of the longest)."""
        return [
            (name, title, head, self._portal_bars(circulation[f"by_{name}"], labels))
            for name, title, head, labels in (
                (
                    "category",
                    self.env._("What time was given for"),
                    self.env._("Kind"),
                    self._community_categories(circulation["by_category"]),
                ),
                (
                    "month",
                    self.env._("Month by month"),
                    self.env._("Month"),
                    self._community_months(circulation["by_month"]),
                ),
                (
                    "way",
                    self.env._("Members and the commons"),
                    self.env._("From whom to whom"),
                    self._community_ways(),
                ),
            )
        ]

    def _portal_bars(self, sums, labels):
        longest = max((minutes for _key, minutes in sums), default=0)
        return [
            (labels[key], minutes, round(100 * minutes / longest, 1))
            for key, minutes in sums
        ]

    def _community_categories(self, sums):
        categories = self.env["coop.gift.category"].browse(
            key for key, _minutes in sums if key
        )
        names = {category.id: category.name for category in categories}
        return names | {None: self.env._("Other kinds")}

    def _community_months(self, sums):
        names = {
            key: format_date(self.env, key, date_format="LLL y")
            for key, _minutes in sums
            if key
        }
        return names | {None: self.env._("Other months")}

    def _community_ways(self):
        return {
            "members": self.env._("From member to member"),
            "to_commons": self.env._("From members to the commons"),
            "from_commons": self.env._("From the commons to members"),
            None: self.env._("Other gifts"),
        }

    def _gift_thanked(self, date_from, date_to):
        """Names of active members of this cooperative who gave in the period and agreed
        to be named: those who gave last, in the order of their names."""
        self.ensure_one()
        gifts_sudo = self.env["coop.gift"].sudo()  # sudo: names of who agreed, no more
        lately = gifts_sudo.search_fetch(
            [
                ("company_id", "=", self.company_id.id),
                ("is_live", "=", True),
                ("date", ">=", date_from),
                ("date", "<=", date_to),
                ("giver_id.gift_public", "=", True),
                ("giver_id.state", "=", "active"),
                ("giver_id.active", "=", True),
            ],
            ["giver_id"],
            order="date desc, id desc",
            limit=LATELY,
        )
        return sorted(
            lately.giver_id[:MOST_THANKED].mapped("display_name"), key=sort_key
        )
