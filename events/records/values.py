"""What a field of a record can hold: lines, addresses, dates, shapes, names of pictures."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from events.records.dates import When
from geodata.outlines import read_shape

HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2063\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, halves of pairs, and what invisibly changes the direction of a text."""


def plain(text: str) -> str:
    """Return the text; raise ValueError if it contains hidden characters."""
    if found := HIDDEN.search(text):
        raise ValueError(f"holds the hidden character U+{ord(found[0]):04X}")
    return text


def _web_address(text: str) -> str:
    """Return the text; raise ValueError unless it is a plain http or https address."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must start with https:// or http:// and name a host")
    if parts.username or parts.password or "\\" in text or any(c.isspace() for c in text):
        raise ValueError("must have no user name, backslash or space")
    return text


PICTURE = re.compile(r"\w[\w .()-]*[.](?:jpe?g|png|webp)", re.IGNORECASE)
"""The name of a picture's file: no path leads out of its folder."""


def picture_name(text: str) -> str:
    """Return the text; raise ValueError unless it is the plain name of a picture's file."""
    if re.match(r"(?i)https?:", text):
        raise ValueError("is an address, which is never fetched: save it in pictures/ and name it")
    if not PICTURE.fullmatch(text):
        raise ValueError("must be the plain name of a file in pictures/, like harbour.jpg")
    return text


def _edtf(text: str) -> str:
    When(text)
    return text


def plain_lines(text: str) -> str:
    """Return the text, which may have several lines; raise ValueError for hidden characters."""
    plain(text.replace("\n", "").replace("\t", ""))
    return text


def _shape(text: str) -> str:
    read_shape(text)
    return text


LONGEST_LINE, LONGEST_PARAGRAPH, LONGEST_TEXT = 200, 600, 10_000
"""Characters."""

Line = Annotated[str, Field(min_length=1, max_length=LONGEST_LINE), AfterValidator(plain)]
Paragraph = Annotated[str, Field(min_length=1, max_length=LONGEST_PARAGRAPH), AfterValidator(plain)]
Lines = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(plain_lines)]
"""A text of any number of paragraphs, a line each; it may be empty."""
Address = Annotated[
    str, Field(max_length=2000), AfterValidator(plain), AfterValidator(_web_address)
]
Edtf = Annotated[str, AfterValidator(_edtf)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Phrase = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(plain)]
Identifier = Phrase
"""Names a category or a side in links and files; a list without a vocabulary may use any text."""
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
"""Of 64 hexadecimal digits in lower case."""
Shape = Annotated[str, Field(max_length=1_000_000), AfterValidator(_shape)]
"""A line or an area in WKT, longitude first."""
