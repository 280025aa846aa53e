"""A page's content as data: elements with text, drawn in the browser by textContent.

Nothing here is ever parsed as HTML or Markdown, so that text from an event stays text.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError

TAGS = frozenset(
    (
        "a",
        "article",
        "bdi",
        "blockquote",
        "button",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "header",
        "li",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "small",
        "span",
        "strong",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "time",
        "tr",
        "ul",
    )
)
ATTRIBUTES = frozenset(
    [
        "aria-current",
        "aria-disabled",
        "aria-hidden",
        "aria-label",
        "aria-live",
        "aria-pressed",
        "class",
        "data-action",
        "data-focus",
        "data-label",
        "datetime",
        "dir",
        "disabled",
        "href",
        "id",
        "lang",
        "open",
        "role",
        "scope",
        "style",
    ]
)
EMPTY = frozenset(["img", "input"])
"""Elements that have no end; only what writes a whole page makes one."""

STYLE = re.compile(r"(?:--(?:(?:colour|ink):#[0-9A-Fa-f]{6}|(?:from|to|rows|size):-?[0-9.]+);?)+")
"""The only style an element can have: colours from our own tables, and numbers."""


@dataclass(frozen=True)
class Element:
    """A tag, its attributes and what stands in it."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: "tuple[Element | str, ...]"

    def as_data(self) -> list[Any]:
        """Return it as nested lists for JSON: [tag, {attributes}, child, ...]."""
        inner = [child if isinstance(child, str) else child.as_data() for child in self.children]
        return [self.tag, dict(self.attributes), *inner]

    def as_html(self) -> str:
        """Write it as HTML in which text and attributes stay what they are."""
        given = "".join(f' {name}="{html.escape(value)}"' for name, value in self.attributes)
        if self.tag in EMPTY:
            return f"<{self.tag}{given}>"
        inner = (
            html.escape(child) if isinstance(child, str) else child.as_html()
            for child in self.children
        )
        return f"<{self.tag}{given}>{''.join(inner)}</{self.tag}>"

    def texts(self) -> Iterator[str]:
        """Yield every text in it, in reading order."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts()


def element(tag: str, *children: "Element | str | None", **attributes: str | None) -> Element:
    """Build an element; None children and attributes are left out.

    Attribute names are written with `_` for `-` and without the `_` behind `class_`. Raises
    ValueError for a tag or an attribute that is not on the list, for an address that is
    neither http, https nor on this page, and for a style that is not a colour.
    """
    given = {
        name.rstrip("_").replace("_", "-"): value
        for name, value in attributes.items()
        if value is not None
    }
    if tag not in TAGS or not given.keys() <= ATTRIBUTES:
        raise ValueError(f"<{tag}> with {sorted(given)} is not among the elements of a page")
    if not given.get("href", "https://").lower().startswith(("https://", "http://", "#", "?")):
        raise ValueError(f"href: only http and https, or this page (got {given['href']!r})")
    if "style" in given and not STYLE.fullmatch(given["style"]):
        raise ValueError(f"style: only our own colours (got {given['style']!r})")
    kept = tuple(child for child in children if child is not None)
    return Element(tag, tuple(given.items()), kept)


@lru_cache(256)
def direction(language: str) -> str:
    """Say from which side a language (ISO 639) is read; one that CLDR does not know, from left."""
    try:
        return str(Locale.parse(language).text_direction)
    except UnknownLocaleError:
        return "ltr"


def foreign(text: str, language: str) -> Element:
    """Wrap text in a language of its own, read from the side that this language is."""
    return element("bdi", text, lang=language, dir=direction(language))


Fact = tuple[str, Sequence[Element | str | None]]
"""A term and what is said of it; None is left out, and so is a term with nothing."""


def note(text: str | None) -> Element | None:
    """Write a remark in small print; nothing where there is none."""
    return None if text is None else element("span", text, class_="note")


def descriptions(facts: Iterable[Fact]) -> Element:
    """Build a list of terms and what is said of them."""
    pairs = []
    for term, parts in facts:
        kept = [part for part in parts if part is not None]
        if kept:
            pairs.append(element("div", element("dt", term), element("dd", *kept, dir="auto")))
    return element("dl", *pairs)


Cell = Element | str


def table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], *, row_heads: bool = False
) -> Element:
    """Build a table with a caption and a heading for each column, and for each row if asked."""
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element(
            "tbody",
            *(element("tr", *_cells(heads, row, row_heads=row_heads)) for row in rows),
        ),
    )


def _cells(heads: Sequence[str], row: Sequence[Cell], *, row_heads: bool) -> Iterator[Element]:
    """Build a row's cells; each carries its heading, shown where the table becomes a list."""
    for number, (head, cell) in enumerate(zip(heads, row, strict=True)):
        if row_heads and not number:
            yield element("th", cell, dir="auto", scope="row")
        else:
            yield element("td", cell, dir="auto", data_label=head)
