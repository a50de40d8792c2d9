import base64
from pathlib import Path

from odoo import Command, models

from odoo.addons.coop_member.demo.tables import read

from . import pictures

FOLDER = Path(__file__).parent / "data"


class CoopDemo(models.AbstractModel):
    """Profiles as members wrote them, and both cooperatives publishing theirs."""

    _inherit = "coop.demo"

    def _load(self):
        result = super()._load()
        self._load_profiles()
        self._load_references()
        self._load_requests()
        self._load_collaborations()
        self._load_referrals()
        return result

    def _load_profiles(self):
        for row in self._missing("profiles", "profile", "member", FOLDER):
            member = self._ref(f"member_{row['member']}")
            member.company_id.coop_feed_published = True
            member.write(self._prepare_profile(member, row))
            self._remember(f"profile_{row['member']}", member)
        self._propose_a_skill()

    def _prepare_profile(self, member, row):
        partner = member.partner_id
        photo = row["photo"] and base64.b64encode(pictures.portrait(member.name))
        return {
            "directory_visibility": row["visibility"],
            "headline": row["headline"],
            "bio": row["bio"],
            "directory_languages": row["languages"],
            "availability": row["availability"] or False,
            "available_from": self._day("+1m")
            if row["availability"] == "soon"
            else False,
            "directory_mobility": row["mobility"] or False,
            "directory_remote": bool(row["remote"]),
            "request_notice": row["notice"],
            "directory_city": partner.city,
            "directory_zip": partner.zip,
            "directory_country_id": partner.country_id.id
            or member.company_id.country_id.id,
            "directory_email": partner.email,
            "directory_phone": partner.phone,
            "directory_photo": photo or False,
            "skill_ids": [
                *self._prepare_skills(row["skills"], "offer"),
                *self._prepare_skills(row["learn"], "learn"),
            ],
        }

    def _prepare_skills(self, text, kind):
        for word in text.split():
            ref, _colon, level = word.partition(":")
            skill = self.env.ref(f"coop_skill_directory.skill_{ref}")
            yield Command.create(
                {"skill_id": skill.id, "kind": kind, "level": level or "practised"}
            )

    def _propose_a_skill(self):
        if self._ref("skill_proposed"):
            return
        member = self._ref("member_victor")
        skill, _sentence = self.env["coop.skill"]._propose(member, "Damasquinage")
        self._remember("skill_proposed", skill)

    def _load_references(self):
        for position, row in enumerate(read("references", FOLDER)):
            if self._ref(f"reference_{position}"):
                continue
            reference = self.env["coop.member.reference"].create(
                {
                    "member_id": self._ref(f"member_{row['member']}").id,
                    "name": row["name"],
                    "text": row["text"],
                    "date": self._day(row["when"]),
                    "picture": base64.b64encode(pictures.made(row["name"])),
                }
            )
            self._remember(f"reference_{position}", reference)
