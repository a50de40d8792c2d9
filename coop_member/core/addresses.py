"""Addresses: of mail, and of those who visit."""

import ipaddress
import re

MAX_EMAIL = 254
LOCAL_PART = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
)
DOMAIN_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def is_email(text: str) -> bool:
    """Whether the text is one plain address that mail can be sent to.

    Domains with letters beyond ASCII are accepted, quoted local parts are not.

    >>> [is_email(text) for text in ("a.b+c@mail.example.org", "zoe@café.fr")]
    [True, True]
    >>> any(map(is_email, ("a@b", "a b@example.org", "a..b@example.org", "@b.org",
    ...                    "a@example.org, b@example.org", "a@-x.org", "a@1.2.3.4")))
    False
    """
    local, _at, domain = text.lower().rpartition("@")
    return (
        len(text) <= MAX_EMAIL
        and len(local) <= 64
        and LOCAL_PART.fullmatch(local) is not None
        and _is_domain(domain)
    )


def visitor_network(address: str | None) -> str:
    """What tells one visitor from another: an IPv4 address, or the network of 64
    bits that an IPv6 visitor can move about in.

    >>> visitor_network("192.0.2.7"), visitor_network("::ffff:192.0.2.7")
    ('192.0.2.7', '192.0.2.7')
    >>> visitor_network("2001:db8::1") == visitor_network("2001:db8::2:9")
    True
    >>> visitor_network(None)
    'unknown'
    """
    try:
        visitor = ipaddress.ip_address(address or "")
    except ValueError:
        return address or "unknown"
    if visitor.version == 4:
        return str(visitor)
    if visitor.ipv4_mapped:
        return str(visitor.ipv4_mapped)
    return str(ipaddress.ip_network((int(visitor), 64), strict=False))


def _is_domain(domain: str) -> bool:
    try:
        labels = domain.encode("idna").decode().lower().split(".")
    except UnicodeError:
        return False
    return (
        len(labels) >= 2
        and all(map(DOMAIN_LABEL.fullmatch, labels))
        and not labels[-1].isdigit()
    )
