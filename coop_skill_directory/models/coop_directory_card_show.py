from babel import Locale, UnknownLocaleError

from odoo import api, fields, models
from odoo.tools.misc import get_lang

from ..core.places import area_name
from ..core.ranking import AVAILABLE


class CoopDirectoryCard(models.Model):
    """How cards are shown: words for what they hold, in the reader's language."""

    _inherit = "coop.directory.card"

    @api.model
    def _card_at(self, slug):
        """The card that the reader sees of the person whose page ends in ``slug``;
        empty where there is none for them."""
        return self.search([("slug", "=", slug), ("in_my_view", "=", True)], limit=1)

    def _shown(self, name, default=""):
        """A value of the card; ``default`` where it is not shown to the reader."""
        self.ensure_one()
        return (self.payload or {}).get(name, default)

    def _skill_names(self):
        """Names of every skill on these cards, by id."""
        ids = {
            one
            for card in self
            for one in self._skills_of(card.payload or {"skills": []})
        }
        return {skill.id: skill.name for skill in self._skills(ids)}

    @api.model
    def _skills(self, ids):
        return self.env["coop.skill"].search_fetch(
            [("id", "in", list(ids))], ["name"], order="id"
        )

    def _languages_spoken(self):
        """Names of the languages, in the reader's."""
        return [self._language_name(code) for code in self._shown("languages", [])]

    @api.model
    def _language_name(self, code):
        try:
            locale = Locale.parse(get_lang(self.env).code)
            name = locale.languages.get(code, code)
        except (UnknownLocaleError, ValueError):
            name = code
        return name[:1].upper() + name[1:]

    @api.model
    def _availability_name(self, code):
        names = {
            "now": self.env._("Has time"),
            "soon": self.env._("Soon"),
            "busy": self.env._("Fully booked"),
        }
        return names.get(code, "")

    def _availability_shown(self):
        """When somebody has time, as they say it; empty where they do not."""
        code = self._shown("availability")
        since = fields.Date.to_date(self._shown("available_from") or None)
        if code == "soon" and since and since > fields.Date.context_today(self):
            day = self.env["coop.member"]._portal_date(since)
            return self.env._("From %s", day)
        return self._availability_name(code)

    @api.model
    def _level_names(self):
        field = self.env["coop.member.skill"]._fields["level"]
        return dict(field._description_selection(self.env))

    @api.model
    def _house_names(self, houses):
        """Names of houses by their key: cooperatives here, partners elsewhere."""
        companies_sudo = self.env["res.company"].sudo()  # sudo: the names of houses
        peers_sudo = self.env["coop.directory.peer"].sudo()  # sudo: the names of houses
        ids = {
            letter: [int(one[1:]) for one in houses if one[0] == letter]
            for letter in "cp"
        }
        return {
            **{f"c{one.id}": one.name for one in companies_sudo.browse(ids["c"])},
            **{f"p{one.id}": one.name for one in peers_sudo.browse(ids["p"])},
        }

    @api.model
    def _choices(self, counts):
        """Values of each filter as (value, label, count): of those that divide what was
        found."""
        families = [value for value, _number in counts["family"]]
        skills = {skill.id: skill.name for skill in self._skills(families)}
        houses = self._house_names([value for value, _number in counts["house"]])
        labels = {
            "family": lambda value: skills.get(value, ""),
            "area": area_name,
            "remote": lambda _value: self.env._("Remotely"),
            "availability": self._availability_name,
            "language": self._language_name,
            "house": lambda value: houses.get(value, ""),
        }
        choices = {
            name: [
                (value, label, number)
                for value, number in found
                if (label := labels[name](value))
            ]
            for name, found in counts.items()
        }
        order = list(AVAILABLE)
        choices["availability"].sort(key=lambda choice: order.index(choice[0]))
        return choices
