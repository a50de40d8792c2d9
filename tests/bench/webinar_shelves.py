"""Writes an archive of webinars straight into the database."""

from datetime import timedelta

from many_members import multiply

from odoo import fields

#: a word that one webinar in 200 has
RARE = "rarissimo"
WORDS = 250


def fill_shelves(env, count):
    """Add so many webinars of the past, each with a speaker, a topic and some 2 kB of
    words."""
    begin = fields.Datetime.now() - timedelta(days=400)
    model = env["event.event"].create(
        {
            "name": "Shelf",
            "is_peer_webinar": True,
            "company_id": env.company.id,
            "address_id": False,
            "webinar_access": "public",
            "date_begin": begin,
            "date_end": begin + timedelta(hours=1),
            "is_published": True,
            "event_mail_ids": [],
        }
    )
    speaker = env["coop.member"].search([], limit=1) or env["coop.member"].create(
        {"name": "Speaker"}
    )
    ids = multiply(model, count, webinar_text="'x'")
    env.cr.execute(
        "INSERT INTO coop_webinar_speaker_rel (event_id, member_id) "
        "SELECT unnest(%s), %s",
        [ids, speaker.id],
    )
    env.cr.execute(
        "INSERT INTO coop_webinar_event_topic_rel (event_id, topic_id) "
        "SELECT unnest(%s), %s",
        [ids, env.ref("coop_peer_webinar.topic_law").id],
    )
    env.cr.execute(
        """
        UPDATE event_event event
           SET webinar_text = (
               SELECT string_agg(translate(
                          left(md5(((event.id * 7919 + n * 104729) %% 5003)::text), 8),
                          '0123456789', 'ghijklmnop'), ' ')
                 FROM generate_series(1, %(words)s) n)
               || CASE WHEN event.id %% 200 < 1 OR event.id = ANY(%(rare)s)
                       THEN %(word)s ELSE '' END
         WHERE id = ANY(%(ids)s)
        """,
        {"words": WORDS, "rare": ids[:2], "word": f" {RARE}", "ids": ids},
    )
    env.invalidate_all()
    env.cr.execute("ANALYZE event_event")
