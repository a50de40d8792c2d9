"""Writes the books of many activities straight into the database: invoices, half of
them paid, bills and wages of two years."""

from contextlib import contextmanager
from datetime import date

from many_members import multiply

from odoo import Command

FIRST_DAY = date(2025, 1, 1)
DAYS = 700
#: journal items of one round: an invoice (3), its payment (2), a bill (3), a wage (3)
ROUND = 11
CODES = {
    "customer": "411100",
    "supplier": "401100",
    "sale": "706000",
    "vat_sale": "445710",
    "vat_buy": "445660",
    "purchase": "607000",
    "wage": "641100",
    "social": "645100",
    "owed": "421000",
}
#: kind of entry → (account, share of the amount, whether it is the activity's)
ENTRIES = {
    "out_invoice": (("customer", 1.2, 1), ("sale", -1, 1), ("vat_sale", -0.2, 1)),
    "payment": (("bank", 1.2, 0), ("customer", -1.2, 0)),
    "in_invoice": (("supplier", -0.36, 1), ("purchase", 0.3, 1), ("vat_buy", 0.06, 1)),
    "wage": (("wage", 0.2, 1), ("social", 0.08, 1), ("owed", -0.28, 1)),
}
MOVES = """
    INSERT INTO account_move (company_id, journal_id, currency_id, date, state,
        move_type, name, auto_post, coop_activity_id, payment_state, posted_before,
        create_uid, create_date)
    SELECT %(company)s, %(journal)s, %(currency)s,
           DATE %(first)s + (n * %(days)s / %(count)s + %(late)s), 'posted', %(type)s,
           %(prefix)s || n, 'no',
           CASE WHEN %(owned)s THEN %(activity)s + n %% %(acts)s END,
           'not_paid', TRUE, 1, now()
      FROM generate_series(0, %(count)s - 1) n
     ORDER BY n
    RETURNING id
"""
ITEMS = """
    INSERT INTO account_move_line (move_id, company_id, journal_id, account_id, date,
        parent_state, display_type, debit, credit, balance, amount_currency,
        amount_residual, amount_residual_currency, currency_id, company_currency_id,
        coop_activity_id, move_name, name, sequence, reconciled, create_uid,
        create_date)
    SELECT move.id, move.company_id, move.journal_id, %(account)s, move.date, 'posted',
           %(display)s, GREATEST(amount.of, 0), GREATEST(-amount.of, 0), amount.of,
           amount.of, 0, 0, move.currency_id, move.currency_id,
           CASE WHEN %(own)s THEN %(activity)s + (move.id - %(start)s) %% %(acts)s END,
           move.name, 'Item', 10, FALSE, 1, now()
      FROM account_move move
     CROSS JOIN LATERAL (
           SELECT ((100 + move.id %% 900) * %(share)s)::numeric(16, 2) AS of) amount
     WHERE move.id BETWEEN %(start)s AND %(end)s
     ORDER BY move.id
"""
#: payments follow their invoices, in the same order
PARTIALS = """
    INSERT INTO account_partial_reconcile (debit_move_id, credit_move_id, company_id,
        debit_currency_id, credit_currency_id, amount, debit_amount_currency,
        credit_amount_currency, max_date, create_uid, create_date)
    SELECT owed.id, paid.id, owed.company_id, owed.currency_id, owed.currency_id,
           LEAST(owed.balance, -paid.balance),
           owed.balance, owed.balance, paid.date, 1, now()
      FROM account_move_line owed
      JOIN account_move_line paid ON paid.move_id = owed.move_id + %(count)s
     WHERE owed.account_id = %(customer)s AND owed.coop_activity_id IS NOT NULL
       AND paid.account_id = %(customer)s AND owed.move_id %% 2 = 0
"""


