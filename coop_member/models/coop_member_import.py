from odoo import api, models

#: what a file must tell of members who are not candidates, by state
NEEDED = {
    "active": ("admission_date",),
    "left": ("admission_date", "exit_date"),
    "refused": ("refusal_reason_id",),
}


class CoopMember(models.Model):
    """Import of members, also of those taken over from another register: their
    state and number are as the file says; who has no number gets the next one."""

    _name = "coop.member"
    _inherit = ["coop.member", "coop.import.mixin"]
    #: other files refer to members by number
    _import_key = "number"

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import template for members"),
                "template": "/coop_member/static/csv/coop_member.csv",
            }
        ]

    @api.model
    def _load_records_create(self, vals_list):
        if self._import_report():
            vals_list = [dict(vals, source="import") for vals in vals_list]
        return super()._load_records_create(vals_list)

    def _check_import(self, data_list):
        yield from super()._check_import(data_list)
        new = [data for data in data_list if self._is_new(data)]
        yield from self._check_import_states(new)
        yield from self._check_import_dates(new)
        yield from self._check_import_numbers(new)

    @api.model
    def _missing_in_import(self, values, required):
        missing = super()._missing_in_import(values, required)
        if not values.get("name") and not values.get("partner_id"):
            missing.append("name")
        return missing

    def _check_import_states(self, data_list):
        states = dict(self._fields["state"]._description_selection(self.env))
        for data in data_list:
            state = data["values"].get("state")
            for name in NEEDED.get(state, ()):
                if not data["values"].get(name):
                    sentence = self.env._(
                        "“%(field)s” is missing, which the status “%(state)s” needs.",
                        field=self._label(name),
                        state=states[state],
                    )
                    yield data, name, sentence

    def _check_import_dates(self, data_list):
        for data in data_list:
            # dates as the database takes them are in the order of their text
            admission_date = data["values"].get("admission_date")
            exit_date = data["values"].get("exit_date")
            if admission_date and exit_date and exit_date < admission_date:
                sentence = self.env._("A member cannot leave before being admitted.")
                yield data, "exit_date", sentence

    def _check_import_numbers(self, data_list):
        """Name numbers that are taken, or given twice in the file."""
        numbered = [data for data in data_list if data["values"].get("number")]
        holders = self._holders_of_numbers(
            data["values"]["number"] for data in numbered
        )
        first_rows = {}
        for data in numbered:
            key = (self._import_company(data), data["values"]["number"])
            row = data["info"]["rows"]["from"] + 1
            if key in holders:
                sentence = self.env._(
                    "The number %(number)s is %(member)s's.",
                    number=key[1],
                    member=holders[key],
                )
                yield data, "number", sentence
            elif first_rows.setdefault(key, row) != row:
                sentence = self.env._(
                    "The number %(number)s is on row %(row)s already.",
                    number=key[1],
                    row=first_rows[key],
                )
                yield data, "number", sentence

    def _holders_of_numbers(self, numbers):
        """Names of the members by company id and number."""
        members = self.with_context(active_test=False).search_fetch(
            [("number", "in", list(numbers))], ["company_id", "number", "partner_id"]
        )
        return {(m.company_id.id, m.number): m.partner_id.name for m in members}

    def _import_company(self, data):
        return data["values"].get("company_id") or self.env.company.id
