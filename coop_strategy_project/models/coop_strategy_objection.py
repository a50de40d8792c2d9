from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL


class CoopStrategyObjection(models.Model):
    """An objection to a proposal, and what came of it."""

    _name = "coop.strategy.objection"
    _description = "Objection"
    _order = "id"

    name = fields.Char("Objection", required=True)
    decision_id = fields.Many2one(
        "coop.strategy.decision", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="decision_id.company_id", store=True, index=True
    )
    member_id = fields.Many2one("coop.member", "Raised by", ondelete="restrict")
    state = fields.Selection(
        [
            ("raised", "Raised"),
            ("integrated", "Taken into the proposal"),
            ("withdrawn", "Withdrawn"),
        ],
        "What came of it",
        default="raised",
        required=True,
    )
    resolution = fields.Char("How")

    @api.constrains("state", "resolution")
    def _check_resolution(self):
        for objection in self:
            if objection.state == "integrated" and not objection.resolution:
                raise ValidationError(
                    self.env._("Say how the objection was taken into the proposal.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        objections = super().create(vals_list)
        objections._refuse_once_decided()
        return objections

    def write(self, vals):
        self._refuse_once_decided()
        return super().write(vals)

    def unlink(self):
        self._refuse_once_decided()
        return super().unlink()

    def _refuse_once_decided(self):
        if any(one.decision_id.state != "proposed" for one in self):
            raise UserError(self.env._("What was decided stays in the register."))
        # who adopts the proposal at the same moment is refused the row, and runs again
        self.env.execute_query(
            SQL(
                "UPDATE coop_strategy_decision SET state = state WHERE id = ANY(%s)",
                self.decision_id.ids,
            )
        )
