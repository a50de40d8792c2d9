import ast
import logging

from psycopg2 import DataError

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import mute_logger

_logger = logging.getLogger(__name__)

#: what changes the figure that is computed
DEFINITION = {"source", "model_id", "domain", "aggregate", "field_id"}
#: what a domain that is none raises
UNREADABLE = (ValueError, SyntaxError, TypeError, AssertionError, MemoryError)
NUMBERS = ("integer", "float", "monetary")
#: indicators computed between two commits of the daily job
BATCH = 20
#: members read the figure, not how it is come by
TEAM = "coop_strategy_project.group_strategy_team"


class CoopStrategyKpi(models.Model):
    """Indicators that any model computes: a domain and an aggregate, which are data.

    They are read with the rights of who defined them, never with more: what the
    definition may count is what that person may read. A domain is a literal: no
    expression in it is run.
    """

    _inherit = "coop.strategy.kpi"

    source = fields.Selection(
        [("manual", "Entered by hand"), ("computed", "Computed")],
        default="manual",
        required=True,
    )
    model_id = fields.Many2one(
        "ir.model",
        "What is counted",
        domain="[('transient', '=', False), ('abstract', '=', False)]",
        ondelete="cascade",
        groups=TEAM,
    )
    model_name = fields.Char(related="model_id.model", string="Model name", groups=TEAM)
    domain = fields.Char("Which of them", default="[]", groups=TEAM)
    aggregate = fields.Selection(
        [
            ("__count", "How many"),
            ("sum", "Sum"),
            ("avg", "Average"),
            ("min", "Lowest"),
            ("max", "Highest"),
        ],
        default="__count",
        groups=TEAM,
    )
    field_id = fields.Many2one(
        "ir.model.fields",
        "Of which figure",
        domain="[('model_id', '=', model_id), ('store', '=', True), "
        "('ttype', 'in', ('integer', 'float', 'monetary'))]",
        ondelete="cascade",
        groups=TEAM,
    )
    every_days = fields.Integer("Every (days)", default=30)
    definer_id = fields.Many2one(
        "res.users",
        "Read as",
        readonly=True,
        copy=False,
        help="Who defined what is computed: it counts what they may read.",
        groups=TEAM,
    )
    compute_error = fields.Char(
        "What went wrong", readonly=True, copy=False, groups=TEAM
    )
    is_broken = fields.Boolean(
        "Not computed", compute="_compute_is_broken", compute_sudo=True
    )

    _computed_every = models.Constraint(
        "CHECK (every_days > 0)", "An indicator is computed every day at most."
    )

    @api.depends("compute_error")
    def _compute_is_broken(self):
        for kpi in self:
            kpi.is_broken = bool(kpi.compute_error)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["definer_id"] = self.env.uid
        return super().create(vals_list)

    def write(self, vals):
        vals = {name: vals[name] for name in vals if name != "definer_id"}
        if DEFINITION & vals.keys():
            vals["definer_id"] = self.env.uid
        return super().write(vals)

    @api.constrains(*DEFINITION, "company_id")
    def _check_definition(self):
        for kpi in self.filtered(lambda kpi: kpi.source == "computed"):
            kpi._compute_figure()

    # -- what is computed ------------------------------------------------------------

    def _compute_figure(self):
        """The figure as it is now; raises ValidationError where what is defined makes
        no sense, or is not for its definer to read."""
        self.ensure_one()
        model = self._counted_model()
        domain = self._counted_domain(model)
        aggregate = self._aggregate()
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                [[figure]] = model._read_group(domain, [], [aggregate])
        except AccessError as error:
            raise ValidationError(
                self.env._("Who defines an indicator must be able to read it.")
            ) from error
        except (*UNREADABLE, DataError) as fault:
            raise self._unreadable() from fault
        return float(figure or 0)

    def _unreadable(self):
        return ValidationError(
            self.env._("“%s” is no way of choosing records.", self.domain)
        )

    def _counted_model(self):
        name = self.sudo().model_id.model  # sudo: the name of the model alone
        if name not in self.env or self.env[name]._abstract:
            raise ValidationError(self.env._("Choose what is counted."))
        definer = self.definer_id or self.env.user
        if not definer.active:
            raise ValidationError(
                self.env._(
                    "Who defined this indicator has left: have someone else define it."
                )
            )
        return (
            self.env[name]
            .with_user(definer)
            .with_context(allowed_company_ids=self.company_id.ids)
        )

    def _counted_domain(self, model):
        """The domain, which is a literal, narrowed to the cooperative."""
        try:
            typed = Domain(ast.literal_eval(self.domain or "[]"))
            typed.validate(model)
        except UNREADABLE as fault:
            raise self._unreadable() from fault
        if "company_id" in model._fields and model._fields["company_id"].store:
            typed &= Domain("company_id", "in", (False, self.company_id.id))
        return typed

    def _aggregate(self):
        if self.aggregate == "__count":
            return "__count"
        field_sudo = self.field_id.sudo()  # sudo: its name and kind alone
        is_fit = field_sudo.ttype in NUMBERS and field_sudo.model_id == self.model_id
        if not (field_sudo.store and is_fit):
            raise ValidationError(self.env._("Choose of which figure."))
        return f"{field_sudo.name}:{self.aggregate}"

    # -- measures --------------------------------------------------------------------

    def action_measure(self):
        """Measure computed indicators now: today's measure is made, or corrected."""
        for kpi in self:
            if kpi.source != "computed":
                raise UserError(self.env._("This indicator is entered by hand."))
            kpi._measure(kpi._compute_figure())

    def _measure(self, figure):
        self.ensure_one()
        today = fields.Date.context_today(self)
        found = self.measure_ids.filtered(lambda measure: measure.date == today)
        vals = {"value": figure, "is_computed": True}
        if found:
            found.write(vals)
        else:
            found.create({"kpi_id": self.id, "date": today, **vals})
        self.compute_error = False

    @api.model
    def _cron_measure(self):
        """Measure what is due, batch by batch; one that cannot be says why."""
        due = self.search(
            [("source", "=", "computed"), ("cycle_id.state", "=", "voted")]
        ).filtered(lambda kpi: kpi._is_due())
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(due))
        for start in range(0, len(due), BATCH):
            batch = due[start : start + BATCH]
            for kpi in batch:
                kpi._measure_or_say_why()
            cron._commit_progress(len(batch))

    def _is_due(self):
        today = fields.Date.context_today(self)
        days = self.measure_ids.filtered("is_computed").mapped("date")
        return not days or (today - max(days)).days >= self.every_days

    def _measure_or_say_why(self):
        try:
            with self.env.cr.savepoint():
                self._measure(self._compute_figure())
        except UserError as error:
            _logger.info("%s is not measured: %s", self.indicator, error)
            self.compute_error = str(error)
