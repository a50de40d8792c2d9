from datetime import timedelta

from odoo import fields, models

from odoo.addons.coop_member.demo.tables import read

from .coop_demo import FOLDER


class CoopDemo(models.AbstractModel):
    """Requests with their answers and how they ended, groups that work together, and
    where clients came from: each step taken by the member it belongs to."""

    _inherit = "coop.demo"

    # -- requests ----------------------------------------------------------------------

    def _load_requests(self):
        rows = self._missing("requests", "request", folder=FOLDER)
        for row in sorted(rows, key=lambda row: self._day(row["when"])):
            self._remember(f"request_{row['ref']}", self._play_request(row))

    def _play_request(self, row):
        asker = self._themselves(row["member"])
        skills = [self.env.ref(f"coop_skill_directory.skill_{row['skills']}")]
        asked, errors, _typed = asker.env["coop.skill.request"]._portal_ask(
            asker,
            {name: row[name] for name in ("name", "description", "offer")},
            [str(skill.id) for skill in skills],
        )
        self._expect(row, not errors, errors)
        answers = dict(self._play_answers(asked, row))
        self._play_course(asked, asker, answers, row)
        asked.sudo().answer_ids.flush_recordset()  # sudo: the day is written below
        self._date_request(asked, self._day(row["when"]))
        return asked.with_env(self.env)

    def _play_answers(self, asked, row):
        for told in filter(None, row["answers"].split("|")):
            ref, kind, amount, text = told.split(":", 3)
            member = self._themselves(ref)
            errors = asked.with_env(member.env)._portal_answer(
                member, {"kind": kind, "amount": amount, "text": text}
            )
            self._expect(row, not errors, errors)
            yield ref, asked.answer_ids[-1:]

    def _play_course(self, asked, asker, answers, row):
        who, _space, time = row["detail"].partition(" ")
        if row["course"] in ("agreed", "charge", "gift"):
            asked._portal_pick(asker, answers[who].id)
        post = {"outcome": row["course"], "time": time, "reason": row["detail"]}
        if row["course"] == "charge":
            post["amount"] = str(answers[who].amount)
        if row["course"] in ("charge", "gift", "outside"):
            errors = asked._portal_end(asker, post)
            self._expect(row, not errors, errors)

    def _date_request(self, asked, day):
        """Have it asked on ``day``, and ended two weeks later, as its gift says too."""
        asked_sudo = asked.sudo()  # sudo: nobody dates what they say today
        if asked_sudo.state == "done":
            today = fields.Date.context_today(self)
            asked_sudo.closed_date = min(day + timedelta(days=14), today)

    # -- collaborations ----------------------------------------------------------------

    def _load_collaborations(self):
        for row in self._missing("collaborations", "collaboration", folder=FOLDER):
            self._remember(f"collaboration_{row['ref']}", self._play_collaboration(row))

    def _play_collaboration(self, row):
        host = self._themselves(row["host"])
        one, errors = host.env["coop.collaboration"]._portal_start(
            host,
            {
                **{name: row[name] for name in ("name", "purpose", "charter", "page")},
                "is_published": row["published"],
            },
        )
        self._expect(row, not errors, errors)
        parts = dict(word.split(":") for word in row["members"].split())
        for ref in parts:
            self._expect(row, not one._portal_ask(host, self._ref(f"member_{ref}").id))
        one.invalidate_recordset()
        post = {f"part_{line.id}": "1" for line in one.line_ids}
        for ref, part in parts.items():
            line = one._line_of(self._ref(f"member_{ref}"))
            post[f"part_{line.id}"] = part
        one._portal_parts(host, post)
        for ref in parts if row["course"] != "draft" else ():
            member = self._themselves(ref)
            one.with_env(member.env)._portal_answer(member, "agree")
        one.invalidate_recordset()
        for step in {"open": ("open",), "paused": ("open", "pause")}.get(
            row["course"], ()
        ):
            sentence = one._portal_step(host, step)
            self._expect(row, not sentence, sentence)
        return one.with_env(self.env)

    # -- recommendations ---------------------------------------------------------------

    def _load_referrals(self):
        for position, row in enumerate(read("referrals", FOLDER)):
            if not self._ref(f"referral_{position}"):
                self._remember(f"referral_{position}", self._play_referral(row))

    def _play_referral(self, row):
        member = self._themselves(row["member"])
        referrals = member.env["coop.referral"]
        errors, _typed = referrals._portal_add(member, row)
        self._expect(row, not errors, errors)
        referral = referrals.search(
            [("member_id", "=", member.id)], order="id desc", limit=1
        )
        referral._portal_act(row["state"])
        if row["thanked"]:
            referral._portal_act("thank")
        noted_sudo = referral.with_env(self.env)
        noted_sudo.date = self._day(row["when"])
        return noted_sudo

    # -- helpers -----------------------------------------------------------------------

    def _themselves(self, ref):
        """A member as they act in their space."""
        member = self._ref(f"member_{ref}")
        return self._as_themselves(member, member)

    def _expect(self, row, is_well, said=""):
        if not is_well:
            raise ValueError(f"{row}: {said}")
