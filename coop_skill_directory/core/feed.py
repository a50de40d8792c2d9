"""The directory as cooperatives publish it to each other: JSON-LD with the terms of
schema.org, written from what an audience may see, and read from strangers.

Nothing that is read is trusted: sizes are bounded, texts lose their markup and control
characters, addresses lead to the house that publishes or nowhere.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from odoo.addons.coop_member.core.text import clean_line, clean_text

from .languages import read_codes
from .places import area_of

CONTEXT = "https://schema.org"
#: people on a page of our own feed, and the most that are read on one of others
A_PAGE = 100
MOST_ON_PAGE = 500
#: letters kept of a text, and skills of a person
MOST_LINE = 120
MOST_TEXT = 4000
MOST_SKILLS = 40
#: what identifies somebody in the house that publishes them
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,79}")
EMAIL = re.compile(r"[^@\s<>\"']{1,64}@[^@\s<>\"']{1,120}\.[a-zA-Z]{2,24}")
PHONE = re.compile(r"\+?[0-9 ().-]{6,24}")
TAG = re.compile(r"<[^>]*>?")


class BadFeed(ValueError):
    """What was received is no feed; the text says what is wrong with it."""


@dataclass(frozen=True)
class Skill:
    """A skill as it is published: its name, and the code by which others know it."""

    name: str
    code: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody as published by a house; empty is not told."""

    identifier: str
    name: str
    headline: str = ""
    bio: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""
    city: str = ""
    postal_code: str = ""
    country: str = ""
    remote: bool = False
    skills: tuple[Skill, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def area(self) -> str:
        """Code of the area, as `core.places` has it."""
        return area_of(self.country, self.postal_code)


@dataclass(frozen=True)
class Page:
    """A page of a feed: the name of the house, how many people it publishes in all."""

    house: str
    total: int
    people: tuple[Person, ...] = field(default=())


# -- writing -------------------------------------------------------------------------


def write_page(
    house: str, url: str, total: int, first: int, people: Iterable[Person]
) -> dict:
    """A page of our feed, whose first person is the ``first`` of all, from 1 on.

    >>> page = write_page("Ours", "https://a.example", 1, 1, [Person("ada-1", "Ada")])
    >>> page["itemListElement"][0]["item"]
    {'@type': 'Person', 'identifier': 'ada-1', 'name': 'Ada'}
    """
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "name": house,
        "url": url,
        "numberOfItems": total,
        "itemListElement": [
            {"@type": "ListItem", "position": position, "item": write_person(person)}
            for position, person in enumerate(people, first)
        ],
    }


def write_person(person: Person) -> dict:
    """Somebody in the terms of schema.org, without what is not told."""
    address = {
        "addressLocality": person.city,
        "postalCode": person.postal_code,
        "addressCountry": person.country,
    }
    address = {key: value for key, value in address.items() if value}
    told = {
        "name": person.name,
        "description": person.headline,
        "disambiguatingDescription": person.bio,
        "url": person.url,
        "email": person.email,
        "telephone": person.phone,
        "address": {"@type": "PostalAddress", **address} if address else None,
        "workLocation": {"@type": "VirtualLocation"} if person.remote else None,
        "knowsAbout": [write_skill(skill) for skill in person.skills],
        "knowsLanguage": list(person.languages),
    }
    return {
        "@type": "Person",
        "identifier": person.identifier,
        **{key: value for key, value in told.items() if value},
    }


def write_skill(skill: Skill) -> dict:
    """A skill as a term that may have a code."""
    term = {"@type": "DefinedTerm", "name": skill.name}
    return {**term, "termCode": skill.code} if skill.code else term


# -- reading -------------------------------------------------------------------------


