from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..core.splits import NoParts, percentages, split
from .coop_skill_request import TEAM

FEWEST, MOST = 2, 25


class CoopCollaboration(models.Model):
    """Members who work together across their activities: what for, by which charter,
    with which part of each in what is earned."""

    _name = "coop.collaboration"
    _description = "Collaboration"
    _inherit = ["mail.thread", "coop.house.mixin", "coop.once.mixin", "coop.part.mixin"]
    _order = "id desc"
    _check_company_auto = True
    _parts_field = "line_ids"

    name = fields.Char(required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    purpose = fields.Text(required=True)
    page = fields.Text("Common page", help="What they show of their work together.")
    charter = fields.Text(
        help="What they agreed: who does what, how they decide.", groups=TEAM
    )
    is_published = fields.Boolean(
        "Shown to all members", help="Name, purpose and page, of what is under way."
    )
    state = fields.Selection(
        [
            ("draft", "Being prepared"),
            ("open", "Under way"),
            ("paused", "Paused"),
            ("closed", "Closed"),
        ],
        "Status",
        required=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    request_id = fields.Many2one(
        "coop.skill.request",
        "Came from a request",
        check_company=True,
        index="btree_not_null",
        ondelete="set null",
        groups=TEAM,
    )
    line_ids = fields.One2many(
        "coop.collaboration.member", "collaboration_id", "Members"
    )
    opened_date = fields.Date("Opened on", readonly=True, copy=False)
    closed_date = fields.Date("Closed on", readonly=True, copy=False)
    member_count = fields.Integer(compute="_compute_member_count", store=True)

    @api.depends("line_ids.state")
    def _compute_member_count(self):
        for collaboration in self:
            collaboration.member_count = len(collaboration._agreed())

    def _agreed(self):
        """Lines of those who agreed to the charter as it is."""
        return self.line_ids.filtered(lambda line: line.state == "agreed")

    def _current(self):
        """Lines of those who were asked or agreed, and did not leave."""
        return self.line_ids.filtered(lambda line: line.state in ("asked", "agreed"))

    @api.constrains("line_ids")
    def _check_most(self):
        for collaboration in self:
            if len(collaboration._current()) > MOST:
                raise ValidationError(
                    self.env._("At most %s members work together in one group.", MOST)
                )

    def write(self, vals):
        result = super().write(vals)
        if "charter" in vals:
            # who agreed to other words is asked again
            self._agreed()._ask_again()
        return result

    def action_open(self):
        """Start, or go on after a pause. Raises UserError while somebody has not
        agreed, or fewer than two have."""
        for collaboration in self:
            collaboration._require("draft", "paused")
            collaboration._check_can_open()
            collaboration.write(
                {
                    "state": "open",
                    "opened_date": collaboration.opened_date
                    or fields.Date.context_today(self),
                }
            )

    def _check_can_open(self):
        waiting = self._current() - self._agreed()
        if waiting:
            raise UserError(
                self.env._(
                    "Not everybody has agreed to the charter yet: %s.",
                    ", ".join(waiting._names().values()),
                )
            )
        if len(self._agreed()) < FEWEST:
            raise UserError(self.env._("It takes two to work together."))
        if not sum(self._agreed().mapped("parts")):
            raise UserError(self.env._("Say which part each has in what is earned."))

    def action_pause(self):
        """Pause what is under way."""
        self._require("open")
        self.state = "paused"

    def action_close(self):
        """Close: it is kept, and not changed any more."""
        self._require("draft", "open", "paused")
        self.write({"state": "closed", "closed_date": fields.Date.context_today(self)})

    def _require(self, *states):
        for collaboration in self:
            if collaboration.state not in states:
                labels = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "“%(name)s” is: %(state)s.",
                        name=collaboration.name,
                        state=labels[collaboration.state],
                    )
                )

    def _split(self, amount):
        """What is earned, by line, to the cent. Raises UserError where nobody has a
        part."""
        self.ensure_one()
        unit = Decimal(str(self.company_id.currency_id.rounding))
        try:
            return split(
                Decimal(str(amount)),
                {line: line.parts for line in self._agreed()},
                unit,
            )
        except NoParts as error:
            raise UserError(
                self.env._("Say which part each has in what is earned.")
            ) from error

    def _percentages(self):
        """The part of each line, in hundredths."""
        self.ensure_one()
        return percentages({line: line.parts for line in self._current()})
