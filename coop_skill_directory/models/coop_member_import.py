from odoo import api, models

#: a file that has one of these says by itself which members it is about, or makes new
#: ones
WHO = {"id", ".id", "name", "partner_id"}


class CoopMember(models.Model):
    """Import of profiles: a file with the numbers of members and without their names
    is about members who are there."""

    _inherit = "coop.member"

    @api.model
    def load(self, fields, data):
        if "number" not in fields or WHO & set(fields):
            return super().load(fields, data)
        position = fields.index("number")
        numbers = [str(row[position] or "").strip() for row in data]
        known = self._ids_by_number(numbers)
        messages = [
            self._unknown_number(row, number)
            for row, number in enumerate(numbers)
            if number not in known
        ]
        if messages:
            return {"ids": False, "messages": messages, "nextrow": 0}
        fields = [".id" if name == "number" else name for name in fields]
        rows = [
            [*row[:position], str(known[number]), *row[position + 1 :]]
            for row, number in zip(data, numbers, strict=True)
        ]
        return super().load(fields, rows)

    @api.model
    def _ids_by_number(self, numbers):
        members = self.search_fetch(
            [("number", "in", numbers), ("company_id", "=", self.env.company.id)],
            ["number"],
        )
        return {member.number: member.id for member in members}

    @api.model
    def _unknown_number(self, row, number):
        return {
            "type": "error",
            "message": self.env._("No member has the number “%s”.", number),
            "rows": {"from": row, "to": row},
            "record": row,
            "field": "number",
        }

    @api.model
    def get_import_templates(self):
        return [
            *super().get_import_templates(),
            {
                "label": self.env._("Import template for profiles"),
                "template": "/coop_skill_directory/static/csv/coop_member_profile.csv",
            },
        ]
