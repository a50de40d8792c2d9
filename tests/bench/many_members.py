"""Writes many members straight into the database."""

from odoo.tools import SQL


def write_members(env, count, **expressions):
    """Give the current company so many members, columns being what the SQL
    expressions say of the position `i`; return their ids, in order."""
    member = env["coop.member"].create({"name": "Person"})
    name = "'Person ' || i"
    partners = multiply(member.partner_id, count, name=name, complete_name=name)
    env.cr.execute(
        "UPDATE res_partner SET commercial_partner_id = id WHERE id = ANY(%s)",
        [partners],
    )
    partner = f"{partners[0]} - 1 + i"
    return multiply(
        member,
        count,
        partner_id=partner,
        portal_partner_id=partner,
        number="'N' || i",
        **expressions,
    )


def multiply(record, count, **expressions):
    """Copy the row of a record, columns being what the SQL expressions say of the
    position `i`; return the ids of the copies, in order."""
    env = record.env
    env.flush_all()
    found = env.execute_query(
        SQL(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = %s AND column_name != 'id'",
            record._table,
        )
    )
    names = [name for (name,) in found]
    values = [expressions.get(name, f'source."{name}"') for name in names]
    copies = env.execute_query(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s source, generate_series(1, %s) i "
            "WHERE source.id = %s ORDER BY i RETURNING id",
            SQL.identifier(record._table),
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(map(SQL, values)),
            SQL.identifier(record._table),
            count,
            record.id,
        )
    )
    return sorted(copy for (copy,) in copies)
