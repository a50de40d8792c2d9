from odoo.tests import tagged

from .portal_accounts_case import ACCOUNTS, PortalAccountsCase


@tagged("post_install", "-at_install")
class TestPortalAccountsBelgium(PortalAccountsCase):
    """The accounts of a Belgian member, on the Belgian chart: VAT is owed at once."""

    chart, country = "be_comp", "be"
    goods_tax, service_tax = "attn_VAT-OUT-21-L", "attn_VAT-OUT-21-S"
    sold_code, bought_code, work_code = "700100", "604000", "617000"
    wage_code, wage_owed_code = "620200", "455000"

    def test_the_overview(self):
        self._books()
        page = self.page(ACCOUNTS)
        [available] = page.xpath("//section[@name='available']")
        # 1,200 of 2,420 came in and 500 went out; 420 of VAT, 100 to a supplier and
        # 100 of wages are set aside
        self.assert_shows(available, "80.00", "700.00", "− 420.00")
        [coming] = page.xpath("//section[@name='coming']")
        self.assert_shows(
            coming, "Customers owe you 1,220.00", "You owe suppliers 100.00"
        )
        self.assert_hides(coming, "of VAT goes to the State")

    def test_the_statement(self):
        invoice = self._books()
        url = f"{ACCOUNTS}/statement?from={self.in_days(-90)}&to={self.today}"
        page = self.page(url)
        self.assert_shows(
            page,
            "Services invoiced 2,000.00",
            "Bought for the work − 600.00",
            "Wages − 100.00",
            "Left: the result 1,300",
        )
        self.assertEqual(self.links("vat"), [f"/my/coop/invoices/{invoice.id}"])

    def test_an_expense_claim(self):
        claim = self._posted(
            self._line("fuel", 60.5, self.in_days(-8), vehicle_id=self._vehicle().id)
        )
        # half of the VAT of fuel is part of what it costs
        self.assertEqual(
            [amount for _title, amount in self.rows(f"{ACCOUNTS}/items/expense")],
            ["5.25 €", "50.00 €"],
        )
        self.assertEqual(self.links("expense"), [f"/my/coop/expenses/{claim.id}"] * 2)
        self.assertEqual(self.links("member"), [f"/my/coop/expenses/{claim.id}"])
