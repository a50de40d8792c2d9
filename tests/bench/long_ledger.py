"""Writes a long ledger of time straight into the database: some members exchange a
lot, most with people they know, and now and then with anyone."""

from contextlib import closing

import psycopg2
from many_members import write_members

from odoo import fields
from odoo.sql_db import connection_info_for

FIRST_DAY = "2016-01-01"
#: who comes first in the list exchanges most; most receivers are close to the giver
DRAW = """
    SELECT i, %(today)s - (%(days)s * (%(gifts)s - i)::bigint / %(gifts)s)::int AS date,
           floor(%(members)s * power(random(), 1.5))::int AS giver,
           CASE WHEN random() < 0.6 THEN 1 + floor(random() * 12)::int
                ELSE 1 + floor(random() * (%(members)s - 1))::int END AS distance,
           random() AS commons, random() AS fate,
           1 + floor(random() * 48)::int AS quarters,
           floor(random() * %(kinds)s)::int AS kind
      FROM generate_series(1, %(gifts)s) i
"""
GIFTS = f"""
    INSERT INTO coop_gift (company_id, giver_id, receiver_id, minutes, date,
        category_id, description, state, declarer_id, declared_on, awaited_id,
        confirmed_on, create_uid, create_date)
    SELECT %(company)s, giver_id, receiver_id, 5 * quarters, date,
           (%(categories)s::int[])[kind + 1], 'A helping hand, number ' || i, state,
           COALESCE(giver_id, receiver_id), date,
           CASE WHEN giver_id IS NOT NULL THEN receiver_id END,
           CASE WHEN state = 'confirmed' THEN date + 2 END, 1, date
      FROM ({DRAW}) drawn
     CROSS JOIN LATERAL (
           SELECT CASE WHEN commons > 0.05 THEN %(first)s + giver END AS giver_id,
                  CASE WHEN commons < 0.85
                       THEN %(first)s + (giver + distance) %% %(members)s
                       END AS receiver_id,
                  CASE WHEN fate < 0.004 THEN 'cancelled'
                       WHEN fate < 0.005 THEN 'disputed'
                       WHEN fate < 0.2 AND date > %(today)s - 10 THEN 'declared'
                       ELSE 'confirmed' END AS state) told
"""
#: rows are right as they are drawn: nothing looks their people up again, where the
#: database lets us say so
UNCHECKED = """
    SELECT set_config('session_replication_role', 'replica', TRUE)
      FROM pg_roles WHERE rolname = current_user AND rolsuper
"""
REVERSALS = """
    INSERT INTO coop_gift (company_id, giver_id, receiver_id, minutes, date,
        category_id, description, state, reversal_of_id, declared_on, confirmed_on,
        confirmed_by_id, create_uid, create_date)
    SELECT company_id, giver_id, receiver_id, -minutes, date, category_id,
           'Entered twice', state, id, date + 5, date + 5, 1, 1, date + 5
      FROM coop_gift
     WHERE id %% 100 = 0 AND state = 'confirmed'
"""


def write_ledger(env, members, gifts, days):
    """Give the current company so many members, and so many gifts in as many days
    until today, one in a hundred of them reversed; commit, and return the members."""
    ids = write_members(
        env, members, state="'active'", admission_date=f"DATE '{FIRST_DAY}'"
    )
    categories = env["coop.gift.category"].search([])
    values = {
        "company": env.company.id,
        "categories": categories.ids,
        "kinds": len(categories),
        "members": members,
        "first": ids[0],
        "gifts": gifts,
        "days": days,
        "today": fields.Date.context_today(env.user),
    }
    env.cr.execute("SELECT setseed(0.2026)")
    env.cr.execute(UNCHECKED)
    env.cr.execute(GIFTS, values)
    env.cr.execute(REVERSALS, values)
    # vacuum marks pages as seen by all once the commit is on the disk
    env.cr.execute("SET LOCAL synchronous_commit = on")
    env.cr.commit()
    _vacuum(env)
    return env["coop.member"].browse(ids)


def _vacuum(env):
    """Do what the database does by itself within a minute."""
    _name, parameters = connection_info_for(env.cr.dbname)
    with closing(psycopg2.connect(**parameters)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE coop_gift, coop_member, res_partner")
