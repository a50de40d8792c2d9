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
    def _circulated(self, company, date_from, date_to):
        """SQL condition: gifts that count, of a cooperative and a period."""
        # kinds are named for the index to be read in its order
        return SQL(
            """gift.company_id = %s AND gift.state = 'confirmed'
            AND gift.category_id = ANY(ARRAY(SELECT id FROM coop_gift_category))
            AND gift.date BETWEEN %s AND %s""",
            company.id,
            date_from,
            date_to,
        )

    @api.model
    def _circulation_cells(self, company, date_from, date_to):
        """Minutes of each kind, month and way, as `core.circulation.Cell` of key
        (id of the category, first day of the month, way); ways are ``members``,
        ``to_commons`` and ``from_commons``. One query.

        Who gives stands behind a gift; who receives where the commons gives.
        """
        counted = self._circulated(company, date_from, date_to)
        query = SQL(
            """
            WITH cell AS (
                SELECT gift.category_id,
                       date_trunc('month', gift.date::timestamp)::date AS month,
                       CASE WHEN gift.giver_id IS NULL THEN 'from_commons'
                            WHEN gift.receiver_id IS NULL THEN 'to_commons'
                            ELSE 'members' END AS way,
                       SUM(gift.minutes)::bigint AS minutes
                  FROM coop_gift gift
                 WHERE %(counted)s
                 GROUP BY 1, 2, 3
                HAVING SUM(gift.minutes) > 0)
            SELECT cell.category_id, cell.month, cell.way, cell.minutes, behind.people
              FROM cell
             CROSS JOIN LATERAL (
                   SELECT (ARRAY_AGG(DISTINCT few.person))[:%(few)s] AS people
                     FROM (SELECT COALESCE(gift.giver_id, gift.receiver_id) AS person
                             FROM coop_gift gift
                            WHERE gift.company_id = %(company)s
                              AND gift.state = 'confirmed'
                              AND gift.category_id = cell.category_id
                              AND gift.date >= GREATEST(cell.month, %(first)s)
                              AND gift.date <= %(last)s
                              AND gift.date < cell.month + INTERVAL '1 month'
                              AND (gift.giver_id IS NULL) = (cell.way = 'from_commons')
                              AND (gift.receiver_id IS NULL) = (cell.way = 'to_commons')
                              AND gift.minutes > 0
                              AND NOT EXISTS (
                                  SELECT FROM coop_gift reversal
                                   WHERE reversal.reversal_of_id = gift.id)
                            LIMIT %(looked_at)s) few) behind
             ORDER BY 1, 2, 3
            """,
            counted=counted,
            company=company.id,
            first=date_from,
            last=date_to,
            few=FEW,
            looked_at=self._LOOKED_AT,
        )
        return [
            Cell((category, month, way), minutes, frozenset(people))
            for category, month, way, minutes, people in self._read_sums(query)
        ]

    @api.model
    def _circulation_people(self, company, date_from, date_to):
        """Numbers of members, by name: who ``gave``, ``received``, did ``both``, of
        those who are ``active`` now how many ``took_part``. One query."""
        counted = self._circulated(company, date_from, date_to)
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
        return self.env.execute_query(query)
