from odoo import api, fields, models
from odoo.tools import SQL

from ..core.durations import format_minutes


class CoopGift(models.Model):
    """What follows from a gift: its name, whether it counts, whether the giver sells
    that kind of help."""

    _inherit = "coop.gift"

    is_live = fields.Boolean(
        "Counts",
        compute="_compute_is_live",
        search="_search_is_live",
        help="Confirmed, and neither reversed nor a reversal.",
    )
    giver_name = fields.Char(compute="_compute_names", compute_sudo=True)
    receiver_name = fields.Char(compute="_compute_names", compute_sudo=True)
    own_trade = fields.Boolean(
        "Giver's own trade",
        compute="_compute_own_trade",
        search="_search_own_trade",
        compute_sudo=True,
    )

    @api.depends("state", "reversal_of_id", "reversal_ids")
    def _compute_is_live(self):
        for gift in self:
            gift.is_live = gift.state == "confirmed" and not (
                gift.reversal_of_id or gift.reversal_ids
            )

    def _search_is_live(self, operator, value):
        if operator != "in":
            return NotImplemented
        live = [
            ("state", "=", "confirmed"),
            ("reversal_of_id", "=", False),
            ("reversal_ids", "=", False),
        ]
        return live if True in value else [("id", "not in", self._search(live))]

    @api.depends("giver_id", "receiver_id")
    @api.depends_context("lang")
    def _compute_names(self):
        for gift in self:
            gift.giver_name = gift.giver_id.display_name or self.env._("The commons")
            gift.receiver_name = gift.receiver_id.display_name or self.env._(
                "The commons"
            )

    @api.depends("giver_id.trade_category_ids", "category_id")
    def _compute_own_trade(self):
        for gift in self:
            gift.own_trade = gift.giver_id._is_own_trade(gift.category_id)

    def _search_own_trade(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = SQL("""(
            SELECT gift.id FROM coop_gift gift
              JOIN coop_member_trade_category_rel trade
                ON trade.member_id = gift.giver_id
               AND trade.category_id = gift.category_id)""")
        return [("id", "in" if True in value else "not in", own)]

    @api.depends("giver_name", "receiver_name", "minutes")
    def _compute_display_name(self):
        for gift in self:
            parties = f"{gift.giver_name} → {gift.receiver_name}"
            gift.display_name = f"{parties} · {format_minutes(gift.minutes)}"
        for gift in self.filtered(lambda gift: not gift.id):
            gift.display_name = self.env._("New gift")
