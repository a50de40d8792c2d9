from odoo import api, models
from odoo.exceptions import AccessError, UserError

#: key of the context under which the steps of a run show that it is them; the object
#: cannot be sent by a browser or over RPC
_KEY = "coop_contribution_step"
_STEP = object()

#: what only the steps of a run write
STEPPED = frozenset(
    {"state", "number", "line_ids", "move_ids", "computed_date", "posted_date"}
)
#: what a run is about, fixed once it is made
FIXED = frozenset({"company_id", "period_start", "period_end"})


class CoopContributionRun(models.Model):
    """Who may change what of a run: its buttons take its steps, its period stays."""

    _inherit = "coop.contribution.run"

    def _as_step(self):
        """These runs, in an environment that may take them a step further."""
        return self.with_context(**{_KEY: _STEP})

    def _is_step(self):
        return self.env.context.get(_KEY) is _STEP

    @api.model_create_multi
    def create(self, vals_list):
        runs = super().create(vals_list)
        # looked at afterwards, for defaults may come from the context too
        if any(run.state != "draft" or run.line_ids for run in runs):
            raise UserError(self.env._("A run starts as a draft, and is computed."))
        return runs

    def write(self, vals):
        if not self._is_step():
            if STEPPED & vals.keys():
                raise UserError(
                    self.env._("Runs go on by their buttons: this cannot be written.")
                )
            if FIXED & vals.keys():
                raise UserError(
                    self.env._("A run keeps its period: delete it, and make another.")
                )
        return super().write(vals)

    # not `api.ondelete`, which a key of the context switches off
    def unlink(self):
        self._check_draft()
        return super().unlink()

    def _check_draft(self):
        """Raise UserError for runs that are in the books."""
        for run in self.filtered(lambda run: run.state != "draft"):
            raise UserError(
                self.env._("%s is in the books: reverse it instead.", run.display_name)
            )

    def _require_accountant(self):
        """Raise AccessError for who is no accountant."""
        user = self.env.user
        if not self.env.su and not user.has_group("coop_member.group_accountant"):
            raise AccessError(self.env._("Accountants run contributions."))

    def _require(self, *states):
        """Raise UserError unless the run is in one of ``states``, once nobody else is
        at it: who comes at once waits, runs again, and finds it further on."""
        self.ensure_one()
        self._lock_company()
        labels = dict(self._fields["state"]._description_selection(self.env))
        if self.state not in states:
            raise UserError(
                self.env._(
                    "%(run)s cannot do this: it is %(state)s.",
                    run=self.display_name,
                    state=labels[self.state].lower(),
                )
            )
