from odoo import Command

from .two_connections import TwoConnectionsCase


class ShareRaceCase(TwoConnectionsCase):
    """Two connections on the capital of the main company: ``noor`` and ``ali`` are ids
    of committed candidates, and everything is taken back in the end."""

    def setUp(self):
        super().setUp()
        self.before = {}
        self.noor, self.ali = self._commit(self._set_up)
        self.addCleanup(self._commit, self._take_back)

    # -- committed data ---------------------------------------------------------------

    def _company(self, env):
        return env.ref("base.main_company")

    def _set_up(self, env):
        company = self._company(env)
        self.country_id = company.account_fiscal_country_id.id
        company.account_fiscal_country_id = env.ref("base.fr")
        for model in ("account.account", "account.journal"):
            self.before[model] = env[model].search([]).ids
        company.action_coop_set_up_capital()
        bank = env["account.account"].create(
            {
                "name": "Bank",
                "code": "512991",
                "account_type": "asset_cash",
                "company_ids": [Command.set(company.ids)],
            }
        )
        self.bank_id = bank.id
        self.type_id = (
            env["coop.share.type"]
            .create(
                {
                    "name": "Race",
                    "code": "RACE",
                    "nominal_value": 10,
                    "min_quantity": 0,
                    "company_id": company.id,
                }
            )
            .id
        )
        college = env["coop.college"].create(
            {"name": "Racers", "min_shares": 0, "company_id": company.id}
        )
        self.college_id = college.id
        members = env["coop.member"].create(
            [
                {"name": name, "company_id": company.id, "college_id": college.id}
                for name in ("Noor Race", "Ali Race")
            ]
        )
        return members.ids

    def _take_back(self, env):
        company = self._company(env)
        entries = env["account.move"].search(
            [("line_ids.partner_id.name", "in", ("Noor Race", "Ali Race"))]
        )
        # the register refuses to forget
        env.cr.execute(
            "DELETE FROM coop_share_move WHERE share_type_id = %s", [self.type_id]
        )
        env.invalidate_all()
        entries.line_ids.remove_move_reconcile()
        entries.button_draft()
        entries.with_context(force_delete=True).unlink()
        for name in ("receivable", "called", "paid", "payable", "loss"):
            company[f"coop_share_{name}_account_id"] = False
        company.coop_share_journal_id = False
        company.account_fiscal_country_id = self.country_id
        for model, ids in reversed(self.before.items()):
            env[model].search([("id", "not in", ids)]).unlink()
        members = env["coop.member"].browse([self.noor, self.ali])
        partners = members.partner_id
        members.unlink()
        partners.unlink()
        env["coop.share.type"].browse(self.type_id).unlink()
        env["coop.college"].browse(self.college_id).unlink()
        company._coop_sequence("coop.share.move").number_next = 1

    def _draft(self, kind, giver=None, receiver=None, quantity=5):
        """Id of a committed draft."""

        def create(env):
            return (
                env["coop.share.move"]
                .create(
                    {
                        "kind": kind,
                        "share_type_id": self.type_id,
                        "from_member_id": giver,
                        "to_member_id": receiver,
                        "quantity": quantity,
                        "company_id": self._company(env).id,
                    }
                )
                .id
            )

        return self._commit(create)

    def _called(self, receiver, quantity=5):
        """Id of a committed subscription that waits for its payment."""
        move_id = self._draft("subscription", receiver=receiver, quantity=quantity)
        self._commit(lambda env: self._move(env, move_id).action_call())
        return move_id

    def _move(self, env, move_id):
        return env["coop.share.move"].browse(move_id)

    def _pay(self, move_id):
        """Work that pays a subscription, and returns its number in the register."""

        def work(env):
            move = self._move(env, move_id)
            line = move._payment_lines()
            entry = env["account.move"].create(
                {
                    "journal_id": move.company_id.coop_share_journal_id.id,
                    "line_ids": [
                        Command.create(
                            {"account_id": self.bank_id, "balance": move.amount}
                        ),
                        Command.create(
                            {
                                "account_id": line.account_id.id,
                                "partner_id": line.partner_id.id,
                                "balance": -move.amount,
                            }
                        ),
                    ],
                }
            )
            entry.action_post()
            (line + entry.line_ids[1]).reconcile()
            return move.number

        return work

    def _record(self, move_id):
        """Work that records a draft, and returns its number."""

        def work(env):
            move = self._move(env, move_id)
            move.action_record()
            return move.number

        return work

    def _difference(self):
        return self._commit(
            lambda env: self._company(env)._coop_check_register().difference
        )
