from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from odoo.addons.coop_member.core.forms import fingerprint

from ..core import outline


class EventEvent(models.Model):
    """What is kept of a webinar: takeaways, advice, recording, files; and who is
    thanked with them."""

    _inherit = "event.event"

    def action_publish_takeaways(self):
        """Let everybody who may see the webinar read what is kept of it, and thank
        those who attended."""
        for event in self:
            if not event._is_over():
                raise UserError(
                    self.env._("%s has not taken place yet.", event.display_name)
                )
            if not event.takeaway_ids:
                raise UserError(
                    self.env._("Write what is to be kept of it first: a point or two.")
                )
        self.takeaways_published = True
        self.env["event.registration"]._wake("coop_peer_webinar.ir_cron_webinar_tell")

    def action_hide_takeaways(self):
        """Take back what was published, to correct it. Nobody is thanked twice."""
        self.takeaways_published = False

    def action_mark_all_present(self):
        """Everybody who was expected attended."""
        for event in self:
            if not event._has_begun():
                raise UserError(self.env._("%s has not begun yet.", event.display_name))
        expected = self.registration_ids.filtered(lambda one: one.state == "open")
        expected.action_set_done()

    def action_print_sheet(self):
        """The sign-in sheet, as PDF."""
        return self.env.ref("coop_peer_webinar.action_report_sheet").report_action(self)

    def action_view_waiting(self):
        """Open the waiting list."""
        return self._view_registrations([("is_waiting", "=", True)])

    def action_view_absent(self):
        """Open who had registered and did not come."""
        return self._view_registrations(
            [("state", "=", "open"), ("event_id.date_end", "<=", fields.Datetime.now())]
        )

    def _view_registrations(self, domain):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "event.act_event_registration_from_event"
        )
        action["domain"] = [("event_id", "=", self.id), *domain]
        action["context"] = {"default_event_id": self.id, "create": False}
        return action

    # -- takeaways as one text ---------------------------------------------------------

    def _takeaway_text(self):
        """The takeaways as `core.outline` reads them."""
        self.ensure_one()
        return outline.write(
            outline.Point(one.name, int(one.level == "sub"))
            for one in self.takeaway_ids
        )

    def _advice_text(self):
        """The advice as its writer types it."""
        self.ensure_one()
        return html2plaintext(self.advice) if self.advice else ""

    def _takeaways_seen(self):
        """What tells the takeaways and advice of now from those of another moment."""
        self.ensure_one()
        return self._takeaways_mark(self._takeaway_text(), self.advice)

    @api.model
    def _takeaways_mark(self, text, advice_html):
        """As `_takeaways_seen`, of points as `core.outline` writes them."""
        advice = html2plaintext(advice_html) if advice_html else ""
        return fingerprint([text, advice])

    def _write_takeaways(self, points, advice_html):
        """Have these `core.outline.Point`, and this advice."""
        self.ensure_one()
        commands = [fields.Command.clear()]
        commands += [
            fields.Command.create(
                {
                    "name": point.text,
                    "level": "sub" if point.level else "point",
                    "sequence": 10 * position,
                }
            )
            for position, point in enumerate(points, 1)
        ]
        self.write({"takeaway_ids": commands, "advice": advice_html})

    def _ask_to_publish(self):
        """Ask the organiser, once, to look at what the speaker wrote."""
        self.ensure_one()
        organiser = self.user_id
        env = self.with_context(lang=organiser.lang).env
        summary = env._("Read the takeaways, and publish them")
        asked = summary in self.activity_ids.mapped("summary")
        if not organiser or asked or self.env.context.get("coop_no_mail"):
            return
        self.activity_schedule(
            "mail.mail_activity_data_todo", summary=summary, user_id=organiser.id
        )

    def _nested_takeaways(self):
        """Points with their sub-points, as texts."""
        self.ensure_one()
        return outline.nest(
            (one.name, int(one.level == "sub")) for one in self.takeaway_ids
        )
