from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.coop_member.core.text import clean_line

from ..core.words import fold
from ..retry import retry_if_made

#: skills that one member may have proposed and nobody has looked at
MOST_PROPOSED = 10
#: letters of a proposed skill
MOST_NAME = 60


class CoopSkill(models.Model):
    """The keeping of skills: members propose, a keeper accepts, or merges duplicates
    without anybody losing theirs."""

    _inherit = "coop.skill"

    @api.model
    def _propose(self, member, typed):
        """The skill (sudo record) that ``member`` means by what was ``typed``: one that
        there is already, whatever its spelling, or a new one for the keeper to look
        at. Returns (skill, sentence of what is wrong)."""
        name = clean_line(typed)
        skills_sudo = self.sudo()  # sudo: members propose skills, keepers write them
        if not 2 <= len(name) <= MOST_NAME:
            return skills_sudo.browse(), self.env._(
                "Name the skill in %s letters at most.", MOST_NAME
            )
        known = skills_sudo._known_as(name)
        if known:
            return known, ""
        own = [("proposed_by_id", "=", member.id), ("state", "=", "proposed")]
        if skills_sudo.search_count(own) >= MOST_PROPOSED:
            return skills_sudo.browse(), self.env._(
                "You have proposed enough for now: the cooperative looks at them first."
            )
        # everybody reads who made a record
        skills_sudo = skills_sudo.with_user(SUPERUSER_ID)  # sudo: hides who proposed
        with retry_if_made(self.env):
            return skills_sudo.create(
                {
                    "name": name,
                    "state": "proposed",
                    "proposed_by_id": member.id,
                    "proposed_as": fold(name),
                }
            ), ""

    @api.model
    def _known_as(self, name):
        """The skill of that name or synonym, whatever case and accents; accepted ones
        first."""
        terms = self.env["coop.skill.term"].search([("folded", "=", fold(name))])
        # a proposal is known by what was typed too: a keeper may have named it better,
        # and signs alone are no words
        typed = [("state", "=", "proposed"), ("proposed_as", "=", fold(name))]
        skills = terms.skill_id.filtered("active") | self.search(typed)
        return skills.sorted(lambda skill: (skill.state != "accepted", skill.id))[:1]

    def action_accept(self):
        """Accept what members proposed."""
        self.check_access("write")
        self.filtered(lambda skill: skill.state == "proposed").state = "accepted"

    def _merge_into(self, target):
        """Make these skills one with ``target``: whoever has one of them has that one,
        at the higher of their levels; their names become synonyms of it.

        Raises UserError where ``target`` is among them or part of them, or where one
        of all these is merged already.
        """
        self.check_access("write")
        self._lock_to_merge(target)
        if target in self or self & self._above(target):
            raise UserError(
                self.env._(
                    "A skill cannot be merged into itself, or into its own part."
                )
            )
        lines = self.env["coop.member.skill"].sudo()  # sudo: members of every house
        lines.search([("skill_id", "in", self.ids)])._replace_skill(target)
        self._replace_in_requests(target)
        self.child_ids.parent_id = target
        self._give_words(target)
        self.write({"state": "merged", "merged_into_id": target.id, "active": False})
        earlier = self.with_context(active_test=False).search(
            [("merged_into_id", "in", self.ids)]
        )
        earlier.merged_into_id = target

    def _lock_to_merge(self, target):
        """Have keepers who merge the same skills at once take turns."""
        both = self | target
        both.lock_for_update()
        gone = both.filtered(lambda skill: skill.state == "merged")
        if gone:
            raise UserError(
                self.env._("“%s” has been merged already.", gone[:1].display_name)
            )

    @api.model
    def _follow_merged(self):
        """Have lines that were written in the very moment in which their skill was
        merged name what it has become."""
        lines = self.env["coop.member.skill"].sudo()  # sudo: members of every house
        late = lines.search([("skill_id.state", "=", "merged")])
        for skill in late.skill_id:
            here = late.filtered(lambda line, skill=skill: line.skill_id == skill)
            here._replace_skill(skill.merged_into_id)

    @api.model
    def _above(self, skill):
        ids = (skill.parent_path or "").strip("/").split("/")
        return self.browse(int(one) for one in ids if one and int(one) != skill.id)

    def _replace_in_requests(self, target):
        """Requests that name these skills name ``target``."""

    def _give_words(self, target):
        """Have ``target`` answer to every word for these skills, in each language."""
        for lang, _name in self.env["res.lang"].get_installed():
            there = target.with_context(lang=lang)
            words = (there.synonyms or "").splitlines()
            for skill in self.with_context(lang=lang):
                words += [skill.name, *(skill.synonyms or "").splitlines()]
            seen = {fold(there.name)}
            kept = []
            for word in filter(None, map(clean_line, words)):
                if fold(word) not in seen:
                    seen.add(fold(word))
                    kept.append(word)
            there.synonyms = "\n".join(kept)

    @api.model
    def _visible_domain(self):
        return Domain("state", "=", "accepted")
