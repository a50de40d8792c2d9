from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE, CoopPortal
from odoo.addons.coop_member.core.forms import text_of, whole_number

from ..core.words import clean_query
from ..models.coop_member_request import PROFILE

SKILLS = f"{PROFILE}/skills"


class CoopPortalSkills(CoopPortal):
    """The member's skills: looked for by whatever word, added with one tap."""

    @route(SKILLS, **PAGE)
    def coop_skills(self, q="", done=None, **_query):
        """The skills, and those that ``q`` may mean."""
        return self._skills_page(clean_query(q), done=done)

    @route(f"{SKILLS}/add", **FORM)
    def coop_skill_add(self, **post):
        """Offer a skill, or want to learn it."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        skill_id = whole_number(text_of(post, "skill")) or 0
        typed = "" if skill_id else text_of(post, "q")
        sentence = member._portal_add_skill(skill_id, text_of(post, "kind"), typed)
        if sentence:
            return self._skills_page(clean_query(post.get("q")), sentence)
        return request.redirect(f"{SKILLS}?done=added")

    @route(
        f"{SKILLS}/<int:line_id>/"
        "<any(remove,beginner,practised,confirmed,expert):step>",
        **FORM,
    )
    def coop_skill_change(self, line_id, step, **_post):
        """Say how well one knows a skill, or remove it."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        member._portal_change_skill(line_id, step)
        return request.redirect(SKILLS)

    def _skills_page(self, q="", sentence="", done=None):
        skills = request.env["coop.skill"]
        return self._coop_page(
            "coop_skill_directory.portal_skills",
            lambda member: {
                "q": q,
                "found": skills._suggest(q),
                "lines": member._portal_skill_lines(),
                "levels": request.env["coop.directory.card"]._level_names(),
                "sentence": sentence,
                "done": done,
                "may_change": member.state == "active",
            },
        )
