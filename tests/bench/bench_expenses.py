"""Expense claims: 1,000 of three lines posted at once, beside as many plain vendor
bills; the list of a member with 5,000 claims, beside that of one with a page."""

import statistics

from common import compare, fresh, seconds
from expense_claims import (
    accountant,
    multiply_claims,
    portal_user,
    set_up,
    write_claims,
)

from odoo import Command

POSTED = 1_000
LISTED = 5_000
ROUNDS = 3


def run(env):
    """Report what posting costs, and what the list of claims takes."""
    env = set_up(env)
    list_of_claims(env)
    posting(env)


# -- posting -------------------------------------------------------------------------


def posting(env):
    claims = write_claims(env, POSTED)
    claims._as_step().write({"step": "approved"})
    by_accountant = claims.with_user(accountant(env))
    compare(
        f"posting {POSTED} claims of 3 lines, vendor bills beside (aim: at most 1.5)",
        fresh(env, lambda: post_claims(by_accountant)),
        fresh(env, lambda: post_bills(by_accountant)),
        ROUNDS,
    )


def post_claims(claims):
    claims.action_post()
    assert set(claims.mapped("state")) == {"posted"}


def post_bills(claims):
    """Post bills with the partners, accounts, amounts and taxes of claims, and no
    activity."""
    company = claims.company_id
    accounts = claims.line_ids.category_id._accounts(company)
    journal = company._coop_expense_journal()
    bills = claims.env["account.move"].create(
        [prepare_bill(claim, journal, accounts) for claim in claims]
    )
    bills.action_post()
    assert set(bills.mapped("state")) == {"posted"}


def prepare_bill(claim, journal, accounts):
    return {
        "move_type": "in_invoice",
        "journal_id": journal.id,
        "partner_id": claim.member_id.partner_id.id,
        "invoice_date": claim._entry_day(),
        "ref": f"Bill {claim.id}",
        "invoice_line_ids": [
            Command.create(
                {
                    "name": line._label(),
                    "account_id": accounts[line.category_id].id,
                    "price_unit": line.amount,
                    "tax_ids": [Command.set(line.tax_id.ids)],
                }
            )
            for line in claim.line_ids
        ],
    }


# -- the list of a member ------------------------------------------------------------


def list_of_claims(env):
    """Compare the pages of a member's list, read as their portal user, with the list
    of a member who has one page."""
    few, many = env["coop.member"].search([], limit=2, order="id")
    for member, count in ((few, 20), (many, LISTED)):
        multiply_claims(env, member, count)
    one = queries_of(few, 1)
    for page in (1, LISTED // 20):
        taken = queries_of(many, page)
        print(
            f"page {page} of {LISTED} claims: {taken} queries, as many as that of 20 "
            f"claims ({one}); {1000 * time_of(many, page):.0f} ms"
        )
        assert taken == one


def queries_of(member, page):
    by_member = as_member(member)
    for _round in range(2):
        by_member.env.invalidate_all()
        before = by_member.env.cr.sql_log_count
        read_page(by_member, page)
    return by_member.env.cr.sql_log_count - before


def time_of(member, page):
    by_member = as_member(member)

    def again():
        by_member.env.invalidate_all()
        read_page(by_member, page)

    return statistics.median(seconds(again) for _round in range(9))


def as_member(member):
    return member.with_user(portal_user(member)).with_context(
        allowed_company_ids=member.company_id.ids
    )


def read_page(member, page):
    """Read what the template of the list reads."""
    values = member._portal_expenses("all", page)
    assert len(values["claims"]) == 20
    member._portal_money(values["owed"])
    for claim in values["claims"]:
        assert claim._portal_days() and claim._portal_title()
        assert claim.activity_id.name and claim.name
        assert claim._money(claim.total_amount) and claim._portal_standing()
