"""Makes a French cooperative whose members claim many expenses."""

from datetime import date, timedelta

from many_members import multiply

from odoo import Command

MEMBERS = 50
#: of the lines of each claim: wholly deductible, reduced rate, not deductible
CATEGORIES = ("supplies", "books", "taxi")
FIRST_DAY = date(2026, 1, 1)


def set_up(env):
    """Give the current company a chart of accounts and members with an activity each;
    return an environment that sends nothing."""
    env = env(context={**env.context, "tracking_disable": True, "coop_no_mail": True})
    company = env.company
    company.country_id = env.ref("base.fr")
    env["account.chart.template"].try_loading("fr", company)
    members = env["coop.member"].create(
        [{"name": f"Member {number}"} for number in range(MEMBERS)]
    )
    env["coop.activity"].create(
        [
            {"name": member.display_name, "member_ids": [Command.set(member.ids)]}
            for member in members
        ]
    ).action_open()
    return env


def accountant(env):
    """A user who posts claims, and nothing more."""
    return env["res.users"].create(
        {
            "name": "Accountant",
            "login": "accountant-of-claims",
            "group_ids": [
                Command.set(env.ref("coop_member.group_accountant").ids),
            ],
        }
    )


def write_claims(env, count, activities=None):
    """Write drafts of three lines, in turn for each activity."""
    activities = activities or env["coop.activity"].search([])
    categories = [
        env.ref(f"coop_activity_expense.category_{name}") for name in CATEGORIES
    ]
    return env["coop.expense"].create(
        [
            {
                "activity_id": activities[number % len(activities)].id,
                "member_id": activities[number % len(activities)].member_ids.id,
                "line_ids": [
                    Command.create(
                        {
                            "category_id": category.id,
                            "date": FIRST_DAY + timedelta(days=number % 300),
                            "amount": 10 + (7 * number + position) % 9000 / 100,
                        }
                    )
                    for position, category in enumerate(categories)
                ],
            }
            for number in range(count)
        ]
    )


def multiply_claims(env, member, count):
    """Give a member so many claims that were submitted, of three lines each, straight
    in the database."""
    activity = env["coop.activity"].search([("member_ids", "in", member.ids)], limit=1)
    [claim] = write_claims(env, 1, activity)
    claim._as_step().write({"step": "submitted", "name": f"M{member.id}"})
    claims = multiply(claim, count - 1, name=f"'M{member.id}/' || i")
    for line in claim.line_ids:
        multiply(line, count - 1, expense_id=f"{claims[0]} - 1 + i")
    env.cr.execute("ANALYZE coop_expense, coop_expense_line")
    env.invalidate_all()


def portal_user(member):
    """The portal user of a member."""
    env = member.env(context={**member.env.context, "no_reset_password": True})
    groups = env.ref("base.group_portal") + env.ref("coop_member.group_member")
    return member.portal_partner_id.user_ids or env["res.users"].create(
        {
            "partner_id": member.portal_partner_id.id,
            "login": f"member-{member.id}",
            "company_id": member.company_id.id,
            "company_ids": [Command.set(member.company_id.ids)],
            "group_ids": [Command.set(groups.ids)],
        }
    )
