"""Whom the portal may ask: the origins an operator listed, and never a machine of the inner network."""

import socket
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from flask_babel import gettext as _

from portal.core.errors import RuleBroken

Address = IPv4Address | IPv6Address
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class Origin:
    """A scheme, a host and a port: what an address is asked for."""

    scheme: str
    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether it names this machine by number: only then may it be asked without TLS."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def origin_of(url: str) -> Origin | None:
    """The origin of an http(s) address without a user in it; None for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
        return None
    return Origin(parts.scheme, parts.hostname.lower(), port or _PORTS[parts.scheme])


def allowed_origins(setting: str) -> frozenset[Origin]:
    """The origins of `PORTAL_LOOKUPS`: host names mean https, anything without TLS is left out."""
    words = setting.replace(",", " ").split()
    named = (origin_of(word if "://" in word else f"https://{word}") for word in words)
    return frozenset(
        origin for origin in named if origin and (origin.scheme == "https" or origin.is_loopback)
    )


def check_allowed(url: str, allowed: Collection[Origin]) -> Origin:
    """The address's origin, or `RuleBroken` where the operator does not list it."""
    origin = origin_of(url)
    if origin is None or origin not in allowed:
        raise RuleBroken(_("The service sent us to an address that is not allowed."))
    return origin


def address_of(origin: Origin) -> str:
    """The number to connect to, looked up once: every number of the name has to be a public one.

    The connection goes to this number and no other, so that a name cannot point elsewhere the
    second time. A loopback origin is its own number.
    """
    if origin.is_loopback:
        return origin.host
    try:
        found = socket.getaddrinfo(origin.host, origin.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise RuleBroken(_("The service cannot be reached. Please try again later.")) from error
    numbers = [str(one[4][0]).partition("%")[0] for one in found]
    if not numbers or not all(is_public(ip_address(number)) for number in numbers):
        raise RuleBroken(_("The service sent us to an address that is not allowed."))
    return numbers[0]


def is_public(address: Address) -> bool:
    """Whether the number is one of the open internet, also where it is wrapped into another."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None and not is_public(inner):
            return False
    return address.is_global and not address.is_multicast
