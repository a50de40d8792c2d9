"""Who sees what of a profile."""

from collections.abc import Mapping

#: from shut to open
LEVELS = ("private", "members", "network", "public")
#: who looks: members of the house, partner cooperatives, the world
AUDIENCES = LEVELS[1:]


def is_shown(level: str | None, audience: str) -> bool:
    """Whether what is shown to ``level`` is seen by ``audience``; what is not said is
    private.

    >>> is_shown("network", "members"), is_shown("network", "network")
    (True, True)
    >>> is_shown("network", "public"), is_shown(None, "members")
    (False, False)
    """
    return bool(level) and LEVELS.index(level) >= LEVELS.index(audience)


def audiences_of(level: str | None) -> tuple[str, ...]:
    """Everybody who sees what is shown to ``level``.

    >>> audiences_of("network"), audiences_of("private")
    (('members', 'network'), ())
    """
    return tuple(audience for audience in AUDIENCES if is_shown(level, audience))


def narrowed(level: str | None, profile: str | None) -> str:
    """The level of a part of a profile, which is never more open than all of it.

    >>> narrowed("public", "members"), narrowed("members", "public"), narrowed("", "")
    ('members', 'members', 'private')
    """
    known = [one or LEVELS[0] for one in (level, profile)]
    return min(known, key=LEVELS.index)


def project(
    always: Mapping[str, object],
    parts: Mapping[str, tuple[str | None, Mapping[str, object]]],
    profile: str | None,
    audience: str,
) -> dict[str, object] | None:
    """What ``audience`` sees of a profile, None where it does not see it at all.

    ``always`` goes with the profile; ``parts`` hold by name the level of a part, and
    its values. Nothing of a hidden part is in the result, not even a key.

    >>> parts = {"phone": ("members", {"phone": "04"}), "bio": ("public", {"bio": "B"})}
    >>> project({"name": "Ada"}, parts, "network", "members")
    {'name': 'Ada', 'phone': '04', 'bio': 'B'}
    >>> project({"name": "Ada"}, parts, "network", "network")
    {'name': 'Ada', 'bio': 'B'}
    >>> project({"name": "Ada"}, parts, "network", "public") is None
    True
    """
    if not is_shown(profile, audience):
        return None
    shown = dict(always)
    for level, values in parts.values():
        if is_shown(narrowed(level, profile), audience):
            shown |= values
    return shown
