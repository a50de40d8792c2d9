from decimal import Decimal

from odoo import api, fields, models
from odoo.tools.misc import formatLang

from odoo.addons.coop_member.core.forms import key_of, text_of
from odoo.addons.coop_member.core.text import same_name

from ..core.request_form import amount_error, read_amount, read_referral
from ..core.win_rate import rates

#: members of nearly the same name who are looked at
MOST_ALIKE = 100


class CoopReferral(models.Model):
    """How a prospect came, who recommended whom, and what came of it: so that time goes
    where trust already is. Its member alone reads it; who recommended reads the name of
    the client and the outcome, through `coop.member._portal_recommended`."""

    _name = "coop.referral"
    _description = "Recommendation"
    _inherit = "coop.once.mixin"
    _order = "date desc, id desc"
    _rec_name = "client"
    _check_company_auto = True

    client = fields.Char(required=True)
    member_id = fields.Many2one(
        "coop.member",
        "Prospect of",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    origin = fields.Selection(
        [
            ("recommended", "Recommended"),
            ("met", "Already met"),
            ("tender", "Public tender"),
            ("cold", "Cold"),
        ],
        "Came by",
        required=True,
    )
    recommender_id = fields.Many2one(
        "coop.member",
        "Recommended by a member",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
    recommender_name = fields.Char("Recommended by")
    date = fields.Date(required=True, default=fields.Date.context_today)
    state = fields.Selection(
        [("open", "Under way"), ("won", "Won"), ("lost", "Lost")],
        "Outcome",
        required=True,
        default="open",
        index=True,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary()
    note = fields.Char()
    thanked_date = fields.Date("Thanked on", readonly=True, copy=False)
    win_rate = fields.Float(
        compute="_compute_win_rate",
        store=True,
        aggregator="avg",
        help="100 for what was won, 0 for what was not: to be read of what is decided.",
    )
    is_decided = fields.Boolean(compute="_compute_win_rate", store=True)

    _recommended_by_somebody = models.Constraint(
        "CHECK (origin != 'recommended' OR recommender_id IS NOT NULL "
        "OR recommender_name IS NOT NULL)",
        "Say who recommended.",
    )

    @api.depends("state")
    def _compute_win_rate(self):
        for referral in self:
            referral.is_decided = referral.state != "open"
            referral.win_rate = 100 if referral.state == "won" else 0

    # -- the member's space ------------------------------------------------------------

    @api.model
    def _portal_add(self, member, post):
        """Note how a prospect came; returns (sentences by field, what was typed)."""
        values, codes = read_referral(post)
        sentences = self.env["coop.skill.request"]._portal_sentences(codes)
        if member.state != "active":
            sentences["form"] = self.env._("Only active members note prospects.")
        if sentences:
            return sentences, values
        recommended = values["origin"] == "recommended"
        recommender = (
            self._member_called(member, values["recommender"]) if recommended else None
        )
        referrals_sudo = self.sudo()  # sudo: members write through these steps
        referrals_sudo._create_once(
            key_of(post),
            {
                "member_id": member.id,
                "client": values["client"],
                "origin": values["origin"],
                "recommender_id": recommender.id if recommender else False,
                "recommender_name": values["recommender"] if recommended else False,
                "amount": float(values["amount"] or 0),
                "note": values["note"] or False,
            },
        )
        return {}, values

    @api.model
    def _member_called(self, member, name):
        """The one other member of that name; none where two have it."""
        longest = max(name.replace(",", " ").split(), key=len)
        people = dict(member._gift_people(longest, limit=MOST_ALIKE))
        same = [one for one, label in people.items() if same_name(label, name)]
        return self.env["coop.member"].browse(same[0]) if len(same) == 1 else None

    def _portal_act(self, step, post=None):
        """Note the outcome, with the amount that was typed beside it, or that who
        recommended was thanked. Returns a sentence where the amount is none."""
        self.ensure_one()
        referral_sudo = self.sudo()  # sudo: members write through these steps
        if step == "thank":
            if referral_sudo.origin == "recommended" and not referral_sudo.thanked_date:
                referral_sudo.thanked_date = fields.Date.context_today(self)
            return ""
        typed = text_of(post or {}, "amount")
        if amount_error(typed):
            return self.env["coop.skill.request"]._portal_sentences(
                {"amount": "invalid"}
            )["amount"]
        if typed:
            referral_sudo.amount = float(read_amount(typed))
        referral_sudo.state = step
        return ""

    def _portal_typed_amount(self):
        """The amount, as a form shows it."""
        self.ensure_one()
        written = formatLang(self.env, self.amount, digits=2, grouping=False)
        return written if self.amount else ""

    @api.model
    def _portal_rates(self, member):
        """(label, rate) by origin, of this member's prospects."""
        rows = self._read_group(
            [("member_id", "=", member.id)],
            ["origin", "state"],
            ["__count", "amount:sum"],
        )
        found = rates(
            (origin, state, Decimal(str(amount)) if not done else Decimal(0))
            for origin, state, count, amount in rows
            for done in range(count)
        )
        labels = self._fields["origin"]._description_selection(self.env)
        return [(label, found[key]) for key, label in labels if key in found]
