from odoo.tests import tagged

from .common_accounts import AccountsCase
from .portal_expense_case import PortalExpenseCase

ACCOUNTS = "/my/coop/accounts"


@tagged("post_install", "-at_install")
class PortalAccountsCase(PortalExpenseCase, AccountsCase):
    """Accounts over HTTP: ``noor`` runs ``oak``, ``ali`` runs ``elm``; both have
    portal users, and books of the last months."""

    #: accounts of what is sold, bought, done by others, paid out and owed
    sold_code, bought_code, work_code = "706000", "607000", "611000"
    wage_code, wage_owed_code = "641100", "421000"

    def _books(self, activity=None, factor=1):
        """An invoice of services, half of which was paid; a bill that is due, goods
        that were bought and paid, and a wage."""
        tax = self._tax(self.service_tax)
        sold = self._invoice(
            2000 * factor,
            self.in_days(-70),
            activity=activity,
            tax=tax,
            invoice_date_due=self.in_days(-40),
            line={"account_id": self._account(self.sold_code).id},
        )
        self._pay(sold, 1200 * factor, self.in_days(-40))
        bought = self._bill(
            500 * factor, self.in_days(-60), self.bought_code, activity=activity
        )
        self._pay(bought, 500 * factor, self.in_days(-50))
        self._bill(
            100 * factor,
            self.in_days(-10),
            self.work_code,
            activity=activity,
            invoice_date_due=self.in_days(20),
        )
        self._entry(
            self.in_days(-30),
            (self.wage_code, 100 * factor, True),
            (self.wage_owed_code, -100 * factor, True),
            activity=activity,
        )
        return sold

    def links(self, figure):
        """Addresses that the items of a figure of Oak lead to."""
        page = self.page(f"{ACCOUNTS}/items/{figure}?activity={self.oak.id}")
        return page.xpath("//article[@data-coop-item]//a/@href")

    def rows(self, url):
        """(title, amount) of the items that a page shows."""
        return [
            (
                " ".join(row.find_class("o_coop_title")[0].text_content().split()),
                row.xpath(".//strong[last()]/text()")[-1].replace("\xa0", " "),
            )
            for row in self.page(url).xpath("//article[@data-coop-item]")
        ]
