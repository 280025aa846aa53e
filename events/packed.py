"""Many values of a filter as one short text of a link, which stays true when others come or go.

Each value stands as a code made from itself alone, so that no list of values has to be the same
when the link is opened. A check in front tells when a link was cut or changed.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SIGN = "~"
"""Begins a packed text."""

WIDTH = 5
"""Characters of a code, of 64 each: of 100,000 values, some five share theirs with another."""

CHECK = 3
"""Characters of the check."""


@dataclass(frozen=True)
class Unpacked:
    """What a packed text says, as far as it can be read."""

    values: tuple[str, ...]
    lost: int
    """Codes of which no value, or more than one, is known."""
    whole: bool
    """Whether the text is as it was written."""


def pack_values(values: Iterable[str]) -> str:
    """Pack values in their order.

    >>> pack_values(["inkhaven", "margin"])
    '~vz9SPtgpuxdHz'
    """
    codes = "".join(code(value) for value in values)
    return f"{SIGN}{_check(codes)}{codes}"


def unpack_values(text: str, values: Mapping[str, str | None]) -> Unpacked:
    """Read a packed text; `values` are those that are known, by their codes (see `by_code`)."""
    check, codes = text[1 : 1 + CHECK], text[1 + CHECK :]
    parts = [codes[at : at + WIDTH] for at in range(0, len(codes), WIDTH)]
    found = [values.get(part) for part in parts]
    known = dict.fromkeys(value for value in found if value is not None)
    return Unpacked(tuple(known), found.count(None), bool(codes) and check == _check(codes))


def by_code(values: Iterable[str]) -> dict[str, str | None]:
    """Return values by their codes; None where two share one."""
    found: dict[str, str | None] = {}
    for value in values:
        key = code(value)
        found[key] = None if key in found else value
    return found


def code(value: str) -> str:
    """Return what stands for a value."""
    return _digest(value, WIDTH)


def _check(codes: str) -> str:
    return _digest(codes, CHECK)


def _digest(text: str, length: int) -> str:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return urlsafe_b64encode(digest).decode()[:length]
