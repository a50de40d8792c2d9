import base64
from decimal import Decimal
from pathlib import Path

from odoo import models

from odoo.addons.coop_member.demo.tables import read

from . import pictures

FOLDER = Path(__file__).parent / "data"
THANKS = {"fr": "Merci de votre visite", "nl": "Bedankt en tot ziens"}
#: what the French cooperative lets members approve alone
SELF_LIMIT = 50
#: degrees by which photos are askew, in turn
TILTS = (2.5, -1.5, 0.6, -3)


class CoopDemo(models.AbstractModel):
    """Expenses of two years: settings, vehicles, and what members sent."""

    _inherit = "coop.demo"

    def _load(self):
        result = super()._load()
        self._load_expense_settings()
        self._load_bank_accounts()
        self._load_vehicles()
        self._load_claims()
        self._load_waiting_receipts()
        return result

    def _load_expense_settings(self):
        if self._ref("category_stand"):
            return
        company = self._ref("coop_fr")
        company.coop_expense_self_limit = SELF_LIMIT
        # nobody told its account yet: what is claimed in it cannot be posted
        category = self.env["coop.expense.category"].create(
            {"name": "Trade fair", "code": "STAND", "company_id": company.id}
        )
        category.with_context(lang="fr_FR").name = "Salons et stands"
        self._remember("category_stand", category)

    def _load_bank_accounts(self):
        for row in self._missing("banks", "bank", "member", FOLDER):
            account = self.env["res.partner.bank"].create(
                {
                    "partner_id": self._ref(f"member_{row['member']}").partner_id.id,
                    "acc_number": row["iban"],
                    "allow_out_payment": True,
                }
            )
            self._remember(f"bank_{row['member']}", account)

    def _load_vehicles(self):
        for row in self._missing("vehicles", "vehicle", folder=FOLDER):
            self._remember(f"vehicle_{row['ref']}", self._make_vehicle(row))

    def _make_vehicle(self, row):
        member = self._ref(f"member_{row['member']}")
        vehicle = self._as_member(self.env["coop.vehicle"], member).create(
            {
                "member_id": member.id,
                **{name: row[name] for name in ("name", "plate", "kind", "energy")},
                "power": int(row["power"]),
            }
        )
        if row["paper"]:
            content = pictures.receipt(
                "Certificat", row["plate"], [(row["name"], Decimal(0))], "Specimen", 1
            )
            vehicle.write(
                {
                    "registration_paper": base64.b64encode(content),
                    "registration_paper_name": f"{row['plate']}.jpg",
                }
            )
        if row["paper"] == "checked":
            self._as_adviser(vehicle, member).paper_checked = True
        return vehicle

    def _load_waiting_receipts(self):
        for position, row in enumerate(read("waiting", FOLDER)):
            name = f"waiting_{position}"
            if not self._ref(name):
                member = self._ref(f"member_{row['member']}")
                vals = self._prepare_receipt(member, self._day(row["when"]), row)
                receipts = self._as_member(self.env["coop.expense.receipt"], member)
                self._remember(name, receipts.create(vals))

    # -- helpers ----------------------------------------------------------------------

    def _as_member(self, record, member):
        """``record`` (or a model) as ``member`` uses it, who may have no user: the
        accountant enters for them then."""
        user = member.portal_partner_id.user_ids[:1] or self._ref("user_nadia")
        return record.with_user(user).with_context(
            allowed_company_ids=member.company_id.ids
        )

    def _prepare_receipt(self, member, day, row, invoiced=False):
        """Values of a receipt, drawn from what ``row`` says was bought."""
        items = self._bought(row["text"], Decimal(row["amount"]))
        moment = f"{day:%d/%m/%Y}"
        thanks = THANKS.get(member.lang[:2], THANKS["fr"])
        drawn = row["shop"], moment, items, thanks
        tilt = TILTS[sum(map(ord, row["shop"] + moment)) % len(TILTS)]
        content = (
            pictures.invoice(*drawn) if invoiced else pictures.receipt(*drawn, tilt)
        )
        return {
            "member_id": member.id,
            "name": f"{row['shop']}.{'pdf' if invoiced else 'jpg'}",
            "document": base64.b64encode(content),
        }

    def _bought(self, text, amount):
        """What a receipt lists: (label, price) pairs that add up to ``amount``."""
        labels = text.split(", ")
        share = (amount / len(labels)).quantize(Decimal("0.01"))
        prices = [share] * (len(labels) - 1)
        return [*zip(labels, [*prices, amount - sum(prices)], strict=True)]
