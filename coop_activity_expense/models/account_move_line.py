from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

#: items that have no distribution of their own, and follow their entry
FOLLOWING = ("tax", "payment_term", "rounding", "epd", "discount")


class AccountMoveLine(models.Model):
    """Each journal item belongs to one activity at most, wholly."""

    _inherit = "account.move.line"

    coop_activity_id = fields.Many2one(
        "coop.activity",
        "Activity",
        compute="_compute_coop_activity_id",
        inverse="_inverse_coop_activity_id",
        store=True,
        readonly=False,
        ondelete="restrict",
        check_company=True,
        help="The activity whose account the analytic distribution names; taxes and "
        "what is owed follow their entry.",
    )
    coop_expense_line_id = fields.Many2one(
        "coop.expense.line",
        "Expense",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Its price includes the taxes.",
    )

    # figures of an activity are read from here alone
    _coop_activity_balance = models.Index(
        "(coop_activity_id, account_id, date) INCLUDE (balance) "
        "WHERE parent_state = 'posted' AND coop_activity_id IS NOT NULL"
    )

    @api.depends("analytic_distribution", "move_id.coop_activity_id", "display_type")
    def _compute_coop_activity_id(self):
        activities = self._coop_activities_by_account()
        for line in self:
            named = {activities.get(key) for key in line._coop_account_ids()} - {None}
            follows = line.display_type in FOLLOWING
            if len(named) == 1:
                line.coop_activity_id = named.pop()
            elif follows and not named:
                # taxes know their activity from the line they tax
                line.coop_activity_id = line.coop_activity_id or (
                    line.move_id.coop_activity_id
                )
            else:
                line.coop_activity_id = False

    def _inverse_coop_activity_id(self):
        for line in self:
            account = line.coop_activity_id.analytic_account_id
            if line.display_type == "product" and account:
                wanted = {str(account.id): 100}
                if line.analytic_distribution != wanted:
                    line.analytic_distribution = wanted

    def _coop_account_ids(self):
        """Ids of the analytic accounts that this item's distribution names."""
        self.ensure_one()
        keys = self.analytic_distribution or {}
        return {
            int(part) for key in keys for part in key.split(",") if part.isdecimal()
        }

    def _coop_activities_by_account(self):
        """Activities by the id of their analytic account, among those named here."""
        ids = set().union(*(line._coop_account_ids() for line in self))
        if not ids:
            return {}
        activities_sudo = self.env["coop.activity"].sudo()  # sudo: ids and accounts
        found = activities_sudo.with_context(active_test=False).search_fetch(
            [("analytic_account_id", "in", list(ids))], ["analytic_account_id"]
        )
        return {
            activity.analytic_account_id.id: self.env["coop.activity"].browse(
                activity.id
            )
            for activity in found
        }

    @api.constrains("analytic_distribution")
    def _check_coop_whole_activity(self):
        shared = self.filtered(lambda line: line._coop_is_shared())
        activities = shared._coop_activities_by_account()
        for line in shared:
            if line._coop_account_ids() & activities.keys():
                raise ValidationError(
                    self.env._(
                        "“%s” belongs to one activity, at 100 %%: make a line for each "
                        "activity instead.",
                        line.name or line.account_id.display_name,
                    )
                )

    def _coop_is_shared(self):
        """Whether the distribution is anything but one account at 100 %."""
        distribution = self.analytic_distribution or {}
        return bool(distribution) and (
            len(distribution) > 1 or set(distribution.values()) != {100}
        )

    @api.depends("move_id.coop_expense_id")
    def _compute_account_id(self):
        result = super()._compute_account_id()
        for line in self.filtered(
            lambda line: (
                line.display_type == "payment_term"
                and line.move_id.coop_expense_id.payer == "member"
            )
        ):
            owed = line.company_id.coop_expense_account_id
            line.account_id = owed or line.account_id
        return result

    def _get_extra_query_base_tax_line_mapping(self):
        return SQL(
            "%s AND (base_line.coop_expense_line_id IS NULL "
            "OR account_move_line.coop_expense_line_id = "
            "base_line.coop_expense_line_id)",
            super()._get_extra_query_base_tax_line_mapping(),
        )
