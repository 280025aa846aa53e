"""Settings of a hosted dashboard: its public addresses, who may frame it, who reads its figures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

ADDRESS = "CORRIDORS_ADDRESS"
FRAMED_BY = "CORRIDORS_FRAMED_BY"
TOKEN = "CORRIDORS_METRICS_TOKEN"
BASE = "server.baseUrlPath"

_ADDRESS = re.compile(
    r"https?://[a-z0-9.-]+(:[0-9]{1,5})?(?P<path>(/[a-z0-9_~-][a-z0-9._~-]*)*)", re.IGNORECASE
)
_FRAMER = re.compile(r"\*|https?://(\*\.)?[a-z0-9.-]+(:[0-9]{1,5})?", re.IGNORECASE)
_LOOPBACK = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)
_TOKEN = re.compile(r"[!-~]{16,}")


@dataclass(frozen=True)
class Settings:
    """Where the dashboard is reached, and on whose pages it may stand."""

    addresses: tuple[str, ...] = ()
    """Each as https://name or https://name/path; the first where a request names none of them."""
    framed_by: tuple[str, ...] = ()
    """Sites beside its own, as a content security policy writes them."""
    base: str = ""
    """The path that all addresses end with, `/path`; empty for none."""
    token: str | None = field(default=None, repr=False)
    """What is to be shown to read the figures of the server; without one nobody may."""

    def address(self, host: str) -> str | None:
        """Return the address for links in an answer; None where there is none to be trusted.

        `host` is what the request calls us: anybody can write anything there, so it only chooses
        among our addresses, and stands for itself on this machine alone.
        """
        for address in self.addresses:
            if urlsplit(address).netloc.lower() == host.lower():
                return address
        if self.addresses:
            return self.addresses[0]
        return f"http://{host}{self.base}" if _LOOPBACK.fullmatch(host) else None


def read_settings(environment: Mapping[str, str], base: str = "") -> Settings:
    """Read the settings; the addresses and the sites are lists with spaces between.

    `base` is the path below which Streamlit was told to stand, if it was.

    Raises ValueError with a line for each that is not understood, or contradicts another.
    """
    problems: list[str] = []
    addresses = _words(environment, ADDRESS, _ADDRESS, f"{_EXAMPLE} or {_EXAMPLE}/path", problems)
    framed_by = _words(environment, FRAMED_BY, _FRAMER, "https://school.example or *", problems)
    token = environment.get(TOKEN, "").strip() or None
    if token and not _TOKEN.fullmatch(token):
        problems.append(f"{TOKEN}: write 16 or more letters, digits and signs, without a space")
    paths = {urlsplit(address).path for address in addresses} | ({base} if base else set())
    if len(paths) > 1:
        found = ", ".join(sorted(path or "none" for path in paths))
        problems.append(
            f"{ADDRESS}: write one path in all, and in {BASE} if it is set (got {found})"
        )
    if problems:
        raise ValueError("\n".join(problems))
    return Settings(addresses, framed_by, "".join(paths), token)


_EXAMPLE = "https://corridors.example.org"


def _words(
    environment: Mapping[str, str],
    name: str,
    pattern: re.Pattern[str],
    example: str,
    problems: list[str],
) -> tuple[str, ...]:
    words = tuple(environment.get(name, "").split())
    problems += [
        f"{name}: write it as {example}, without a slash at its end (got {word!r})"
        for word in words
        if not pattern.fullmatch(word)
    ]
    return words
