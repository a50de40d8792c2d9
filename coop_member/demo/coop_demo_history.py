from datetime import timedelta

from odoo import fields, models

from .tables import read


class CoopDemo(models.AbstractModel):
    """What happened, in the order in which it happened, so that numbers follow
    admissions. Each row of the table is played by the method ``_event_<event>``:
    a module that adds events to the table adds the methods."""

    _inherit = "coop.demo"

    def _load_history(self):
        rows = self._history()
        for row in sorted(rows, key=lambda row: self._day(row["when"])):
            self._play(row)
        for ref in dict.fromkeys(row["member"] for row in rows):
            self._remember(f"history_{ref}", self._ref(f"member_{ref}"))
        self._end_what_is_over()

    def _history(self):
        """Rows of the members whose history was not played yet."""
        rows = [*self._activity_history(), *read("history"), *read("shares")]
        played = {
            row["member"] for row in rows if self._ref(f"history_{row['member']}")
        }
        return [row for row in rows if row["member"] not in played]

    def _activity_history(self):
        return [
            {
                "member": row["members"].split()[0],
                "when": row[when],
                "event": event,
                "detail": row["ref"],
                "text": "",
            }
            for row in read("activities")
            for event, when in (("open", "opened"), ("close", "closed"))
            if row[when]
        ]

    def _play(self, row):
        member = self._ref(f"member_{row['member']}")
        getattr(self, f"_event_{row['event']}")(
            self._as_adviser(member, member),
            self._day(row["when"]),
            row["detail"],
            row["text"],
        )

    def _end_what_is_over(self):
        """Do for the demonstration what the daily job does for everyone."""
        over = self.env["coop.contract"].search(
            [
                *self.env["coop.contract"]._domain_over(),
                ("company_id", "in", self._coops().ids),
            ]
        )
        over.action_end()

    def _announce_deadlines(self):
        self.env.flush_all()
        due = self.env["coop.deadline"]._search_unannounced()
        due.filtered(lambda d: d.company_id in self._coops())._announce()

    def _coops(self):
        return self.env["res.company"].union(
            *(self._ref(f"coop_{row['ref']}") for row in read("coops"))
        )

    # -- candidates and members -----------------------------------------------------

    def _event_admit(self, member, day, _detail, _text):
        # the welcome of those admitted long ago is over
        today = fields.Date.context_today(self)
        welcomed = day < today - timedelta(days=30)
        member.admission_date = day
        member.with_context(mail_activity_automation_skip=welcomed).action_admit()

    def _event_refuse(self, member, _day, detail, _text):
        member.env["coop.member.refuse"].create(
            {
                "member_ids": member.ids,
                "refusal_reason_id": self._reason(detail).id,
            }
        ).action_confirm()

    def _event_leave(self, member, day, detail, _text):
        member.env["coop.member.leave"].create(
            {
                "member_ids": member.ids,
                "exit_date": day,
                "exit_reason_id": self._reason(detail).id,
            }
        ).action_confirm()

    def _event_reopen(self, member, day, _detail, _text):
        member.action_reopen()
        member.application_date = day

    def _event_note(self, member, day, _detail, text):
        member.message_post(
            body=text,
            date=fields.Datetime.to_datetime(day),
            subtype_xmlid="mail.mt_note",
        )

    def _event_todo(self, member, day, detail, text):
        """Schedule an activity of Odoo's type ``detail``."""
        member.activity_schedule(
            f"mail.mail_activity_data_{detail}",
            date_deadline=day,
            summary=text,
            user_id=member.env.uid,
        )

    def _reason(self, key):
        return self.env.ref(f"coop_member.reason_{key}")

    # -- hosted activities ----------------------------------------------------------

    def _event_open(self, member, day, detail, _text):
        activity = self._as_adviser(self._ref(f"activity_{detail}"), member)
        activity.date_open = day
        activity.action_open()

    def _event_close(self, member, day, detail, _text):
        activity = self._as_adviser(self._ref(f"activity_{detail}"), member)
        activity.date_close = day
        activity.action_close()
