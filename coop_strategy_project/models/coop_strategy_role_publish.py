from odoo import fields, models


class CoopStrategyRole(models.Model):
    """What members read of a role."""

    _inherit = "coop.strategy.role"

    def _card(self):
        """The role as plain values: ``holders`` as (name, last day of the term)."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        terms_sudo = self.sudo().assignment_ids  # sudo: names of who holds it
        return {
            "name": self.name,
            "purpose": self.purpose or "",
            "domain": self.domain or "",
            "accountabilities": (self.accountabilities or "").splitlines(),
            "holders": [
                (term.member_id.partner_id.name, term.date_end or None)
                for term in terms_sudo
                if term._is_running(today)
            ],
        }
