from odoo import api, fields, models


class CoopSkillMerge(models.TransientModel):
    """Make several skills one, without anybody losing theirs."""

    _name = "coop.skill.merge"
    _description = "Merge Skills"

    skill_ids = fields.Many2many("coop.skill", string="Skills", required=True)
    target_id = fields.Many2one(
        "coop.skill",
        "Keep",
        required=True,
        domain=[("state", "=", "accepted")],
        compute="_compute_target_id",
        store=True,
        readonly=False,
    )

    @api.model
    def default_get(self, fields_list):
        defaults = super().default_get(fields_list)
        if self.env.context.get("active_model") == "coop.skill":
            ids = self.env.context.get("active_ids", ())
            defaults["skill_ids"] = [fields.Command.set(ids)]
        return defaults

    @api.depends("skill_ids")
    def _compute_target_id(self):
        for wizard in self:
            accepted = wizard.skill_ids.filtered(lambda one: one.state == "accepted")
            best = accepted.sorted(lambda one: (-one.member_count, one.id))
            wizard.target_id = best[:1]

    def action_merge(self):
        """Merge."""
        self.ensure_one()
        (self.skill_ids - self.target_id)._merge_into(self.target_id)
        return {"type": "ir.actions.act_window_close"}
