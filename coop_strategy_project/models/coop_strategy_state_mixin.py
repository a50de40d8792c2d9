from odoo import models
from odoo.exceptions import UserError


class CoopStrategyStateMixin(models.AbstractModel):
    """Records with a ``name`` that go from one ``state`` to the next."""

    _name = "coop.strategy.state.mixin"
    _description = "Steps of a Record"

    def _refuse_unless(self, *states):
        """Raise UserError where a record is at none of ``states``."""
        self.ensure_one()
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(name)s” cannot do this: it is %(state)s.",
                    name=self.name,
                    state=labels[self.state].lower(),
                )
            )
