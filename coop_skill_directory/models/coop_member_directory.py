from odoo import models

from ..core.places import area_of
from ..core.ranking import LEVELS, STRONG_LEVELS
from ..core.visibility import audiences_of, project


class CoopMember(models.Model):
    """What of a profile goes into the directory, for each audience."""

    _inherit = "coop.member"

    def _refresh_cards(self):
        """Have the directory show these members as they are now, or no more."""
        if not self:
            return
        self.env.flush_all()
        members_sudo = self.sudo()  # sudo: an index, of what each chose to show
        members_sudo.env["coop.directory.card"]._rebuild(
            "member_id", members_sudo.ids, list(members_sudo._cards())
        )

    def _cards(self):
        """Cards of those who are in the directory: one for each audience that sees
        them, with nothing in it that this audience may not see."""
        members = self.filtered(
            lambda member: (
                member.state == "active"
                and member.active
                and member.directory_visibility != "private"
            )
        )
        members._give_slugs()
        for member in members:
            always, parts = member._profile_always(), member._profile_parts()
            for audience in audiences_of(member.directory_visibility):
                yield {
                    "audience": audience,
                    "member_id": member.id,
                    "company_id": member.company_id.id,
                    "slug": member.directory_slug,
                    "payload": project(
                        always, parts, member.directory_visibility, audience
                    ),
                }

    def _profile_always(self):
        """What goes with the profile, whoever sees it."""
        self.ensure_one()
        offered = self.skill_ids.filtered(
            lambda line: line.kind == "offer" and line.skill_id._shown()
        )
        offered = offered.sorted(lambda line: (-LEVELS.index(line.level), line.id))
        return {
            "name": self.name,
            "headline": self.headline or "",
            "website": self.directory_website or "",
            "languages": list(self._spoken_languages()),
            "skills": [[line.skill_id.id, line.level] for line in offered],
            "strong": [
                line.skill_id.id for line in offered if line.level in STRONG_LEVELS
            ],
        }

    def _profile_parts(self):
        """(who sees it, values) of each part that is shown apart."""
        self.ensure_one()
        learn = self.skill_ids.filtered(
            lambda line: line.kind == "learn" and line.skill_id._shown()
        )
        return {
            "bio": (self.bio_visibility, {"bio": self.bio or ""}),
            "photo": (self.photo_visibility, {"photo": self.directory_has_photo}),
            "learn": (self.learn_visibility, {"learn": learn.skill_id.ids}),
            "place": (self.place_visibility, self._profile_place()),
            "availability": (
                self.availability_visibility,
                {
                    "availability": self.availability or "",
                    "available_from": self._iso(self.available_from),
                },
            ),
            "reference": (
                self.reference_visibility,
                {"references": [one._shown_values() for one in self.reference_ids]},
            ),
            "email": (self.email_visibility, {"email": self.directory_email or ""}),
            "phone": (self.phone_visibility, {"phone": self.directory_phone or ""}),
        }

    def _profile_place(self):
        country = self.directory_country_id.code or ""
        return {
            "city": self.directory_city or "",
            "postal_code": self.directory_zip or "",
            "country": country,
            "area": area_of(country, self.directory_zip or ""),
            "mobility": self.directory_mobility or "",
            "remote": self.directory_remote,
        }

    def _iso(self, day):
        return day.isoformat() if day else ""
