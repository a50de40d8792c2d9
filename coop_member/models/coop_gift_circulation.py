from odoo import api, models
from odoo.tools import SQL

from ..core.circulation import FEW, Cell


class CoopGift(models.Model):
    """Sums of the ledger over a period, for pages that name nobody.

    They are read past record rules: who asks gets the sums of a whole cooperative,
    never a gift. Reversed gifts and their reversals are of the same day, people and
    kind: together they weigh nothing, and are as if they had never been.
    """

    _inherit = "coop.gift"

    # all that the sums read: the table itself is left alone
    _circulation_index = models.Index(
        "(company_id, category_id, date) INCLUDE (giver_id, receiver_id, minutes, id) "
        "WHERE state = 'confirmed'"
    )

    #: gifts of a cell that are looked at to know whether few people stand behind it
    _LOOKED_AT = 200

    @api.model
    def _circulation_cells(self, company, date_from, date_to):
        """Minutes of each kind, month and way, as `core.circulation.Cell` of key
        (id of the category, first day of the month, way); ways are ``members``,
        ``to_commons`` and ``from_commons``. One query.

        Who gives stands behind a gift; who receives where the commons gives.
        """
        of_cell = SQL(
            """gift.company_id = %s AND gift.state = 'confirmed'
            AND gift.category_id = category.id
            AND gift.date BETWEEN month.first AND month.last""",
            company.id,
        )
        query = SQL(
            """
            SELECT category.id, month.day, way.name, way.minutes, behind.people
              FROM coop_gift_category category
             CROSS JOIN LATERAL (%(months)s) month
             CROSS JOIN LATERAL (%(sums)s) sums
             CROSS JOIN LATERAL (VALUES
                   ('from_commons', sums.from_commons, TRUE, FALSE),
                   ('to_commons', sums.to_commons, FALSE, TRUE),
                   ('members', sums.every - COALESCE(sums.from_commons, 0)
                                          - COALESCE(sums.to_commons, 0), FALSE, FALSE)
                   ) way(name, minutes, is_from, is_to)
             CROSS JOIN LATERAL (%(behind)s) behind
             WHERE way.minutes > 0
             ORDER BY 1, 2, 3
            """,
            months=self._circulation_months(date_from, date_to),
            sums=self._circulation_sums(of_cell),
            behind=self._circulation_behind(of_cell),
        )
        return [
            Cell((category, month, way), minutes, frozenset(people))
            for category, month, way, minutes, people in self._read_sums(query)
        ]

    @api.model
    def _circulation_months(self, date_from, date_to):
        """SQL of the months of a period: their ``day`` one, and the ``first`` and
        ``last`` days of the period in them."""
        return SQL(
            """
            SELECT day::date AS day,
                   GREATEST(day::date, %(first)s) AS first,
                   LEAST((day + INTERVAL '1 month - 1 day')::date, %(last)s) AS last
              FROM generate_series(date_trunc('month', %(first)s::timestamp),
                                   %(last)s::timestamp, '1 month') day
            """,
            first=date_from,
            last=date_to,
        )

    @api.model
    def _circulation_sums(self, of_cell):
        """SQL of the minutes of a kind in a month: from the commons, to them, all."""
        return SQL(
            """
            SELECT SUM(gift.minutes) FILTER (WHERE gift.giver_id IS NULL)
                       AS from_commons,
                   SUM(gift.minutes) FILTER (WHERE gift.receiver_id IS NULL)
                       AS to_commons,
                   SUM(gift.minutes) AS every
              FROM coop_gift gift
             WHERE %s
            """,
            of_cell,
        )

    @api.model
    def _circulation_behind(self, of_cell):
        """SQL of some of the people behind a cell, enough to know whether they are
        few."""
        return SQL(
            """
            SELECT (ARRAY_AGG(DISTINCT few.person))[:%(few)s] AS people
              FROM (SELECT COALESCE(gift.giver_id, gift.receiver_id) AS person
                      FROM coop_gift gift
                     WHERE %(of_cell)s
                       AND (gift.giver_id IS NULL) = way.is_from
                       AND (gift.receiver_id IS NULL) = way.is_to
                       AND gift.minutes > 0
                       AND NOT EXISTS (
                           SELECT FROM coop_gift reversal
                            WHERE reversal.reversal_of_id = gift.id)
                     LIMIT %(looked_at)s) few
            """,
            of_cell=of_cell,
            few=FEW,
            looked_at=self._LOOKED_AT,
        )

    @api.model
    def _circulation_people(self, company, date_from, date_to):
        """Numbers of members, by name: who ``gave``, ``received``, did ``both``, of
        those who are ``active`` now how many ``took_part``. One query."""
        # kinds are named for the index to be read in its order
        counted = SQL(
            """gift.company_id = %s AND gift.state = 'confirmed'
            AND gift.category_id = ANY(ARRAY(SELECT id FROM coop_gift_category))
            AND gift.date BETWEEN %s AND %s""",
            company.id,
            date_from,
            date_to,
        )
        query = SQL(
            """
            SELECT COUNT(giver.id), COUNT(receiver.id),
                   COUNT(*) FILTER (WHERE giver.id = receiver.id),
                   COUNT(*) FILTER (WHERE is_active),
                   COUNT(*) FILTER (
                       WHERE is_active AND COALESCE(giver.id, receiver.id) > 0)
              FROM coop_member member
             CROSS JOIN LATERAL (
                   SELECT member.active AND member.state = 'active' AS is_active) now
              LEFT JOIN (SELECT gift.giver_id AS id FROM coop_gift gift
                          WHERE %(counted)s AND gift.giver_id IS NOT NULL
                          GROUP BY 1 HAVING SUM(gift.minutes) > 0
                        ) giver ON giver.id = member.id
              LEFT JOIN (SELECT gift.receiver_id AS id FROM coop_gift gift
                          WHERE %(counted)s AND gift.receiver_id IS NOT NULL
                          GROUP BY 1 HAVING SUM(gift.minutes) > 0
                        ) receiver ON receiver.id = member.id
             WHERE member.company_id = %(company)s
            """,
            counted=counted,
            company=company.id,
        )
        names = ("gave", "received", "both", "active", "took_part")
        [row] = self._read_sums(query)
        return dict(zip(names, row, strict=True))

    @api.model
    def _read_sums(self, query):
        self.env["coop.gift"].flush_model()
        self.env["coop.member"].flush_model(["active", "company_id", "state"])
        # compiling these takes longer than running them
        self.env.cr.execute("SET LOCAL jit = off")
        return self.env.execute_query(query)
