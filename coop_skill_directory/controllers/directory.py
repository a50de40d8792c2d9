import base64
from dataclasses import asdict
from urllib.parse import parse_qsl

from odoo.http import Controller, request, route

from odoo.addons.portal.controllers.portal import pager

from ..core.criteria import Criteria, read_criteria
from ..core.places import area_name
from ..models.coop_directory_card_search import A_PAGE

DIRECTORY = "/directory"
#: a page that everybody may ask for, and that only reads
OPEN = {
    "type": "http",
    "auth": "public",
    "website": True,
    "methods": ["GET"],
    "readonly": True,
    "sitemap": False,
}
#: pictures are asked again only once this is over, in seconds
KEPT = 600


class CoopDirectory(Controller):
    """The directory. Whoever asks reads cards, and nothing else, under their record
    rule: the world what is shown to the world, members what is shown to members."""

    @route([DIRECTORY, f"{DIRECTORY}/page/<int:page>"], **OPEN)
    def coop_directory(self, page=1, **asked):
        """The search, its filters, and a page of who is found."""
        criteria = read_criteria({**asked, "page": asked.get("page") or str(page)})
        cards = request.env["coop.directory.card"]
        results = cards._find(criteria)
        return request.render(
            "coop_skill_directory.directory", self._search_values(criteria, results)
        )

    @route(f"{DIRECTORY}/<string:slug>", **OPEN)
    def coop_directory_person(self, slug, **_query):
        """The profile of one person, as far as who asks may see it."""
        card = self._card(slug)
        cards = request.env["coop.directory.card"]
        houses = cards._house_names([card.house])
        return request.render(
            "coop_skill_directory.directory_person",
            {
                "card": card,
                "names": card._skill_names(),
                "levels": cards._level_names(),
                "house": houses.get(card.house, ""),
                "is_own": self._is_own(card),
                "may_ask": bool(request.env["coop.house.mixin"]._my_houses()),
            },
        )

    @route(f"{DIRECTORY}/<string:slug>/photo", **OPEN)
    def coop_directory_photo(self, slug, **_query):
        """A portrait, for who may see it."""
        card = self._card(slug)
        if not card._shown("photo"):
            raise request.not_found()
        member_sudo = card.sudo().member_id  # sudo: the portrait that the card shows
        return self._picture(member_sudo.directory_photo)

    @route(f"{DIRECTORY}/<string:slug>/picture/<int:reference_id>", **OPEN)
    def coop_directory_picture(self, slug, reference_id, **_query):
        """The picture of a reference, for who may see it."""
        card = self._card(slug)
        shown = [one["id"] for one in card._shown("references", []) if one["picture"]]
        if reference_id not in shown:
            raise request.not_found()
        references = request.env["coop.member.reference"]
        reference_sudo = references.sudo().browse(reference_id)  # sudo: on the card
        return self._picture(reference_sudo.picture)

    # -- values ------------------------------------------------------------------------

    def _card(self, slug):
        card = request.env["coop.directory.card"]._card_at(slug)
        if not card:
            # the same whether there is nobody, or somebody who is not shown
            raise request.not_found()
        return card

    def _picture(self, encoded):
        content = base64.b64decode(encoded or b"")
        if not content:
            raise request.not_found()
        headers = [
            ("Content-Type", "image/jpeg"),
            ("Content-Length", len(content)),
            ("Cache-Control", f"private, max-age={KEPT}"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        return request.make_response(content, headers)

    def _is_own(self, card):
        members = request.env["coop.member"]._of_current_user()
        return bool(card.member_id and card.member_id.id in members.ids)

    def _search_values(self, criteria: Criteria, results):
        cards = results.cards
        houses = cards._house_names(set(cards.mapped("house")))
        return {
            "criteria": criteria,
            "asked_for": asdict(criteria),
            "near_name": area_name(criteria.near),
            "total": results.total,
            "cards": cards,
            "names": cards._skill_names(),
            "houses": houses,
            "choices": cards._choices(results.counts),
            "chosen_skill": self._skill(criteria.skill),
            "in_house": bool(request.env["coop.house.mixin"]._my_houses()),
            "pager": self._pager(criteria, results.total),
        }

    def _skill(self, skill_id):
        skills = request.env["coop.skill"]
        return skills.search([("id", "=", skill_id)]) if skill_id else skills

    def _pager(self, criteria, total):
        asked = dict(parse_qsl(criteria.query()))
        return pager(DIRECTORY, total, criteria.page, A_PAGE, url_args=asked)
