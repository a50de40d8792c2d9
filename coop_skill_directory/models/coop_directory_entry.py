from odoo import api, fields, models
from odoo.tools import SQL

from ..core.feed import Person
from ..core.words import fold


class CoopDirectoryEntry(models.Model):
    """Somebody whom a partner cooperative publishes, as its feed last had them. Nobody
    edits entries: they follow the feed, and go with it."""

    _name = "coop.directory.entry"
    _description = "Profile of a Partner"
    _order = "name, id"

    peer_id = fields.Many2one(
        "coop.directory.peer",
        "House",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="peer_id.company_id", store=True, index=True)
    identifier = fields.Char(required=True, readonly=True)
    name = fields.Char(required=True, readonly=True)
    headline = fields.Char(readonly=True)
    city = fields.Char(readonly=True)
    url = fields.Char("Page", readonly=True)
    told = fields.Json("As published", readonly=True)
    skill_ids = fields.Many2many("coop.skill", string="Skills", readonly=True)

    _identifier_unique = models.UniqueIndex("(peer_id, identifier)")

    @api.model
    def _replace_all(self, peer, people):
        """Have the entries of ``peer`` be ``people`` (`core.feed.Person`): those that
        are gone go, those that stay stay what they are."""
        people = {person.identifier: person for person in people}
        there = self.search([("peer_id", "=", peer.id)])
        gone = there.filtered(lambda entry: entry.identifier not in people)
        gone.unlink()
        known = {entry.identifier: entry for entry in there - gone}
        skills = self._skills_by_word(people.values())
        new = []
        for identifier, person in people.items():
            values = self._prepare(peer, person, skills)
            entry = known.get(identifier)
            if not entry:
                new.append(values)
            elif entry._differs(values):
                entry.write(values)
        self.create(new)
        self.search([("peer_id", "=", peer.id)])._refresh_cards()

    def _differs(self, values):
        """Whether this is not what ``values`` (of `_prepare`) make of it."""
        self.ensure_one()
        [(_command, _id, skill_ids)] = values["skill_ids"]
        plain = ("name", "headline", "city", "url", "told")
        return set(self.skill_ids.ids) != set(skill_ids) or any(
            self[name] != values[name] for name in plain
        )

    @api.model
    def _prepare(self, peer, person: Person, skills):
        named = (
            skills.get(one.code) or skills.get(fold(one.name)) for one in person.skills
        )
        ids = sorted(set(filter(None, named)))
        return {
            "peer_id": peer.id,
            "identifier": person.identifier,
            "name": person.name,
            "headline": person.headline or False,
            "city": person.city or False,
            "url": person.url or False,
            "told": self._told(person, skills),
            "skill_ids": [fields.Command.set(ids)],
        }

    @api.model
    def _told(self, person, skills):
        return {
            "bio": person.bio,
            "email": person.email,
            "phone": person.phone,
            "postal_code": person.postal_code,
            "country": person.country,
            "area": person.area,
            "remote": person.remote,
            "languages": list(person.languages),
            # what has no name here is shown and found as a text
            "other_skills": [
                one.name
                for one in person.skills
                if one.code not in skills and fold(one.name) not in skills
            ],
        }

    @api.model
    def _skills_by_word(self, people):
        """Ids of our skills by the code, and by every word, that partners use."""
        codes = {one.code for person in people for one in person.skills if one.code}
        words = {fold(one.name) for person in people for one in person.skills}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT term.folded, min(term.skill_id) FROM coop_skill_term term
                  JOIN coop_skill skill ON skill.id = term.skill_id
                 WHERE skill.state = 'accepted' AND term.folded = ANY(%s)
              GROUP BY term.folded
             UNION ALL
                SELECT code, id FROM coop_skill
                 WHERE state = 'accepted' AND active AND code = ANY(%s)
                """,
                list(words),
                list(codes),
            )
        )
        return dict(rows)

    def _refresh_cards(self):
        """Have the directory show these entries as they are: to members alone."""
        self.env.flush_all()
        cards_sudo = self.env["coop.directory.card"].sudo()  # sudo: an index, kept here
        cards_sudo._rebuild("entry_id", self.ids, [entry._card() for entry in self])

    def _card(self):
        self.ensure_one()
        told = self.told or {}
        return {
            "audience": "members",
            "entry_id": self.id,
            "company_id": self.company_id.id,
            "house": f"p{self.peer_id.id}",
            "slug": f"partner-{self.peer_id.id}-{self.id}",
            "payload": {
                **told,
                "name": self.name,
                "headline": self.headline or "",
                "house": self.peer_id.name,
                "city": self.city or "",
                "url": self.url or "",
                "website": "",
                "skills": [[skill_id, ""] for skill_id in self.skill_ids.ids],
                "strong": [],
            },
        }
