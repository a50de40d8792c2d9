from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.ages import age, days_waiting, is_overdue

TODO = "mail.mail_activity_data_todo"


class CoopStrategyQuestion(models.Model):
    """A question that a member asks in front of the others. None is lost: it waits in
    the list until it is answered, or someone has said who will, and when."""

    _name = "coop.strategy.question"
    _description = "Question of a Member"
    _inherit = ["mail.thread", "mail.activity.mixin", "coop.strategy.backstage.mixin"]
    _order = "asked_on desc, id desc"
    _check_company_auto = True

    name = fields.Char("Question", required=True)
    details = fields.Text()
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
        ondelete="restrict",
    )
    member_id = fields.Many2one(
        "coop.member",
        "Asked by",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    cycle_id = fields.Many2one(
        "coop.strategy.cycle", "Strategy", ondelete="set null", check_company=True
    )
    axis_id = fields.Many2one(
        "coop.strategy.axis", ondelete="set null", check_company=True
    )
    project_id = fields.Many2one("project.project", ondelete="set null", index=True)
    asked_on = fields.Date(
        required=True, default=fields.Date.context_today, copy=False, readonly=True
    )
    state = fields.Selection(
        [
            ("open", "Unanswered"),
            ("promised", "Promised"),
            ("answered", "Answered"),
            ("hidden", "Hidden"),
        ],
        "Status",
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    responsible_id = fields.Many2one(
        "res.users",
        "Who will answer",
        domain="[('share', '=', False)]",
        tracking=True,
    )
    promised_on = fields.Date("Answer by", tracking=True)
    answer_ids = fields.One2many("coop.strategy.answer", "question_id", "Answers")
    answered_on = fields.Date(readonly=True, copy=False, tracking=True)
    hidden_reason = fields.Char(
        "Why it is hidden", readonly=True, copy=False, tracking=True
    )
    support_ids = fields.One2many("coop.strategy.support", "question_id")
    support_count = fields.Integer(
        "Supported by", compute="_compute_support_count", store=True
    )
    days_waiting = fields.Integer("Days", compute="_compute_days_waiting")
    age = fields.Selection(
        [
            ("week", "A week at most"),
            ("month", "A month at most"),
            ("quarter", "Three months at most"),
            ("older", "Older"),
        ],
        compute="_compute_days_waiting",
    )
    is_overdue = fields.Boolean("Promise is over", compute="_compute_days_waiting")

    # the list that the portal reads, whatever the number of questions
    _list_index = models.Index("(company_id, state, asked_on DESC, id DESC)")
    _promised_complete = models.Constraint(
        "CHECK (state != 'promised' "
        "OR (responsible_id IS NOT NULL AND promised_on IS NOT NULL))",
        "Say who will answer, and by when.",
    )
    _hidden_with_reason = models.Constraint(
        "CHECK (state != 'hidden' OR hidden_reason IS NOT NULL)",
        "A question is hidden for a reason.",
    )
    _answered_dated = models.Constraint(
        "CHECK (state != 'answered' OR answered_on IS NOT NULL)",
        "An answer has a date.",
    )

    @api.depends("support_ids")
    def _compute_support_count(self):
        rows = self.env["coop.strategy.support"]._read_group(
            [("question_id", "in", self.ids)], ["question_id"], ["__count"]
        )
        counts = dict(rows)
        for question in self:
            question.support_count = counts.get(question._origin, 0)

    @api.depends("asked_on", "answered_on", "promised_on")
    def _compute_days_waiting(self):
        today = fields.Date.context_today(self)
        for question in self:
            answered = question.answered_on or None
            days = days_waiting(question.asked_on or today, answered, today)
            question.days_waiting = days
            question.age = age(days)
            question.is_overdue = is_overdue(
                question.promised_on or None, answered, today
            )

    # -- steps ---------------------------------------------------------------------

    def action_promise(self):
        """Say who will answer, and by when."""
        today = fields.Date.context_today(self)
        for question in self:
            if not question.responsible_id or not question.promised_on:
                raise UserError(self.env._("Say who will answer, and by when."))
            if question.promised_on < today:
                raise UserError(self.env._("Promise an answer for a day to come."))
            if question.state == "answered":
                raise UserError(self.env._("This question is answered already."))
            question._refuse_hidden()
            question.state = "promised"
            question._ask_responsible()

    def action_reopen(self):
        """Put the question back into the list of those unanswered."""
        self.write(
            {
                "state": "open",
                "answered_on": False,
                "promised_on": False,
                "hidden_reason": False,
            }
        )
        self.activity_unlink([TODO])

    def _refuse_hidden(self):
        """Raise UserError where a question is hidden: what is done with it would show
        it to all again."""
        if any(question.state == "hidden" for question in self):
            raise UserError(
                self.env._("This question is hidden: reopen it before you answer.")
            )

    def _mark_answered(self):
        self._refuse_hidden()
        waiting = self.filtered(lambda question: question.state != "answered")
        waiting.write(
            {"state": "answered", "answered_on": fields.Date.context_today(self)}
        )
        waiting.activity_feedback([TODO])
        waiting._tell_answered()

    def _hide(self, reason):
        """Hide a question that is not fit to be read, with the reason kept."""
        self.write({"state": "hidden", "hidden_reason": reason})
        self.activity_unlink([TODO])

    def _ask_responsible(self):
        """A to-do for who promised, and for nobody else, on the day of the promise."""
        if self.env.context.get("coop_no_mail"):
            return
        asked = self.activity_search([TODO])
        if asked.user_id == self.responsible_id and asked.mapped("date_deadline") == [
            self.promised_on
        ]:
            return
        asked.unlink()
        worded = self.with_context(lang=self.responsible_id.lang or self.env.lang)
        self.activity_schedule(
            TODO,
            date_deadline=self.promised_on,
            summary=worded.env._("Answer a question: %s", self.name),
            user_id=self.responsible_id.id,
        )

    def _tell_answered(self):
        """Write to who asked."""
        template = self.env.ref(
            "coop_strategy_project.mail_template_question_answered",
            raise_if_not_found=False,
        )
        if not template or self.env.context.get("coop_no_mail"):
            return
        for question in self:
            if question._mail_recipient().email:
                question.message_post_with_source(
                    template, subtype_xmlid="mail.mt_comment", email_layout_xmlid=None
                )

    def _mail_recipient(self):
        """Who is written to."""
        self.ensure_one()
        return self.sudo().member_id.portal_partner_id  # sudo: the address, to write to

    def _mail_get_partners(self, introspect_fields=False):
        return {question.id: question._mail_recipient() for question in self}
