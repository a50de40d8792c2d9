from odoo import Command, api, models


class ResCompany(models.Model):
    """The steps with which each cooperative welcomes its new members."""

    _inherit = "res.company"

    def _coop_create_welcome_plan(self, lang=None):
        """Give the company a welcome plan in ``lang`` (by default its own language),
        unless it has one. Plans are not translated in Odoo: each is in one language.
        """
        self.ensure_one()
        if self.coop_welcome_plan_id:
            return
        lang = lang or self.partner_id.lang or self.env.lang
        plans = self.env["mail.activity.plan"].with_context(lang=lang)
        self.coop_welcome_plan_id = plans.create(
            {
                "name": plans.env._("Welcome of a new member"),
                "res_model": "coop.member",
                "company_id": self.id,
                "template_ids": [
                    Command.create(self._coop_prepare_welcome_step(*step))
                    for step in self._coop_welcome_steps(plans.env)
                ],
            }
        )

    @api.model
    def _coop_welcome_steps(self, env):
        """(what to do, days after the admission) in the language of ``env``."""
        return [
            (env._("Welcome call: answer the first questions"), 2),
            (env._("Complete the file: papers, bank details, insurance"), 7),
            (env._("Give access to the portal and show it"), 7),
            (env._("First working meeting on the project"), 21),
            (env._("Introduce to the other members"), 30),
        ]

    @api.model
    def _coop_prepare_welcome_step(self, summary, days):
        return {
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
            "responsible_type": "on_demand",
            "summary": summary,
            "delay_count": days,
            "delay_unit": "days",
            "delay_from": "after_plan_date",
        }
