"""Writes a long capital register straight into the database; its chain holds."""

import random
from datetime import date, timedelta

from many_members import write_members

from odoo import Command

from odoo.addons.coop_member.core.share_register import link
from odoo.addons.coop_member.models.coop_share_move_register import (
    SEALED_COLUMNS,
    SEQUENCE,
    seal_content,
)

NOMINAL = 15.0
FIRST_DAY = date(2006, 1, 1)
A_DAY = 15
COLUMNS = (
    "company_id",
    "number",
    "date",
    "kind",
    "state",
    "share_type_id",
    "from_member_id",
    "to_member_id",
    "member_id",
    "quantity",
    "unit_value",
    "amount",
    "hash",
)


def write_register(env, members, moves):
    """Give the current company so many members and movements; return the company."""
    company = env.company
    company.account_fiscal_country_id = company.country_id = env.ref("base.fr")
    company.action_coop_set_up_capital()
    share_type = env["coop.share.type"].create(
        {"name": "Share", "code": "A", "nominal_value": NOMINAL}
    )
    ids = write_members(env, members)
    rows = list(_sealed_rows(company, share_type, _history(ids, moves)))
    env.cr.execute_values(
        f"INSERT INTO coop_share_move ({', '.join(COLUMNS)}) VALUES %s",
        rows,
        page_size=1000,
    )
    company._coop_sequence(SEQUENCE).number_next = moves + 1
    env.cr.execute("ANALYZE coop_share_move, coop_member")
    env.invalidate_all()
    env["coop.member"].browse(ids)._update_associate_date()
    _post_capital(company)
    env.flush_all()
    return company


def _history(members, moves):
    """Yield (kind, giver, receiver, quantity): all subscribe in turn, and once they
    have shares also give some, or give some up, though never the last one."""
    rng = random.Random(2026)
    held = dict.fromkeys(members, 0)
    for position in range(moves):
        member = members[position % len(members)]
        kind = rng.choice(("subscription", "transfer", "reimbursement"))
        giver, receiver = member, rng.choice(members)
        if held[member] < 2 or receiver == member:
            kind = "subscription"
        quantity = rng.randint(1, 20)
        if kind == "subscription":
            giver, receiver = None, member
        else:
            quantity = min(quantity, held[giver] - 1)
            held[giver] -= quantity
        if kind == "reimbursement":
            receiver = None
        else:
            held[receiver] += quantity
        yield kind, giver, receiver, quantity


def _sealed_rows(company, share_type, history):
    seal = ""
    for number, (kind, giver, receiver, quantity) in enumerate(history, 1):
        row = {
            "company_id": company.id,
            "number": number,
            "date": FIRST_DAY + timedelta(days=number // A_DAY),
            "kind": kind,
            "state": "done",
            "share_type_id": share_type.id,
            "from_member_id": giver,
            "to_member_id": receiver,
            "member_id": receiver or giver,
            "quantity": quantity,
            "unit_value": NOMINAL,
            "amount": quantity * NOMINAL,
        }
        seal = link(seal, seal_content(dict.fromkeys(SEALED_COLUMNS) | row))
        yield [*row.values(), seal]


def _post_capital(company):
    """One entry for all, so that the books agree with the register."""
    _holders, capital = company._coop_holders_and_capital()
    accounts = {
        company.coop_share_called_account_id: float(capital),
        company.coop_share_paid_account_id: -float(capital),
    }
    company.env["account.move"].create(
        {
            "journal_id": company.coop_share_journal_id.id,
            "line_ids": [
                Command.create({"account_id": account.id, "balance": balance})
                for account, balance in accounts.items()
            ],
        }
    ).action_post()
