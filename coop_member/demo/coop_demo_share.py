import base64

from odoo import Command, models

from .tables import read


class CoopDemo(models.AbstractModel):
    """Events of the history that concern the capital, as the accountant records
    them."""

    _inherit = "coop.demo"

    def _as_accountant(self, record, member):
        """``record`` (or a model) as the accountant of ``member``'s cooperative."""
        accountant = self._ref("user_nadia")
        return record.with_user(accountant).with_context(
            allowed_company_ids=member.company_id.ids, lang=accountant.lang
        )

    def _new_moves(self, member):
        return self._as_accountant(self.env["coop.share.move"], member)

    def _share_type(self, member, code):
        return self.env["coop.share.type"].search(
            [("company_id", "=", member.company_id.id), ("code", "=", code)]
        )

    def _make_share_move(self, member, day, kind, detail, **vals):
        """A draft; ``detail`` starts with the code of the type and the quantity."""
        code, quantity, *_more = detail.split()
        side = "to" if kind == "subscription" else "from"
        moves = self._new_moves(member)
        return (
            moves._as_step()
            .create(
                {
                    "company_id": member.company_id.id,
                    "kind": kind,
                    "date": day,
                    "share_type_id": self._share_type(member, code).id,
                    "quantity": int(quantity),
                    f"{side}_member_id": member.id,
                    **vals,
                }
            )
            .with_env(moves.env)
        )

    # -- a register that was kept elsewhere -----------------------------------------

    def _event_take_over(self, member, day, _detail, _text):
        """The cooperative of ``member`` takes its register over from a file, with the
        capital that its accountant has in the books."""
        company = member.company_id
        rows = read("opening")
        lines = ["member,share_type,quantity"] + [
            f"{self._ref('member_' + row['member']).number},{row['share_type']},"
            f"{row['quantity']}"
            for row in rows
        ]
        amount = sum(
            int(row["quantity"])
            * self._share_type(member, row["share_type"]).nominal_value
            for row in rows
        )
        bank = self._bank_journal(company).default_account_id
        paid = company.coop_share_paid_account_id
        self._post_by_hand(member, day, "À-nouveaux", {bank: amount, paid: -amount})
        self._as_accountant(self.env["coop.share.opening"], member).create(
            {
                "company_id": company.id,
                "file": base64.b64encode("\n".join(lines).encode()),
                "date": day,
                "stated_amount": amount,
            }
        ).action_confirm()

    def _post_by_hand(self, member, day, label, balances):
        """Post an entry that the accountant wrote: balances by account."""
        self._as_accountant(self.env["account.move"], member).create(
            {
                "journal_id": member.company_id.coop_share_journal_id.id,
                "date": day,
                "ref": label,
                "line_ids": [
                    Command.create({"account_id": account.id, "balance": balance})
                    for account, balance in balances.items()
                ],
            }
        ).action_post()

    # -- subscriptions --------------------------------------------------------------

    def _event_subscribe(self, member, day, detail, _text):
        """``detail``: code, quantity, then instalments if need be."""
        term = self.env["account.payment.term"]
        if detail.endswith("instalments"):
            term = member.company_id.coop_share_term_ids
        self._make_share_move(
            member, day, "subscription", detail, payment_term_id=term.id
        ).action_call()

    def _event_draft(self, member, day, detail, text):
        """A subscription that nobody called yet; ``detail``: code, quantity, where it
        came from."""
        source = detail.split()[-1]
        self._make_share_move(
            member, day, "subscription", detail, source=source, note=text
        )

    def _event_pay(self, member, day, detail, _text):
        """Pay what is due for the oldest movement of ``member``, through Odoo's own
        window; ``detail`` may be instalment, for the next one alone."""
        move = self._moves_of(member).filtered("amount_due")[:1]
        due = move._open_instalments()
        paid = due[:1] if detail == "instalment" else due
        action = move.action_register_payment()
        payments = move.env[action["res_model"]].with_context(**action["context"])
        payments.create(
            {
                "payment_date": day,
                "amount": abs(sum(paid.mapped("amount_residual"))),
                "journal_id": self._bank_journal(member.company_id).id,
            }
        ).action_create_payments()

    def _moves_of(self, member):
        """Movements of ``member``, in the order in which they were made."""
        return self._new_moves(member).search(
            ["|", ("to_member_id", "=", member.id), ("from_member_id", "=", member.id)],
            order="id",
        )

    def _event_cancel(self, member, _day, _detail, text):
        move = self._moves_of(member)[-1]
        move.action_cancel()
        move.note = text

    # -- what is given, paid back, lost or undone -----------------------------------

    def _event_transfer(self, member, day, detail, text):
        """``detail``: code, quantity, who receives."""
        receiver = self._ref(f"member_{detail.split()[-1]}")
        self._make_share_move(
            member, day, "transfer", detail, to_member_id=receiver.id, note=text
        ).action_record()

    def _event_reimburse(self, member, day, _detail, text):
        """Record what was prepared when ``member`` left."""
        moves = self._moves_of(member).filtered(
            lambda move: move.kind == "reimbursement" and move.state == "draft"
        )
        moves.write({"date": day, "note": text})
        moves.action_record()
        moves.activity_unlink(["mail.mail_activity_data_todo"])

    def _event_give_up(self, member, day, detail, text):
        """Ask for shares to be paid back, in the member's space."""
        self._make_share_move(
            member, day, "reimbursement", detail, source="portal", note=text
        )

    def _event_reduce(self, member, day, detail, text):
        """The cooperative of ``member`` charges losses to its capital; ``detail``: code
        of the type, amount."""
        code, amount = detail.split()
        self._post_loss(member, day, float(amount))
        reduction = self._as_accountant(
            self.env["coop.share.reduction"], member
        ).create(
            {
                "company_id": member.company_id.id,
                "share_type_id": self._share_type(member, code).id,
                "date": day,
                "losses": float(amount),
                "note": text,
            }
        )
        reduction.action_preview()
        reduction.action_record()

    def _post_loss(self, member, day, amount):
        """The loss of last year, which the general meeting has carried forward."""
        company = member.company_id
        result = company.get_unaffected_earnings_account()
        loss = company.coop_share_loss_account_id
        self._post_by_hand(member, day, "Affectation", {loss: amount, result: -amount})

    def _event_undo(self, member, day, _detail, text):
        self._moves_of(member)[-1]._reverse(day, text)
