from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, format_date

#: states in which nothing may be added beside
OPEN = ("draft", "posting")
STATES = [
    ("draft", "Draft"),
    ("posting", "Being posted"),
    ("posted", "Posted in full"),
    ("reversed", "Taken back"),
]


class CoopContributionRun(models.Model):
    """The contributions of a period: computed to be looked at, then posted.

    What it takes of an activity is what its year has come to, less what was taken
    before. A period can be run again, as long as no later one is posted.
    """

    _name = "coop.contribution.run"
    _description = "Contribution Run"
    _inherit = ["mail.thread"]
    _order = "period_end desc, number desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    period_start = fields.Date("From", required=True)
    period_end = fields.Date("To", required=True)
    number = fields.Integer(
        readonly=True,
        copy=False,
        aggregator=None,
        help="1 for the first run of a period, 2 when it is run again, and so on.",
    )
    state = fields.Selection(
        STATES,
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many(
        "coop.contribution.line", "run_id", "Activities", readonly=True, copy=False
    )
    amount = fields.Monetary(compute="_compute_amount")
    line_count = fields.Integer("Activities computed", compute="_compute_amount")
    posted_count = fields.Integer("Activities posted", compute="_compute_amount")
    move_ids = fields.One2many(
        "account.move", "coop_contribution_run_id", "Entries", readonly=True
    )
    computed_date = fields.Datetime("Computed on", readonly=True, copy=False)
    posted_date = fields.Datetime("Posted on", readonly=True, copy=False)

    # two open runs would both take what is new
    _one_open = models.UniqueIndex(
        "(company_id) WHERE (state IN ('draft', 'posting'))",
        "Another run is open: post it, or delete it, before you begin the next one.",
    )
    _number_unique = models.UniqueIndex(
        "(company_id, period_end, number)", "This period was run again meanwhile."
    )
    _period_whole = models.Constraint(
        "CHECK (period_start <= period_end "
        "AND period_start = date_trunc('month', period_start)::date "
        "AND period_end = (date_trunc('month', period_end) "
        "+ interval '1 month - 1 day')::date)",
        "A period goes from the first day of a month to the last day of a month.",
    )

    @api.depends("period_start", "period_end", "number")
    def _compute_display_name(self):
        for run in self:
            dates = [
                format_date(self.env, day)
                for day in (run.period_start, run.period_end)
                if day
            ]
            again = f" ({run.number})" if run.number > 1 else ""
            run.display_name = " – ".join(dates) + again

    @api.depends("line_ids.amount", "line_ids.state")
    def _compute_amount(self):
        found = {
            run: (total, count)
            for run, total, count in self.env["coop.contribution.line"]._read_group(
                [("run_id", "in", self.ids)], ["run_id"], ["amount:sum", "__count"]
            )
        }
        posted = dict(
            self.env["coop.contribution.line"]._read_group(
                [("run_id", "in", self.ids), ("state", "!=", "draft")],
                ["run_id"],
                ["__count"],
            )
        )
        for run in self:
            run.amount, run.line_count = found.get(run, (0, 0))
            run.posted_count = posted.get(run, 0)

    @api.model_create_multi
    def create(self, vals_list):
        # a run that was posted just before is not open any more
        self.flush_model(["state"])
        runs = super().create(vals_list)
        for run in runs._as_step():
            run._lock_company()
            run._check_follows()
            run.number = 1 + max(run._same_period().mapped("number"), default=0)
        return runs

    def _lock_company(self):
        """Have runs of a cooperative begin one after the other."""
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                "SELECT id FROM coop_contribution_run WHERE company_id = %s FOR UPDATE",
                self.company_id.id,
            )
        )

    def _others(self):
        """Other runs of the cooperative that are in the books."""
        self.ensure_one()
        return self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("id", "!=", self.id),
                ("state", "in", ("posting", "posted")),
            ],
            order="period_end desc, number desc",
        )

    def _same_period(self):
        return self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("period_end", "=", self.period_end),
                ("id", "!=", self.id),
            ]
        )

    def _check_follows(self):
        """Raise UserError unless the period is the last one that is posted, or the
        one after it."""
        self.ensure_one()
        last = self._others()[:1]
        if not last or (self.period_start, self.period_end) == (
            last.period_start,
            last.period_end,
        ):
            return
        following = fields.Date.add(last.period_end, days=1)
        if self.period_start > following:
            raise UserError(
                self.env._(
                    "Nothing is posted for %(start)s to %(end)s yet: run that period "
                    "first.",
                    start=format_date(self.env, following),
                    end=format_date(
                        self.env, fields.Date.subtract(self.period_start, days=1)
                    ),
                )
            )
        if self.period_start < following:
            raise UserError(
                self.env._(
                    "%s is posted: late invoices of earlier months are caught up with "
                    "it. Run that period again, or the one after it.",
                    last.display_name,
                )
            )

    @api.constrains("period_start", "period_end", "company_id")
    def _check_year(self):
        for run in self:
            year = run.company_id.compute_fiscalyear_dates(run.period_end)
            if run.period_start < year["date_from"]:
                raise ValidationError(
                    self.env._(
                        "A period lies within one year of the cooperative: make one "
                        "run for each."
                    )
                )

    def action_open_lines(self):
        """Open what the run takes of each activity."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "coop.contribution.line",
            "view_mode": "list,form,pivot,graph",
            "domain": [("run_id", "=", self.id)],
        }

    def action_open_entries(self):
        """Open the entries of the run, and their reversals."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Entries"),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("coop_contribution_run_id", "in", self.ids)],
        }
