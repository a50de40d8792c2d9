from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from odoo import Command
from odoo.tests import tagged

from .common import ExpenseCase


@tagged("post_install", "-at_install")
class AccountsCase(ExpenseCase):
    """Books of activities: what they invoice and collect, and what is taken of it.

    Entries come in the environment of the accountant.
    """

    #: external ids in the chart of taxes of goods and of services
    goods_tax, service_tax = "tva_normale", "tva_normale_encaissement"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.oak.sudo().date_open = date(2025, 1, 1)
        cls.customer = cls.env["res.partner"].create({"name": "Ville de Lys"})
        cls.bank = cls._journal("bank")
        # what is paid is in the books at once, as after the bank's statement
        lines = cls.bank.inbound_payment_method_line_ids
        lines += cls.bank.outbound_payment_method_line_ids
        lines.payment_account_id = cls.bank.default_account_id

    @classmethod
    def _journal(cls, kind):
        return cls.env["account.journal"].search(
            [("company_id", "=", cls.company.id), ("type", "=", kind)], limit=1
        )

    @classmethod
    def _account(cls, code):
        accounts = cls.env["account.account"].with_company(cls.company)
        domain = [*accounts._check_company_domain(cls.company), ("code", "=", code)]
        [account] = accounts.search(domain)
        return account

    @classmethod
    def _tax(cls, code):
        tax = cls.env.ref(f"account.{cls.company.id}_{code}")
        tax.active = True
        return tax

    @classmethod
    def _invoice(cls, amount, day, activity=None, **vals):
        """A posted invoice of ``amount`` without tax; below zero: a credit note."""
        activity = activity or cls.oak
        kind = vals.pop("kind", "out_invoice" if amount >= 0 else "out_refund")
        line = {
            "name": "Work",
            "price_unit": abs(amount),
            "quantity": 1,
            "tax_ids": [Command.set(vals.pop("tax", cls.env["account.tax"]).ids)],
            "analytic_distribution": {str(activity.analytic_account_id.id): 100},
            **vals.pop("line", {}),
        }
        move = (
            cls.env["account.move"]
            .with_user(cls.accountant)
            .with_company(cls.company)
            .create(
                {
                    "move_type": kind,
                    "partner_id": cls.customer.id,
                    "invoice_date": day,
                    "date": day,
                    "coop_activity_id": activity.id,
                    "invoice_line_ids": [Command.create(line)],
                    **vals,
                }
            )
        )
        move.action_post()
        return move

    @classmethod
    def _bill(cls, amount, day, account, **vals):
        """A posted bill of a supplier, on an account."""
        line = {"account_id": cls._account(account).id}
        return cls._invoice(
            amount, day, kind="in_invoice", line=line, ref=f"B{amount}{day}", **vals
        )

    @classmethod
    def _pay(cls, move, amount, day):
        """Have ``amount`` of an invoice or a bill paid on a day."""
        cls.env["account.payment.register"].with_user(cls.accountant).with_context(
            active_model="account.move", active_ids=move.ids
        ).create(
            {
                "payment_date": day,
                "amount": amount,
                "journal_id": cls.bank.id,
                "payment_difference_handling": "open",
            }
        ).action_create_payments()

    @classmethod
    def _entry(cls, day, *items, activity=None):
        """A posted entry: (code of the account, debit less credit, whether it belongs
        to the activity)."""
        activity = activity or cls.oak
        account_id = str(activity.analytic_account_id.id)
        move = cls.env["account.move"].create(
            {
                "journal_id": cls._journal("general").id,
                "company_id": cls.company.id,
                "date": day,
                "line_ids": [
                    Command.create(
                        {
                            "account_id": cls._account(code).id,
                            "balance": balance,
                            "tax_ids": [Command.clear()],
                            "coop_activity_id": own and activity.id,
                            "analytic_distribution": own and {account_id: 100},
                        }
                    )
                    for code, balance, own in items
                ],
            }
        )
        move.action_post()
        return move

    # -- contributions -----------------------------------------------------------------

    @classmethod
    def _scheme(cls, *bands, limits=(), default=True, start="2020-01-01", **vals):
        """A scheme with a version of ``bands``: (up to, rate)."""
        scheme = (
            cls.env["coop.contribution.scheme"]
            .with_user(cls.accountant)
            .create(
                {
                    "name": "Share",
                    "company_id": cls.company.id,
                    "version_ids": [
                        Command.create(cls._version(*bands, start=start) | vals)
                    ],
                }
            )
        )
        for kind, floor, ceiling in limits:
            cls.env["coop.contribution.limit"].create(
                {
                    "version_id": scheme.version_ids.id,
                    "contract_type_id": kind and kind.id,
                    "floor": floor,
                    "has_ceiling": bool(ceiling),
                    "ceiling": ceiling,
                }
            )
        if default:
            cls.company.coop_contribution_scheme_id = scheme.id
        return scheme

    @classmethod
    def _version(cls, *bands, start):
        lower, found = 0, []
        for upper, rate in bands:
            found.append({"lower": lower, "upper": upper, "rate": rate})
            lower = upper
        return {
            "date_start": start,
            "band_ids": [Command.create(band) for band in found],
        }

    @classmethod
    def _run(cls, start, end):
        """A computed run of the accountant."""
        run = (
            cls.env["coop.contribution.run"]
            .with_user(cls.accountant)
            .create(
                {
                    "company_id": cls.company.id,
                    "period_start": start,
                    "period_end": end,
                }
            )
        )
        run.action_compute()
        return run

    @classmethod
    def _month(cls, month, year=2026):
        """The run of a month, posted."""
        start = date(year, month, 1)
        end = date(year + month // 12, month % 12 + 1, 1)
        run = cls._run(start, date.fromordinal(end.toordinal() - 1))
        with cls._uncommitted():
            run.action_post()
        return run

    @classmethod
    @contextmanager
    def _uncommitted(cls):
        """Batches follow each other without being committed."""
        crons = cls.registry["ir.cron"]
        with patch.object(crons, "_commit_progress", lambda *_a, **_k: float("inf")):
            yield

    def _share(self, run, activity=None):
        """The line of the period's own year."""
        lines = run.line_ids.filtered(
            lambda line: line.activity_id == (activity or self.oak)
        )
        return lines.sorted("year_start")[-1:]

    def _told_of(self, run, activity=None):
        """The explanation of `_share`, with plain spaces."""
        return self._share(run, activity).explanation.replace("\xa0", " ")
