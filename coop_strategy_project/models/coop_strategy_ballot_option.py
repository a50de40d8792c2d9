from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

#: what votes alone write
COUNTED = {"dots", "tally", "held"}


class CoopStrategyBallotOption(models.Model):
    """A project that dots can be given to, and how many it has.

    Votes count up ``tally`` in the database, which nobody reads or writes; results are
    ``dots``, which follow it as far as they may be told.
    """

    _name = "coop.strategy.ballot.option"
    _description = "Project to Vote on"
    _order = "ballot_id, sequence, id"
    _rec_name = "project_id"

    ballot_id = fields.Many2one(
        "coop.strategy.ballot", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(default=10)
    dots = fields.Integer(readonly=True, copy=False, help="As far as they are told.")
    tally = fields.Integer(
        "Dots counted", readonly=True, copy=False, groups=fields.NO_ACCESS
    )
    held = fields.Integer(
        "Dots told next", readonly=True, copy=False, groups=fields.NO_ACCESS
    )

    _project_once = models.UniqueIndex(
        "(ballot_id, project_id)", "This project is on the ballot already."
    )
    _dots_positive = models.Constraint(
        "CHECK (dots >= 0)", "Dots are given, never taken."
    )

    @api.constrains("project_id", "ballot_id")
    def _check_project(self):
        for option in self:
            if option.project_id.strategy_cycle_id != option.ballot_id.cycle_id:
                raise ValidationError(
                    self.env._(
                        "“%s” does not belong to the strategy of this ballot.",
                        option.project_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["dots"] = 0
            vals.pop("tally", None)
            vals.pop("held", None)
        options = super().create(vals_list)
        options._refuse_once_open()
        return options

    def write(self, vals):
        if vals.keys() - {"sequence"}:
            self._refuse_once_open()
        if COUNTED & vals.keys():
            raise UserError(self.env._("Dots come from votes alone."))
        return super().write(vals)

    def unlink(self):
        self._refuse_once_open()
        return super().unlink()

    def _refuse_once_open(self):
        if any(option.ballot_id.state != "draft" for option in self):
            raise UserError(
                self.env._("What is voted on stays as it is once people vote.")
            )
