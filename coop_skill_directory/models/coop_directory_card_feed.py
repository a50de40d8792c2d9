from odoo import api, models
from odoo.tools import SQL

from ..core.feed import A_PAGE, Person, Skill


class CoopDirectoryCard(models.Model):
    """What a house publishes of its own members: the cards of one audience, and nothing
    that their owners chose to show to fewer."""

    _inherit = "coop.directory.card"

    @api.model
    def _feed_state(self, company, audience):
        """(how many people, what changes with any of them, and with the words for
        skills; with the house's name and the language of these words)."""
        [state] = self.env.execute_query(
            SQL(
                """
                SELECT count(*),
                       md5(coalesce(string_agg(fingerprint, '' ORDER BY slug), '')),
                       (SELECT max(write_date)::text FROM coop_skill
                         WHERE state = 'accepted')
                  FROM coop_directory_card
                 WHERE %s
                """,
                self._feed_condition(company, audience),
            )
        )
        return (*state, company.name, self.env.lang)

    @api.model
    def _feed_condition(self, company, audience):
        if audience not in ("network", "public"):
            raise ValueError(audience)
        return SQL(
            "audience = %s AND company_id = %s AND member_id IS NOT NULL",
            audience,
            company.id,
        )

    @api.model
    def _feed_people(self, company, audience, page, base_url):
        """People of a page, as `core.feed.Person`."""
        rows = self.env.execute_query(
            SQL(
                "SELECT slug, payload FROM coop_directory_card WHERE %s "
                "ORDER BY slug LIMIT %s OFFSET %s",
                self._feed_condition(company, audience),
                A_PAGE,
                (page - 1) * A_PAGE,
            )
        )
        ids = {one for _slug, shown in rows for one, _level in shown["skills"]}
        skills = {
            skill.id: Skill(skill.name, skill.code or "")
            for skill in self.env["coop.skill"].search_fetch(
                [("id", "in", list(ids))], ["name", "code"]
            )
        }
        return [
            self._feed_person(slug, shown, skills, base_url) for slug, shown in rows
        ]

    @api.model
    def _feed_person(self, slug, shown, skills, base_url):
        return Person(
            identifier=slug,
            name=shown["name"],
            headline=shown["headline"],
            bio=shown.get("bio", ""),
            url=f"{base_url}/directory/{slug}",
            email=shown.get("email", ""),
            phone=shown.get("phone", ""),
            city=shown.get("city", ""),
            postal_code=shown.get("postal_code", ""),
            country=shown.get("country", ""),
            remote=bool(shown.get("remote")),
            skills=tuple(
                skills[one] for one, _level in shown["skills"] if one in skills
            ),
            languages=tuple(shown["languages"]),
        )
