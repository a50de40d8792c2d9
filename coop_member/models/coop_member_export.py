from odoo import api, fields, models

PERSONAL_FIELDS = (
    "name",
    "email",
    "phone",
    "street",
    "street2",
    "zip",
    "city",
    "country_id",
    "lang",
    "birth_date",
    "birth_place",
    "nationality_id",
    "representative_id",
    "company_id",
    "number",
    "state",
    "college_id",
    "adviser_id",
    "source",
    "application_date",
    "motivation",
    "consent_date",
    "admission_date",
    "associate_date",
    "exit_date",
    "exit_reason_id",
    "refusal_reason_id",
)
#: subject → model, field that leads to the member, fields that are exported
SUBJECTS = {
    "past_stays": (
        "coop.member.stay",
        "member_id",
        ("admission_date", "exit_date", "exit_reason_id"),
    ),
    "contracts": (
        "coop.contract",
        "member_id",
        (
            "type_id",
            "date_start",
            "date_end",
            "date_term",
            "state",
            "renewal_number",
            "signed_date",
            "signed_document_name",
            "end_reason_id",
        ),
    ),
    "amendments": (
        "coop.contract.amendment",
        "member_id",
        ("contract_id", "date", "name", "description", "document_name"),
    ),
    "job_sheets": (
        "coop.volunteer.job",
        "member_id",
        (
            "name",
            "stage",
            "organisation",
            "missions",
            "counterpart",
            "framework",
            "referent_id",
        ),
    ),
    "goals": (
        "coop.volunteer.goal",
        "job_id.member_id",
        ("job_id", "name", "target", "unit", "achieved", "date_due"),
    ),
    "interviews": (
        "coop.interview",
        "member_id",
        ("date", "state", "mode", "adviser_id", "conclusions", "next_steps"),
    ),
    "papers": (
        "coop.paper",
        "member_id",
        (
            "type_id",
            "document_name",
            "date_expiry",
            "state",
            "rejection_note",
            "create_date",
        ),
    ),
    "activities": (
        "coop.activity",
        "member_ids",
        ("name", "code", "description", "state", "date_open", "date_close"),
    ),
}


class CoopMember(models.Model):
    """What is kept about a member, for the member (GDPR, articles 15 and 20)."""

    _inherit = "coop.member"

    def _export_personal_data(self):
        """Everything this member may know that is kept about them, as JSON-ready
        values by subject: one dictionary for ``member``, lists of them for the others.

        Modules add their subjects to the result of ``super()``. Files are named,
        not included; what is written in HTML stays so.
        """
        self.ensure_one()
        data = {"member": self._export_rows(self, PERSONAL_FIELDS)[0]}
        for subject, (model, path, names) in SUBJECTS.items():
            records = self.env[model].search([(path, "in", self.ids)])
            data[subject] = self._export_rows(records, names)
        return data

    @api.model
    def _export_labels(self):
        """What the subjects that may hold several rows are called on the portal."""
        return {
            "contracts": self.env._("Contracts"),
            "amendments": self.env._("Amendments"),
            "interviews": self.env._("Interviews"),
            "papers": self.env._("Papers"),
            "activities": self.env._("Activities"),
            "shares": self.env._("Movements of shares"),
            "job_sheets": self.env._("Job sheets"),
            "past_stays": self.env._("Past stays"),
        }

    def _portal_data(self):
        """What the page about personal data lists: (label, number of rows)."""
        data = self._export_personal_data()
        labels = self._export_labels().items()
        return [(label, len(data[subject])) for subject, label in labels]

    @api.model
    def _export_rows(self, records, names):
        """One dictionary a record of its fields ``names``: relations by their name
        (a list where there may be several), dates in ISO format, times in that of who
        asks, what is empty as None."""
        return [
            {name: self._export_value(record, name) for name in names}
            for record in records
        ]

    @api.model
    def _export_value(self, record, name):
        field, value = record._fields[name], record[name]
        if field.relational:
            names = value.sudo().mapped("display_name")  # sudo: the names, nothing else
            return names if field.type.endswith("2many") else next(iter(names), None)
        if field.type == "datetime":
            return self._export_time(value) if value else None
        if field.type == "date":
            return value.isoformat() if value else None
        if field.type in ("boolean", "integer", "float", "monetary"):
            return value
        return str(value) if value else None

    @api.model
    def _export_time(self, moment):
        """A moment in the time zone of who asks, which it names."""
        return fields.Datetime.context_timestamp(self, moment).isoformat()
