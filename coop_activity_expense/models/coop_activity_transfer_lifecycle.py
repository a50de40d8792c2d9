from odoo import api, fields, models
from odoo.exceptions import UserError


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
        """Raise UserError for a charge that is in none of ``states``. Each step changes
        the row: who takes one at once is refused it, runs again, and finds it further
        on."""
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

    def action_offer(self):
        """Offer drafts to the activities that are to pay. Members of the first."""
        self.check_access("read")
        self.from_activity_id._coop_require_member()
        self._require("draft")
        for transfer in self._as_step():
            transfer._check_chargeable()
            transfer.write(
                {
                    "state": "offered",
                    "name": transfer.name or transfer._next_number(),
                    "offered_date": fields.Datetime.now(),
                    "refusal_reason": False,
                }
            )

    def _check_chargeable(self):
        for activity in (self.from_activity_id, self.to_activity_id):
            if activity.state != "open":
                raise UserError(
                    self.env._("%s is not open: it takes no charges.", activity.name)
                )
        if self.date > fields.Date.context_today(self):
            raise UserError(self.env._("A charge cannot be dated after today."))

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
            transfer._check_chargeable()
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
