"""The import of 10,000 members, beside that of the same people as plain contacts."""

import statistics

from common import compare, fresh, seconds

ROWS = 10_000
ROUNDS = 3
CONTACT = ("name", "email", "phone", "street", "zip", "city")
MEMBER = (*CONTACT, "state", "college_id", "admission_date", "birth_date")


def contact(number):
    """Return the cells of an invented person."""
    return [
        f"Person {number:05}",
        f"person{number:05}@example.com",
        f"06 39 98 {number // 100:02} {number % 100:02}",
        f"{number % 200 + 1} rue Haute",
        "38000",
        "Grenoble",
    ]


def loading(env, model, header, rows):
    """Return a callable that imports rows, and fails unless all of them came in."""

    def load():
        result = env[model].load(list(header), rows)
        assert result["ids"], result["messages"][:3]
        assert len(result["ids"]) == len(rows)

    return load


def clocked(action, times):
    """Return the same callable, which also notes how long each call takes."""
    return lambda: times.append(seconds(action))


def run(env):
    """Report the ratio of the two imports, and how many of each come in a second."""
    college = env["coop.college"].search([("company_id", "=", env.company.id)], limit=1)
    admission = ["active", college.name, "2024-01-01", "1980-12-31"]
    contacts = [contact(number) for number in range(ROWS)]
    members = [[*cells, *admission] for cells in contacts]
    ours = fresh(env, loading(env, "coop.member", MEMBER, members))
    theirs = fresh(env, loading(env, "res.partner", CONTACT, contacts))
    times = {"members": [], "contacts": []}
    compare(
        f"import of {ROWS} members (aim: at most 3)",
        clocked(ours, times["members"]),
        clocked(theirs, times["contacts"]),
        ROUNDS,
    )
    for label, durations in times.items():
        print(f"{label}: {ROWS / statistics.median(durations):.0f} a second")
