"""Accounts of activities: all statements beside the leanest SQL by hand, the statement
of one, a contribution run beside plain entries; and how time grows with size.

BENCH_ACTIVITIES bounds the size (20,000 activities, 250 journal items each).
"""

import os
import resource
import statistics
import threading
from datetime import date
from unittest.mock import patch

from activity_books import Books
from common import compare, fresh, seconds

from odoo import Command

SIZES = (1_000, 5_000, 20_000)
ITEMS_EACH = 250
YEAR = date(2026, 1, 1), date(2026, 11, 30)
MONTH = date(2026, 1, 1), date(2026, 1, 31)
ROUNDS = 3
#: the same figures, for whoever knows the accounts by heart
BY_HAND = """
    WITH settled AS (
        SELECT side.coop_activity_id,
               SUM(side.amount) FILTER (WHERE side.account_id = %(customer)s),
               SUM(side.amount) FILTER (
                   WHERE side.account_id = %(customer)s AND side.is_payment
                     AND partial.max_date >= %(first)s),
               SUM(side.amount) FILTER (WHERE side.account_id = %(supplier)s)
          FROM account_partial_reconcile partial
          JOIN account_move_line debit ON debit.id = partial.debit_move_id
          JOIN account_move_line credit ON credit.id = partial.credit_move_id
         CROSS JOIN LATERAL (
               VALUES (debit.coop_activity_id, debit.account_id, partial.amount,
                       credit.display_type != 'payment_term'),
                      (credit.coop_activity_id, credit.account_id, -partial.amount,
                       debit.display_type != 'payment_term')
               ) side(coop_activity_id, account_id, amount, is_payment)
         WHERE side.coop_activity_id IS NOT NULL
           AND side.account_id IN (%(customer)s, %(supplier)s)
           AND partial.max_date <= %(last)s
         GROUP BY 1
    ), members AS (
        SELECT item.coop_activity_id, SUM(item.balance) AS members
          FROM account_move_line item
          JOIN coop_activity_member_rel rel
            ON rel.activity_id = item.coop_activity_id
          JOIN coop_member member
            ON member.id = rel.member_id AND member.partner_id = item.partner_id
         WHERE item.account_id = %(supplier)s AND item.parent_state = 'posted'
           AND item.date <= %(last)s
         GROUP BY 1
    ), booked AS (
        SELECT coop_activity_id,
               SUM(balance) FILTER (WHERE account_id = %(sale)s AND date >= %(first)s),
               SUM(balance) FILTER (WHERE account_id = %(purchase)s
                                      AND date >= %(first)s),
               SUM(balance) FILTER (WHERE account_id = %(wage)s AND date >= %(first)s),
               SUM(balance) FILTER (WHERE account_id = %(social)s
                                      AND date >= %(first)s),
               SUM(balance) FILTER (WHERE account_id = %(customer)s),
               SUM(balance) FILTER (WHERE account_id = %(supplier)s),
               SUM(balance) FILTER (WHERE account_id = %(owed)s),
               SUM(balance) FILTER (WHERE account_id IN (%(vat_sale)s, %(vat_buy)s)),
               SUM(balance) FILTER (WHERE account_id IN
                   (%(sale)s, %(purchase)s, %(wage)s, %(social)s))
          FROM account_move_line
         WHERE coop_activity_id IS NOT NULL AND parent_state = 'posted'
           AND date <= %(last)s
         GROUP BY 1
    )
    SELECT *
      FROM booked
      LEFT JOIN settled USING (coop_activity_id)
      LEFT JOIN members USING (coop_activity_id)
     ORDER BY 1
"""


def run(env):
    """Report times of the largest size, and how they grow."""
    largest = int(os.environ.get("BENCH_ACTIVITIES", SIZES[-1]))
    sizes = [size for size in SIZES if size < largest] + [largest]
    books = Books(env, largest, largest * ITEMS_EACH)
    print(f"{largest} activities, {largest * ITEMS_EACH} journal items")
    rows = [*one_statement(books), all_statements(books), *contributions(books)]
    print(f"{'':44} {'measured':>10} {'aim':>6}")
    for what, measured, aim in rows:
        print(f"{what:44} {measured:>10.2f} {aim:>6}")
    growth(books, sizes)


# -- statements ----------------------------------------------------------------------


