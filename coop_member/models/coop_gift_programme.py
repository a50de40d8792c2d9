from dateutil.relativedelta import relativedelta

from odoo import fields, models


class CoopGiftProgramme(models.Model):
    """A programme of support: who enters it is invited to give some time back."""

    _name = "coop.gift.programme"
    _description = "Programme of Support"
    _inherit = ["mail.thread"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True, help="What the cooperative offers, and what it hopes for."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    minutes = fields.Integer(
        "Time to give back", required=True, default=600, tracking=True
    )
    months = fields.Integer(
        "Within (months)",
        required=True,
        default=12,
        tracking=True,
        help="How long members have to give it back.",
    )
    contract_type_ids = fields.Many2many(
        "coop.contract.type",
        string="Entered with",
        help="Members enter the programme when their first contract of one of these "
        "types starts.",
    )
    pledge_ids = fields.One2many("coop.gift.pledge", "programme_id", "Pledges")
    pledge_count = fields.Integer(compute="_compute_pledge_count")

    _minutes_positive = models.Constraint(
        "CHECK (minutes > 0)", "A programme asks for one minute at least."
    )
    _months_positive = models.Constraint(
        "CHECK (months > 0)", "Members need a month at least to give time back."
    )

    def _compute_pledge_count(self):
        counts = dict(
            self.env["coop.gift.pledge"]._read_group(
                [("programme_id", "in", self.ids)], ["programme_id"], ["__count"]
            )
        )
        for programme in self:
            programme.pledge_count = counts.get(programme, 0)

    def _enter(self, member, day):
        """Have ``member`` enter these programmes on ``day``: each makes a pledge,
        unless they are in it already. Returns the new pledges."""
        pledges = self.env["coop.gift.pledge"]
        made = pledges.search([("member_id", "=", member.id)]).programme_id
        return pledges.create(
            [programme._prepare_pledge(member, day) for programme in self - made]
        )

    def _prepare_pledge(self, member, day):
        """Values of the pledge that entering this programme makes."""
        self.ensure_one()
        in_their_words = self.with_context(lang=member.lang or self.env.lang)
        return {
            "member_id": member.id,
            "programme_id": self.id,
            "minutes": self.minutes,
            "date": day,
            "due_date": day + relativedelta(months=self.months),
            "reason": in_their_words.name,
        }
