"""The portal's list of invoices over an activity that has 10,000, beside the one of one
that has a page, and beside what Odoo's own `/my/invoices` reads of as many."""

from datetime import date

from bench_invoices import _set_up
from common import compare
from expense_claims import portal_user
from many_members import multiply

from odoo import Command

from odoo.addons.coop_activity_expense.models.coop_member_billing_portal import A_PAGE

LISTED = 10_000
ROUNDS = 15


def run(env):
    """Report queries of first and last pages, and the time beside Odoo's own list."""
    env = env(context={**env.context, "coop_no_mail": True, "tracking_disable": True})
    company, activity, customer, tax = _set_up(env)
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    many = activity.member_ids.with_env(env)
    few = env["coop.member"].create({"name": "Few", "company_id": company.id})
    other = activity.with_env(env).copy(
        {"name": "Few", "member_ids": [Command.set(few.ids)]}
    )
    other.action_open()
    partner = env["res.partner"].create({"name": "Visitor"})
    theirs = customer.with_env(env).copy({"activity_id": other.id})
    for card, count in ((customer, LISTED), (theirs, A_PAGE)):
        _write(env, count, company, card, tax, partner)
    env.cr.execute("ANALYZE account_move")
    one = _queries(few, 1)
    for page in (1, LISTED // A_PAGE):
        taken = _queries(many, page)
        print(
            f"page {page} of {LISTED} invoices: {taken} queries, as many as that of "
            f"{A_PAGE} ({one})"
        )
        assert taken == one
    visitor = _visitor(env, partner, company)
    compare(
        f"list of {LISTED} invoices, beside Odoo's own (aim: at most 1.3)",
        lambda: _read(_as_member(many), 1),
        lambda: _read_odoos(visitor),
        ROUNDS,
        warm=True,
    )


def _write(env, count, company, customer, tax, partner):
    """Give the activity of a customer, and the visitor, posted invoices, straight in
    the database."""
    activity = customer.activity_id
    move = env["account.move"].create(
        {
            "move_type": "out_invoice",
            "partner_id": partner.id,
            "company_id": company.id,
            "invoice_date": date.today(),
            "invoice_line_ids": [
                Command.create(
                    {
                        "name": "Line",
                        "price_unit": 100,
                        "tax_ids": [Command.set(tax.ids)],
                    }
                )
            ],
        }
    )
    move.action_post()
    env.flush_all()
    env.cr.execute(
        "UPDATE account_move SET coop_activity_id = %s, coop_customer_id = %s, "
        "coop_review_state = 'accepted' WHERE id = %s",
        [activity.id, customer.id, move.id],
    )
    env.invalidate_all()
    multiply(
        move,
        count - 1,
        name=f"'M{activity.id}/' || i",
        invoice_date="CURRENT_DATE - (i / 20)::integer",
    )
    env.invalidate_all()


# -- ours ----------------------------------------------------------------------------


def _as_member(member):
    return member.with_user(portal_user(member)).with_context(
        allowed_company_ids=member.company_id.ids
    )


def _queries(member, page):
    by_member = _as_member(member)
    for _round in range(2):
        before = by_member.env.cr.sql_log_count
        _read(by_member, page)
    return by_member.env.cr.sql_log_count - before


def _read(member, page):
    """Read what the template of the list reads."""
    member.env.invalidate_all()
    values = member._portal_invoices("all", "", page)
    assert len(values["invoices"]) == A_PAGE
    for move in values["invoices"]:
        assert move.coop_status and move.name and move.invoice_date
        assert move.coop_customer_id.name and move.coop_activity_id.name
        assert move.currency_id.format(move.amount_total) and move.move_type


# -- Odoo's --------------------------------------------------------------------------


def _visitor(env, partner, company):
    return (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            {
                "partner_id": partner.id,
                "login": "visitor-of-invoices",
                "company_id": company.id,
                "company_ids": [Command.set(company.ids)],
                "group_ids": [Command.set(env.ref("base.group_portal").ids)],
            }
        )
    )


def _read_odoos(visitor):
    """Read what the controller and the template of `/my/invoices` read: the page, the
    count of all, and the count of what is overdue."""
    moves = visitor.env["account.move"].with_user(visitor)
    moves.env.invalidate_all()
    shown = [
        ("state", "not in", ("cancel", "draft")),
        ("move_type", "in", ("out_invoice", "out_refund", "out_receipt")),
    ]
    page = moves.search(shown, order="invoice_date desc", limit=A_PAGE)
    assert len(page) == A_PAGE
    assert moves.search_count(shown) > LISTED
    overdue = [
        *shown,
        ("payment_state", "not in", ("in_payment", "paid", "reversed", "blocked")),
        ("invoice_date_due", "<", date.today()),
        ("partner_id", "=", visitor.partner_id.id),
    ]
    moves.search_count(overdue)
    for move in page:
        values = move._get_invoice_portal_extra_values()
        assert values["invoice"].name and move.get_portal_url()
        assert move.invoice_date and move.invoice_date_due
        assert move.currency_id.format(move.amount_residual) and move.payment_state
