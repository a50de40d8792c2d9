from decimal import Decimal

from odoo import models

from odoo.addons.coop_member.demo.tables import file_content, read

from ..core.billing import Line
from . import logos
from .coop_demo import FOLDER

#: taxes that members of each cooperative choose, and those that need evidence
OFFERED = {
    "fr": ("20S", "10S", "20G", "10G", "5.5G"),
    "be": ("21S", "12S", "6S"),
}
EVIDENCE = {"fr": ("10S",), "be": ("6S",)}
#: VAT and registry numbers of nobody, whose digits check
NUMBERS = {
    "fr": ("FR78999901630", "99990163000015"),
    "be": ("BE0999099010", "0999099010"),
}
MENTIONS = {
    "fr": {
        "fr_FR": "Coopérative Filigrane, société coopérative et participative à "
        "capital variable, 12 rue des Tanneurs, 38000 Grenoble. En cas de retard de "
        "paiement : pénalités au triple du taux d'intérêt légal et, entre "
        "professionnels, indemnité forfaitaire de recouvrement de 40 €. Pas "
        "d'escompte pour paiement anticipé.",
        "en_US": "Coopérative Filigrane, workers' cooperative with variable capital, "
        "12 rue des Tanneurs, 38000 Grenoble. Late payment: three times the legal "
        "interest rate and, between professionals, 40 € for recovery. No discount for "
        "early payment.",
    },
    "be": {
        "fr_FR": "Boussole coopérative, société coopérative, Quai du Chantier 10, 1080 "
        "Bruxelles. Tout retard de paiement entre entreprises porte de plein droit "
        "intérêt au taux légal.",
        "nl_NL": "Boussole coöperatieve vennootschap, Werfkaai 10, 1080 Brussel. Bij "
        "laattijdige betaling tussen ondernemingen is van rechtswege de wettelijke "
        "intrest verschuldigd.",
        "en_US": "Boussole cooperative society, Quai du Chantier 10, 1080 Brussels. "
        "Late payment between businesses bears interest at the legal rate.",
    },
}
#: activities that have a logo, with its colour
LOGOS = {
    "lucarne": "#2f5d62",
    "ferfeuille": "#8a4b2d",
    "octet": "#3b3f73",
    "fietskaai": "#1f6f43",
}


class CoopDemo(models.AbstractModel):
    """What the cooperatives set up to invoice, address books and evidence."""

    _inherit = "coop.demo"

    def _load(self):
        result = super()._load()
        if not self._ref("customer_marquepage"):
            for company in self._coops():
                self._set_up_billing(company)
            self._draw_logos()
        self._load_customers()
        self._load_evidence()
        self._load_invoices()
        self._load_quotes()
        self._load_transfers()
        self._load_times()
        return result

    def _country_of(self, company):
        return "fr" if company == self._ref("coop_fr") else "be"

    def _set_up_billing(self, company):
        country = self._country_of(company)
        company.qr_code = True
        company.vat, company.company_registry = NUMBERS[country]
        for language, text in MENTIONS[country].items():
            company.with_context(lang=language).coop_billing_mention = text
        taxes = self.env["account.tax"].with_context(active_test=False)
        sales = taxes.search(
            [("company_id", "=", company.id), ("type_tax_use", "=", "sale")]
        )
        sales.coop_offered = False
        for name in OFFERED[country]:
            tax = self._sales_tax(company, name)
            tax.write({"active": True, "coop_offered": True})
            tax.coop_evidence = name in EVIDENCE[country]

    def _sales_tax(self, company, name):
        """The tax of a rate, of services ("20S") or of goods ("20G")."""
        taxes = self.env["account.tax"].with_context(active_test=False)
        found = taxes.search(
            [
                ("company_id", "=", company.id),
                ("type_tax_use", "=", "sale"),
                ("amount_type", "=", "percent"),
                ("price_include_override", "!=", "tax_included"),
                ("tax_scope", "=" if name[-1] == "S" else "!=", "service"),
            ]
        )
        return found.filtered(lambda tax: tax.amount == float(name[:-1]))[:1]

    def _draw_logos(self):
        for name, colour in LOGOS.items():
            activity = self._ref(f"activity_{name}")
            activity.coop_logo = logos.draw(activity.name, colour)

    def _load_customers(self):
        for row in self._missing("billing_customers", "customer", folder=FOLDER):
            member = self._ref(f"member_{row['member']}")
            customers = self._as_member(self.env["coop.customer"], member)
            names = ("name", "vat", "registry", "street", "zip", "city", "email")
            values = {name: row[name] for name in (*names, "lang")}
            customer = customers.create(
                {
                    **values,
                    "activity_id": self._ref(f"activity_{row['activity']}").id,
                    "is_company": bool(int(row["company"])),
                    "country_id": self.env.ref(f"base.{row['country']}").id,
                    "payment_term_id": self._term(row["days"]).id,
                }
            )
            self._remember(f"customer_{row['ref']}", customer)

    def _term(self, days):
        names = {"0": "immediate", "15": "15days", "30": "30days", "45": "45days"}
        return self.env.ref(f"account.account_payment_term_{names[days]}")

    def _load_evidence(self):
        for row in self._missing("billing_evidence", "evidence", folder=FOLDER):
            member = self._ref(f"member_{row['member']}")
            signed = row["proof"] == "attestation"
            evidence = self._as_member(self.env["coop.vat.evidence"], member).create(
                {
                    "activity_id": self._ref(f"activity_{row['activity']}").id,
                    "customer_id": self._ref(f"customer_{row['customer']}").id,
                    "reason_id": self.env.ref(
                        f"coop_activity_expense.{row['reason']}"
                    ).id,
                    "proof": row["proof"],
                    "place": row["place"],
                    "date": self._day(row["when"]),
                    "document": signed and file_content("specimen.pdf"),
                    "document_name": signed and "attestation.pdf",
                }
            )
            self._remember(f"evidence_{row['ref']}", evidence)

    # -- helpers ----------------------------------------------------------------------

    def _told_lines(self, document, company):
        """Lines of a document, as `core.billing` has them."""
        return [
            self._core_line(row, company)
            for row in read("billing_lines", FOLDER)
            if row["document"] == document
        ]

    def _core_line(self, row, company):
        kind = row.get("kind") or "line"
        if kind != "line":
            return Line(kind, row["text"])
        hour = row["unit"] and self.env.ref("uom.product_uom_hour").id
        return Line(
            kind=kind,
            name=row["text"],
            quantity=Decimal(row["quantity"]),
            price=Decimal(row["price"]),
            discount=Decimal(row.get("discount") or 0),
            unit=hour or None,
            tax=self._sales_tax(company, row["tax"]).id,
        )
