"""Settings of a hosted dashboard: its public addresses, and who may show it in a frame."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

ADDRESS = "CORRIDORS_ADDRESS"
FRAMED_BY = "CORRIDORS_FRAMED_BY"

_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", re.IGNORECASE)
_FRAMER = re.compile(r"\*|https?://(\*\.)?[a-z0-9.-]+(:[0-9]{1,5})?", re.IGNORECASE)
_LOOPBACK = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)


@dataclass(frozen=True)
class Settings:
    """Where the dashboard is reached, and on whose pages it may stand."""

    addresses: tuple[str, ...] = ()
    """Each as https://name, without a path; the first where a request names none of them."""
    framed_by: tuple[str, ...] = ()
    """Sites beside its own, as a content security policy writes them."""

    def address(self, host: str) -> str | None:
        """Return the address for links in an answer; None where there is none to be trusted.

        `host` is what the request calls us: anybody can write anything there, so it only chooses
        among our addresses, and stands for itself on this machine alone.
        """
        for address in self.addresses:
            if address.split("://")[1].lower() == host.lower():
                return address
        if self.addresses:
            return self.addresses[0]
        return f"http://{host}" if _LOOPBACK.fullmatch(host) else None


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings; each is a list with spaces between.

    Raises ValueError for what is neither an address nor a site.
    """
    return Settings(
        _words(environment, ADDRESS, _ADDRESS, "https://corridors.example.org"),
        _words(environment, FRAMED_BY, _FRAMER, "https://school.example or *"),
    )


def _words(
    environment: Mapping[str, str], name: str, pattern: re.Pattern[str], example: str
) -> tuple[str, ...]:
    words = tuple(environment.get(name, "").split())
    for word in words:
        if not pattern.fullmatch(word):
            raise ValueError(f"{name}: write it as {example}, without a path (got {word!r})")
    return words
