from datetime import timedelta
from decimal import Decimal

from odoo import Command, fields, models

from odoo.addons.coop_member.demo.tables import read

from ..core.pay import of_gross
from .coop_demo import FOLDER

#: rough shares of gross wages (%), estimates both: employer, employee, tax withheld
RATES = {"fr": (42, 22, 2), "be": (27, 13.07, 18)}
#: accounts of gross wages and of the employer's share, of what is owed to the member,
#: to social bodies, and of tax
ACCOUNTS = {
    "fr": ("641100", "645100", "421000", "431000", "442100"),
    "be": ("620200", "621000", "455000", "454000", "453000"),
}
#: position of what is owed to the member among them
NET = 2
LABELS = {"fr": "Paie", "be": "Lonen"}
MONTHS = range(24, 0, -1)
#: what payroll software makes of a month: the entry, then its payment so many days on
PAID_AFTER = 5


class CoopDemo(models.AbstractModel):
    """Two years of wages, as payroll software hands them over: an entry each month,
    its items by activity, and the payment. The last month is still to be paid."""

    _inherit = "coop.demo"

    def _load_wages(self):
        rows = read("wages", FOLDER)
        for company in self._coops():
            country = self._country_of(company)
            if self._ref(f"payroll_{country}_1"):
                continue
            self._set_pay_rates(company, country)
            own = [
                row for row in rows if self._wage_activity(row).company_id == company
            ]
            entries = {
                month: self._prepare_payroll(company, country, own, month)
                for month in MONTHS
            }
            self._book_payroll(company, country, entries)

    def _set_pay_rates(self, company, country):
        employer, employee, tax = RATES[country]
        company.coop_pay_employer_rate = employer
        company.coop_pay_employee_rate = employee
        company.coop_pay_tax_rate = tax

    def _wage_activity(self, row):
        return self._ref(f"activity_{row['activity']}")

    def _book_payroll(self, company, country, entries):
        """Import the entries of all months, post them, and pay all but the last."""
        moves = self._at_accounting("account.move", company)
        made = moves.create([vals for vals in entries.values() if vals])
        months = [month for month, vals in entries.items() if vals]
        paid = moves.create(
            [
                self._prepare_paid(company, entry)
                for month, entry in zip(months, made, strict=True)
                if month > 1
            ]
        )
        (made | paid).action_post()
        pairs = zip(made[: len(paid)], paid, strict=True)
        self._settle_wages(company, country, pairs)
        for month, entry in zip(months, made, strict=True):
            self._remember(f"payroll_{country}_{month}", entry)

    def _prepare_payroll(self, company, country, rows, month):
        """Values of the entry of a month; None where nobody was paid yet."""
        rates = company._coop_pay_coefficients()
        accounts = [self._account(company, code) for code in ACCOUNTS[country]]
        last = self._day(f"-{month - 1}m") - timedelta(days=1)
        items = []
        for row in rows:
            if self._day(row["since"]) > last:
                continue
            pay = of_gross(Decimal(row["gross"]), rates)
            balances = (
                pay.gross,
                pay.employer,
                -pay.net,
                -pay.employee - pay.employer,
                -pay.tax,
            )
            partner = self._ref(f"member_{row['member']}").partner_id
            items += [
                self._prepare_wage(row, account, balance, partner)
                for account, balance in zip(accounts, balances, strict=True)
                if balance
            ]
        if not items:
            return None
        return {
            "move_type": "entry",
            "journal_id": company._coop_transfer_journal().id,
            "company_id": company.id,
            "date": last,
            "ref": f"{LABELS[country]} {last:%m/%Y}",
            "line_ids": [Command.create(item) for item in items],
        }

    def _prepare_wage(self, row, account, balance, partner):
        activity = self._wage_activity(row)
        return {
            "name": account.name,
            "account_id": account.id,
            "partner_id": partner.id,
            "balance": float(balance),
            "tax_ids": [Command.clear()],
            "coop_activity_id": activity.id,
            "analytic_distribution": {str(activity.analytic_account_id.id): 100},
        }

    def _prepare_paid(self, company, entry):
        """Values of the entry of the bank that pays out what is owed for a month."""
        owed = self._owed_items(entry)
        bank = self._bank_journal(company)
        items = [
            {
                "name": item.name,
                "account_id": item.account_id.id,
                "partner_id": item.partner_id.id,
                "balance": -item.balance,
                "coop_activity_id": item.coop_activity_id.id,
                "analytic_distribution": item.analytic_distribution,
            }
            for item in owed
        ]
        items.append(
            {
                "name": entry.ref,
                "account_id": bank.default_account_id.id,
                "balance": sum(owed.mapped("balance")),
            }
        )
        return {
            "move_type": "entry",
            "journal_id": bank.id,
            "company_id": company.id,
            "date": min(
                entry.date + timedelta(days=PAID_AFTER),
                fields.Date.context_today(self),
            ),
            "ref": entry.ref,
            "line_ids": [Command.create(item) for item in items],
        }

    def _owed_items(self, entry):
        return entry.line_ids.filtered(lambda item: item.balance < 0)

    def _settle_wages(self, company, country, pairs):
        """Reconcile net wages with what paid them out: (entry, payment) pairs."""
        account = self._account(company, ACCOUNTS[country][NET])
        account.reconcile = True
        found = []
        for entry, payment in pairs:
            items = (entry | payment).line_ids.filtered(
                lambda item: item.account_id == account
            )
            found += items.grouped(
                lambda item: (item.coop_activity_id, item.partner_id)
            ).values()
        self.env["account.move.line"]._reconcile_plan(found)

    def _account(self, company, code):
        accounts = self.env["account.account"].with_company(company)
        domain = [*accounts._check_company_domain(company), ("code", "=", code)]
        return accounts.search(domain, limit=1)
