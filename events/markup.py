"""The content of a page as data: elements with text, which the browser sets by textContent.

Nothing is ever parsed as HTML or Markdown, so text of an event stays text.
"""

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from babel import Locale, UnknownLocaleError

TAGS = frozenset([
    "a", "article", "bdi", "blockquote", "button", "caption", "dd", "details", "div", "dl",
    "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "header", "img", "li",
    "nav", "ol", "p", "pre",
    "section", "small", "span", "strong", "summary", "table", "tbody", "td", "th", "thead",
    "time", "tr", "ul",
])  # fmt: skip
ATTRIBUTES = frozenset([
    "alt", "aria-current", "aria-disabled", "aria-hidden", "aria-label", "aria-pressed",
    "class", "data-action", "data-asked", "data-focus", "data-label", "data-picture", "data-row",
    "datetime", "dir", "disabled", "height", "href", "id", "lang", "loading", "open", "role",
    "scope", "src", "style", "tabindex", "title", "width",
])  # fmt: skip
EMPTY = frozenset(["img", "input"])
"""Elements without an end tag."""

SOURCE = re.compile(
    r"(?:\.{1,2}/)?(?:picture|pictures)/[\w-]+\.webp|picture:[0-9a-f]+|data:image/webp;base64,[\w+/]+=*"
)
"""Where the picture of an element comes from: our own host or site, or the page itself."""

STYLE = re.compile(
    r"(?:--(?:(?:colour|ink):#[0-9A-Fa-f]{6}|(?:from|to|rows|size|width|ratio):-?[0-9.]+);?)+"
)
"""The styles that an element can have: custom properties with a colour or a number."""


@dataclass(frozen=True)
class Element:
    """A tag, its attributes, and its children in order."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: "tuple[Element | str, ...]"

    def as_data(self) -> list[Any]:
        """Return it as nested lists for JSON: [tag, {attributes}, child, ...]."""
        inner = [child if isinstance(child, str) else child.as_data() for child in self.children]
        return [self.tag, dict(self.attributes), *inner]

    def as_html(self) -> str:
        """Return it as HTML, with text and attributes escaped."""
        given = "".join(f' {name}="{html.escape(value)}"' for name, value in self.attributes)
        if self.tag in EMPTY:
            return f"<{self.tag}{given}>"
        inner = (
            html.escape(child) if isinstance(child, str) else child.as_html()
            for child in self.children
        )
        return f"<{self.tag}{given}>{''.join(inner)}</{self.tag}>"

    def texts(self) -> Iterator[str]:
        """Yield all its texts in reading order."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts()


LEAST_FOLDED = 3
"""Children of one shape, next to each other, that are sent as one pattern."""


def fold(tree: list[Any]) -> list[Any]:
    """Write a tree as data in fewer words: of children of one shape, what they share stands once.

    They become {"each": tree, "rows": [[text, ...], ...]}, where each None in the tree stands for
    the next text of a row; the script in pages/web/tree.js puts them back.
    """
    tag, attributes, *children = tree
    folded: list[Any] = []
    for shape, found in groupby(children, _shape):
        group = list(found)
        if shape and len(group) >= LEAST_FOLDED:
            pattern, rows = _pattern(group)
            folded.append({"each": pattern, "rows": [list(row) for row in rows]})
        else:
            folded += [child if isinstance(child, str) else fold(child) for child in group]
    return [tag, attributes, *folded]


def _shape(tree: list[Any] | str) -> tuple[Any, ...]:
    """Return the tags and the names of attributes of a tree; nothing for a text."""
    if isinstance(tree, str):
        return ()
    tag, attributes, *children = tree
    return (tag, *attributes, *map(_shape, children))


def _pattern(trees: list[list[Any]]) -> tuple[list[Any], list[tuple[str, ...]]]:
    """Return what trees of one shape share, with None for what differs, and that of each."""
    differing: list[Sequence[str]] = []

    def share(values: Sequence[str]) -> str | None:
        if len(set(values)) == 1:
            return values[0]
        differing.append(values)
        return None

    def join(parts: Sequence[Any]) -> Any:
        if isinstance(parts[0], str):
            return share(parts)
        attributes = {name: share([part[1][name] for part in parts]) for name in parts[0][1]}
        children = [join(each) for each in zip(*(part[2:] for part in parts), strict=True)]
        return [parts[0][0], attributes, *children]

    pattern = join(trees)
    return pattern, list(zip(*differing, strict=True)) or [()] * len(trees)


