"""Numbers as people write them: digits of other scripts, points and commas."""

import re
import unicodedata
from typing import Literal

Decimal = Literal["point", "comma"]

_SIGNS = str.maketrans({"٫": ",", "٬": "", "−": "-", "–": "-", "\u00a0": "", "'": "", "’": ""})
_FORMS: dict[Decimal, re.Pattern[str]] = {
    "point": re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+"),
    "comma": re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?|[+-]?,\d+"),
}


def ascii_digits(text: str) -> str:
    """Write digits of any script as 0 to 9.

    >>> ascii_digits("٢٠٢٤/٠٤/٠٥")
    '2024/04/05'
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(s)) if s.isdigit() and s.isdecimal() else s for s in text)


def read_number(text: str, decimal: Decimal) -> float | None:
    """Return a number; None if the text is none.

    >>> read_number("1.250,50", "comma"), read_number("31,3471", "comma"), read_number("x", "point")
    (1250.5, 31.3471, None)
    """
    bare = ascii_digits(text).translate(_SIGNS).strip()
    if not _FORMS[decimal].fullmatch(bare):
        return None
    thousands, point = (",", ".") if decimal == "point" else (".", ",")
    return float(bare.replace(thousands, "").replace(point, "."))
