from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from ..core.contracts import (
    Period,
    TermTooLong,
    TooManyRenewals,
    check_renewal,
    check_term,
    first_overlap,
)


class CoopContract(models.Model):
    """A dated contract between a member and the cooperative; both dates are
    inclusive, no end date means open-ended."""

    _name = "coop.contract"
    _description = "Contract"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    member_id = fields.Many2one(
        "coop.member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    company_country_id = fields.Many2one(related="company_id.country_id")
    adviser_id = fields.Many2one(related="member_id.adviser_id", store=True)
    type_id = fields.Many2one(
        "coop.contract.type",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        domain="[('company_id', 'in', [False, company_id]),"
        " ('country_id', 'in', [False, company_country_id])]",
    )
    exclusive = fields.Boolean(related="type_id.exclusive", store=True)
    is_volunteer = fields.Boolean(related="type_id.is_volunteer")
    date_start = fields.Date(
        "Starts on",
        required=True,
        default=fields.Date.context_today,
        tracking=True,
        copy=False,
    )
    date_end = fields.Date("Ends on", tracking=True, copy=False, index=True)
    date_term = fields.Date(
        "Agreed end",
        readonly=True,
        copy=False,
        help="Where a contract ended early: the end that had been agreed.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("running", "Running"),
            ("ended", "Ended"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        tracking=True,
        copy=False,
        index=True,
    )
    renewal_of_id = fields.Many2one(
        "coop.contract",
        "Renews",
        copy=False,
        index=True,
        ondelete="restrict",
        domain="[('member_id', '=', member_id)]",
    )
    renewal_ids = fields.One2many("coop.contract", "renewal_of_id", "Renewals")
    renewal_number = fields.Integer(
        compute="_compute_renewal_number",
        store=True,
        recursive=True,
        help="0 for the first contract, 1 for its first renewal, and so on.",
    )
    signed_date = fields.Date("Signed on", tracking=True, copy=False)
    signed_document = fields.Binary(attachment=True, copy=False)
    signed_document_name = fields.Char(copy=False)
    end_reason_id = fields.Many2one(
        "coop.reason",
        "Reason of the end",
        domain="[('kind', '=', 'contract_end')]",
        tracking=True,
        copy=False,
        ondelete="restrict",
    )
    amendment_ids = fields.One2many("coop.contract.amendment", "contract_id")
    volunteer_job_ids = fields.One2many(
        "coop.volunteer.job", "contract_id", "Job sheet"
    )
    notes = fields.Html(
        groups="coop_member.group_adviser,coop_member.group_accountant",
        help="Read by the team only, never by the member.",
    )

    # two people starting a contract of the same member at once
    _one_running = models.UniqueIndex(
        "(member_id) WHERE (state = 'running' AND exclusive)",
        "This member already has a running contract.",
    )
    # a double click on Renew
    _one_renewal = models.UniqueIndex(
        "(renewal_of_id) WHERE (renewal_of_id IS NOT NULL AND state != 'cancelled')",
        "This contract has already been renewed.",
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= date_start)",
        "A contract cannot end before it starts.",
    )

    @api.depends("type_id", "member_id", "date_start")
    def _compute_display_name(self):
        for contract in self:
            contract.display_name = " · ".join(
                filter(
                    None,
                    (
                        contract.type_id.code,
                        contract.member_id.display_name,
                        contract.date_start and str(contract.date_start.year),
                    ),
                )
            )

    @api.depends("renewal_of_id.renewal_number")
    def _compute_renewal_number(self):
        for contract in self:
            previous = contract.renewal_of_id
            contract.renewal_number = previous.renewal_number + 1 if previous else 0

    def _period(self):
        """The contract's days, as `core.contracts` takes them."""
        self.ensure_one()
        return Period(self.date_start, self.date_end or None)

    @api.constrains("date_start", "date_end", "type_id")
    def _check_term(self):
        for contract in self:
            terms = contract.type_id
            if not terms._allows_start_on(contract.date_start):
                raise ValidationError(
                    self.env._(
                        "The terms of “%(type)s” do not apply to a contract that "
                        "starts on %(date)s.",
                        type=terms.name,
                        date=contract._format_date(contract.date_start),
                    )
                )
            try:
                check_term(contract._period(), terms.max_months)
            except TermTooLong as error:
                raise ValidationError(
                    self.env._(
                        "“%(type)s” runs for at most %(months)s months: this one may "
                        "end on %(date)s at the latest.",
                        type=terms.name,
                        months=terms.max_months,
                        date=contract._format_date(error.latest_end),
                    )
                ) from error

    @api.constrains("renewal_of_id", "type_id", "member_id", "date_start")
    def _check_renewal(self):
        for contract in self.filtered("renewal_of_id"):
            previous = contract.renewal_of_id
            if previous.member_id != contract.member_id:
                raise ValidationError(
                    self.env._("A contract can only renew one of the same member.")
                )
            if not previous.date_end or contract.date_start <= previous.date_end:
                raise ValidationError(
                    self.env._(
                        "A renewal starts after the end of the contract it renews."
                    )
                )
            contract._check_renewal_limit()

    def _check_renewal_limit(self):
        self.ensure_one()
        most = self.type_id.max_renewals
        try:
            check_renewal(self.renewal_number, None if most < 0 else most)
        except TooManyRenewals as error:
            name = self.type_id.name
            if not most:
                sentence = self.env._("“%s” cannot be renewed.", name)
            else:
                sentence = self.env._(
                    "“%(type)s” can be renewed at most %(count)s times.",
                    type=name,
                    count=most,
                )
            raise ValidationError(sentence) from error

    @api.constrains("member_id", "date_start", "date_end", "state", "exclusive")
    def _check_overlap(self):
        contracts = self.search(
            [
                ("member_id", "in", self.member_id.ids),
                ("exclusive", "=", True),
                ("state", "!=", "cancelled"),
            ]
        )
        for member, of_member in contracts.grouped("member_id").items():
            pair = first_overlap([contract._period() for contract in of_member])
            if pair:
                raise ValidationError(
                    self.env._(
                        "%(member)s cannot be under two contracts at once: "
                        "%(first)s and %(second)s overlap.",
                        member=member.display_name,
                        first=of_member[pair[0]]._describe(),
                        second=of_member[pair[1]]._describe(),
                    )
                )

    def _format_date(self, day):
        return format_date(self.env, day)

    def _describe(self):
        """Type and dates, for a sentence."""
        self.ensure_one()
        start = self._format_date(self.date_start)
        if not self.date_end:
            return self.env._(
                "%(type)s from %(start)s", type=self.type_id.name, start=start
            )
        return self.env._(
            "%(type)s from %(start)s to %(end)s",
            type=self.type_id.name,
            start=start,
            end=self._format_date(self.date_end),
        )

    @api.onchange("type_id", "date_start")
    def _onchange_terms(self):
        if self.type_id and self.date_start:
            self.date_end = self._default_end()