def element(tag: str, *children: "Element | str | None", **attributes: str | None) -> Element:
    """Build an element; children and attributes that are None are left out.

    In names of attributes `_` stands for `-`, and a `_` at the end is dropped (`class_`). Raises
    ValueError for a tag outside TAGS, an attribute outside ATTRIBUTES, an address that is neither
    http nor https nor of this dashboard, a picture that is not ours, and a style that does not
    match STYLE.
    """
    given = {
        name.rstrip("_").replace("_", "-"): value
        for name, value in attributes.items()
        if value is not None
    }
    if tag not in TAGS or not given.keys() <= ATTRIBUTES:
        raise ValueError(f"<{tag}> with {sorted(given)} is not among the elements of a page")
    if (
        not given.get("href", "https://")
        .lower()
        .startswith(("https://", "http://", "#", "?", "./"))
    ):
        raise ValueError(f"href: only http and https, or a page of ours (got {given['href']!r})")
    if "src" in given and not SOURCE.fullmatch(given["src"]):
        raise ValueError(f"src: only a picture of ours (got {given['src']!r})")
    if "style" in given and not STYLE.fullmatch(given["style"]):
        raise ValueError(f"style: only our own colours (got {given['style']!r})")
    present = tuple(child for child in children if child is not None)
    return Element(tag, tuple(given.items()), present)


@lru_cache(256)
def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a language (ISO 639); `ltr` for one that CLDR does not know."""
    try:
        return str(Locale.parse(language).text_direction)
    except UnknownLocaleError:
        return "ltr"


def foreign(text: str, language: str) -> Element:
    """Wrap text in another language, with its direction."""
    return element("bdi", text, lang=language, dir=direction(language))


Fact = tuple[str, Sequence[Element | str | None]]
"""A term and its description; parts that are None are left out, and so is a term without any."""


def note(text: str | None) -> Element | None:
    """Write a remark in small print; None if there is no text."""
    return None if text is None else element("span", text, class_="note")


def descriptions(facts: Iterable[Fact]) -> Element:
    """Build a list of terms with their descriptions."""
    pairs = []
    for term, parts in facts:
        said = [part for part in parts if part is not None]
        if said:
            pairs.append(element("div", element("dt", term), element("dd", *said, dir="auto")))
    return element("dl", *pairs)


def contents(titles: Iterable[str]) -> Element:
    """Link the sections of a long page, which `titled` makes."""
    links = [element("li", element("a", title, href=f"#{_anchor(title)}")) for title in titles]
    return element("nav", element("ul", *links), aria_label="On this page", class_="contents")


def titled(title: str, *content: Element | None, class_: str | None = None) -> Element:
    """Head a section, to which `contents` links."""
    return element("section", element("h2", title), *content, id=_anchor(title), class_=class_)


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Categories of characters that a reader does not see, or that end a line of a script."""


def inert_json(text: str) -> str:
    r"""Write JSON so that no text in it ends its script element, or hides in the page's source.

    >>> inert_json('["</script>", "&", "é"]')
    '["\\u003c/script\\u003e", "\\u0026", "é"]'
    """
    # Outside its texts JSON has no such character but line ends and tabs.
    return re.sub(r"[<>&]|[^\n\r\t\x20-\x7e]", _as_number, text)


def _as_number(found: re.Match[str]) -> str:
    character = found[0]
    if character in "<>&":
        return f"\\u{ord(character):04x}"
    return json.dumps(character)[1:-1] if unicodedata.category(character) in UNSEEN else character


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
    """Build the cells of a row; each repeats its heading for narrow pages, which show a list."""
    for number, (head, cell) in enumerate(zip(heads, row, strict=True)):
        if row_heads and not number:
            yield element("th", cell, dir="auto", scope="row")
        else:
            yield element("td", cell, dir="auto", data_label=head)
