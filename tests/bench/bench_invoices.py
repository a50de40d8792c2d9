"""Accepting 500 invoices that members submitted, beside posting 500 of Odoo's own with
the same lines and the same analytic distribution; and what saving them costs."""

from datetime import date
from decimal import Decimal

from common import compare, fresh, seconds

from odoo import Command

from odoo.addons.coop_activity_expense.core.billing import Line

INVOICES = 500
LINES = 3
ROUNDS = 3


def run(env):
    """Report what accepting costs, saving and submitting beside it."""
    env = env(context={**env.context, "coop_no_mail": True, "tracking_disable": True})
    company, activity, customer, tax = _set_up(env)
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    ours = _submitted(env, activity, customer, tax)
    theirs = _plain(env, activity, customer, tax)
    env.flush_all()
    compare(
        f"accepting {INVOICES} invoices of {LINES} lines (aim: at most 1.3)",
        fresh(env, lambda: env["account.move"].browse(ours).action_coop_accept()),
        fresh(env, lambda: env["account.move"].browse(theirs).action_post()),
        ROUNDS,
    )


def _set_up(env):
    # install_mode: the country of a company installs no module by itself
    quiet = env["res.company"].with_context(install_mode=True)
    company = quiet.create({"name": "Bench", "country_id": env.ref("base.fr").id})
    company = company.with_env(env)
    env["account.chart.template"].with_company(company).try_loading(
        "fr", company=company, install_demo=False
    )
    member = env["coop.member"].create({"name": "Bench", "company_id": company.id})
    activity = env["coop.activity"].create(
        {
            "name": "Bench",
            "company_id": company.id,
            "member_ids": [Command.set(member.ids)],
        }
    )
    activity.action_open()
    customer = env["coop.customer"].create(
        {
            "name": "Bench",
            "activity_id": activity.id,
            "street": "1 rue",
            "zip": "59000",
            "city": "Lille",
            "country_id": env.ref("base.fr").id,
        }
    )
    tax = env["coop.billing"]._taxes(company).filtered(lambda tax: tax.amount == 20)[:1]
    return company, activity, customer, tax


def _submitted(env, activity, customer, tax):
    lines = [
        Line("line", f"Line {number}", price=Decimal(100), tax=tax.id)
        for number in range(LINES)
    ]
    header = {"customer_id": customer.id, "invoice_date": date.today()}
    moves = env["account.move"]
    made = []

    def save():
        for _number in range(INVOICES):
            made.append(moves._coop_save(activity, header, lines).id)

    print(f"saving a draft: {seconds(save) / INVOICES * 1000:.0f} ms")
    took = seconds(lambda: [moves.browse(id_).action_coop_submit() for id_ in made])
    print(f"submitting one: {took / INVOICES * 1000:.0f} ms")
    return made


def _plain(env, activity, customer, tax):
    partner = customer._accounting_partner()
    account = activity.analytic_account_id
    values = {
        "move_type": "out_invoice",
        "partner_id": partner.id,
        "company_id": activity.company_id.id,
        "invoice_date": date.today(),
        "invoice_line_ids": [
            Command.create(
                {
                    "name": f"Line {number}",
                    "price_unit": 100,
                    "tax_ids": [Command.set(tax.ids)],
                    "analytic_distribution": {str(account.id): 100},
                }
            )
            for number in range(LINES)
        ],
    }
    return env["account.move"].create([values] * INVOICES).ids
