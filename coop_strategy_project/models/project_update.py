from odoo import fields, models
from odoo.tools import is_html_empty

from .coop_strategy_cycle import AUDIENCES

#: statuses of an update → level of its badge
LEVELS = {
    "on_track": "success",
    "at_risk": "warning",
    "off_track": "danger",
    "on_hold": "info",
    "done": "success",
}


class ProjectUpdate(models.Model):
    """Updates of projects, each of which can be published with one switch. What is
    published is a text of its own: the one for the team may name people and money."""

    _inherit = "project.update"

    audience = fields.Selection(
        AUDIENCES,
        "Published to",
        default="team",
        required=True,
        tracking=True,
        copy=False,
    )
    public_text = fields.Html(
        "What is published", help="In a few sentences; the text below is for the team."
    )
    strategy_cycle_id = fields.Many2one(
        related="project_id.strategy_cycle_id", store=True, index="btree_not_null"
    )

    _published_index = models.Index("(project_id, id) WHERE audience != 'team'")

    def action_publish_members(self):
        """Publish the update to the members."""
        self.audience = "members"

    def action_publish_everyone(self):
        """Publish the update to everyone."""
        self.audience = "public"

    def action_withdraw(self):
        """Publish the update no more: who reads it just then is told so."""
        self.audience = "team"

    def _strategy_cards(self):
        """What is shown of published updates, as dictionaries."""
        labels = dict(self._fields["status"]._description_selection(self.env))
        # Odoo's word for it is, in French, that of a button
        labels["done"] = self.env._("Done")
        return [
            {
                "id": update.id,
                "name": update.name,
                "project_id": update.project_id.id,
                "project": update.project_id.name,
                "day": update.date or fields.Date.to_date(update.create_date),
                "progress": update.progress,
                "status": update.status,
                "status_label": labels[update.status],
                "level": LEVELS[update.status],
                "body": "" if is_html_empty(update.public_text) else update.public_text,
            }
            for update in self
        ]
