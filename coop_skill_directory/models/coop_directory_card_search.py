from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from ..core.criteria import Criteria
from ..core.words import clean_query, fold

#: people on a page
A_PAGE = 20
#: values that a filter offers
MOST_CHOICES = 12
#: members found in the list of members
MOST_MEMBERS = 2000
#: letters that must be nearly the same for somebody to be found by that alone
ALIKE = 0.35


class Results(NamedTuple):
    """A page of a search: how many are found, and would be without filters, the cards
    of the page in their order, and by filter how many each of its values would leave,
    the most first."""

    total: int
    unfiltered: int
    cards: object
    counts: dict


class CoopDirectoryCard(models.Model):
    """The search, in as many queries whatever there is: what the words mean, then what
    is found, its order and its counts at once. It runs as who asks, under the record
    rule of cards."""

    _inherit = "coop.directory.card"

    @api.model
    def _find(self, criteria: Criteria) -> Results:
        """What is found for ``criteria``: with the words that were typed, else with any
        of them, else with letters that are nearly the same."""
        words = criteria.words
        found = self._meaning(words)
        column = SQL.identifier(
            "skill_ids" if criteria.kind == "offer" else "learn_ids"
        )
        queries = self._word_queries(words)
        points = self._points(criteria, column, found, queries)
        for match in self._ways(criteria, column, found, queries):
            results = self._results(criteria, column, match, points)
            if results.unfiltered:
                return results
        return results

    @api.model
    def _found_members(self, text):
        """Ids of the members, of those the user sees, that a ``text`` finds; in no
        order."""
        criteria = Criteria(q=clean_query(text))
        found = self._meaning(criteria.words)
        queries = self._word_queries(criteria.words)
        column = SQL.identifier("skill_ids")
        for match in self._ways(criteria, column, found, queries):
            rows = self.env.execute_query(
                SQL(
                    "SELECT member_id FROM coop_directory_card "
                    "WHERE member_id IS NOT NULL AND %s AND %s LIMIT %s",
                    self._rule(),
                    match,
                    MOST_MEMBERS,
                )
            )
            if rows:
                return [member_id for (member_id,) in rows]
        return []

    @api.model
    def _ways(self, criteria, column, found, queries):
        """Conditions to look for, until one finds somebody."""
        if not queries:
            learns = SQL("cardinality(%s) > 0", column)
            yield learns if criteria.kind == "learn" else SQL("TRUE")
            return
        yield self._match(column, found, queries, widely=False)
        if len(queries) > 1:
            yield self._match(column, found, queries, widely=True)
        typed = fold(criteria.q)
        yield SQL(
            "%(typed)s <%% plain AND word_similarity(%(typed)s, plain) >= %(alike)s",
            typed=typed,
            alike=ALIKE,
        )

    @api.model
    def _results(self, criteria, column, match, points):
        asked = self._filters(criteria, column)
        [row] = self.env.execute_query(
            SQL(
                """
                WITH found AS MATERIALIZED (
                    SELECT id, %(points)s AS points, family_ids,
                           area, remote, availability,
                           languages, house%(flags)s
                      FROM coop_directory_card
                     WHERE %(rule)s AND %(match)s
                )
                SELECT (SELECT count(*) FROM found WHERE %(all)s),
                       (SELECT count(*) FROM found),
                       ARRAY(SELECT id FROM found WHERE %(all)s
                              ORDER BY points DESC, id
                              LIMIT %(limit)s OFFSET %(offset)s),
                       %(counts)s
                """,
                points=points,
                flags=SQL().join(
                    SQL(", %s AS %s", condition, SQL.identifier(f"is_{name}"))
                    for name, condition in asked.items()
                ),
                rule=self._rule(),
                match=match,
                all=self._all_but(asked),
                limit=A_PAGE,
                offset=(criteria.page - 1) * A_PAGE,
                counts=self._counts(asked),
            )
        )
        total, unfiltered, ids, *counts = row
        names = ("family", "area", "remote", "availability", "language", "house")
        return Results(
            total,
            unfiltered,
            self.browse(ids),
            {
                name: list(found or ())
                for name, found in zip(names, counts, strict=True)
            },
        )

    @api.model
    def _rule(self):
        """The condition of the record rule, for the table under its own name."""
        query = self._search([])
        return SQL("FALSE") if query.is_empty() else query.where_clause or SQL("TRUE")

    @api.model
    def _all_but(self, asked, name=None):
        """Condition of every filter that is asked for, but for that ``name``."""
        flags = [SQL.identifier(f"is_{one}") for one in asked if one != name]
        return SQL(" AND ").join(flags) if flags else SQL("TRUE")

    @api.model
    def _counts(self, asked):
        """How many each value of each filter would leave, the others staying."""
        values = {
            "family": SQL("unnest(family_ids)"),
            "area": SQL("area"),
            "remote": SQL("CASE WHEN remote THEN '1' END"),
            "availability": SQL("availability"),
            "language": SQL("unnest(languages)"),
            "house": SQL("house"),
        }
        return SQL(", ").join(
            SQL(
                """
                (SELECT json_agg(json_build_array(value, number))
                   FROM (SELECT value, count(*) AS number
                           FROM (SELECT %s AS value FROM found WHERE %s) AS each
                          WHERE value IS NOT NULL
                          GROUP BY value ORDER BY number DESC, value LIMIT %s) AS most)
                """,
                value,
                self._all_but(asked, name),
                MOST_CHOICES,
            )
            for name, value in values.items()
        )
