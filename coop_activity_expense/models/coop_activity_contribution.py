from datetime import date

from odoo import fields, models
from odoo.tools import date_utils


class CoopActivity(models.Model):
    """What the contribution of an activity depends on."""

    _inherit = "coop.activity"

    currency_id = fields.Many2one(related="company_id.currency_id")
    coop_contribution_scheme_id = fields.Many2one(
        "coop.contribution.scheme",
        "Contribution scheme",
        check_company=True,
        ondelete="restrict",
        groups="coop_member.group_adviser,coop_member.group_accountant",
        help="Empty: that of the cooperative.",
    )
    coop_contribution_opening = fields.Monetary(
        "Total before",
        groups="coop_member.group_adviser,coop_member.group_accountant",
        help="What the activity invoiced since it entered, before these books begin: "
        "it counts for bands on the total since entry.",
    )

    def _sentence_no_scheme(self):
        """That these activities have no contribution scheme."""
        names = ", ".join(self[:3].mapped("display_name"))
        if len(self) > 3:
            names = self.env._(
                "%(names)s and %(count)s more", names=names, count=len(self) - 3
            )
        return self.env._(
            "No contribution scheme for %s: choose theirs, or one for the whole "
            "cooperative in its settings.",
            names,
        )

    def _contract_kinds(self):
        """By activity, a function from the first day of a month to the code of the
        contract that its members were under: the newest of that month, those that
        exclude others first; where a month has none, the last one before it."""
        contracts = self.env["coop.contract"].search(
            [
                ("member_id", "in", self.member_ids.ids),
                ("state", "in", ("running", "ended")),
            ],
            order="exclusive, date_start, id",
        )
        by_member = contracts.grouped("member_id")
        found = {}
        for activity in self:
            terms = [
                (contract.date_start, contract.date_end or date.max, contract.type_id)
                for member in activity.member_ids
                for contract in by_member.get(member, contracts.browse())
            ]
            found[activity] = _kind_by_month(
                [(start, end, kind.exclusive, kind.code) for start, end, kind in terms]
            )
        return found


def _kind_by_month(terms):
    def kind(month):
        last = date_utils.end_of(month, "month")
        begun = [term for term in terms if term[0] <= last]
        running = [term for term in begun if term[1] >= month]
        ranked = sorted(running or begun, key=lambda term: (term[2], term[0]))
        return ranked[-1][3] if ranked else ""

    return kind
