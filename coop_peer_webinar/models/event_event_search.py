from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, html2plaintext

from ..core.search import fold, words

#: configurations of PostgreSQL whose words are kept, whatever language a text is in:
#: "simple" keeps every word as it is, the others its stem
CONFIGURATIONS = ("simple", "french", "dutch", "english")


class EventEvent(models.Model):
    """Searching the archive: what can be found is kept folded in one column, in every
    language, under one full text index. No extension of PostgreSQL is needed."""

    _inherit = "event.event"

    webinar_text = fields.Text(
        compute="_compute_webinar_text", store=True, groups="base.group_system"
    )

    # the expression of `_webinar_vector`: PostgreSQL compares the two
    _webinar_text_index = models.Index(
        "USING gin (("
        + " || ".join(f"to_tsvector('{one}', webinar_text)" for one in CONFIGURATIONS)
        # no list of pending entries to go through at each search
        + ")) WITH (fastupdate = off)"
    )

    @api.depends(
        "advice",
        "description",
        "is_peer_webinar",
        "name",
        "speaker_ids.name",
        "subtitle",
        "takeaway_ids.name",
        "takeaways_published",
        "topic_ids.name",
    )
    def _compute_webinar_text(self):
        webinars = self.filtered("is_peer_webinar")
        (self - webinars).webinar_text = False
        codes = [code for code, _name in self.env["res.lang"].get_installed()]
        texts = {webinar.id: [] for webinar in webinars}
        for code in codes:
            for webinar in webinars.with_context(lang=code):
                texts[webinar.id] += webinar._webinar_words()
        for webinar in webinars:
            # what is the same in several languages is kept once
            webinar.webinar_text = fold("\n".join(dict.fromkeys(texts[webinar.id])))

    def _webinar_words(self):
        """Texts by which this webinar can be found, in the language of its
        environment. Takeaways are found once they can be read."""
        self.ensure_one()
        texts = [self.name, self.subtitle, html2plaintext(self.description or "")]
        texts += self.topic_ids.mapped("name") + self.speaker_ids.mapped("name")
        if self.takeaways_published:
            texts += self.takeaway_ids.mapped("name")
            texts.append(html2plaintext(self.advice or ""))
        return [text for text in texts if text]

    @api.model
    def _webinar_search_domain(self, typed):
        """Domain of the webinars that have each word of what was ``typed``: as it is,
        as the beginning of one, or in another form of one."""
        found = words(typed)
        if not found:
            return Domain.FALSE if typed.strip() else Domain.TRUE
        return Domain.custom(
            to_sql=lambda model, alias, query: self._matches(found, alias)
        )

    @api.model
    def _matches(self, found, alias):
        """SQL condition that a webinar has every word in ``found``."""
        field = self._fields["webinar_text"]
        text = SQL.identifier(alias, field.name, to_flush=field)
        queries = (self._word_query(word) for word in found)
        return SQL(
            "(%s) @@ (%s)", self._webinar_vector(text), SQL(" && ").join(queries)
        )

    @api.model
    def _webinar_vector(self, text):
        """SQL of what is searched, where ``text`` is the column."""
        return SQL(" || ").join(
            SQL("to_tsvector(%s::regconfig, %s)", one, text) for one in CONFIGURATIONS
        )

    @api.model
    def _word_query(self, word):
        """SQL of a query for one word, which has letters and digits alone."""
        beginning = SQL("to_tsquery('simple', %s)", f"{word}:*")
        stems = (
            SQL("plainto_tsquery(%s::regconfig, %s)", one, word)
            for one in CONFIGURATIONS[1:]
        )
        return SQL("(%s)", SQL(" || ").join((beginning, *stems)))
