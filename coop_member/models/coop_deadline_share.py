from odoo import api, fields, models
from odoo.tools import SQL


class CoopDeadline(models.Model):
    """Payments that members are due for shares that were called."""

    _inherit = "coop.deadline"
    _depends = {
        "coop.share.move": ["member_id", "kind", "state", "date_next_due"],
        "res.company": ["coop_warn_share_days"],
    }

    kind = fields.Selection(selection_add=[("share_payment", "Shares to be paid")])

    @api.model
    def _sources(self):
        return {**super()._sources(), "share_payment": self._source_share_payment()}

    @api.model
    def _source_share_payment(self):
        return SQL("""
            SELECT move.id, move.member_id, NULL::integer, NULL::integer,
                   move.date_next_due, company.coop_warn_share_days
              FROM coop_share_move move
              JOIN coop_member member ON member.id = move.member_id
              JOIN res_company company ON company.id = member.company_id
             WHERE move.kind = 'subscription' AND move.state = 'called'
               AND move.date_next_due IS NOT NULL
               AND member.state IN ('candidate', 'active')
        """)

    def _source(self):
        if self.kind == "share_payment":
            return self.env["coop.share.move"].browse(self.source_id)
        return super()._source()

    def _portal_page(self):
        return "shares#pay" if self.kind == "share_payment" else super()._portal_page()
