from odoo import api, models
from odoo.tools import SQL

from ..core.ranking import AVAILABLE, NEAR, REMOTE, STRONG, TIERS, WORDS
from ..core.resolving import Meaning, meaning, tiers

#: what narrows a search, in the order of the page
FILTERS = ("family", "area", "remote", "availability", "language", "house", "skill")


class CoopDirectoryCard(models.Model):
    """The parts of a search in SQL: what is found, how it is put in order, what
    narrows it. `core.ranking` says the same of one person."""

    _inherit = "coop.directory.card"

    @api.model
    def _meaning(self, words):
        """Skills that the ``words`` of a query mean, and those next to them in the
        tree: their parts, and what they are part of."""
        if not words:
            return Meaning()
        found = meaning(self.env["coop.skill.term"]._hits(words))
        if not found.meant:
            return found
        rows = self.env.execute_query(
            SQL(
                """
                SELECT other.id FROM coop_skill skill
                  JOIN coop_skill other
                    ON other.parent_path LIKE skill.parent_path || '%%'
                    OR other.id = skill.parent_id
                 WHERE skill.id = ANY(%s)
                """,
                list(found.meant),
            )
        )
        taken = {*found.meant}
        related = dict.fromkeys([*found.related, *(one for (one,) in rows)])
        return Meaning(
            found.exact,
            found.synonym,
            tuple(one for one in related if one not in taken),
        )

    @api.model
    def _word_queries(self, words):
        """What finds each word in the texts, whatever its ending in any language; the
        last one may be the beginning of a longer word."""
        queries = []
        for position, word in enumerate(words):
            query = SQL(
                "(plainto_tsquery('coop_french', %(word)s) "
                "|| plainto_tsquery('coop_dutch', %(word)s) "
                "|| plainto_tsquery('coop_english', %(word)s) "
                "|| plainto_tsquery('simple', %(word)s))",
                word=word,
            )
            if position == len(words) - 1 and len(word) > 2 and word.isalnum():
                query = SQL("(%s || %s::tsquery)", query, f"'{word}':*")
            queries.append(query)
        return queries

    @api.model
    def _match(self, column, found, queries, widely):
        """What somebody has to be found: one of the skills (in ``column``), or every
        word in the texts; any word, or nearly, when looking ``widely``."""
        skills = [one for ids in tiers(found).values() for one in ids]
        texts = SQL(" || " if widely else " && ").join(queries)
        match = SQL("vector @@ (%s)", texts)
        if skills:
            match = SQL("(%s OR %s && %s::int[])", match, column, skills)
        return match

    @api.model
    def _tier(self, column, found):
        """Points by the way in which somebody is found."""
        whens = [
            SQL(
                "WHEN %s && %s::int[] THEN %s",
                column,
                list(ids),
                TIERS[tier],
            )
            for tier, ids in tiers(found).items()
            if ids
        ]
        if not whens:
            return SQL("%s", TIERS["text"])
        return SQL("CASE %s ELSE %s END", SQL(" ").join(whens), TIERS["text"])

    @api.model
    def _points(self, criteria, column, found, queries):
        """What somebody is put in order by, as `core.ranking.points` has it."""
        parts = [self._availability_points(), self._near_points(criteria.near)]
        if queries:
            parts.append(self._tier(column, found))
        # one word puts nobody before another: it is not looked for again
        if len(queries) > 1:
            share = SQL(" + ").join(
                SQL("(vector @@ %s)::int", query) for query in queries
            )
            parts.append(SQL("%s * (%s)::numeric / %s", WORDS, share, len(queries)))
        wanted = list(found.meant) or [criteria.skill or criteria.family]
        parts.append(
            SQL(
                "CASE WHEN strong_ids && %s::int[] THEN %s ELSE 0 END",
                wanted,
                STRONG,
            )
        )
        return SQL("(%s)", SQL(" + ").join(parts))

    @api.model
    def _availability_points(self):
        whens = SQL(" ").join(
            SQL("WHEN %s THEN %s", name, points) for name, points in AVAILABLE.items()
        )
        return SQL("CASE availability %s ELSE 0 END", whens)

    @api.model
    def _near_points(self, near):
        return SQL(
            "CASE WHEN area = %s THEN %s WHEN remote THEN %s ELSE 0 END",
            near,
            NEAR,
            REMOTE,
        )

    @api.model
    def _filters(self, criteria, column):
        """What narrows the search, by name, of what is asked for."""
        conditions = {
            "family": SQL("family_ids @> %s::int[]", [criteria.family]),
            "area": SQL("area = %s", criteria.area),
            "remote": SQL("remote"),
            "availability": SQL("availability = %s", criteria.availability),
            "language": SQL("languages @> %s::text[]", [criteria.language]),
            "house": SQL("house = %s", criteria.house),
            "skill": SQL("%s @> %s::int[]", column, [criteria.skill]),
        }
        return {name: conditions[name] for name in FILTERS if getattr(criteria, name)}
