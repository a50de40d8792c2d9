import hashlib

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.json import scriptsafe as json

from ..core.words import fold

#: cards written at once
BATCH = 500
COLUMNS = (
    "audience", "company_id", "member_id", "entry_id", "house", "slug", "name", "city",
    "area", "remote", "availability", "payload", "fingerprint", "skill_ids",
    "strong_ids", "learn_ids", "family_ids", "languages", "plain",
)  # fmt: skip


class CoopDirectoryCard(models.Model):
    """How cards are written: in SQL, with what PostgreSQL finds them by."""

    _inherit = "coop.directory.card"

    @api.model
    def _rebuild(self, column, ids, cards):
        """Put ``cards`` (values, see `coop.member._cards`) in place of those whose
        ``column`` is one of ``ids``."""
        cr = self.env.cr
        cr.execute(
            SQL(
                "DELETE FROM coop_directory_card WHERE %s = ANY(%s)",
                SQL.identifier(column),
                list(ids),
            )
        )
        cards = list(cards)
        words = self._skill_words(cards)
        for start in range(0, len(cards), BATCH):
            self._insert(
                [self._row(card, words) for card in cards[start : start + BATCH]]
            )
        self.invalidate_model()

    @api.model
    def _skill_words(self, cards):
        """(family id, its names) by skill id, of the skills on ``cards``. Synonyms need
        not be there: a query that has one means the skill itself."""
        ids = {
            skill_id for card in cards for skill_id in self._skills_of(card["payload"])
        }
        rows = self.env.execute_query(
            SQL(
                """
                SELECT skill.id, skill.family_id, string_agg(term.folded, ' ')
                  FROM coop_skill skill
             LEFT JOIN coop_skill_term term
                    ON term.skill_id = skill.id AND term.kind = 'name'
                 WHERE skill.id = ANY(%s)
              GROUP BY skill.id
                """,
                list(ids),
            )
        )
        return {skill_id: (family, words or "") for skill_id, family, words in rows}

    @api.model
    def _skills_of(self, payload):
        offered = [skill_id for skill_id, _level in payload["skills"]]
        return [*offered, *payload.get("learn", ())]

    @api.model
    def _row(self, card, words):
        """Values of `COLUMNS`, then the texts to look in, by weight."""
        payload = card["payload"]
        content = json.dumps(payload, sort_keys=True)
        offered = [skill_id for skill_id, _level in payload["skills"]]
        families = {words[one][0] for one in offered if one in words}
        skill_words = " ".join(words[one][1] for one in offered if one in words)
        told = f"{payload['name']} {payload['headline']}"
        values = {
            **card,
            "entry_id": card.get("entry_id"),
            "member_id": card.get("member_id"),
            "house": card.get("house") or f"c{card['company_id']}",
            "name": payload["name"],
            "city": payload.get("city") or None,
            "area": payload.get("area") or None,
            "remote": bool(payload.get("remote")),
            "availability": payload.get("availability") or None,
            "payload": content,
            "fingerprint": hashlib.sha256(content.encode()).hexdigest(),
            "skill_ids": offered,
            "strong_ids": payload["strong"],
            "learn_ids": list(payload.get("learn", ())),
            "family_ids": sorted(filter(None, families)),
            "languages": list(payload["languages"]),
            "plain": fold(told)[:200],
        }
        texts = [told, skill_words, *self._quieter_texts(payload)]
        return [*(values[name] for name in COLUMNS), *texts]

    @api.model
    def _quieter_texts(self, payload):
        """What weighs less: places and houses, then the story and references."""
        references = " ".join(
            f"{one['name']} {one['text']}" for one in payload.get("references", ())
        )
        others = " ".join(payload.get("other_skills", ()))
        place = f"{payload.get('city', '')} {payload.get('mobility', '')}"
        return [
            f"{place} {payload.get('house', '')}",
            f"{payload.get('bio', '')} {references} {others}",
        ]

    @api.model
    def _insert(self, rows):
        self.env.cr.execute(
            SQL(
                "INSERT INTO coop_directory_card (%s, vector) SELECT %s, "
                "%s FROM (VALUES %s) AS row (%s, a, b, c, d)",
                SQL(", ").join(map(SQL.identifier, COLUMNS)),
                SQL(", ").join(self._typed(name) for name in COLUMNS),
                self._vector(),
                SQL(", ").join(SQL("%s", tuple(row)) for row in rows),
                SQL(", ").join(map(SQL.identifier, COLUMNS)),
            )
        )

    @api.model
    def _typed(self, name):
        """A column of the values, whose rows may all be empty."""
        types = {
            "company_id": SQL("::int"),
            "member_id": SQL("::int"),
            "entry_id": SQL("::int"),
            "remote": SQL("::bool"),
            "payload": SQL("::jsonb"),
            "languages": SQL("::text[]"),
        }
        if name in ("skill_ids", "strong_ids", "learn_ids", "family_ids"):
            kind = SQL("::int[]")
        else:
            kind = types.get(name, SQL("::text"))
        return SQL("%s%s", SQL.identifier("row", name), kind)

    @api.model
    def _vector(self):
        """The texts as PostgreSQL looks for words in them, in each language; without
        places and weights, which nothing asks for: they would be read for nothing."""
        return SQL(
            """
            strip(
                to_tsvector('simple', unaccent(concat_ws(' ', a, c))) ||
                to_tsvector('coop_french', concat_ws(' ', a, b, c, d)) ||
                to_tsvector('coop_dutch', concat_ws(' ', a, b, d)) ||
                to_tsvector('coop_english', concat_ws(' ', a, b, d))
            )
            """
        )
