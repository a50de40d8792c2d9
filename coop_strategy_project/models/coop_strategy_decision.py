from odoo import api, fields, models
from odoo.exceptions import UserError

#: numbers of the register
CODE = "coop.strategy.decision"
#: what may still be written once a decision is in the register
FREE = {"message_main_attachment_id", "message_follower_ids", "message_ids"}


class CoopStrategyDecision(models.Model):
    """A decision by consent: a proposal, the objections to it, what came of them. Once
    adopted or dropped it stands in the register, and is changed by another one."""

    _name = "coop.strategy.decision"
    _description = "Decision"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "coop.strategy.step.mixin",
        "coop.strategy.backstage.mixin",
    ]
    _order = "date desc, id desc"
    _check_company_auto = True

    _stepped = {"state": "proposed", "number": False}

    name = fields.Char("Subject", required=True, tracking=True)
    number = fields.Char(readonly=True, copy=False)
    circle_id = fields.Many2one(
        "coop.strategy.circle",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(related="circle_id.company_id", store=True, index=True)
    date = fields.Date("Meeting on", required=True, default=fields.Date.context_today)
    proposer_id = fields.Many2one(
        "coop.member", "Proposed by", check_company=True, ondelete="restrict"
    )
    proposal = fields.Html(required=True)
    objection_ids = fields.One2many(
        "coop.strategy.objection", "decision_id", "Objections", copy=False
    )
    open_objection_count = fields.Integer(compute="_compute_open_objection_count")
    outcome = fields.Html("What was decided", copy=False)
    review_date = fields.Date("To be looked at again", copy=False)
    replaces_id = fields.Many2one(
        "coop.strategy.decision",
        check_company=True,
        ondelete="restrict",
        domain="[('state', '=', 'adopted')]",
    )
    state = fields.Selection(
        [("proposed", "Proposed"), ("adopted", "Adopted"), ("dropped", "Dropped")],
        "Status",
        default="proposed",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )

    _number_unique = models.UniqueIndex(
        "(company_id, number) WHERE number IS NOT NULL",
        "This number is taken in the register of decisions.",
    )
    _registered = models.Constraint(
        "CHECK (state = 'proposed' OR number IS NOT NULL)",
        "What was decided has a number in the register.",
    )

    @api.depends("objection_ids.state")
    def _compute_open_objection_count(self):
        for decision in self:
            raised = decision.objection_ids.filtered(lambda one: one.state == "raised")
            decision.open_objection_count = len(raised)

    @api.depends("number", "name")
    def _compute_display_name(self):
        for decision in self:
            parts = filter(None, (decision.number, decision.name))
            decision.display_name = " · ".join(parts)

    def action_adopt(self):
        """Adopt the proposal: nobody objects any more."""
        for decision in self:
            decision._refuse_unless_proposed()
            if decision.open_objection_count:
                raise UserError(
                    self.env._(
                        "Consent is when nobody objects: say first what came of each "
                        "objection."
                    )
                )
            decision._enter_register("adopted")

    def action_drop(self):
        """Drop the proposal; it stays in the register."""
        for decision in self:
            decision._refuse_unless_proposed()
            decision._enter_register("dropped")

    def _enter_register(self, state):
        number = self.company_id._coop_next_number(CODE)
        if not self.outcome:
            self.outcome = self.proposal if state == "adopted" else False
        self._step({"state": state, "number": number})

    def _refuse_unless_proposed(self):
        self.ensure_one()
        if self.state != "proposed":
            raise UserError(self.env._("This was decided already."))

    def write(self, vals):
        settled = self.filtered(lambda decision: decision.state != "proposed")
        if settled and vals.keys() - FREE:
            raise UserError(
                self.env._(
                    "What was decided stands in the register: replace it by another "
                    "decision."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_proposed(self):
        if any(decision.state != "proposed" for decision in self):
            raise UserError(self.env._("What was decided stays in the register."))
