from odoo import api, fields, models
from odoo.tools import SQL

from ..core.resolving import Hit
from ..core.words import fold, words_of

#: how PostgreSQL knows the languages whose endings it takes away
CONFIGURATIONS = {"fr": "french", "nl": "dutch", "en": "english"}
#: terms looked at for one query
MOST_HITS = 200
#: letters from which on a word that is nearly the same is taken for it
LONG_ENOUGH = 4
ALIKE = 0.34


class CoopSkillTerm(models.Model):
    """Words for skills, in each language, as the search box knows them: folded, and
    without their endings. Kept by the skills themselves, never by hand."""

    _name = "coop.skill.term"
    _description = "Word for a Skill"
    _log_access = False

    skill_id = fields.Many2one(
        "coop.skill", required=True, index=True, ondelete="cascade", readonly=True
    )
    kind = fields.Selection(
        [("name", "Name"), ("synonym", "Synonym")], required=True, readonly=True
    )
    lang = fields.Char(required=True, readonly=True)
    folded = fields.Char(required=True, index=True, readonly=True)
    plain = fields.Char(required=True, readonly=True)

    def init(self):
        """Text search configurations that fold accents before they take endings away,
        and the columns that no field of Odoo stands for."""
        for name in CONFIGURATIONS.values():
            self._create_configuration(name)
        cr = self.env.cr
        cr.execute("ALTER TABLE coop_skill_term ADD COLUMN IF NOT EXISTS stems text[]")
        # words are read at each search and seldom written: nothing waits to be indexed
        cr.execute(
            "CREATE INDEX IF NOT EXISTS coop_skill_term_stems_index "
            "ON coop_skill_term USING gin (stems) WITH (fastupdate = off)"
        )
        cr.execute(
            "CREATE INDEX IF NOT EXISTS coop_skill_term_plain_trgm_index "
            "ON coop_skill_term USING gin (plain gin_trgm_ops) "
            "WITH (fastupdate = off)"
        )

    @api.model
    def _create_configuration(self, language):
        own = f"coop_{language}"
        cr = self.env.cr
        cr.execute("SELECT FROM pg_ts_config WHERE cfgname = %s", [own])
        if cr.rowcount:
            return
        cr.execute(
            SQL(
                "CREATE TEXT SEARCH CONFIGURATION %s (COPY = %s)",
                SQL.identifier(own),
                SQL.identifier("pg_catalog", language),
            )
        )
        cr.execute(
            SQL(
                "ALTER TEXT SEARCH CONFIGURATION %s ALTER MAPPING FOR "
                "hword, hword_part, word, asciiword, asciihword, hword_asciipart "
                "WITH unaccent, %s",
                SQL.identifier(own),
                SQL.identifier(f"{language}_stem"),
            )
        )

    @api.model
    def _rebuild_for(self, skills):
        """Know the words of ``skills`` anew."""
        cr = self.env.cr
        cr.execute(
            SQL("DELETE FROM coop_skill_term WHERE skill_id = ANY(%s)", skills.ids)
        )
        rows = list(self._rows_of(skills))
        for start in range(0, len(rows), 1000):
            self._insert(rows[start : start + 1000])
        self.invalidate_model()

    @api.model
    def _insert(self, rows):
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO coop_skill_term
                            (skill_id, kind, lang, folded, plain, stems)
                SELECT skill_id, kind, lang, folded, plain,
                       tsvector_to_array(to_tsvector(
                           CASE lang WHEN 'fr' THEN 'coop_french'::regconfig
                                     WHEN 'nl' THEN 'coop_dutch'::regconfig
                                     ELSE 'coop_english'::regconfig END, plain))
                  FROM (VALUES %s) AS row (skill_id, kind, lang, folded, plain)
                """,
                SQL(", ").join(SQL("(%s, %s, %s, %s, %s)", *row) for row in rows),
            )
        )

    @api.model
    def _rows_of(self, skills):
        """(skill id, kind, language, folded, plain) of each word, once."""
        found = self.env.execute_query(
            SQL(
                "SELECT id, name, synonyms FROM coop_skill "
                "WHERE id = ANY(%s) AND active AND state != 'merged'",
                skills.ids,
            )
        )
        for skill_id, names, synonyms in found:
            seen = set()
            for lang, kind, word in self._words(names or {}, synonyms or {}):
                plain = " ".join(words_of(word))
                key = (lang, plain)
                if plain and key not in seen:
                    seen.add(key)
                    yield skill_id, kind, lang, fold(word), plain

    @api.model
    def _words(self, names, synonyms):
        """(language, kind, word): names first, for them to win over synonyms."""
        for code, name in names.items():
            yield code[:2], "name", name or ""
        for code, text in synonyms.items():
            for line in (text or "").splitlines():
                yield code[:2], "synonym", line

    # -- reading -----------------------------------------------------------------------

    @api.model
    def _hits(self, words):
        """Words for skills that are among the ``words`` of a query, hold them, or are
        nearly the same, as `core.resolving.Hit`."""
        rows = self.env.execute_query(self._hits_query(words))
        return [Hit(*row) for row in rows]

    @api.model
    def _hits_query(self, words):
        asked = " ".join(words)
        stems = {
            lang: SQL(
                "tsvector_to_array(to_tsvector(%s::regconfig, %s))",
                f"coop_{name}",
                asked,
            )
            for lang, name in CONFIGURATIONS.items()
        }
        return SQL(
            """
            WITH hit AS (
                SELECT term.skill_id, term.kind, term.plain = %(asked)s AS same,
                       term.stems, %(alike)s AS alike,
                       CASE term.lang WHEN 'fr' THEN %(fr)s WHEN 'nl' THEN %(nl)s
                            ELSE %(en)s END AS stems_asked
                  FROM coop_skill_term term
                  JOIN coop_skill skill ON skill.id = term.skill_id
                 WHERE skill.state = 'accepted' AND skill.active
                   AND (term.plain = %(asked)s
                        OR term.stems && (%(fr)s || %(nl)s || %(en)s)
                        OR %(near)s)
            )
            SELECT skill_id, kind,
                   same OR (cardinality(stems) > 0 AND stems = stems_asked),
                   CASE WHEN cardinality(stems) > 0 AND stems <@ stems_asked
                        THEN cardinality(stems) ELSE 0 END,
                   cardinality(stems_asked) > 0 AND stems_asked <@ stems,
                   alike
              FROM hit
             WHERE same OR alike >= %(least)s
                OR (cardinality(stems) > 0 AND stems <@ stems_asked)
                OR (cardinality(stems_asked) > 0 AND stems_asked <@ stems)
             ORDER BY 3 DESC, 4 DESC, 6 DESC
             LIMIT %(most)s
            """,
            asked=asked,
            **stems,
            **self._nearly(asked, words),
            least=ALIKE,
            most=MOST_HITS,
        )

    @api.model
    def _nearly(self, asked, words):
        """How alike a word for a skill and the query are, or any word of it, and the
        condition by which an index finds those that are."""
        long_ones = [word for word in words if len(word) >= LONG_ENOUGH]
        single = long_ones if len(words) > 1 else []
        alike = SQL(", ").join(
            [
                SQL("similarity(term.plain, %s)", asked),
                *(SQL("similarity(term.plain, %s) - 0.05", word) for word in single),
            ]
        )
        near = SQL(" OR ").join(
            SQL("term.plain %% %s", text) for text in [asked, *single]
        )
        return {
            "alike": SQL(
                "CASE WHEN length(term.plain) >= %s THEN greatest(%s) ELSE 0 END",
                LONG_ENOUGH,
                alike,
            ),
            "near": near,
        }
