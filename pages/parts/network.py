"""Who can reach this server: this computer alone or, with `--room`, every device of its network."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import ifaddr
import segno
import streamlit as st
from streamlit.web.server import server_util

from events.markup import Element
from pages import PAGES
from pages.parts import own
from pages.parts.serving import asked

LOCAL = ("localhost", "127.0.0.1", "::1")
"""Names of this computer that lead no other device to it."""

EVERYWHERE = "::" if socket.has_dualstack_ipv6() else "0.0.0.0"
"""The address of a server that the whole network reaches."""

ROUTED = "192.0.2.1", 9
"""An address for documentation: no host has it, and nothing is sent to it."""

LONGEST_CODE = 1_000
"""Characters of an address that a telephone still reads as a QR code from a screen."""

WHO_REACHES_IT = (
    "Everyone on the same network who knows the address can open it. A firewall of this computer "
    "or of the network may be in the way. Nobody logs in, and nothing is stored."
)
NO_NETWORK = (
    "This computer is in no network, so that no other device can reach it. Join the network that "
    "the students are in, then load this page again."
)
ALONE = (
    "A link works on this computer only: the dashboard listens to no other. For a class, stop it "
    "and start it with python dashboard.py --room."
)


@dataclass
class _Hosting:
    hosted: bool = False


_hosting = _Hosting()


def host() -> None:
    """Note that the server is hosted, and reached at an address of its own."""
    _hosting.hosted = True


def is_for_room() -> bool:
    """Tell whether the server listens for the devices of a room."""
    return not _hosting.hosted and asked().room


def addresses() -> list[str]:
    """List where other devices find the server, the likeliest first; none without a network."""
    hosts = sorted(_hosts(), key=lambda host: (host.version, str(host) != _routed()))
    written = (f"[{host}]" if host.version == 6 else str(host) for host in hosts)
    return [server_util.get_url(host) for host in written]


def _hosts() -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """List the addresses of this computer that others can use, of each adapter one a version."""
    found: list[ipaddress.IPv4Address | ipaddress.IPv6Address] = []
    for adapter in ifaddr.get_adapters():
        written = [ip.ip if isinstance(ip.ip, str) else ip.ip[0] for ip in adapter.ips]
        usable = [host for host in map(ipaddress.ip_address, written) if _is_usable(host)]
        found += {host.version: host for host in reversed(usable)}.values()
    return found


def _is_usable(host: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Tell whether another device can use an address: it gave itself none for want of a network."""
    return not (host.is_loopback or host.is_link_local or host.is_unspecified or host.is_multicast)


def _routed() -> str | None:
    """Return the address from which this computer would speak to others."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ROUTED)
        except OSError:
            return None
        return str(probe.getsockname()[0])


def page_address(home: str, story: str | None = None) -> str:
    """Return where students find a story as one light page or, without one, the page Present."""
    if story is None:
        return f"{home}{PAGES['present'].address}"
    return f"{home}/lesson?{urlencode({'story': story})}"


def qr_code(address: str) -> segno.QRCode | None:
    """Write an address as a QR code; None where it is too long for one."""
    return segno.make_qr(address, error="m") if len(address) <= LONGEST_CODE else None


def drawn_code(address: str) -> Element | None:
    """Draw an address as a QR code, dark on light in every theme."""
    code = qr_code(address)
    if code is None:
        return None
    source = code.svg_data_uri(xmldecl=False, omitsize=True, light="#fff")
    return Element("img", (("src", source), ("alt", f"QR code of {address}")), ())


def is_local() -> bool:
    """Tell whether a visitor has the page by a name of this computer that leads no other here."""
    return urlsplit(st.context.url or "").hostname in LOCAL


def shared_home() -> str | None:
    """Return what to put for the host of a link that is passed on; None where it can stay."""
    found = addresses() if is_for_room() and is_local() else []
    return found[0] if found else None


def limit() -> str | None:
    """Say why a link that is passed on leads nobody else here; None where it does."""
    if own.opened():
        return own.ALONE
    if _hosting.hosted or not is_local() or shared_home():
        return None
    return NO_NETWORK if is_for_room() else ALONE