class Books:
    """A French cooperative with so many activities and journal items."""

    def __init__(self, env, activities, items):
        self.env = env(context={**env.context, "tracking_disable": True})
        self.company = env.company
        self.company.country_id = env.ref("base.fr")
        env["account.chart.template"].try_loading("fr", self.company)
        self.accounts = {name: self._account(code) for name, code in CODES.items()}
        journals = env["account.journal"].search([("company_id", "=", self.company.id)])
        self.accounts["bank"] = journals.filtered(
            lambda journal: journal.type == "bank"
        ).default_account_id
        self.journal = journals.filtered(lambda journal: journal.type == "general")[:1]
        self.activities = self._write_activities(activities)
        with unchecked(env.cr):
            self._write_entries(max(1, items // ROUND))
        # PostgreSQL joins what it has not counted row by row
        env.cr.execute("ANALYZE account_move; ANALYZE account_move_line")
        self._write_partials(max(1, items // ROUND))
        env.cr.execute("ANALYZE account_partial_reconcile; ANALYZE coop_activity")
        # VACUUM, for sums over the index alone, does not run in a transaction
        env.cr.commit()
        vacuum(env, "account_move_line")
        env.invalidate_all()

    def _account(self, code):
        accounts = self.env["account.account"].with_company(self.company)
        return accounts.search([("code", "=", code)], limit=1)

    def _write_activities(self, count):
        member = self.env["coop.member"].create({"name": "Member"})
        activity = self.env["coop.activity"].create(
            {"name": "Activity", "member_ids": [Command.set(member.ids)]}
        )
        activity.action_open()
        activity.date_open = FIRST_DAY
        accounts = multiply(activity.analytic_account_id, count)
        ids = multiply(
            activity,
            count,
            code="'B' || i",
            name="'Activity ' || i",
            analytic_account_id=f"{accounts[0]} - 1 + i",
        )
        self.env.cr.execute(
            "INSERT INTO coop_activity_member_rel (activity_id, member_id) "
            "SELECT unnest(%s), %s",
            [ids, member.id],
        )
        activity.state = "preparing"
        return self.env["coop.activity"].browse(ids)

    def _write_entries(self, rounds):
        cr, starts = self.env.cr, {}
        plain = {
            "company": self.company.id,
            "journal": self.journal.id,
            "currency": self.company.currency_id.id,
            "first": str(FIRST_DAY),
            "days": DAYS,
            "count": rounds,
            "activity": self.activities.ids[0],
            "acts": len(self.activities),
        }
        for kind, items in ENTRIES.items():
            invoice = kind.endswith("invoice")
            cr.execute(
                MOVES,
                plain
                | {
                    "type": kind if invoice else "entry",
                    "prefix": f"{kind}/",
                    "owned": invoice,
                    "late": 20 if kind == "payment" else 0,
                },
            )
            ids = [row[0] for row in cr.fetchall()]
            starts[kind] = min(ids)
            for name, share, own in items:
                account = self.accounts[name]
                term = account.account_type in ("asset_receivable", "liability_payable")
                cr.execute(
                    ITEMS,
                    plain
                    | {
                        "account": account.id,
                        "share": share,
                        "own": bool(own),
                        "display": "payment_term" if invoice and term else "product",
                        "start": min(ids),
                        "end": max(ids),
                    },
                )
        assert starts["payment"] - starts["out_invoice"] == rounds

    def _write_partials(self, rounds):
        self.env.cr.execute(
            PARTIALS,
            {"count": rounds, "customer": self.accounts["customer"].id},
        )


@contextmanager
def unchecked(cr):
    """Write without looking up what each row refers to, and without its indexes but
    those of keys, which are made anew afterwards: quicker by far."""
    cr.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "WHERE indrelid IN ('account_move_line'::regclass, 'account_move'::regclass) "
        "AND NOT indisunique"
    )
    indexes = cr.fetchall()
    for name, _definition in indexes:
        cr.execute(f"DROP INDEX {name}")
    cr.execute("SET LOCAL session_replication_role = replica")
    yield
    cr.execute("SET LOCAL session_replication_role = origin")
    for _name, definition in indexes:
        cr.execute(definition)


def vacuum(env, table):
    """Have PostgreSQL know which rows everybody sees, as autovacuum does."""
    import psycopg2

    from odoo.sql_db import connection_info_for

    _name, info = connection_info_for(env.cr.dbname)
    connection = psycopg2.connect(**info)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {table}")
    connection.close()
