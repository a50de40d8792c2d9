from odoo import Command, fields
from odoo.tests import tagged

from .common import CoopCase


@tagged("post_install", "-at_install")
class ShareCase(CoopCase):
    """A cooperative with its capital set up, and the verbs of capital.

    ``part`` is a share of 15 euros. Movements come in the environment of the
    accountant.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env["coop.member"])
        cls.company.currency_id = cls.env.ref("base.EUR")
        cls.other_company.write(
            {
                "country_id": cls.env.ref("base.be").id,
                "currency_id": cls.env.ref("base.EUR").id,
            }
        )
        cls.company.with_user(cls.manager).action_coop_set_up_capital()
        cls.college.min_shares = 0
        cls.part = cls._share_type("A", 15)
        cls.bank = cls._bank_account()
        cls.noor = cls._member("Noor Vidal")
        cls.ali = cls._member("Ali Roche")

    @classmethod
    def _share_type(cls, code, nominal_value, **vals):
        """A share type, which one may hold any number of."""
        return cls.env["coop.share.type"].create(
            {
                "name": f"Share {code}",
                "code": code,
                "nominal_value": nominal_value,
                "min_quantity": 0,
                "company_id": cls.company.id,
                **vals,
            }
        )

    @classmethod
    def _bank_account(cls):
        return cls.env["account.account"].create(
            {
                "name": "Bank",
                "code": "512001",
                "account_type": "asset_cash",
                "company_ids": [Command.set(cls.company.ids)],
            }
        )

    @classmethod
    def _move(cls, kind, quantity=10, giver=None, receiver=None, **vals):
        """A draft movement made by the accountant."""
        return (
            cls.env["coop.share.move"]
            .with_user(cls.accountant)
            .create(
                {
                    "kind": kind,
                    "share_type_id": cls.part.id,
                    "quantity": quantity,
                    "from_member_id": giver.id if giver else False,
                    "to_member_id": receiver.id if receiver else False,
                    "company_id": cls.company.id,
                    **vals,
                }
            )
        )

    @classmethod
    def _called(cls, member=None, quantity=10, **vals):
        """A subscription that waits for its payment."""
        move = cls._move("subscription", quantity, receiver=member or cls.noor, **vals)
        move.action_call()
        return move

    @classmethod
    def _subscribed(cls, member=None, quantity=10, day=None, **vals):
        """A subscription in the register, paid on ``day`` (today)."""
        move = cls._called(member, quantity, **vals)
        cls._pay(move, day=day)
        return move

    @classmethod
    def _pay(cls, move, amount=None, day=None):
        """Pay what a subscription or a reimbursement is due, or ``amount`` of it, from
        or to the bank; returns the entry."""
        lines = move._open_instalments()
        entry = cls._payment(lines, amount or move.amount_due, day)
        (lines + entry.line_ids[1]).reconcile()
        return entry

    @classmethod
    def _payment(cls, lines, amount, day=None):
        """A posted payment of ``amount`` by or to whom ``lines`` concern, which is not
        reconciled yet: the second line of the entry waits for it."""
        total = amount if lines[0].balance > 0 else -amount
        entry = lines.env["account.move"].create(
            {
                "journal_id": cls.company.coop_share_journal_id.id,
                "date": day or cls.today,
                "line_ids": [
                    Command.create({"account_id": cls.bank.id, "balance": total}),
                    Command.create(
                        {
                            "account_id": lines.account_id.id,
                            "partner_id": lines.partner_id.id,
                            "balance": -total,
                        }
                    ),
                ],
            }
        )
        entry.action_post()
        return entry

    @classmethod
    def _moves(cls, kind):
        """Movements of a kind of the cooperative, in the order of the register."""
        return cls.env["coop.share.move"].search(
            [("company_id", "=", cls.company.id), ("kind", "=", kind)], order="number"
        )

    @classmethod
    def _recorded(cls, kind, quantity=10, day=None, **vals):
        """A transfer, a reimbursement or a reduction in the register."""
        move = cls._move(kind, quantity, **vals)
        move.date = day or cls.today
        move.action_record()
        return move

    @classmethod
    def _lose(cls, amount):
        """Post losses of ``amount`` on the account of losses charged to capital."""
        entry = cls.env["account.move"].create(
            {
                "journal_id": cls.company.coop_share_journal_id.id,
                "date": cls.today,
                "line_ids": [
                    Command.create({"account_id": account.id, "balance": balance})
                    for account, balance in (
                        (cls.company.coop_share_loss_account_id, amount),
                        (cls.bank, -amount),
                    )
                ],
            }
        )
        entry.action_post()

    def assertEntry(self, entry, expected):
        """The entry's lines are exactly ``expected``: (account code, member or None,
        debit, credit), in any order, with no tax and no activity on any."""
        lines = entry.sudo().line_ids  # sudo: what is posted, whoever looks
        found = [
            (line.account_id.code, line.partner_id, line.debit, line.credit)
            for line in lines.with_company(self.company)
        ]
        wanted = [
            (code, member.partner_id if member else self.env["res.partner"], *amounts)
            for code, member, *amounts in expected
        ]
        self.assertCountEqual(found, wanted)
        self.assertFalse(lines.tax_ids or lines.tax_tag_ids)
        self.assertFalse([line for line in lines if line.analytic_distribution])
        self.assertEqual(entry.state, "posted")

    def _balance(self, code):
        """Balance of an account of the cooperative, positive for a debit."""
        lines = (
            self.env["account.move.line"]
            .with_company(self.company)
            .search(
                [
                    ("account_id.code", "=", code),
                    ("company_id", "=", self.company.id),
                    ("parent_state", "=", "posted"),
                ]
            )
        )
        return round(sum(lines.mapped("balance")), 2)
