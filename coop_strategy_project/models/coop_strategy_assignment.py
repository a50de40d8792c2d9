from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CoopStrategyAssignment(models.Model):
    """A member who holds a role for a term, elected or assigned by a decision."""

    _name = "coop.strategy.assignment"
    _description = "Term in a Role"
    _order = "date_start desc, id desc"
    _rec_name = "member_id"
    _check_company_auto = True

    role_id = fields.Many2one(
        "coop.strategy.role", required=True, index=True, ondelete="restrict"
    )
    circle_id = fields.Many2one(related="role_id.circle_id", store=True, index=True)
    company_id = fields.Many2one(related="role_id.company_id", store=True, index=True)
    member_id = fields.Many2one(
        "coop.member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('state', '=', 'active')]",
    )
    date_start = fields.Date("From", required=True, default=fields.Date.context_today)
    date_end = fields.Date("To", help="Empty: until someone else takes it over.")
    way = fields.Selection(
        [("elected", "Elected"), ("assigned", "Assigned")],
        "How",
        default="elected",
        required=True,
    )
    decision_id = fields.Many2one(
        "coop.strategy.decision",
        check_company=True,
        ondelete="restrict",
        domain="[('state', '=', 'adopted')]",
        help="The record of the election or of the decision.",
    )
    is_running = fields.Boolean("Today", compute="_compute_is_running")

    _ends_after_start = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= date_start)",
        "A term ends after it begins.",
    )
    # a term has a first day and a last one: the same person holds a role once at a time
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(role_id, role_id, '[]') WITH &&, "
        "int4range(member_id, member_id, '[]') WITH &&, "
        "daterange(date_start, date_end, '[]') WITH &&)",
        "This member holds the role at that time already.",
    )

    @api.depends("date_start", "date_end")
    def _compute_is_running(self):
        today = fields.Date.context_today(self)
        for term in self:
            term.is_running = term._is_running(today)

    def _is_running(self, day):
        self.ensure_one()
        begun = bool(self.date_start) and self.date_start <= day
        return begun and not (self.date_end and self.date_end < day)

    @api.constrains("decision_id")
    def _check_decision(self):
        for term in self:
            if term.decision_id and term.decision_id.state != "adopted":
                raise ValidationError(
                    self.env._("A role is given by a decision that was adopted.")
                )
