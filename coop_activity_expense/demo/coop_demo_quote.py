from datetime import timedelta
from decimal import Decimal

from odoo import fields, models

from odoo.addons.coop_member.demo.tables import read

from .coop_demo import FOLDER

#: courses on which the customer accepts, with the parts that are invoiced then
ACCEPTED = {
    "accepted": (),
    "deposit": (("deposit", 30),),
    "progress": (("deposit", 30), ("progress", 50)),
    "balance": (("deposit", 40), ("balance", None)),
}


class CoopDemo(models.AbstractModel):
    """Quotes and what becomes of them, charges between activities, noted time."""

    _inherit = "coop.demo"

    def _load_quotes(self):
        for row in self._missing("billing_quotes", "quote", folder=FOLDER):
            member = self._ref(f"member_{row['member']}")
            day = self._day(row["when"])
            quotes = self._as_member(self.env["coop.quote"], member)
            activity = self._ref(f"activity_{row['activity']}")
            header = {
                "customer_id": self._ref(f"customer_{row['customer']}").id,
                "subject": row["subject"],
                "date": day,
            }
            lines = self._told_lines(row["ref"], activity.company_id)
            quote = quotes._save(activity.with_env(quotes.env), header, lines)
            self._remember(f"quote_{row['ref']}", quote)
            self._go_on(quote, row, day)

    def _go_on(self, quote, row, day):
        if row["course"] == "draft":
            return
        quote.with_context(ir_sequence_date=day).action_send()
        quote._as_step().date_valid = day + timedelta(days=30)
        answered = min(day + timedelta(days=5), fields.Date.context_today(self))
        accepted = row["course"] in ACCEPTED
        if accepted or row["course"] == "refused":
            quote._as_step().date_valid = fields.Date.context_today(self)
            token = quote._as_step().access_token
            name = row["text"] if accepted else quote.customer_id.name
            quote._answer(token, accepted, name, row["text"])
            quote._as_step().write(
                {"answered_date": answered, "date_valid": day + timedelta(days=30)}
            )
        for kind, percent in ACCEPTED.get(row["course"], ()):
            move = quote._invoice(kind, percent and Decimal(percent))
            move.action_coop_submit()
            if kind != "progress":
                member = self._ref(f"member_{row['member']}")
                self._as_accountant(move, member).action_coop_accept()

    def _load_transfers(self):
        for row in self._missing("billing_transfers", "transfer", folder=FOLDER):
            payer = self._ref(f"member_{row['to_member']}")
            transfer = self._remember(
                f"transfer_{row['ref']}", self._make_transfer(row)
            )
            if row["course"] == "draft":
                continue
            day = self._day(row["when"])
            transfer.with_context(ir_sequence_date=day).action_offer()
            answering = self._as_member(transfer, payer)
            if row["course"] == "refused":
                answering.action_refuse(row["reason"])
            elif row["course"] != "offered":
                answering.action_accept()
            if row["course"] == "reversed":
                self._as_accountant(transfer, payer).action_reverse(row["reason"])

    def _make_transfer(self, row):
        member = self._ref(f"member_{row['from_member']}")
        transfers = self._as_member(self.env["coop.activity.transfer"], member)
        return transfers.create(
            {
                "from_activity_id": self._ref(f"activity_{row['from']}").id,
                "to_activity_id": self._ref(f"activity_{row['to']}").id,
                "amount": float(row["amount"]),
                "description": row["text"],
                "date": self._day(row["when"]),
            }
        )

    def _load_times(self):
        for position, row in enumerate(read("billing_times", FOLDER)):
            name = f"worked_time_{position}"
            if self._ref(name):
                continue
            member = self._ref(f"member_{row['member']}")
            spells = self._as_member(self.env["coop.worked.time"], member)
            spell = spells.create(
                {
                    "activity_id": self._ref(f"activity_{row['activity']}").id,
                    "customer_id": self._ref(f"customer_{row['customer']}").id,
                    "name": row["text"],
                    "minutes": int(row["minutes"]),
                    "price_hour": float(row["price"]),
                    "date": self._day(row["when"]),
                }
            )
            self._remember(name, spell)
