"""Plain text: markup becomes text, and signs that nobody sees are left out."""

import re
import unicodedata

import lxml.html
import pandas as pd
from lxml import etree

from events.records.rows import RUN
from events.records.values import HIDDEN
from geodata.region import slug

_MARKUP = re.compile(r"<[A-Za-z/!][^>]*>|&(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z]{2,8});")
_BREAKS = re.compile(r"(?i)<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^>]*>")
_BLANKS = str.maketrans(dict.fromkeys("\n\r\t\x0b\x0c\x85", " ")) | str.maketrans(
    "", "", "\u200e\u200f\u061c"
)
"""Breaks become blanks; marks that turn a text around, and are copied along unseen, go."""

NO_RESULT = "#FORMULA!"
"""Stands for a formula of a workbook that was saved without its result."""

FAULTS: dict[str, str] = {
    **dict.fromkeys(
        ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR!", "#SPILL!",
         "#CALC!"),
        "is an error of the spreadsheet",
    ),
    NO_RESULT: "is a formula without a stored result",
}  # fmt: skip
"""What a cell holds in place of a value, and what that is."""


def plain_text(text: str) -> str:
    """Return a text without markup, hidden signs and blanks at its ends.

    >>> plain_text("<p>Dug the <b>first</b> well.</p>"), plain_text("a < b & c")
    ('Dug the first well.', 'a < b & c')
    """
    if _MARKUP.search(text):
        text = _without_markup(text)
    seen = HIDDEN.sub("", text.translate(_BLANKS))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _without_markup(text: str) -> str:
    """Return what a browser would show of markup; what it would run or load is left out."""
    spaced = _BREAKS.sub(lambda found: f" {found.group()}", text)
    try:
        tree = lxml.html.fragment_fromstring(spaced, create_parent="div")
    except (etree.LxmlError, ValueError):
        return _MARKUP.sub(" ", spaced)
    etree.strip_elements(tree, "script", "style", "iframe", etree.Comment, with_tail=False)
    return "".join(str(part) for part in tree.itertext())


def is_fault(text: str) -> bool:
    """Tell whether a cell holds an error of a spreadsheet, such as #REF!."""
    return text.strip().upper() in FAULTS


def slugs(texts: "pd.Series[str]") -> "pd.Series[str]":
    """Write each text of a column as an id, as `slug` does; those in ASCII all at once."""
    plain = texts.str.isascii() | texts.isna()
    bare = texts.where(plain).str.lower().str.replace("[^a-z0-9]+", "-", regex=True)
    others = texts[~plain].map(slug)
    written = bare.str.strip("-").str.slice(0, 80).str.strip("-")
    return written.mask(~plain, others) if len(others) else written


def guard_list(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a list with its texts as `guarded` writes them; numbers stay numbers."""
    written = rows.copy(deep=False)
    for name in map(str, rows.select_dtypes("str")):
        texts = rows[name]
        written[name] = texts.mask(texts.str.match(RUN, na=False), "'" + texts)
    return written


def unguard_list(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a list of texts as `unguarded` reads them."""
    read = rows.copy(deep=False)
    for name, texts in rows.items():
        read[name] = texts.mask(texts.str.match(f"'{RUN}", na=False), texts.str.slice(1))
    return read
