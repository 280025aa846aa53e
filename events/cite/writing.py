"""What the written styles share: sentences, and texts that keep their own reading direction."""

import re
from collections.abc import Iterable

from events.markup import Element, element

Piece = Element | str


def one_line(text: str) -> str:
    r"""Put a text on one line, with one space for each run of line ends and spaces.

    >>> one_line("A title\r\n in  two lines")
    'A title in two lines'
    """
    return " ".join(word for word in " ".join(text.splitlines()).split(" ") if word).strip()


def ended(text: str) -> str:
    """Return the full stop that a sentence still needs: none behind `?`, `!`, `…` or a stop.

    >>> ended("Who leaves?”"), ended("Troops leave")
    ('', '.')
    """
    return "" if text.rstrip("”’\"'»)").endswith((".", "?", "!", "…")) else "."


def plain(text: str) -> Element:
    """Write a text that keeps its own reading direction within the line."""
    return element("bdi", one_line(text))


def italic(text: str) -> Element:
    """Write the title of a whole, as a periodical is."""
    return element("em", one_line(text), dir="auto")


def sentence(fragments: Iterable[str]) -> str:
    """Join notes, the first letter large; nothing where there is none."""
    joined = "; ".join(map(one_line, fragments))
    return joined[:1].upper() + joined[1:]


def in_line(pieces: Iterable[Piece | None]) -> Element:
    """Set a reference in a line that is read from the left, as the styles are."""
    return element("span", *pieces, dir="ltr")


def text_of(line: Element) -> str:
    """Return the words of a written reference alone."""
    return "".join(line.texts())


def by_words(line: Element) -> str:
    """Return what a reference is sorted by: its words, whatever sign they begin with."""
    return re.sub(r"^\W+", "", text_of(line)).casefold()
