from odoo import fields, models
from odoo.tools import SQL


class CoopWebinarReport(models.Model):
    """One line a webinar, for pivots and graphs: who registered, came, stayed away;
    what they thought; who spoke for the first time."""

    _name = "coop.webinar.report"
    _description = "Webinar Analysis"
    _auto = False
    _rec_name = "event_id"
    _order = "date desc, id desc"
    _depends = {
        "coop.webinar.feedback": ["event_id", "rating"],
        "event.event": [
            "active",
            "address_id",
            "company_id",
            "date_begin",
            "is_peer_webinar",
            "kanban_state",
            "seats_limited",
            "seats_max",
            "speaker_ids",
            "topic_ids",
            "webinar_access",
        ],
        "event.registration": [
            "active",
            "coop_member_id",
            "event_id",
            "is_waiting",
            "state",
        ],
    }

    event_id = fields.Many2one("event.event", "Webinar", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    date = fields.Datetime(readonly=True)
    topic_id = fields.Many2one("coop.webinar.topic", "First field", readonly=True)
    webinar_access = fields.Selection(
        [("members", "Members only"), ("public", "Everybody")], "Open to", readonly=True
    )
    is_over = fields.Boolean("Has taken place", readonly=True)
    seats = fields.Integer(readonly=True)
    registered = fields.Integer(readonly=True, help="With those who came.")
    waiting = fields.Integer(readonly=True)
    attended = fields.Integer(readonly=True)
    guests = fields.Integer("Of them guests", readonly=True)
    absent = fields.Integer("Absentees", readonly=True)
    attendance_rate = fields.Float(
        "Attendance rate (%)", readonly=True, aggregator="avg", digits=(5, 1)
    )
    satisfaction = fields.Float(
        "Satisfaction (1 to 5)", readonly=True, aggregator="avg", digits=(3, 2)
    )
    ratings = fields.Integer("Number of ratings", readonly=True)
    speakers = fields.Integer("Number of speakers", readonly=True)
    first_speakers = fields.Integer(
        "Spoke for the first time", readonly=True, help="Speakers who never had before."
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT event.id, event.id AS event_id, event.company_id,
                   event.date_begin AS date, topic.topic_id, event.webinar_access,
                   event.date_end <= now() AT TIME ZONE 'UTC' AS is_over,
                   CASE WHEN event.seats_limited THEN event.seats_max END AS seats,
                   COALESCE(came.registered, 0) AS registered,
                   COALESCE(came.waiting, 0) AS waiting,
                   COALESCE(came.attended, 0) AS attended,
                   COALESCE(came.guests, 0) AS guests,
                   CASE WHEN event.date_end <= now() AT TIME ZONE 'UTC'
                        THEN COALESCE(came.registered - came.attended, 0)
                        ELSE 0 END AS absent,
                   CASE WHEN event.date_end <= now() AT TIME ZONE 'UTC'
                        THEN 100.0 * came.attended / NULLIF(came.registered, 0)
                        END AS attendance_rate,
                   said.satisfaction, COALESCE(said.ratings, 0) AS ratings,
                   COALESCE(spoke.speakers, 0) AS speakers,
                   COALESCE(spoke.first_speakers, 0) AS first_speakers
              FROM event_event event
              LEFT JOIN (%(came)s) came ON came.event_id = event.id
              LEFT JOIN (%(said)s) said ON said.event_id = event.id
              LEFT JOIN (%(spoke)s) spoke ON spoke.event_id = event.id
              LEFT JOIN (%(topic)s) topic ON topic.event_id = event.id
             WHERE event.is_peer_webinar AND event.active
               AND event.kanban_state != 'cancel'
            """,
            came=self._query_came(),
            said=self._query_said(),
            spoke=self._query_spoke(),
            topic=self._query_topic(),
        )

    def _query_came(self):
        return SQL(
            """
            SELECT event_id,
                   COUNT(*) FILTER (WHERE state IN ('open', 'done')) AS registered,
                   COUNT(*) FILTER (WHERE is_waiting) AS waiting,
                   COUNT(*) FILTER (WHERE state = 'done') AS attended,
                   COUNT(*) FILTER (WHERE state = 'done' AND coop_member_id IS NULL)
                       AS guests
              FROM event_registration WHERE active GROUP BY event_id
            """
        )

    def _query_said(self):
        return SQL(
            """
            SELECT event_id, AVG(rating) AS satisfaction, COUNT(*) AS ratings
              FROM coop_webinar_feedback GROUP BY event_id
            """
        )

    def _query_spoke(self):
        return SQL(
            """
            SELECT spoken.event_id, COUNT(*) AS speakers,
                   COUNT(*) FILTER (WHERE spoken.turn = 1) AS first_speakers
              FROM (SELECT rel.event_id,
                           ROW_NUMBER() OVER (PARTITION BY rel.member_id
                               ORDER BY event.date_begin, event.id) AS turn
                      FROM coop_webinar_speaker_rel rel
                      JOIN event_event event ON event.id = rel.event_id
                     WHERE event.is_peer_webinar AND event.active
                       AND event.kanban_state != 'cancel') spoken
             GROUP BY spoken.event_id
            """
        )

    def _query_topic(self):
        return SQL(
            """
            SELECT event_id, MIN(topic_id) AS topic_id
              FROM coop_webinar_event_topic_rel GROUP BY event_id
            """
        )
