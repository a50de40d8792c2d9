from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL


class CoopActivityTransfer(models.Model):
    """Draft → offered → accepted, with its entry, or refused."""

    _inherit = "coop.activity.transfer"

    @api.model
    def _find_activities(self, activity, term=""):
        """Activities that ``activity`` may charge: list of (id, name), for a form.
        Names alone are told of others."""
        activity._coop_require_member()
        activities_sudo = self.env["coop.activity"].sudo()  # sudo: names alone
        found = activities_sudo.search(
            [
                ("company_id", "=", activity.company_id.id),
                ("state", "=", "open"),
                ("id", "!=", activity.id),
                ("name", "ilike", term),
            ],
            limit=50,
        )
        return [(other.id, other.name) for other in found]

    def _require(self, *states):
        """Raise UserError for a charge that is in none of ``states``. Who comes at once
        waits, runs again, and finds it further on."""
        self._lock()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for transfer in self:
            if transfer.state not in states:
                raise UserError(
                    self.env._(
                        "“%(charge)s” cannot do this: it is %(state)s.",
                        charge=transfer.display_name,
                        state=labels[transfer.state].lower(),
                    )
                )

    def _lock(self):
        self.flush_recordset()
        # not `lock_for_update`, which refuses at once with no sentence for users
        self.env.execute_query(
            SQL(
                "SELECT id FROM coop_activity_transfer WHERE id = ANY(%s) "
                "ORDER BY id FOR UPDATE",
                self.ids,
            )
        )

    def action_offer(self):
        """Offer drafts to the activities that are to pay. Members of the first."""
        self.check_access("read")
        self.from_activity_id._coop_require_member()
        self._require("draft")
        for transfer in self._as_step():
            transfer._check_open()
            transfer.write(
                {
                    "state": "offered",
                    "name": transfer.name or transfer._next_number(),
                    "offered_date": fields.Datetime.now(),
                    "refusal_reason": False,
                }
            )

    def _check_open(self):
        for activity in (self.from_activity_id, self.to_activity_id):
            if activity.state != "open":
                raise UserError(
                    self.env._("%s is not open: it takes no charges.", activity.name)
                )

    def _next_number(self):
        return self.company_id._coop_sequence("coop.activity.transfer").next_by_id()

    def action_draft(self):
        """Take back what was offered and not answered, or refused. Members of the
        activity that offered it."""
        self.check_access("read")
        self.from_activity_id._coop_require_member()
        self._require("offered", "refused")
        self._as_step().write({"state": "draft", "offered_date": False})

    def action_accept(self):
        """Accept charges, and post their entries. Members of the activity that pays."""
        self._require_payer()
        self._require("offered")
        for transfer in self._as_step():
            transfer._check_open()
            entry = transfer._make_entry()
            transfer.write(
                {
                    "state": "accepted",
                    "account_move_id": entry.id,
                    **transfer._prepare_answer(),
                }
            )

    def action_refuse(self, reason):
        """Refuse charges because of ``reason``, which the other activity reads."""
        self._require_payer()
        self._require("offered")
        if not (reason or "").strip():
            raise UserError(self.env._("Tell why you refuse this charge."))
        self._as_step().write(
            {
                "state": "refused",
                "refusal_reason": reason.strip(),
                **self._prepare_answer(),
            }
        )

    def _require_payer(self):
        self.check_access("read")
        activities = self.env["coop.activity"].browse(
            self.sudo().to_activity_id.ids  # sudo: ids, for what follows to judge
        )
        activities._coop_require_member()

    def _prepare_answer(self):
        return {
            "answered_date": fields.Datetime.now(),
            "answered_by_id": self.env.uid,
        }

    # -- the entry ---------------------------------------------------------------------

    def _make_entry(self):
        """The posted entry of this charge: two items, one for each activity."""
        self.ensure_one()
        company = self.company_id
        entry = self.env["account.move"].with_company(company)
        entry = entry.create(self._prepare_entry())
        entry.action_post()
        return entry

    def _prepare_entry(self):
        self.ensure_one()
        income, charge = self.company_id._coop_transfer_accounts()
        amount = self.amount
        return {
            "move_type": "entry",
            "journal_id": self.company_id._coop_transfer_journal().id,
            "company_id": self.company_id.id,
            "date": self.date,
            "ref": f"{self.name} · {self.description}",
            "line_ids": [
                Command.create(self._prepare_item(self.to_activity_id, charge, amount)),
                Command.create(
                    self._prepare_item(self.from_activity_id, income, -amount)
                ),
            ],
        }

    def _prepare_item(self, activity, account, balance):
        return {
            "name": self.description,
            "account_id": account.id,
            "balance": balance,
            # no tax, whatever the account has by default
            "tax_ids": [Command.clear()],
            **self.env["coop.billing"]._prepare_owner(activity),
        }

    def action_reverse(self, reason):
        """Reverse accepted charges, because of ``reason``. Accountants only."""
        self.check_access("read")
        if not self.env.user.has_group("coop_member.group_accountant"):
            raise AccessError(self.env._("Accountants reverse charges."))
        self._require("accepted")
        for transfer in self:
            transfer._reverse((reason or "").strip())

    def _reverse(self, reason):
        self.ensure_one()
        if self.is_reversed:
            raise UserError(self.env._("%s is reversed already.", self.name))
        today = fields.Date.context_today(self)
        ref = self.env._(
            "Reversal of %(charge)s: %(reason)s", charge=self.name, reason=reason
        )
        [reversal] = self.account_move_id._reverse_moves(
            [{"ref": ref, "date": today}], cancel=True
        )
        self._as_step().reversal_move_id = reversal.id
        self.message_post(body=ref)


class AccountMove(models.Model):
    _inherit = "account.move"

    coop_transfer_ids = fields.One2many(
        "coop.activity.transfer", "account_move_id", "Charges between activities"
    )

    def write(self, vals):
        if vals.get("state", "posted") != "posted":
            self._coop_refuse_transfer()
        return super().write(vals)

    def _coop_refuse_transfer(self):
        """Raise UserError for posted entries of charges between activities."""
        entries_sudo = self.sudo()  # sudo: who keeps the books may not see activities
        for entry in entries_sudo.filtered("coop_transfer_ids"):
            if entry.state == "posted":
                raise UserError(
                    self.env._(
                        "%s posts a charge between activities: reverse the charge "
                        "instead.",
                        entry.name,
                    )
                )