def read_page(content: bytes, host: str) -> Page:
    """A page of the feed of ``host``; people that make no sense are left out.

    Raises BadFeed for what is no feed at all.

    >>> text = json.dumps(write_page("Theirs", "", 1, 1, [Person("a", "<b>Ada</b>")]))
    >>> read_page(text.encode(), "b.example").people[0].name
    'Ada'
    >>> read_page(b"<html>", "b.example")
    Traceback (most recent call last):
    coop_skill_directory.core.feed.BadFeed: not JSON
    """
    data = _parse(content)
    if not isinstance(data, Mapping) or data.get("@type") != "ItemList":
        raise BadFeed("not an ItemList")
    items = data.get("itemListElement")
    if not isinstance(items, list):
        raise BadFeed("no itemListElement")
    if len(items) > MOST_ON_PAGE:
        raise BadFeed(f"more than {MOST_ON_PAGE} people on a page")
    total = data.get("numberOfItems")
    people = (read_person(_item(one), host) for one in items)
    return Page(
        house=_line(data.get("name")),
        total=total if type(total) is int and total >= 0 else len(items),
        people=tuple(person for person in people if person),
    )


def _parse(content):
    try:
        return json.loads(content.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        # too deep, a number of a million digits, not UTF-8: all the same to us
        raise BadFeed("not JSON") from error


def _refuse(constant):
    raise ValueError(constant)


def _item(element):
    if isinstance(element, Mapping) and element.get("@type") == "ListItem":
        return element.get("item")
    return element


def read_person(item: object, host: str) -> Person | None:
    """Somebody of the house at ``host``; None for who has no name or identifier.

    >>> sent = {"@type": "Person", "identifier": "a", "name": "Ada",
    ...         "url": "https://evil.example/a", "email": "<script>"}
    >>> read_person(sent, "b.example") == Person("a", "Ada")
    True
    >>> read_person({"@type": "Person", "name": "Ada"}, "b.example")
    """
    if not isinstance(item, Mapping) or item.get("@type") != "Person":
        return None
    identifier, name = item.get("identifier"), _line(item.get("name"))
    if not (isinstance(identifier, str) and IDENTIFIER.fullmatch(identifier) and name):
        return None
    address = item.get("address")
    address = address if isinstance(address, Mapping) else {}
    return Person(
        identifier=identifier,
        name=name,
        headline=_line(item.get("description")),
        bio=_text(item.get("disambiguatingDescription")),
        url=_own_url(item.get("url"), host),
        email=_matching(item.get("email"), EMAIL),
        phone=_matching(item.get("telephone"), PHONE),
        city=_line(address.get("addressLocality")),
        postal_code=_line(address.get("postalCode"))[:12],
        country=_line(address.get("addressCountry"))[:2].upper(),
        remote=bool(item.get("workLocation")),
        skills=tuple(_skills(item.get("knowsAbout"))),
        languages=read_codes(" ".join(_strings(item.get("knowsLanguage")))),
    )


def _skills(value):
    for term in (value if isinstance(value, list) else [])[:MOST_SKILLS]:
        if isinstance(term, str):
            term = {"name": term}
        if isinstance(term, Mapping) and _line(term.get("name")):
            code = term.get("termCode")
            known = isinstance(code, str) and IDENTIFIER.fullmatch(code)
            yield Skill(_line(term["name"]), code if known else "")


def _strings(value):
    values = value if isinstance(value, list) else [value]
    return [one for one in values[:MOST_SKILLS] if isinstance(one, str)]


def _line(value):
    """One clean line of what may be anything."""
    if not isinstance(value, str):
        return ""
    return clean_line(TAG.sub(" ", value[: 4 * MOST_LINE]))[:MOST_LINE].rstrip()


def _text(value):
    if not isinstance(value, str):
        return ""
    return clean_text(TAG.sub(" ", value[: 2 * MOST_TEXT]))[:MOST_TEXT].rstrip()


def _matching(value, pattern):
    text = value.strip() if isinstance(value, str) else ""
    return text if pattern.fullmatch(text) else ""


def _own_url(value, host):
    """The address of a page of ``host`` itself, empty for any other."""
    if not isinstance(value, str) or len(value) > 300 or not value.isascii():
        return ""
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    own = parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()
    return value if own and not re.search(r"[\s<>\"'\\]", value) else ""
