from odoo.tests import tagged

from odoo.addons.coop_member.tests.common import CoopCase

from ..core.criteria import Criteria


@tagged("post_install", "-at_install")
class DirectoryCase(CoopCase):
    """A cooperative whose members show what they can do, and the verbs of looking for
    them. ``ada`` and ``jo`` have portal users."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context=dict(cls.env.context, coop_no_mail=True))
        cls.company.country_id = cls.env.ref("base.fr")
        cls.skills = cls.env["coop.skill"]
        cls.cards = cls.env["coop.directory.card"]

    @classmethod
    def _skill(cls, ref):
        """A skill that comes with the module."""
        return cls.env.ref(f"coop_skill_directory.skill_{ref}")

    @classmethod
    def _person(cls, name, skills="", *, learn="", visibility="members", **vals):
        """An admitted member in the directory, who offers ``skills`` (references, with
        ":level" where it is not practised) and wants to ``learn`` others."""
        member = cls._member(name)
        cls._give_skills(member, skills, "offer")
        cls._give_skills(member, learn, "learn")
        member.write(
            {
                "headline": vals.pop("headline", name),
                "directory_visibility": visibility,
                **vals,
            }
        )
        return member

    @classmethod
    def _give_skills(cls, member, skills, kind):
        for text in skills.split():
            ref, _colon, level = text.partition(":")
            member.env["coop.member.skill"].create(
                {
                    "member_id": member.id,
                    "skill_id": cls._skill(ref).id,
                    "kind": kind,
                    "level": level or "practised",
                }
            )

    def find(self, q="", user=None, **criteria):
        """Names that ``user`` (the adviser unless told) finds, in their order."""
        return self.results(q, user, **criteria).cards.mapped("name")

    def results(self, q="", user=None, **criteria):
        """The results that ``user`` gets."""
        cards = self.cards.with_user(user or self.adviser)
        return cards._find(Criteria(q=q, **criteria))
