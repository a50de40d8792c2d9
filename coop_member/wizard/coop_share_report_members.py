from collections import Counter

from odoo import models

from ..core.tables import Column, Report, Table
from ..core.text import sort_key

MEMBER_FIELDS = (
    "id",
    "number",
    "complete_name",
    "college_id",
    "street",
    "zip",
    "city",
)


class CoopShareReport(models.TransientModel):
    """The register of members and their shares, and the list of voters, on a day."""

    _inherit = "coop.share.report"

    # -- the register of members ----------------------------------------------------

    def _report_holders(self):
        held = self._held()
        return Report(
            self.env._("Register of members and their shares"),
            self.env._("At the end of %s", self._day(self.date_to)),
            self._notes(self._count_of_holders(held)),
            [self._holders_table(held)],
        )

    def _holders_table(self, held):
        return Table(
            self.env._("Members"),
            [
                Column(self.env._("No."), width=8),
                Column(self.env._("Member"), width=32),
                Column(self.env._("Address"), width=40),
                Column(self.env._("College"), width=22),
                Column(self.env._("Member since"), "date", 13),
                Column(self.env._("Type"), width=10),
                Column(self.env._("Shares"), "number", 9, total=True),
                Column(self.env._("Capital"), "money", 14, total=True),
            ],
            self._holder_rows(held),
        )

    def _holder_rows(self, held):
        """Rows by number of member, and one for each type of share."""
        colleges = self._names("coop.college")
        types = self._names("coop.share.type", "code")
        members = self._members_by_id(member for member, *_rest in held)
        since = self._members_since()
        rows = []
        for member, share_type, quantity, amount in held:
            number, name, college, *address = members[member]
            row = (
                number,
                name,
                _one_line(*address),
                colleges.get(college),
                since.get(member),
                types[share_type],
                quantity,
                amount,
            )
            rows.append(row)
        return sorted(rows, key=lambda row: (row[0] or "~", row[1], row[5]))

    def _members_by_id(self, ids):
        """`MEMBER_FIELDS` of these members, by id."""
        rows = self._rows("coop.member", [("id", "in", [*ids])], MEMBER_FIELDS)
        return {member: values for member, *values in rows}

    def _members_since(self):
        """Days of admission of who was a member on the day, by id of the member."""
        day = self.date_to
        still = ["|", ("exit_date", "=", False), ("exit_date", ">=", day)]
        came = ("admission_date", "<=", day)
        now = [("state", "in", ("active", "left")), came, *still]
        past = [came, ("exit_date", ">=", day)]
        return {
            **dict(self._rows("coop.member", now, ["id", "admission_date"])),
            **dict(
                self._rows("coop.member.stay", past, ["member_id", "admission_date"])
            ),
        }

    # -- the voters -----------------------------------------------------------------

    def _report_voters(self):
        voters = self._voters()
        return Report(
            self.env._("List of voters"),
            self._day(self.date_to),
            self._notes(self.env._("One member, one vote. Voters: %s", len(voters))),
            [self._voters_table(voters), self._voters_by_college_table(voters)],
        )

    def _voters(self):
        """Members of the day who then hold a share, as rows by college and name."""
        since = self._members_since()
        holders = {member for member, *_rest in self._held()} & since.keys()
        members = self._members_by_id(holders)
        colleges = self._names("coop.college")
        rank = {college: position for position, college in enumerate(colleges)}
        represented = self._representatives()
        order = sorted(
            members,
            key=lambda m: (rank.get(members[m][2], -1), sort_key(members[m][1])),
        )
        return [
            (
                members[member][0],
                self._with_representative(members[member][1], represented.get(member)),
                colleges.get(members[member][2]),
                since[member],
                None,
            )
            for member in order
        ]

    def _representatives(self):
        """Names of who acts for organisations, by id of the member."""
        rows = self._rows(
            "coop.member",
            [("representative_id", "!=", False)],
            ["id", "representative_id"],
        )
        people = self.env["res.partner"].browse(person for _member, person in rows)
        return {
            member: person.name
            for (member, _id), person in zip(rows, people, strict=True)
        }

    def _with_representative(self, name, representative):
        if not representative:
            return name
        return self.env._(
            "%(member)s, represented by %(person)s", member=name, person=representative
        )

    def _voters_table(self, voters):
        return Table(
            self.env._("Voters"),
            [
                Column(self.env._("No."), width=8),
                Column(self.env._("Member"), width=34),
                Column(self.env._("College"), width=24),
                Column(self.env._("Member since"), "date", 13),
                Column(self.env._("Signature"), width=40),
            ],
            voters,
            lines=2,
        )

    def _voters_by_college_table(self, voters):
        counted = Counter(college for _no, _name, college, *_rest in voters)
        nobody = self.env._("No college")
        return Table(
            self.env._("Voters by college"),
            [
                Column(self.env._("College"), width=30),
                Column(self.env._("Voters"), "number", 10, total=True),
            ],
            [(college or nobody, number) for college, number in counted.items()],
        )


def _one_line(street, postcode, city):
    town = " ".join(filter(None, (postcode, city)))
    return ", ".join(filter(None, (street, town))) or None
