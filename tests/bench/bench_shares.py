"""The capital register of 35,000 members and 100,000 movements: what everyone holds
on a day beside the same sum in SQL; the check of the whole register, and what that
keeps in memory; the highest capital ever."""

import itertools
import statistics
import tracemalloc
from datetime import timedelta

from common import compare, seconds
from long_register import FIRST_DAY, write_register

from odoo.addons.coop_member.core.share_register import check_chain

MEMBERS = 35_000
MOVES = 100_000
SHORT = 10_000
DAY = FIRST_DAY + timedelta(days=4000)
ROUNDS = 9
#: what each holds on a day, written for this question alone
BY_HAND = """
    SELECT member_id, share_type_id, SUM(quantity)
      FROM (
        SELECT to_member_id AS member_id, share_type_id, quantity
          FROM coop_share_move
         WHERE company_id = %(company)s AND state = 'done' AND date <= %(day)s
           AND to_member_id IS NOT NULL
         UNION ALL
        SELECT from_member_id, share_type_id, -quantity
          FROM coop_share_move
         WHERE company_id = %(company)s AND state = 'done' AND date <= %(day)s
           AND from_member_id IS NOT NULL
      ) side
     GROUP BY member_id, share_type_id
    HAVING SUM(quantity) != 0
"""


def run(env):
    """Report the ratio of the sums, the speed of the check and its memory."""
    written = seconds(lambda: write_register(env, MEMBERS, MOVES))
    print(f"register written in {written:.0f} s")
    holdings(env)
    check = env.company._coop_check_register()
    assert (check.count, check.difference) == (MOVES, ""), check
    chain = median_seconds(lambda: check_chain(sealed_rows(env)))
    print(f"chain of {MOVES} lines: {MOVES / chain:.0f} a second")
    whole = median_seconds(env.company._coop_check_register)
    print(f"whole check, with holdings, ledger and associates: {whole:.1f} s")
    memory(env)
    highest = median_seconds(env.company._coop_highest_capital)
    print(f"highest capital ever: {highest * 1000:.0f} ms")


def sealed_rows(env):
    return env["coop.share.move"]._sealed_rows(env.company)


def median_seconds(action):
    """Return how long a callable takes, the median of a few times."""
    return statistics.median(seconds(action) for _round in range(3))


def holdings(env):
    """Compare what everyone holds on a day, and now, with the sum by hand."""
    view = env["coop.share.holding"]
    for label, at, day in (("on a day", DAY, DAY), ("now", None, "infinity")):

        def by_hand(day=day):
            env.cr.execute(BY_HAND, {"company": env.company.id, "day": day})
            return env.cr.fetchall()

        def ours(at=at):
            return view._holdings(env.company, at)

        expected = {(member, kind): held for member, kind, held in by_hand()}
        assert ours() == expected
        aim = f"holdings of {len(expected)} members {label} (aim: at most 1.3)"
        compare(aim, ours, by_hand, ROUNDS)


def memory(env):
    """Compare the most memory that the check of the chain takes, by its length."""
    peaks = {}
    for length in (SHORT, MOVES):
        tracemalloc.start()
        check_chain(itertools.islice(sealed_rows(env), length))
        peaks[length] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(f"memory of the check of {length} lines: {peaks[length] / 1e6:.1f} MB")
    assert peaks[MOVES] < 1.2 * peaks[SHORT], "memory grows with the register"
