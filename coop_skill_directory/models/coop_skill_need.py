from odoo import fields, models
from odoo.tools import SQL


class CoopSkillNeed(models.Model):
    """For each cooperative and skill: who offers it, who wants to learn it, how often
    it was asked for, and found inside or outside. What is asked for and not offered is
    to be recruited, or taught."""

    _name = "coop.skill.need"
    _description = "Skill Needed"
    _auto = False
    _order = "missing desc, outside desc, requests desc, id"
    _rec_name = "skill_id"
    _depends = {
        "coop.member.skill": ["skill_id", "kind", "company_id", "member_id"],
        "coop.member": ["state"],
        "coop.skill.request": ["state", "outcome", "skill_ids", "company_id"],
    }

    skill_id = fields.Many2one("coop.skill", readonly=True)
    family_id = fields.Many2one("coop.skill", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    offers = fields.Integer("Offered by", readonly=True)
    learners = fields.Integer("Wanted to learn", readonly=True)
    requests = fields.Integer("Asked for", readonly=True)
    inside = fields.Integer("Found inside", readonly=True)
    outside = fields.Integer("Found outside", readonly=True)
    missing = fields.Boolean(
        readonly=True, help="Asked for or wanted, and offered by nobody."
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH offered AS (
                SELECT line.company_id, line.skill_id,
                       count(*) FILTER (WHERE line.kind = 'offer') AS offers,
                       count(*) FILTER (WHERE line.kind = 'learn') AS learners
                  FROM coop_member_skill line
                  JOIN coop_member member ON member.id = line.member_id
                 WHERE member.state = 'active'
              GROUP BY line.company_id, line.skill_id
            ), asked AS (
                SELECT request.company_id, rel.coop_skill_id AS skill_id,
                       count(*) AS requests,
                       count(*) FILTER (WHERE request.is_inside) AS inside,
                       count(*) FILTER (WHERE request.outcome = 'outside') AS outside
                  FROM coop_skill_request request
                  JOIN coop_skill_coop_skill_request_rel rel
                    ON rel.coop_skill_request_id = request.id
                 WHERE request.state != 'cancelled'
              GROUP BY request.company_id, rel.coop_skill_id
            )
            SELECT row_number() OVER (ORDER BY company_id, skill_id)::int AS id,
                   company_id, skill_id, skill.family_id,
                   coalesce(offers, 0)::int AS offers,
                   coalesce(learners, 0)::int AS learners,
                   coalesce(requests, 0)::int AS requests,
                   coalesce(inside, 0)::int AS inside,
                   coalesce(outside, 0)::int AS outside,
                   coalesce(offers, 0) = 0 AS missing
              FROM offered FULL JOIN asked USING (company_id, skill_id)
              JOIN coop_skill skill ON skill.id = skill_id
            """
        )
