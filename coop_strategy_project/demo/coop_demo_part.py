from datetime import timedelta

from odoo import Command, fields, models

from odoo.addons.coop_member.demo.tables import read

from .coop_demo import FOLDER


class CoopDemo(models.AbstractModel):
    """How members take part: votes, answers to calls, hours, questions. Each does so
    as their own portal user."""

    _inherit = "coop.demo"

    # -- ballots ---------------------------------------------------------------------

    def _load_ballots(self):
        for row in self._missing("ballots", "ballot", folder=FOLDER):
            cycle = self._ref(f"cycle_{row['cycle']}")
            options = [
                {"project_id": self._ref(f"project_{ref}").id}
                for ref in row["projects"].split()
            ]
            ballot = self._as_coordinator(
                "coop.strategy.ballot", cycle.company_id
            ).create(
                {
                    "name": row["name"],
                    "introduction": row["text"],
                    "cycle_id": cycle.id,
                    "dots": int(row["dots"]),
                    "is_secret": row["secret"] == "yes",
                    "closes_at": fields.Datetime.now() + timedelta(days=9),
                    "option_ids": [Command.create(option) for option in options],
                }
            )
            ballot.action_open()
            self._cast_votes(ballot, row["ref"])
            if row["state"] == "closed":
                ballot.action_close()
            self._remember(f"ballot_{row['ref']}", ballot)

    def _cast_votes(self, ballot, ref):
        for row in read("votes", FOLDER):
            if row["ballot"] != ref:
                continue
            member = self._ref(f"member_{row['member']}")
            by_member = self._as_themselves(ballot, member)
            dots = map(int, row["dots"].split())
            given = dict(zip(ballot.option_ids.ids, dots, strict=True))
            refusal = by_member._cast({key: n for key, n in given.items() if n})
            if refusal:
                raise ValueError(f"{row}: {refusal}")

    # -- calls -----------------------------------------------------------------------

    def _load_calls(self):
        for row in self._missing("calls", "call", folder=FOLDER):
            project = self._ref(f"project_{row['project']}")
            call = self._as_coordinator(
                "coop.strategy.call", project.company_id
            ).create(
                {
                    "name": row["name"],
                    "project_id": project.id,
                    "company_id": project.company_id.id,
                    "description": f"<p>{row['text']}</p>",
                    "skills": row["skills"],
                    "minutes": int(row["minutes"]),
                    "places": int(row["places"]),
                    "date_needed": self._day(row["by"]),
                    "audience": row["audience"],
                }
            )
            if row["state"] != "draft":
                call.action_open()
            self._answer_call(call, row["ref"])
            if row["state"] == "closed":
                call.action_close()
            self._remember(f"call_{row['ref']}", call)

    def _answer_call(self, call, ref):
        for row in read("contributions", FOLDER):
            if row["call"] != ref:
                continue
            member = self._ref(f"member_{row['member']}")
            themselves = self._as_themselves(member, member)
            errors = themselves.env["coop.strategy.contribution"]._portal_offer(
                themselves,
                call.with_env(themselves.env),
                {"message": row["text"], "time": row["time"]},
            )
            if errors:
                raise ValueError(f"{row}: {errors}")
            answer = call.contribution_ids.filtered(
                lambda one, member=member: one.member_id == member
            )
            self._decide(answer, row)
            if row["declared"]:
                self._declare_hours(answer.with_env(themselves.env), row)

    def _decide(self, answer, row):
        answer.reply = row["reply"]
        if row["state"] == "thanked":
            answer.action_thank()
        if row["state"] != "accepted":
            return
        answer.action_accept()
        for hours in filter(None, row["hours"].split()):
            when, minutes = hours.split(":")
            answer.hours_ids.create(
                {
                    "contribution_id": answer.id,
                    "date": self._day(when),
                    "minutes": int(minutes),
                }
            )

    def _declare_hours(self, answer, row):
        post = {
            "day": str(fields.Date.context_today(answer)),
            "given": row["declared"],
            "name": "Réunion de lancement",
            "key": f"demonstration-{row['call']:->20}",
        }
        errors = answer.env["coop.strategy.hours"]._portal_declare(answer, post)
        if errors:
            raise ValueError(f"{row}: {errors}")

    # -- questions -------------------------------------------------------------------

    def _load_questions(self):
        for row in self._missing("questions", "question", folder=FOLDER):
            member = self._ref(f"member_{row['member']}")
            themselves = self._as_themselves(member, member)
            question, errors = themselves.env["coop.strategy.question"]._portal_ask(
                themselves,
                {
                    "name": row["name"],
                    "details": row["text"],
                    "about": self._subject(row["about"]),
                    "key": f"demonstration-{row['ref']:->20}",
                },
            )
            if errors:
                raise ValueError(f"{row}: {errors}")
            question = question.sudo()  # sudo: demonstration data date it back
            question.asked_on = self._day(row["when"])
            self._support_question(question, row["support"])
            self._reply(question, row)
            self._remember(f"question_{row['ref']}", question)

    def _subject(self, about):
        kind, _dash, ref = about.partition("-")
        return f"{kind}-{self._ref(f'{kind}_{ref}').id}" if ref else ""

    def _support_question(self, question, refs):
        for ref in refs.split():
            member = self._ref(f"member_{ref}")
            themselves = self._as_themselves(member, member)
            question.with_env(themselves.env)._portal_support(themselves, True)

    def _reply(self, question, row):
        if row["promised"]:
            question.responsible_id = self._ref("user_sylvain")
            question.promised_on = self._day(row["promised"])
            question.action_promise()
        if row["answer"]:
            answer = self._as_coordinator(
                "coop.strategy.answer", question.company_id
            ).create({"question_id": question.id, "body": f"<p>{row['answer']}</p>"})
            day = self._day(row["answered"])
            answer.sudo().date = day  # sudo: demonstration data date it back
            question.answered_on = day
