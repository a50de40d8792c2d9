from odoo import api, models
from odoo.exceptions import UserError

#: key of the context under which a record's own steps show that it is them; the object
#: cannot be sent by a browser or over RPC
_KEY = "coop_strategy_step"
_STEP = object()


class CoopStrategyStepMixin(models.AbstractModel):
    """Records some of whose fields are written by their own steps alone: a ballot, a
    register. Models name them in `_stepped`, with how they begin."""

    _name = "coop.strategy.step.mixin"
    _description = "Written by Steps"

    #: fields that no user writes → how they begin
    _stepped = {}

    def _as_step(self):
        """These records, in an environment that may take them a step further."""
        return self.with_context(**{_KEY: _STEP})

    def _is_step(self):
        return self.env.context.get(_KEY) is _STEP

    def _step(self, vals):
        """Take records a step further."""
        self._as_step().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        # values can come from the context too
        begun = [{**vals, **self._stepped} for vals in vals_list]
        return super().create(begun)

    def write(self, vals):
        if self._stepped.keys() & vals.keys() and not self._is_step():
            raise UserError(self.env._("This is changed by its buttons alone."))
        return super().write(vals)