def one_statement(books):
    activity = books.activities[len(books.activities) // 2]
    cr = books.env.cr

    def page():
        books.env.invalidate_all()
        activity._get_statement(*YEAR)
        activity._get_statement_months(*YEAR)

    page()
    before = cr.sql_log_count
    page()
    taken = cr.sql_log_count - before
    spent = statistics.median(sql_seconds(page) for _round in range(9))
    assert taken <= 15
    return [
        ("one statement with its months, queries", taken, 15),
        ("one statement with its months, ms of SQL", 1000 * spent, 50),
    ]


def sql_seconds(action):
    """How long the queries of a callable take, as Odoo's own log counts them."""
    thread = threading.current_thread()
    thread.query_count, thread.query_time = 0, 0
    action()
    return thread.query_time


def all_statements(books):
    assert agree(books)
    ratio = compare(
        "all statements, the leanest SQL beside",
        lambda: statements(books),
        lambda: by_hand(books),
        ROUNDS,
    )
    return "all statements / the leanest SQL", ratio, 1.3


def statements(books, count=None):
    books.env.invalidate_all()
    found = books.activities[:count]._get_statements(*YEAR)
    assert any(statement.turnover for statement in found.values())


def by_hand(books):
    names = {name: account.id for name, account in books.accounts.items()}
    books.env.cr.execute(BY_HAND, names | {"first": YEAR[0], "last": YEAR[1]})
    return books.env.cr.fetchall()


def agree(books):
    """Whether both say the same of every activity."""
    told = books.activities._get_statements(*YEAR)
    return all(
        close(sums, figures(told[activity])) for activity, *sums in by_hand(books)
    )


def figures(statement):
    """Of a statement, in the order of `BY_HAND`."""
    customer = statement.settlements.get("customer", (0, 0))
    supplier = statement.settlements.get("supplier", (0, 0))
    flows = ("turnover_service", "purchase", "wage", "social")
    positions = ("customer", "supplier", "member", "vat")
    return [
        *(statement.flows.get(kind, 0) for kind in flows),
        *(statement.positions.get(kind, 0) for kind in positions),
        statement.total,
        *customer,
        supplier[0],
        statement.to_members,
    ]


def close(ours, theirs):
    return all(
        abs(float(a or 0) - float(b)) < 0.005 for a, b in zip(ours, theirs, strict=True)
    )


# -- contributions ---------------------------------------------------------------------


def contributions(books):
    env = books.env
    scheme = env["coop.contribution.scheme"].create(
        {
            "name": "Bands",
            "version_ids": [
                Command.create(
                    {
                        "date_start": "2020-01-01",
                        "band_ids": [
                            Command.create({"upper": 40000, "rate": 11}),
                            Command.create({"lower": 40000, "rate": 10}),
                        ],
                    }
                )
            ],
        }
    )
    books.company.coop_contribution_scheme_id = scheme
    books.company._coop_contribution_journal()
    books.company._coop_contribution_accounts()
    crons = env.registry["ir.cron"]
    count = len(books.activities)
    with patch.object(crons, "_commit_progress", lambda *_a, **_k: float("inf")):
        ratio = compare(
            f"a run over {count} activities, as many plain items",
            fresh(env, lambda: contribute(books)),
            fresh(env, lambda: post_plainly(books)),
            ROUNDS,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [
        ("a contribution run / as many plain items", ratio, 2),
        ("highest memory of the process, MB", peak, ""),
    ]


def contribute(books):
    run = books.env["coop.contribution.run"].create(
        {"period_start": MONTH[0], "period_end": MONTH[1]}
    )
    run.action_compute()
    run.action_post()
    assert run.state == "posted"
    assert run.line_count == len(books.activities)


def post_plainly(books):
    """Entries with the same items, of accounts and amounts alone."""
    env = books.env
    account, _income = books.company._coop_contribution_accounts()
    journal = books.company._coop_contribution_journal()
    for start in range(0, len(books.activities), 250):
        batch = books.activities[start : start + 250]
        items = [
            Command.create({"account_id": account.id, "balance": 10, "name": "Item"})
            for _activity in batch
        ]
        total = {"account_id": account.id, "balance": -10 * len(batch), "name": "Item"}
        env["account.move"].create(
            {
                "journal_id": journal.id,
                "date": MONTH[1],
                "line_ids": [*items, Command.create(total)],
            }
        ).action_post()
        env.flush_all()
        env.invalidate_all()


# -- growth ----------------------------------------------------------------------------


def growth(books, sizes):
    """A chart of time against size."""
    times = {}
    for size in sizes:
        times[size] = statistics.median(
            seconds(lambda size=size: statements(books, size)) for _round in range(3)
        )
    longest = max(times.values())
    print("activities    seconds")
    for size, spent in times.items():
        print(f"{size:>10} {spent:>10.2f} {'#' * max(1, round(40 * spent / longest))}")
