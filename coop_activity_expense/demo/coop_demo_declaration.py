from datetime import timedelta

from odoo import fields, models

from odoo.addons.coop_member.demo.tables import file_content

#: months back for which deadlines were written down
BACK = 6


class CoopDemo(models.AbstractModel):
    """Declarations of half a year: done with what was sent, but for one or two."""

    _inherit = "coop.demo"

    def _load_declarations(self):
        for company in self._coops():
            name = f"declarations_{self._country_of(company)}"
            if not self._ref(name):
                self._remember(name, self._plan_declarations(company)[:1])

    def _plan_declarations(self, company):
        """Declarations of a cooperative, with their deadlines from ``BACK`` months
        ago on."""
        declarations = self._at_accounting("coop.declaration", company)
        own = declarations.search([("company_id", "=", company.id)])
        own.responsible_id = self._ref("user_nadia")
        today = fields.Date.context_today(self)
        past = self._at_accounting("coop.declaration.deadline", company).create(
            [
                declaration._prepare_deadline(due)
                for declaration in own
                for due in declaration._dues(
                    fields.Date.subtract(today, months=BACK), today - timedelta(days=1)
                )
            ]
        )
        # one that was forgotten, and the last of another
        late = past.sorted("date_due")[-2:]
        self._declare(past - late)
        own.action_plan()
        return own

    def _declare(self, deadlines):
        """Declare each two days before it was due, what was sent kept beside."""
        sent = deadlines.env["ir.attachment"].create(
            [
                {
                    "name": f"{deadline.declaration_id.name}.pdf",
                    "datas": file_content("specimen.pdf"),
                    "res_model": deadline._name,
                    "res_id": deadline.id,
                }
                for deadline in deadlines
            ]
        )
        deadlines.action_done()
        for deadline, attachment in zip(deadlines, sent, strict=True):
            deadline.write(
                {
                    "evidence_ids": [fields.Command.link(attachment.id)],
                    "done_date": deadline.date_due - timedelta(days=2),
                    "announced": True,
                }
            )
