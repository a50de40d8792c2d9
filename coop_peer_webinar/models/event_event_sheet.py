from odoo import models

from odoo.addons.coop_member.core.tables import Column, Table

#: empty rows at the end of a sheet, for who comes without having registered
SPARE = 4
#: heights in lines of text, of a row to sign in and of the speaker's signature, as
#: webinar_report.scss and report.scss have them
ROW, SIGNATURE = 1.6, 6


class EventEvent(models.Model):
    """The sign-in sheet of a workshop or webinar, which cooperatives must keep."""

    _inherit = "event.event"

    def _sheet_table(self):
        """Who registered, by name, with room for signatures; once it is over, who came
        and who did not."""
        self.ensure_one()
        expected = self.registration_ids.filtered(
            lambda one: one.state in ("open", "done")
        ).sorted(lambda one: ((one.name or "").casefold(), one.id))
        rows = [
            (number, one.name or "", one._sheet_side(), one._sheet_note(), None)
            for number, one in enumerate(expected, 1)
        ]
        last = len(rows)
        rows += [
            (last + spare, None, None, None, None) for spare in range(1, SPARE + 1)
        ]
        return Table(
            self.env._("Participants"),
            [
                Column(self.env._("No."), "number", 5),
                Column(self.env._("Name"), width=30),
                Column(self.env._("Member or organisation"), width=22),
                Column(self.env._("Attendance"), width=12),
                Column(self.env._("Signature"), width=31),
            ],
            rows,
            lines=ROW,
        )

    def _sheet_pages(self):
        """The table laid out on pages, with room for the speaker's signature."""
        self.ensure_one()
        return self.company_id._coop_pages([self._sheet_table()], foot=SIGNATURE)

    def _sheet_speakers(self):
        """Names of who speaks."""
        self.ensure_one()
        return ", ".join(self.speaker_ids.mapped("display_name"))
