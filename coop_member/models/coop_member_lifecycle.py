from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class CoopMember(models.Model):
    """Life cycle: candidate → active → left, or refused; and back again."""

    _inherit = "coop.member"

    def _asked_adviser(self):
        """Who of the team is asked about this member: the adviser, else the default
        one of the cooperative; nobody whose user was archived since."""
        self.ensure_one()
        advisers = self.adviser_id | self.company_id.coop_default_adviser_id
        advisers_sudo = advisers.sudo()  # sudo: whether they still work here
        return advisers_sudo.filtered("active")[:1].with_env(self.env)

    def _require_state(self, states, sentence):
        """Raise ``sentence`` (with one %s for the name) unless every member is in
        one of ``states``."""
        for member in self:
            if member.state not in states:
                raise UserError(sentence % member.display_name)

    def action_admit(self):
        """Admit candidates: they become active and get their number.

        ``admission_date`` is kept when it was set beforehand, else it is today.
        Raises UserError for anyone who is not a candidate, has no college, or is to be
        admitted on a day to come.
        """
        self._require_state(
            ("candidate",), self.env._("%s is not a candidate: nothing to admit.")
        )
        for member in self:
            member._check_can_admit()
            member.write(member._prepare_admission())
            member._schedule_welcome()
            member._wished_shares()._announce_admission()
            member._send_template("coop_member.mail_template_member_welcome")

    def _check_can_admit(self):
        self.ensure_one()
        if not self.college_id:
            raise UserError(
                self.env._(
                    "Choose a college for %s before the admission.", self.display_name
                )
            )
        day = self.admission_date
        if day and day > fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "%(day)s is still to come: admit %(member)s on that day.",
                    day=format_date(self.env, day),
                    member=self.display_name,
                )
            )

    def _prepare_admission(self):
        """Values written on admission."""
        self.ensure_one()
        number = self.number or self.company_id._coop_next_number("coop.member")
        return {
            "state": "active",
            "number": number,
            "admission_date": self.admission_date or fields.Date.context_today(self),
        }

    def _schedule_welcome(self):
        """Schedule the cooperative's welcome steps for the team."""
        self.ensure_one()
        plan = self.company_id.coop_welcome_plan_id
        responsible = self.adviser_id.filtered("active") or self.env.user
        for template in plan.template_ids:
            self.activity_schedule(
                activity_type_id=template.activity_type_id.id,
                summary=template.summary,
                note=template.note,
                date_deadline=template._get_date_deadline(self.admission_date),
                user_id=(template.responsible_id.filtered("active") or responsible).id,
            )

    def _send_template(self, xml_id):
        """Send the mail template ``xml_id`` to who acts for the member, if they have
        an e-mail."""
        self.ensure_one()
        template = self.env.ref(xml_id, raise_if_not_found=False)
        email = self.portal_partner_id.email
        if template and email and not self.env.context.get("coop_no_mail"):
            self.message_post_with_source(
                template, subtype_xmlid="mail.mt_comment", email_layout_xmlid=None
            )

    def action_refuse(self):
        """Refuse candidates, for the reason written beforehand on them."""
        self._require_state(
            ("candidate",), self.env._("%s is not a candidate: nothing to refuse.")
        )
        for member in self:
            if not member.refusal_reason_id:
                raise UserError(
                    self.env._("Say why %s is refused.", member.display_name)
                )
            member.state = "refused"
            member._send_template("coop_member.mail_template_member_refused")

    def action_leave(self):
        """Let active members leave: their running contracts end with them, the
        reimbursement of their shares is prepared, and they subscribe to no more.

        ``exit_date`` is kept when it was set beforehand, else it is today.
        Raises UserError for anyone who is not active, leaves before being admitted or
        on a day to come, or still runs an open activity alone.
        """
        self._require_active()
        for member in self:
            exit_date = member.exit_date or fields.Date.context_today(self)
            member._check_can_leave(exit_date)
            member._end_contracts(exit_date)
            member.write({"state": "left", "exit_date": exit_date})
            member.activity_unlink(["mail.mail_activity_data_todo"])
            member._give_up_shares(exit_date)
            member._stop_subscriptions()

    def _require_active(self):
        self._require_state(
            ("active",), self.env._("%s is not an active member and cannot leave.")
        )

    def _check_can_leave(self, exit_date):
        self.ensure_one()
        if exit_date < self.admission_date:
            raise UserError(self.env._("A member cannot leave before being admitted."))
        if exit_date > fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "%(day)s is still to come: record the departure of %(member)s on "
                    "that day.",
                    day=format_date(self.env, exit_date),
                    member=self.display_name,
                )
            )
        # of two who leave at once, one stays behind
        self.coop_activity_ids._take_turns()
        alone = self.coop_activity_ids.filtered(
            lambda activity: (
                activity.state == "open"
                and not (activity.member_ids - self).filtered(
                    lambda member: member.state == "active"
                )
            )
        )
        if alone:
            raise UserError(
                self.env._(
                    "%(member)s is the last member of %(activities)s: close it or "
                    "hand it over first.",
                    member=self.display_name,
                    activities=", ".join(alone.mapped("display_name")),
                )
            )

    def _end_contracts(self, exit_date):
        """End what runs at ``exit_date`` and cancel what had not started; a volunteer
        is gone."""
        self.ensure_one()
        self.contract_ids.volunteer_job_ids.stage = "gone"
        self.contract_ids.filtered(lambda c: c.state == "draft").action_cancel()
        running = self.contract_ids.filtered(lambda c: c.state == "running")
        reason = self.env.ref("coop_member.reason_contract_exit", False)
        for contract in running:
            contract._end(max(exit_date, contract.date_start), reason)

    def action_reopen(self):
        """Take back as candidates those who left or were refused; the stay that
        ended is kept in the history, and so is the number."""
        self._require_state(
            ("left", "refused"),
            self.env._("%s neither left nor was refused: nothing to open again."),
        )
        for member in self:
            if member.state == "left":
                self.env["coop.member.stay"].create(member._prepare_stay())
            member.write(
                {
                    "state": "candidate",
                    "stage_id": self._default_stage().id,
                    "application_date": fields.Date.context_today(self),
                    "admission_date": False,
                    "associate_date": False,
                    "exit_date": False,
                    "exit_reason_id": False,
                    "refusal_reason_id": False,
                }
            )
        # whoever still holds shares stays an associate
        self._update_associate_date()

    def _prepare_stay(self):
        """Values of the past stay that an ended membership becomes."""
        self.ensure_one()
        return {
            "member_id": self.id,
            "admission_date": self.admission_date,
            "exit_date": self.exit_date,
            "exit_reason_id": self.exit_reason_id.id,
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_never_admitted(self):
        for member in self:
            if member.number:
                raise UserError(
                    self.env._(
                        "%s was admitted under a number and stays in the register: "
                        "record a departure instead.",
                        member.display_name,
                    )
                )
