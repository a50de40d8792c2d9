from odoo import api, fields, models

from ..core.contracts import Period, associate_deadline, interview_due


class CoopMember(models.Model):
    """What is due from a member and when, derived from contracts and interviews."""

    _inherit = "coop.member"

    contract_id = fields.Many2one(
        "coop.contract",
        "Running contract",
        compute="_compute_contract_id",
        store=True,
        tracking=True,
    )
    contract_type_id = fields.Many2one(
        related="contract_id.type_id", string="Contract type", store=True
    )
    contract_code = fields.Char(related="contract_id.type_id.code", string="Contract")
    contract_date_end = fields.Date(
        related="contract_id.date_end", string="Contract ends on", store=True
    )
    associate_deadline = fields.Date(
        compute="_compute_associate_deadline",
        store=True,
        help="Last day to become an associate, given by the running contract less "
        "the time already spent under contracts that count.",
    )
    last_interview_date = fields.Date(compute="_compute_interview_dates", store=True)
    interview_due_date = fields.Date(
        "Next interview due",
        compute="_compute_interview_dates",
        store=True,
        help="Day by which the next individual interview must be held.",
    )

    @api.depends(
        "contract_ids.state", "contract_ids.date_start", "contract_ids.exclusive"
    )
    def _compute_contract_id(self):
        for member in self:
            running = member.contract_ids.filtered(lambda c: c.state == "running")
            member.contract_id = running.sorted(
                key=lambda c: (c.exclusive, c.date_start), reverse=True
            )[:1]

    @api.depends(
        "associate_date",
        "contract_id.date_start",
        "contract_id.type_id.associate_within_months",
        "contract_ids.state",
        "contract_ids.date_start",
        "contract_ids.date_end",
        "contract_ids.type_id.counts_before_association",
    )
    def _compute_associate_deadline(self):
        for member in self:
            contract = member.contract_id
            months = contract.type_id.associate_within_months
            if member.associate_date or not months:
                member.associate_deadline = False
                continue
            member.associate_deadline = associate_deadline(
                contract.date_start, months, member._periods_before_association()
            )

    def _periods_before_association(self):
        """Periods of the past contracts that shorten the associate deadline."""
        self.ensure_one()
        counted = self.contract_ids.filtered(
            lambda c: (
                c.state in ("running", "ended")
                and c != self.contract_id
                and c.type_id.counts_before_association
            )
        )
        return [Period(c.date_start, c.date_end or None) for c in counted]

    @api.depends(
        "interview_ids.state",
        "interview_ids.date",
        "contract_id.date_start",
        "contract_id.type_id.interviews_per_year",
    )
    def _compute_interview_dates(self):
        for member in self:
            held = member.interview_ids.filtered(lambda i: i.state == "done")
            dates = held.mapped("date")
            contract = member.contract_id
            member.last_interview_date = max(dates, default=False)
            member.interview_due_date = contract and interview_due(
                contract.date_start, contract.type_id.interviews_per_year, dates
            )
