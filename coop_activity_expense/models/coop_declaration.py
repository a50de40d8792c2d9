from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..core import recurrence

CATEGORIES = [
    ("vat", "VAT"),
    ("social", "Social contributions"),
    ("tax", "Taxes and duties"),
    ("training", "Training"),
    ("accounts", "Annual accounts"),
    ("other", "Other"),
]


class CoopDeclaration(models.Model):
    """Something that a cooperative declares again and again. Those of a country are
    proposals: a cooperative follows copies, which it changes as it likes."""

    _name = "coop.declaration"
    _description = "Declaration"
    _order = "company_id, country_id, category, name, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    category = fields.Selection(CATEGORIES, default="other", required=True)
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: proposed to cooperatives of a country."
    )
    country_id = fields.Many2one("res.country")
    template_id = fields.Many2one(
        "coop.declaration", "Proposal", readonly=True, index=True, ondelete="set null"
    )
    proposed = fields.Boolean(
        default=True, help="Followed when a cooperative follows those of its country."
    )
    rule = fields.Char(
        "Due",
        required=True,
        help="As calendars write it: FREQ=MONTHLY;BYMONTHDAY=24 is the 24th of each "
        "month, FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1 the last day of the first month "
        "of each quarter, FREQ=YEARLY;BYMONTH=5;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2 the "
        "second working day of May.",
    )
    rule_words = fields.Char("In words", compute="_compute_rule_words")
    follows_year = fields.Boolean(
        "Follows the financial year",
        help="The months are those of a year that begins in January, and move with "
        "that of the cooperative.",
    )
    period_months = fields.Integer(
        "About (months)", default=1, required=True, help="How long the period is."
    )
    lag_months = fields.Integer(
        "After (months)",
        default=1,
        required=True,
        help="In which month after the end of the period it is due; 0: in the last "
        "month of the period itself.",
    )
    ahead_days = fields.Integer(
        "Announced (days before)",
        default=10,
        required=True,
        help="When the responsible person gets an activity.",
    )
    responsible_id = fields.Many2one(
        "res.users", domain="[('share', '=', False), ('company_ids', 'in', company_id)]"
    )
    description = fields.Text(translate=True)
    source = fields.Char(help="Where the rule comes from.")
    verified = fields.Boolean(
        help="Whether somebody looked the day up for this cooperative. What comes with "
        "the module is not verified: days depend on size, place and options."
    )
    deadline_ids = fields.One2many("coop.declaration.deadline", "declaration_id")

    _months_valid = models.Constraint(
        "CHECK (period_months BETWEEN 1 AND 36 AND lag_months BETWEEN 0 AND 36 "
        "AND ahead_days BETWEEN 0 AND 366)",
        "A period has at least a month; delays cannot be negative.",
    )
    _followed_once = models.UniqueIndex(
        "(company_id, template_id) WHERE (template_id IS NOT NULL)",
        "This cooperative follows this declaration already.",
    )

    @api.constrains("rule")
    def _check_rule(self):
        for declaration in self:
            try:
                recurrence.parse(declaration.rule)
            except recurrence.RecurrenceError as error:
                raise ValidationError(declaration._misfit(error)) from error

    def _misfit(self, error):
        """Why a rule says no days, as a sentence."""
        values = {"rule": self.rule, "part": error.part}
        if isinstance(error, recurrence.UnknownPart):
            return self.env._("“%(rule)s”: “%(part)s” is not understood.", **values)
        if isinstance(error, recurrence.PartMissing):
            return self.env._("“%(rule)s” needs a value for %(part)s.", **values)
        return self.env._(
            "“%(rule)s”: %(part)s cannot be “%(value)s”.", value=error.value, **values
        )

    @api.constrains("company_id", "country_id")
    def _check_owner(self):
        for declaration in self:
            if not declaration.company_id and not declaration.country_id:
                raise ValidationError(
                    self.env._("Choose a cooperative, or a country to propose it to.")
                )

    def _core_rule(self):
        """The rule as `core.recurrence` takes it, in the cooperative's year."""
        self.ensure_one()
        rule = recurrence.parse(self.rule)
        if not self.follows_year or not self.company_id:
            return rule
        return recurrence.moved(rule, self.company_id._coop_year_end() % 12)

    def action_follow(self):
        """Have the current cooperative follow these proposals; returns its own
        declarations. What it follows already is left alone."""
        return self._follow(self.env.company)

    def _follow(self, company):
        followed = self.with_context(active_test=False).search(
            [("company_id", "=", company.id), ("template_id", "in", self.ids)]
        )
        new = self.filtered(lambda one: not one.company_id) - followed.template_id
        return followed | self.union(
            *(
                proposal.copy({"company_id": company.id, "template_id": proposal.id})
                for proposal in new
            )
        ).filtered("company_id")

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        for declaration in self:
            if any(one.state == "done" for one in declaration.deadline_ids):
                raise UserError(
                    self.env._(
                        "“%s” was declared before: archive it instead.",
                        declaration.name,
                    )
                )
