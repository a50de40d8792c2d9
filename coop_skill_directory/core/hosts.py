"""Addresses that other cooperatives may be asked at."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit


class BadAddress(ValueError):
    """An address that no request is sent to."""


@dataclass(frozen=True)
class Address:
    """Where a feed is: whether the connection is encrypted, host, port, path."""

    is_secure: bool
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """Host, and port where it is not the usual one."""
        usual = 443 if self.is_secure else 80
        return self.host if self.port == usual else f"{self.host}:{self.port}"


def read_address(url: str, allow_plain: bool = False) -> Address:
    """The parts of a feed's address. Raises BadAddress for what is none, for names and
    passwords in it, and for what is not encrypted unless ``allow_plain``.

    >>> read_address("https://coop.example/directory/feed.json").path
    '/directory/feed.json'
    >>> [refused(url) for url in ("http://coop.example/", "ftp://a/", "https://u:p@a/",
    ...                           "https:///x", "https://a:99999/", "https://a b/")]
    [True, True, True, True, True, True]
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise BadAddress(url) from error
    schemes = ("https", "http") if allow_plain else ("https",)
    host = parts.hostname or ""
    if parts.scheme not in schemes or not host or "@" in parts.netloc:
        raise BadAddress(url)
    if any(not (c.isascii() and (c.isalnum() or c in "-._:")) for c in host):
        raise BadAddress(url)
    is_secure = parts.scheme == "https"
    path = parts.path or "/"
    if any(ord(c) <= 32 or ord(c) > 126 for c in path + parts.query):
        raise BadAddress(url)
    query = f"?{parts.query}" if parts.query else ""
    return Address(is_secure, host, port or (443 if is_secure else 80), path + query)


def refused(url: str) -> bool:
    """Whether an address is none that a request could be sent to."""
    try:
        read_address(url)
    except BadAddress:
        return True
    return False


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: neither of this machine, nor
    of a private network, nor reserved, nor one of these inside IPv6.

    >>> is_public("93.184.216.34"), is_public("2606:4700::1111")
    (True, True)
    >>> [is_public(one) for one in ("127.0.0.1", "10.1.2.3", "169.254.169.254",
    ...     "::1", "fe80::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::",
    ...     "0.0.0.0", "224.0.0.1", "100.64.0.1", "nonsense")]
    [False, False, False, False, False, False, False, False, False, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if ip.version == 6:
        inside = ip.ipv4_mapped or ip.sixtofour or _translated(ip)
        if inside:
            return is_public(str(inside))
    return ip.is_global and not ip.is_multicast


def _translated(ip):
    """The IPv4 address that NAT64 reaches through an IPv6 one."""
    prefix = ipaddress.ip_network("64:ff9b::/96")
    return ipaddress.ip_address(int(ip) & 0xFFFFFFFF) if ip in prefix else None
