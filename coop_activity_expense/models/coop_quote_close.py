from odoo import fields, models
from odoo.exceptions import UserError


class CoopQuote(models.Model):
    """Accepted quotes of which nothing more will be invoiced: work that was given up,
    or paid otherwise. They may be taken up again."""

    _inherit = "coop.quote"

    closed_date = fields.Date(
        "Closed on",
        readonly=True,
        copy=False,
        help="Nothing more of it is invoiced, by the member's own word.",
    )

    def action_close(self):
        """Say that nothing more of accepted quotes is invoiced. Members of the
        activity."""
        self._require_own()
        self._require("accepted")
        self._as_step().closed_date = fields.Date.context_today(self)

    def _require_unclosed(self):
        """Raise UserError for closed quotes."""
        for quote in self.filtered("closed_date"):
            raise UserError(
                self.env._("%s is closed: take it up again first.", quote.display_name)
            )

    def action_reopen(self):
        """Take closed quotes up again. Members of the activity."""
        self._require_own()
        self._as_step().closed_date = False
