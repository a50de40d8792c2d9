from odoo import api, fields, models
from odoo.tools import SQL, format_date

from ..core.portal_home import HomeItem

#: deadlines announced between two commits of the daily job
BATCH = 200

KINDS = [
    ("contract", "End of contract"),
    ("associate", "Associate deadline"),
    ("interview", "Interview due"),
    ("paper", "Paper expires"),
]


class CoopDeadline(models.Model):
    """Every date that is coming, read live from contracts, members and papers.

    Other modules add theirs by extending `_sources` and `KINDS` (through
    ``selection_add`` on ``kind``).
    """

    _name = "coop.deadline"
    _description = "Deadline"
    _auto = False
    _order = "date_due, id"
    # what the query reads, for the ORM to write pending changes first
    _depends = {
        "coop.contract": [
            "member_id",
            "date_end",
            "state",
            "renewal_of_id",
            "signed_date",
        ],
        "coop.member": [
            "company_id",
            "adviser_id",
            "state",
            "contract_id",
            "associate_deadline",
            "interview_due_date",
        ],
        "coop.paper": ["member_id", "type_id", "date_expiry", "state"],
        "coop.paper.type": ["warn_days"],
        "res.company": [
            "coop_warn_contract_days",
            "coop_warn_associate_days",
            "coop_warn_interview_days",
            "coop_warn_paper_days",
        ],
    }

    kind = fields.Selection(KINDS, readonly=True)
    source_id = fields.Integer(readonly=True)
    member_id = fields.Many2one("coop.member", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    adviser_id = fields.Many2one("res.users", readonly=True)
    contract_id = fields.Many2one("coop.contract", readonly=True)
    paper_id = fields.Many2one("coop.paper", readonly=True)
    date_due = fields.Date("Due on", readonly=True)
    warn_days = fields.Integer("Announced before (days)", readonly=True)
    date_warn = fields.Date("Announced on", readonly=True)
    days_left = fields.Integer(compute="_compute_days_left")
    subject = fields.Char(compute="_compute_subject")

    @api.depends("kind", "paper_id")
    @api.depends_context("lang")
    def _compute_subject(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for deadline in self:
            deadline.subject = deadline.paper_id.type_id.name or labels[deadline.kind]

    @api.depends("subject", "member_id")
    def _compute_display_name(self):
        for deadline in self:
            member = deadline.member_id.display_name
            deadline.display_name = f"{member} · {deadline.subject}"

    @api.depends("date_due")
    @api.depends_context("tz")
    def _compute_days_left(self):
        today = fields.Date.context_today(self)
        for deadline in self:
            deadline.days_left = (deadline.date_due - today).days

    @api.model
    def _sources(self):
        """SQL of the deadlines by kind, in the order of their rank, which is part
        of the row's identity: only ever append.

        Each selects source_id, member_id, contract_id, paper_id, date_due and
        warn_days, the member being ``member`` and its company ``company``.
        """
        return {
            "contract": self._source_contract(),
            "associate": self._source_associate(),
            "interview": self._source_interview(),
            "paper": self._source_paper(),
        }

    @api.model
    def _source_contract(self):
        return SQL("""
            SELECT contract.id AS source_id, contract.member_id,
                   contract.id AS contract_id, NULL::integer AS paper_id,
                   contract.date_end AS date_due,
                   company.coop_warn_contract_days AS warn_days
              FROM coop_contract contract
              JOIN coop_member member ON member.id = contract.member_id
              JOIN res_company company ON company.id = member.company_id
             WHERE contract.state = 'running' AND contract.date_end IS NOT NULL
               AND NOT EXISTS (
                   SELECT FROM coop_contract renewal
                    WHERE renewal.renewal_of_id = contract.id
                      AND renewal.state != 'cancelled'
                      AND renewal.signed_date IS NOT NULL)
        """)

    @api.model
    def _source_associate(self):
        return SQL("""
            SELECT member.id, member.id, member.contract_id, NULL::integer,
                   member.associate_deadline, company.coop_warn_associate_days
              FROM coop_member member
              JOIN res_company company ON company.id = member.company_id
             WHERE member.state = 'active'
               AND member.associate_deadline IS NOT NULL
        """)

    @api.model
    def _source_interview(self):
        return SQL("""
            SELECT member.id, member.id, member.contract_id, NULL::integer,
                   member.interview_due_date, company.coop_warn_interview_days
              FROM coop_member member
              JOIN res_company company ON company.id = member.company_id
             WHERE member.state = 'active'
               AND member.interview_due_date IS NOT NULL
        """)

    @api.model
    def _source_paper(self):
        return SQL("""
            SELECT paper.id, paper.member_id, NULL::integer, paper.id,
                   paper.date_expiry,
                   COALESCE(NULLIF(type.warn_days, 0),
                            company.coop_warn_paper_days)
              FROM coop_paper paper
              JOIN coop_paper_type type ON type.id = paper.type_id
              JOIN coop_member member ON member.id = paper.member_id
              JOIN res_company company ON company.id = member.company_id
             WHERE paper.state = 'accepted' AND paper.date_expiry IS NOT NULL
               AND member.state IN ('candidate', 'active')
        """)

    @property
    def _table_query(self):
        sources = self._sources()
        union = SQL(" UNION ALL ").join(
            SQL(
                "SELECT %s AS rank, %s AS kind, source.* FROM (%s) source",
                rank,
                kind,
                query,
            )
            for rank, (kind, query) in enumerate(sources.items())
        )
        return SQL(
            """
            SELECT deadline.source_id * 16 + deadline.rank AS id, deadline.kind,
                   deadline.source_id, deadline.member_id, member.company_id,
                   member.adviser_id, deadline.contract_id, deadline.paper_id,
                   deadline.date_due, deadline.warn_days,
                   deadline.date_due - deadline.warn_days AS date_warn
              FROM (%s) deadline
              JOIN coop_member member ON member.id = deadline.member_id
            """,
            union,
        )

    @api.model
    def _cron_announce(self):
        """Turn each deadline whose time has come into an activity for the adviser,
        once each, committing batch by batch."""
        due = self._search_unannounced()
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for start in range(0, len(due), BATCH):
            batch = due[start : start + BATCH]
            batch._announce()
            self.env["ir.cron"]._commit_progress(len(batch))

    @api.model
    def _search_unannounced(self):
        today = fields.Date.context_today(self)
        key = ["kind", "source_id", "date_due"]
        due = self.search_fetch([("date_warn", "<=", today)], key)
        earliest = min(due.mapped("date_due"), default=today)
        notices = self.env["coop.deadline.notice"].search_fetch(
            [("date_due", ">=", earliest)], key
        )
        announced = {tuple(notice[name] for name in key) for notice in notices}
        return due.filtered(lambda d: tuple(d[name] for name in key) not in announced)

    def _announce(self):
        today = fields.Date.context_today(self)
        for deadline in self:
            adviser = deadline._responsible()
            if not adviser or not deadline._claim():
                continue
            deadline.member_id.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=max(deadline.date_due, today),
                summary=deadline._summary(),
                user_id=adviser.id,
            )

    def _responsible(self):
        """Who is told: the member's adviser, or the cooperative's default one."""
        self.ensure_one()
        return self.member_id._asked_adviser()

    def _claim(self):
        """Reserve the announcement; False when another worker already made it."""
        self.ensure_one()
        return bool(
            self.env.execute_query(
                SQL(
                    """
                    INSERT INTO coop_deadline_notice
                           (kind, source_id, date_due, member_id)
                    VALUES (%s, %s, %s, %s)
                    ON CONFLICT (kind, source_id, date_due) DO NOTHING
                    RETURNING id
                    """,
                    self.kind,
                    self.source_id,
                    self.date_due,
                    self.member_id.id,
                )
            )
        )

    def _summary(self):
        """The activity's summary, in the adviser's language."""
        self.ensure_one()
        lang = self._responsible().lang or self.env.lang
        deadline = self.with_context(lang=lang)
        return f"{deadline.subject} · {format_date(deadline.env, deadline.date_due)}"

    def _portal_item(self):
        """The deadline as an item of its member's home page."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        return HomeItem(
            f"deadline_{self.id}",
            self.subject,
            f"/my/coop/{self._portal_page()}",
            icon="fa-calendar",
            hint=self.member_id._portal_when(self.date_due),
            level="warning" if self.date_warn <= today else "info",
            day=self.date_due,
        )

    def _portal_page(self):
        """Page of the member's space where something can be done about it."""
        self.ensure_one()
        if self.paper_id:
            return f"papers/{self.paper_id.type_id.id}"
        return "shares/subscribe" if self.kind == "associate" else "membership"

    def action_open_source(self):
        """Open what the deadline comes from."""
        self.ensure_one()
        source = self._source()
        return {
            "type": "ir.actions.act_window",
            "res_model": source._name,
            "res_id": source.id,
            "views": [(False, "form")],
        }

    def _source(self):
        """The record that the deadline comes from."""
        self.ensure_one()
        return self.paper_id or (
            self.contract_id if self.kind == "contract" else self.member_id
        )
