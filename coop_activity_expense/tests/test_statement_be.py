from odoo.tests import tagged

from .test_statement_fr import StatementCase


@tagged("post_install", "-at_install")
class TestStatementBelgium(StatementCase):
    """A year of a Belgian activity, worked out by hand."""

    chart, country = "be_comp", "be"

    def test_a_year(self):
        """Services sold, a subcontractor's bill, fuel, a wage, Smart's 6.5 %."""
        self._scheme((0, 6.5))
        sold = self._invoice(
            2000,
            "2026-01-10",
            tax=self._tax("attn_VAT-OUT-21-S"),
            line={"account_id": self._account("700100").id},
        )
        self._pay(sold, 2420, "2026-02-01")
        self._invoice(
            1000,
            "2026-02-10",
            tax=self._tax("attn_VAT-OUT-21-S"),
            line={"account_id": self._account("700100").id},
        )
        self._bill(400, "2026-02-11", "603000", tax=self._tax("attn_VAT-IN-V82-21-S"))
        # half of the VAT of fuel is part of what it costs
        self._posted(
            self._line("fuel", 60.5, "2026-02-12", vehicle_id=self._vehicle().id)
        )
        # 500 gross, 65.35 withheld for the NSSO, 60 for taxes, 135 by the employer
        self._entry(
            "2026-02-28",
            ("620200", 500, True),
            ("621000", 135, True),
            ("454000", -200.35, True),
            ("453000", -60, True),
            ("455000", -374.65, True),
        )
        self._month(1)
        self._month(2)
        charge = self.company.coop_contribution_account_id
        self.assertEqual(charge.with_company(self.company).code[:4], "6489")
        found = self._statement()
        self.assertEqual(
            [
                float(found.charge(kind))
                for kind in ("purchase", "expense", "wage", "social", "contribution")
            ],
            [400, 55.25, 500, 135, 195],
        )
        self.assertStatement(
            found,
            turnover=3000,
            charges=1285.25,
            result=1714.75,
            collected=2420,
            outstanding=1210,
            vat=420 + 210 - 84 - 5.25,
            owed_suppliers=484,
            owed_member=60.5 + 374.65,
            owed_organisations=260.35,
            cash=2420 - 195,
            available=2225 - 540.75 - 484 - 435.15 - 260.35,
        )
        self.assertAgrees()

    def test_belgian_vat_is_owed_at_once(self):
        self._invoice(100, "2026-01-10", tax=self._tax("attn_VAT-OUT-21-L"))
        found = self._statement()
        self.assertEqual((float(found.vat), float(found.vat_pending)), (21, 0))
        self.assertEqual(float(found.available), -21)
