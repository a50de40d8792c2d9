from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

#: deadlines announced between two commits
BATCH = 100


class CoopDeclarationDeadline(models.Model):
    """A day on which something is to be declared, by somebody, for a period."""

    _name = "coop.declaration.deadline"
    _description = "Deadline of a Declaration"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date_due, id"

    declaration_id = fields.Many2one(
        "coop.declaration", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    category = fields.Selection(related="declaration_id.category", store=True)
    date_due = fields.Date("Due on", required=True, index=True, tracking=True)
    period_start = fields.Date("From")
    period_end = fields.Date("To")
    date_announce = fields.Date("Announced on", required=True)
    announced = fields.Boolean(readonly=True, copy=False)
    responsible_id = fields.Many2one(
        "res.users",
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    done_date = fields.Date("Done on", readonly=True, copy=False, tracking=True)
    done_by_id = fields.Many2one("res.users", "Done by", readonly=True, copy=False)
    state = fields.Selection(
        [("todo", "To do"), ("late", "Late"), ("done", "Done")],
        "Status",
        compute="_compute_state",
        search="_search_state",
    )
    evidence_ids = fields.Many2many(
        "ir.attachment",
        "coop_declaration_evidence_rel",
        help="What was sent, and what the authority answered.",
    )
    note = fields.Text()

    _once = models.UniqueIndex(
        "(declaration_id, period_end, date_due)",
        "This declaration already has this deadline.",
    )
    _period_ordered = models.Constraint(
        "CHECK (period_end IS NULL OR period_start IS NULL "
        "OR period_end >= period_start)",
        "A period cannot end before it starts.",
    )

    @api.depends("declaration_id.name", "date_due")
    def _compute_display_name(self):
        for deadline in self:
            name = deadline.declaration_id.name or ""
            day = deadline.date_due and format_date(self.env, deadline.date_due)
            deadline.display_name = f"{name} · {day or '–'}"

    @api.depends("done_date", "date_due")
    @api.depends_context("tz")
    def _compute_state(self):
        today = fields.Date.context_today(self)
        for deadline in self:
            if deadline.done_date:
                deadline.state = "done"
            else:
                late = deadline.date_due and deadline.date_due < today
                deadline.state = "late" if late else "todo"

    @api.model
    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        undone = Domain("done_date", "=", False)
        domains = {
            "done": Domain("done_date", "!=", False),
            "late": undone & Domain("date_due", "<", today),
            "todo": undone & Domain("date_due", ">=", today),
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    # -- done --------------------------------------------------------------------------

    def action_done(self):
        """These were declared: their activities are done too."""
        self._require_responsible()
        deadlines_sudo = self.sudo()  # sudo: whoever is responsible, checked above
        for deadline in deadlines_sudo:
            if deadline.done_date:
                raise UserError(
                    self.env._("%s is done already.", deadline.display_name)
                )
            deadline.write(
                {
                    "done_date": fields.Date.context_today(self),
                    "done_by_id": self.env.uid,
                }
            )
            deadline.activity_ids.action_feedback()

    def action_reopen(self):
        """These are to be declared (again)."""
        self._require_responsible()
        deadlines_sudo = self.sudo()  # sudo: whoever is responsible, checked above
        deadlines_sudo.write({"done_date": False, "done_by_id": False})

    def _require_responsible(self):
        """Raise AccessError unless the user is responsible, or an accountant."""
        self.check_access("read")
        if self.env.user.has_group("coop_member.group_accountant"):
            return
        if any(deadline.responsible_id != self.env.user for deadline in self):
            raise AccessError(
                self.env._("The responsible person, or an accountant, does this.")
            )

    # not `api.ondelete`, which a key of the context switches off
    def unlink(self):
        self._check_undone()
        return super().unlink()

    def _check_undone(self):
        """Raise UserError for what was declared."""
        for deadline in self.filtered("done_date"):
            raise UserError(
                self.env._("%s is done, and is kept.", deadline.display_name)
            )

    # -- written down, announced -------------------------------------------------------

    @api.model
    def _cron_plan(self):
        """Write down what is coming, and announce what is near; once each."""
        declarations = self.env["coop.declaration"].search(
            [("company_id", "!=", False)]
        )
        declarations._plan()
        self.env["ir.cron"]._commit_progress()
        today = fields.Date.context_today(self)
        near = self.search(
            [
                ("announced", "=", False),
                ("done_date", "=", False),
                ("date_announce", "<=", today),
            ]
        )
        for start in range(0, len(near), BATCH):
            near[start : start + BATCH]._announce()
            self.env["ir.cron"]._commit_progress()

    def _announce(self):
        """Give who is responsible an activity."""
        for deadline in self.filtered(lambda deadline: deadline._responsible()):
            if not deadline._claim():
                continue
            responsible = deadline._responsible()
            # the cron, which announces most of them, has no language
            declaration = deadline.declaration_id.with_context(lang=responsible.lang)
            deadline.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=deadline.date_due,
                summary=declaration.name,
                user_id=responsible.id,
            )

    def _responsible(self):
        self.ensure_one()
        return self.responsible_id or self.declaration_id.responsible_id

    def _claim(self):
        """Reserve the announcement; False when another worker already made it."""
        self.ensure_one()
        self.flush_recordset(["announced"])
        claimed = self.env.execute_query(
            SQL(
                "UPDATE coop_declaration_deadline SET announced = TRUE "
                "WHERE id = %s AND announced IS NOT TRUE RETURNING id",
                self.id,
            )
        )
        self.invalidate_recordset(["announced"])
        return bool(claimed)

    def _is_touched(self):
        """Whether somebody has worked on this already."""
        self.ensure_one()
        return bool(self.done_date or self.announced or self.evidence_ids or self.note)
