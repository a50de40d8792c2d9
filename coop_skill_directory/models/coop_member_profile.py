import base64

from odoo import Command, models
from odoo.exceptions import UserError

from odoo.addons.coop_member.core.forms import key_of, read_day, text_of
from odoo.addons.coop_member.core.text import clean_line, clean_text

from ..core.profile_form import MOST_LINE, MOST_STORY, PARTS, read_profile
from ..core.ranking import LEVELS
from ..retry import retry_if_made

#: skills that a member has, and references
MOST_SKILLS = 40
MOST_REFERENCES = 20


class CoopMember(models.Model):
    """A member's own profile in their space. Each step reads what a form sent, then
    writes the fields that it names, of the member who sent it."""

    _inherit = "coop.member"

    def _portal_typed_profile(self):
        """The profile, as its form shows it."""
        self.ensure_one()
        return {
            "headline": self.headline or "",
            "bio": self.bio or "",
            "city": self.directory_city or "",
            "postal_code": self.directory_zip or "",
            "country": self.directory_country_id.code
            or self.company_id.sudo().country_id.code  # sudo: where the house is
            or "",
            "mobility": self.directory_mobility or "",
            "remote": self.directory_remote,
            "languages": ", ".join(self._spoken_languages()),
            "availability": self.availability or "",
            "available_from": self.available_from,
            "email": self.directory_email or "",
            "phone": self.directory_phone or "",
            "website": self.directory_website or "",
            "visibility": self.directory_visibility,
            "request_notice": self.request_notice,
            **{f"{part}_visibility": self[f"{part}_visibility"] for part in PARTS},
        }

    def _portal_save_profile(self, post, photo=b""):
        """Keep what a form sent, with a new portrait where there is one. Returns
        (sentences by field, what was typed)."""
        self.ensure_one()
        self.check_access("read")
        typed, codes = read_profile(post)
        typed["request_notice"] = text_of(post, "request_notice")
        errors = self._portal_profile_sentences(codes)
        if self.state != "active":
            errors["form"] = self.env._("Only active members are in the directory.")
        if errors:
            return errors, typed
        values = self._portal_profile_values(typed)
        if photo:
            values["directory_photo"] = base64.b64encode(photo)
        elif text_of(post, "photo_remove"):
            values["directory_photo"] = False
        member_sudo = self.sudo()  # sudo: members write these fields of theirs
        try:
            with self.env.cr.savepoint():
                member_sudo.write(values)
        except UserError as error:
            self.invalidate_recordset()
            return {"photo" if photo else "form": str(error)}, typed
        return {}, typed

    def _portal_profile_values(self, typed):
        countries = self.env["res.country"]
        country = typed["country"] and countries.search(
            [("code", "=", typed["country"])], limit=1
        )
        notices = dict(self._fields["request_notice"].selection)
        return {
            "headline": typed["headline"] or False,
            "bio": typed["bio"] or False,
            "directory_city": typed["city"] or False,
            "directory_zip": typed["postal_code"] or False,
            "directory_country_id": country.id if country else False,
            "directory_mobility": typed["mobility"] or False,
            "directory_remote": typed["remote"],
            "directory_languages": ", ".join(typed["languages"]) or False,
            "availability": typed["availability"] or False,
            "available_from": typed["available_from"]
            if typed["availability"] == "soon"
            else False,
            "directory_email": typed["email"] or False,
            "directory_phone": typed["phone"] or False,
            "directory_website": typed["website"] or False,
            "directory_visibility": typed["visibility"],
            "request_notice": typed["request_notice"]
            if typed["request_notice"] in notices
            else self.request_notice,
            **{
                f"{part}_visibility": typed[f"{part}_visibility"] or "private"
                for part in PARTS
            },
        }

    def _portal_profile_sentences(self, codes):
        said = {
            ("headline", "missing"): self.env._("Say in one line what you do."),
            ("email", "invalid"): self.env._("This is no e-mail address."),
            ("phone", "invalid"): self.env._("This is no phone number."),
            ("website", "invalid"): self.env._("It begins with https://."),
            ("available_from", "invalid"): self.env._("Choose a day."),
        }
        too_long = self.env._("This is too long.")
        unknown = self.env._("Choose one of these.")
        return {
            field: said.get((field, code))
            or (too_long if code == "too_long" else unknown)
            for field, code in codes.items()
        }

    # -- skills ------------------------------------------------------------------------

    def _portal_add_skill(self, skill_id, kind, typed=""):
        """Have the member offer a skill, or want to learn it: that of ``skill_id``, or
        the one that was ``typed``, proposed where there is none. Returns a sentence
        where that cannot be."""
        self.ensure_one()
        self.check_access("read")
        if self.state != "active" or kind not in ("offer", "learn"):
            return self.env._("Only active members are in the directory.")
        skills = self.env["coop.skill"]
        skill = skills.search([("id", "=", skill_id)]) if skill_id else skills
        if not skill and typed:
            skill, sentence = skills._propose(self, typed)
            if sentence:
                return sentence
        if not skill:
            return self.env._("Choose a skill.")
        member_sudo = self.sudo()  # sudo: members write skills through these steps
        line_sudo = member_sudo.skill_ids.filtered(lambda line: line.skill_id == skill)
        if line_sudo:
            line_sudo.kind = kind
        elif len(member_sudo.skill_ids) >= MOST_SKILLS:
            return self.env._("%s skills are enough: remove one first.", MOST_SKILLS)
        else:
            with retry_if_made(self.env):
                member_sudo.skill_ids = [
                    Command.create({"skill_id": skill.id, "kind": kind})
                ]
        return ""

    def _portal_skill_lines(self):
        """(line, name of its skill, whether the cooperative has yet to look at it)."""
        self.ensure_one()
        lines_sudo = self.skill_ids.sudo()  # sudo: names of skills that were merged too
        return [
            (line, line.skill_id.name, line.skill_id.state == "proposed")
            for line in lines_sudo
        ]

    def _portal_change_skill(self, line_id, step):
        """Change the level of a skill of this member's, or remove it (``remove``)."""
        self.ensure_one()
        lines = self.env["coop.member.skill"].search(
            [("id", "=", line_id), ("member_id", "=", self.id)]
        )
        lines_sudo = lines.sudo()  # sudo: members write skills through these steps
        if self.state == "active" and step == "remove":
            lines_sudo.unlink()
        elif self.state == "active" and step in LEVELS:
            lines_sudo.level = step

    # -- references --------------------------------------------------------------------

    def _portal_add_reference(self, post, picture=b""):
        """Keep something that the member made. Returns (sentences by field, what was
        typed)."""
        self.ensure_one()
        self.check_access("read")
        typed = {
            "name": clean_line(text_of(post, "name")),
            "text": clean_text(text_of(post, "text")),
            "date": read_day(text_of(post, "date")),
        }
        errors = {}
        if not typed["name"] or len(typed["name"]) > MOST_LINE:
            errors["name"] = self.env._("Give it a short name.")
        if len(typed["text"]) > MOST_STORY:
            errors["text"] = self.env._("This is too long.")
        if self.state != "active":
            errors["form"] = self.env._("Only active members are in the directory.")
        elif len(self.reference_ids) >= MOST_REFERENCES:
            errors["form"] = self.env._(
                "%s references are enough: remove one first.", MOST_REFERENCES
            )
        if errors:
            return errors, typed
        references_sudo = self.env["coop.member.reference"].sudo()  # sudo: these steps
        try:
            with self.env.cr.savepoint():
                references_sudo._create_once(
                    key_of(post),
                    {
                        "member_id": self.id,
                        **typed,
                        "picture": base64.b64encode(picture) if picture else False,
                    },
                )
        except UserError as error:
            return {"picture": str(error)}, typed
        return {}, typed

    def _portal_remove_reference(self, reference_id):
        """Remove a reference of this member's."""
        self.ensure_one()
        references = self.env["coop.member.reference"].search(
            [("id", "=", reference_id), ("member_id", "=", self.id)]
        )
        references.sudo().unlink()  # sudo: members write through these steps
