from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..core.ranking import LEVELS


class CoopMemberSkill(models.Model):
    """A skill that a member offers, or wants to learn."""

    _name = "coop.member.skill"
    _description = "Skill of a Member"
    _inherit = "coop.import.mixin"
    _order = "kind desc, level desc, id"
    _rec_name = "skill_id"
    _check_company_auto = True

    member_id = fields.Many2one(
        "coop.member",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    skill_id = fields.Many2one(
        "coop.skill",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("state", "!=", "merged")],
    )
    family_id = fields.Many2one(related="skill_id.family_id", store=True)
    kind = fields.Selection(
        [("offer", "Offers"), ("learn", "Wants to learn")],
        required=True,
        default="offer",
    )
    level = fields.Selection(
        [
            ("beginner", "Beginner"),
            ("practised", "Practised"),
            ("confirmed", "Confirmed"),
            ("expert", "Expert"),
        ],
        required=True,
        default="practised",
    )

    _member_skill_unique = models.UniqueIndex(
        "(member_id, skill_id)", "This member already has this skill."
    )

    @api.constrains("skill_id")
    def _check_merged(self):
        for line in self:
            if line.skill_id.state == "merged":
                raise ValidationError(
                    self.env._(
                        "“%(skill)s” is now “%(target)s”.",
                        skill=line.skill_id.display_name,
                        target=line.skill_id.merged_into_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.member_id._refresh_cards()
        return lines

    def write(self, vals):
        members = self.member_id
        result = super().write(vals)
        (members | self.member_id)._refresh_cards()
        return result

    def unlink(self):
        members = self.member_id
        result = super().unlink()
        members._refresh_cards()
        return result

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Levels come in their order, which is not that of their letters."""
        if field_name != "level":
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        rank = SQL(
            "array_position(%s::varchar[], %s)",
            list(LEVELS),
            self._field_to_sql(alias, field_name, query),
        )
        return SQL("%s %s %s", rank, direction, nulls)

    def _replace_skill(self, target):
        """Have these lines name ``target``; who has it already keeps one line, offered
        rather than to be learnt, at the higher level."""
        there = {
            line.member_id: line
            for line in self.search(
                [
                    ("skill_id", "=", target.id),
                    ("member_id", "in", self.member_id.ids),
                ]
            )
        }
        for line in self:
            other = there.get(line.member_id)
            if not other:
                line.skill_id = target
                there[line.member_id] = line
                continue
            other.write(
                {
                    "level": max(line.level, other.level, key=LEVELS.index),
                    "kind": "offer" if "offer" in (line.kind, other.kind) else "learn",
                }
            )
            line.unlink()

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import template for members' skills"),
                "template": "/coop_skill_directory/static/csv/coop_member_skill.csv",
            }
        ]
