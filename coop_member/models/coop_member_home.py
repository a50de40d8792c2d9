from odoo import fields, models
from odoo.fields import Domain

from ..core.portal_home import AT_MOST, SOON, HomeItem, arrange


class CoopMember(models.Model):
    """The member's home page on the portal."""

    _inherit = "coop.member"

    def _prepare_portal_home(self):
        """Items of this member's home page, as lists by section name.

        Modules add theirs::

            home = super()._prepare_portal_home()
            home["figures"].append(HomeItem("gifts", …))
            return home

        It runs as the portal user, in a number of queries that does not depend on
        how much the member has; see `core.portal_home` for sections and items.
        """
        self.ensure_one()
        return {
            "waiting": self._portal_waiting(),
            "shortcuts": self._portal_shortcuts(),
            "figures": self._portal_figures(),
            "upcoming": self._portal_upcoming(),
        }

    def _get_portal_home(self):
        """Sections of the home page, sorted and cut to size."""
        return arrange(self._prepare_portal_home())

    def _portal_waiting(self):
        return [*self._portal_shares_to_pay(), *self._portal_papers_to_send()]

    def _portal_shortcuts(self):
        pages = (
            ("membership", self.env._("My membership"), "fa-id-card-o"),
            ("shares", self.env._("My shares"), "fa-pie-chart"),
            ("activities", self.env._("My activities"), "fa-briefcase"),
            ("papers", self.env._("My papers"), "fa-folder-open-o"),
            ("data", self.env._("My data"), "fa-shield"),
        )
        return [
            HomeItem(key, title, f"/my/coop/{key}", icon=icon, sequence=60 + position)
            for position, (key, title, icon) in enumerate(pages)
        ]

    def _portal_figures(self):
        return [*self._portal_shares_figure(), *self._portal_contract_figure()]

    def _portal_contract_figure(self):
        contract = self.contract_id
        if not contract:
            return []
        return [
            HomeItem(
                "contract",
                self.env._("My contract"),
                "/my/coop/membership",
                icon="fa-file-text-o",
                value=contract.type_id.code,
                hint=self._portal_contract_hint(contract),
                sequence=50,
            )
        ]

    def _portal_contract_hint(self, contract):
        if not contract.date_end:
            return self.env._("since %s", self._portal_date(contract.date_start))
        return self.env._("until %s", self._portal_date(contract.date_end))

    def _portal_upcoming(self):
        return [
            *(interview._portal_item() for interview in self._portal_appointments()),
            *(deadline._portal_item() for deadline in self._portal_next_deadlines()),
        ]

    def _portal_appointments(self):
        return self.env["coop.interview"].search(
            [
                ("member_id", "=", self.id),
                ("state", "=", "planned"),
                ("date", ">=", fields.Date.context_today(self)),
            ],
            order="date, id",
            limit=AT_MOST,
        )

    def _portal_next_deadlines(self):
        """Deadlines but for papers to renew now and shares to pay soon: those are
        waiting already."""
        today = fields.Date.context_today(self)
        waiting = Domain("kind", "=", "paper") & Domain("date_warn", "<=", today)
        waiting |= Domain("kind", "=", "share_payment") & Domain(
            "date_due", "<=", fields.Date.add(today, days=SOON)
        )
        return self.env["coop.deadline"].search(
            Domain("member_id", "=", self.id) & ~waiting, limit=AT_MOST
        )
