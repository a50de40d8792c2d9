from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.contracts import last_day_of_term, renewal_period

#: contracts rolled between two commits of the daily job
BATCH = 200


class CoopContract(models.Model):
    """Life cycle: draft → running → ended, or cancelled."""

    _inherit = "coop.contract"

    def _default_end(self):
        """Last day of the longest term the type allows, False when open-ended."""
        self.ensure_one()
        months = self.type_id.max_months
        return last_day_of_term(self.date_start, months) if months else False

    def _require_state(self, state, sentence):
        for contract in self:
            if contract.state != state:
                raise UserError(sentence % contract.display_name)

    def action_start(self):
        """Start draft contracts. What the member had and is over by then is ended
        first; raises UserError where the contract or its member is not ready."""
        self._require_state("draft", self.env._("%s is not a draft: it cannot start."))
        for contract in self:
            contract._check_can_start()
            over = contract.member_id.contract_ids.filtered(
                lambda other, contract=contract: (
                    other.state == "running"
                    and other.date_end
                    and other.date_end < contract.date_start
                )
            )
            over._end_at_term()
            contract.state = "running"

    def _check_can_start(self):
        self.ensure_one()
        if self.member_id.state != "active":
            raise UserError(
                self.env._(
                    "%s must be admitted before a contract can start.",
                    self.member_id.display_name,
                )
            )
        if self.date_start > fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "This contract starts on %s. Enter the date it was signed and it "
                    "will start by itself that day.",
                    self._format_date(self.date_start),
                )
            )

    def action_renew(self):
        """Prepare the renewal of running or ended contracts, for the longest term
        that their type allows.

        Returns the action that shows the new drafts.
        """
        for contract in self:
            if contract.state not in ("running", "ended"):
                raise UserError(
                    self.env._(
                        "%s has not run: there is nothing to renew.",
                        contract.display_name,
                    )
                )
            if not contract.date_end:
                raise UserError(
                    self.env._(
                        "%s has no end: there is nothing to renew.",
                        contract.display_name,
                    )
                )
        renewals = self.create([contract._prepare_renewal() for contract in self])
        return renewals._action_open()

    def _prepare_renewal(self):
        """Values of the contract that follows this one."""
        self.ensure_one()
        period = renewal_period(self._period(), self.type_id.max_months)
        return {
            "member_id": self.member_id.id,
            "type_id": self.type_id.id,
            "date_start": period.start,
            "date_end": period.end,
            "renewal_of_id": self.id,
        }

    def _action_open(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "coop_member.coop_contract_action"
        )
        if len(self) == 1:
            action.update(views=[(False, "form")], res_id=self.id)
        else:
            action["domain"] = [("id", "in", self.ids)]
        return action

    def action_end(self):
        """End running contracts: today, or at their term when it has passed."""
        self._require_running()
        today = fields.Date.context_today(self)
        for contract in self:
            if contract.date_end and contract.date_end <= today:
                contract._end_at_term()
            else:
                contract._end(max(today, contract.date_start), contract.end_reason_id)

    def _require_running(self):
        self._require_state("running", self.env._("%s is not running."))

    def _end(self, day, reason):
        """End a running contract on ``day`` inclusive, keeping the agreed end."""
        self.ensure_one()
        if self.date_end and self.date_end <= day:
            return self._end_at_term()
        self.write(
            {
                "state": "ended",
                "date_term": self.date_end,
                "date_end": day,
                "end_reason_id": reason.id if reason else False,
            }
        )

    def _end_at_term(self):
        reason = self.env.ref("coop_member.reason_contract_term", False)
        reason = reason or self.env["coop.reason"]
        for contract in self:
            contract.write(
                {
                    "state": "ended",
                    "end_reason_id": (contract.end_reason_id or reason).id,
                }
            )

    def action_cancel(self):
        """Cancel draft contracts."""
        self._require_state("draft", self.env._("%s is not a draft any more."))
        self.state = "cancelled"

    def action_draft(self):
        """Take cancelled contracts back to draft."""
        self._require_state("cancelled", self.env._("%s is not cancelled."))
        self.state = "draft"

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        for contract in self:
            if contract.state in ("running", "ended"):
                raise UserError(
                    self.env._(
                        "%s has run: it stays in the member's history.",
                        contract.display_name,
                    )
                )

    @api.model
    def _cron_roll(self):
        """End what reached its term and start what was signed and is due."""
        self._roll(self._domain_over(), type(self)._end_at_term)
        self._roll(self._domain_due(), type(self)._start_if_possible)

    def _roll(self, domain, step):
        contracts = self.search(domain)
        self.env["ir.cron"]._commit_progress(remaining=len(contracts))
        for start in range(0, len(contracts), BATCH):
            batch = contracts[start : start + BATCH]
            step(batch)
            self.env["ir.cron"]._commit_progress(len(batch))

    @api.model
    def _domain_over(self):
        yesterday = fields.Date.context_today(self) - timedelta(days=1)
        return [("state", "=", "running"), ("date_end", "<=", yesterday)]

    @api.model
    def _domain_due(self):
        return [
            ("state", "=", "draft"),
            ("signed_date", "!=", False),
            ("date_start", "<=", fields.Date.context_today(self)),
            ("member_id.state", "=", "active"),
        ]

    def _start_if_possible(self):
        """Start each contract; one that cannot start tells its adviser why."""
        for contract in self:
            adviser = contract.member_id._asked_adviser() or self.env.user
            told = contract.with_context(lang=adviser.lang or self.env.lang)
            try:
                with self.env.cr.savepoint():
                    told.action_start()
            except UserError as error:
                told._tell_not_started(adviser, str(error))

    def _tell_not_started(self, adviser, why):
        """Warn the adviser, once, that a signed contract could not start."""
        self.ensure_one()
        if self.activity_search(["mail.mail_activity_data_warning"]):
            return
        self.activity_schedule(
            "mail.mail_activity_data_warning",
            summary=self.env._("This contract could not start"),
            note=why,
            user_id=adviser.id,
        )
