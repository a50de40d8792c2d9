from odoo import api, fields, models


class ProjectProject(models.Model):
    """Who pays for a project, and what it has cost."""

    _inherit = "project.project"

    strategy_grant_id = fields.Many2one(
        "coop.strategy.grant",
        "Grant",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    funder_id = fields.Many2one(
        "res.partner",
        compute="_compute_funder_id",
        store=True,
        readonly=False,
        ondelete="restrict",
    )
    strategy_activity_id = fields.Many2one(
        "coop.activity",
        "Activity that carries it",
        check_company=True,
        help="What is spent on the analytic account of this activity counts as spent "
        "on the project.",
    )

    @api.depends("strategy_grant_id.funder_id")
    def _compute_funder_id(self):
        for project in self:
            project.funder_id = project.strategy_grant_id.funder_id or project.funder_id

    def _strategy_analytic_accounts(self):
        """Ids of the projects' analytic accounts, by the column of analytic lines that
        holds accounts of their plan."""
        accounts = self.account_id | self.strategy_activity_id.analytic_account_id
        by_column = {}
        for account in accounts:
            column = account.root_plan_id._column_name()
            by_column.setdefault(column, []).append(account.id)
        return by_column
