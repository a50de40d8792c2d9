from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CoopSkill(models.Model):
    """A skill of the trades that cooperatives host: a tree, with synonyms, in several
    languages. Those of all cooperatives are the same, for people to be found across
    them."""

    _name = "coop.skill"
    _description = "Skill"
    _parent_store = True
    _order = "name, id"
    _rec_names_search = ["name", "synonyms", "code"]

    name = fields.Char(required=True, translate=True)
    parent_id = fields.Many2one(
        "coop.skill", "Part of", index=True, ondelete="restrict"
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("coop.skill", "parent_id", "Skills below")
    family_id = fields.Many2one(
        "coop.skill", compute="_compute_family_id", store=True, index=True
    )
    synonyms = fields.Text(
        translate=True,
        help="Other words for the same skill, one a line: trades, tools, what people "
        "type when they look for it.",
    )
    code = fields.Char(
        copy=False, help="By which other cooperatives know the same skill."
    )
    rome_code = fields.Char(
        "ROME", size=5, help="Code of the trade in the French register of trades."
    )
    esco_uri = fields.Char(
        "ESCO", help="Address of the skill in the European classification."
    )
    state = fields.Selection(
        [("proposed", "Proposed"), ("accepted", "Accepted"), ("merged", "Merged")],
        "Status",
        default="accepted",
        required=True,
        index=True,
        copy=False,
        help="Members propose skills; they are shown once they are accepted.",
    )
    merged_into_id = fields.Many2one(
        "coop.skill", readonly=True, copy=False, index=True, ondelete="restrict"
    )
    proposed_by_id = fields.Many2one(
        "coop.member",
        readonly=True,
        copy=False,
        index=True,
        ondelete="set null",
        # skills are shown to the world, unlike many of those who proposed them
        groups="coop_member.group_adviser,coop_member.group_accountant",
    )
    proposed_as = fields.Char(
        readonly=True, copy=False, help="The proposal without case and accents."
    )
    active = fields.Boolean(default=True)
    color = fields.Integer()
    member_skill_ids = fields.One2many("coop.member.skill", "skill_id", "Members")
    member_count = fields.Integer(
        "Offered by", compute="_compute_member_count", compute_sudo=False
    )

    _code_unique = models.UniqueIndex(
        "(code) WHERE code IS NOT NULL", "This code is another skill's."
    )

    _proposed_unique = models.UniqueIndex(
        "(proposed_as) WHERE state = 'proposed' AND active",
        "This skill is proposed already.",
    )

    @api.depends("parent_path")
    def _compute_family_id(self):
        for skill in self:
            root = (skill.parent_path or "").split("/")[0]
            skill.family_id = int(root) if root.isdigit() else skill

    @api.depends("name", "parent_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for skill in self:
            skill.display_name = skill.name or ""

    @api.depends("member_skill_ids")
    def _compute_member_count(self):
        counts = dict(
            self.env["coop.member.skill"]._read_group(
                [
                    ("skill_id", "in", self.ids),
                    ("kind", "=", "offer"),
                    ("member_id.state", "=", "active"),
                ],
                ["skill_id"],
                ["__count"],
            )
        )
        for skill in self:
            skill.member_count = counts.get(skill, 0)

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A skill cannot be part of itself."))

    @api.model_create_multi
    def create(self, vals_list):
        skills = super().create(vals_list)
        skills._refresh_terms()
        return skills

    def write(self, vals):
        result = super().write(vals)
        if {"name", "synonyms", "state", "active"} & vals.keys():
            self._refresh_terms()
            self._refresh_cards()
        elif "parent_id" in vals:
            self._refresh_cards()
        return result

    def _update_field_translations(
        self, field_name, translations, digest=None, source_lang=""
    ):
        result = super()._update_field_translations(
            field_name, translations, digest=digest, source_lang=source_lang
        )
        if field_name in ("name", "synonyms"):
            self._refresh_terms()
            self._refresh_cards()
        return result

    def _refresh_cards(self):
        """Have the directory know whoever has these skills anew."""
        below = self.with_context(active_test=False).search(
            [("id", "child_of", self.ids)]
        )
        lines = self.env["coop.member.skill"].sudo()  # sudo: of members in every house
        lines.search([("skill_id", "in", below.ids)]).member_id._refresh_cards()

    def _shown(self):
        """Those of these skills that everybody may see."""
        return self.filtered(lambda skill: skill.state == "accepted" and skill.active)

    def _refresh_terms(self):
        """Have the search box know the words of these skills anew."""
        self.env.flush_all()
        terms_sudo = self.env["coop.skill.term"].sudo()  # sudo: an index, kept here
        terms_sudo._rebuild_for(self)
