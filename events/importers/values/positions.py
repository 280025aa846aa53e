"""Latitudes and longitudes as people write them: decimals, or degrees, minutes and seconds."""

import re

from events.importers.values.numbers import Decimal, ascii_digits, read_number

_MARKS = str.maketrans({"º": "°", "′": "'", "’": "'", "‘": "'", "´": "'", "″": '"', "”": '"',
                        "“": '"', "\u00a0": " ", ",": "."})  # fmt: skip
_DEGREES = re.compile(
    r"""(?P<before>[NSEWO])?\s*(?P<sign>[+-]?)(?P<degrees>\d{1,3}(?:\.\d+)?)\s*°\s*
        (?:(?P<minutes>\d{1,3}(?:\.\d+)?)\s*')?\s*(?:(?P<seconds>\d{1,3}(?:\.\d+)?)\s*(?:"|''))?
        \s*(?P<after>[NSEWO])?""",
    re.VERBOSE | re.IGNORECASE,
)
_LETTERED = re.compile(r"(?:([NSEW])\s*)?(-?\d{1,3}(?:\.\d+)?)(?:\s*([NSEW]))?", re.IGNORECASE)
_PAIR = re.compile(r"[(\[]?\s*(?P<first>[^;,()\[\]]+?)\s*[,;]\s*(?P<second>[^;,()\[\]]+?)\s*[)\]]?")
_SIGNS = str.maketrans({"٫": ",", "−": "-", "–": "-"})
_COMMA = re.compile(r"[-+]?\d{1,3},\d+")
_COMMAS = re.compile(r"[(\[]?\s*(-?\d{1,3},\d+)\s*[,;]\s+(-?\d{1,3},\d+)\s*[)\]]?")


def read_degrees(text: str, decimal: Decimal = "point") -> float:
    """Return a latitude or longitude in degrees; south and west are negative.

    Raises ValueError with what is wrong.

    >>> read_degrees("16°48'46''S"), read_degrees("N 31°20.328'")
    (-16.812778, 31.3388)
    """
    if (number := read_number(text, decimal)) is not None:
        return number
    bare = ascii_digits(text).translate(_MARKS).strip()
    if lettered := _LETTERED.fullmatch(bare):
        before, digits, after = lettered.groups()
        if digits.startswith("-") and (before or after):
            raise ValueError("has a sign and a letter, of which one is enough")
        return _signed(float(digits), before or after or "", "")
    found = _DEGREES.fullmatch(bare)
    if not found:
        raise ValueError("is no number, and no degrees with minutes and seconds")
    minutes, seconds = (float(found[name] or 0) for name in ("minutes", "seconds"))
    for name, value in (("minutes", minutes), ("seconds", seconds)):
        if value >= 60:
            raise ValueError(f"{name} go to 59")
    degrees = float(found["degrees"]) + minutes / 60 + seconds / 3600
    return round(_signed(degrees, found["before"] or found["after"] or "", found["sign"]), 6)


def _signed(degrees: float, letter: str, sign: str) -> float:
    return -degrees if letter.upper() in ("S", "W") or sign == "-" else degrees


def read_pair(text: str) -> tuple[float, float] | None:
    """Return both numbers of one cell, in its order; None if it holds no pair.

    >>> read_pair("(31.3388, 34.2971)"), read_pair("near Elm Lane")
    ((31.3388, 34.2971), None)
    """
    found = _PAIR.fullmatch(ascii_digits(text).strip())
    try:
        return (read_degrees(found["first"]), read_degrees(found["second"])) if found else None
    except ValueError:
        return None


def read_comma(text: str) -> float | None:
    """Return a number of degrees with a decimal comma; there are no thousands of degrees.

    >>> read_comma("31,352"), read_comma("٣١٫٣٣٨٨"), read_comma("31.352")
    (31.352, 31.3388, None)
    """
    bare = ascii_digits(text).translate(_SIGNS).strip()
    return float(bare.replace(",", ".")) if _COMMA.fullmatch(bare) else None


def read_comma_pair(text: str) -> tuple[float, float] | None:
    """Return a pair that is written with decimal commas, which only its owner can be sure of.

    >>> read_comma_pair("31,345, 34,308")
    (31.345, 34.308)
    """
    found = _COMMAS.fullmatch(ascii_digits(text).strip())
    if not found:
        return None
    first, second = (float(part.replace(",", ".")) for part in found.groups())
    return first, second
