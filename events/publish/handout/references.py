"""The sources of a sheet: numbered in the order in which they are met, and named or hidden."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from events.cite.apa import in_apa
from events.cite.reference import source_reference
from events.records.models import Event, Source, sources_in_order
from events.records.reading import Records
from events.table import Row
from events.telling.markup import Element, element
from events.telling.veil import OPEN, Veil, draw_veil

Told = tuple[Row, Event | None]
"""An event of a sheet: its line of the table and, where it is curated, its record."""


@dataclass(frozen=True)
class References:
    """Which source has which number, and how outlets are named."""

    records: Records
    told: tuple[Told, ...]
    numbers: dict[str, int]
    """By the id of a source; an event of a table is its own source."""
    veil: Veil

    def text(self, text: str) -> str:
        """Return a text as it is, or with the names of outlets hidden."""
        return self.veil.text(text)

    def mark(self, source: str) -> str:
        """Return an outlet's name, or its letter, with the number of the source."""
        known = self.records.sources.get(source)
        outlet = known.outlet if known else self._row(source)["outlets"]
        return f"{self.text(outlet)} [{self.numbers[source]}]"

    def cited(self) -> Iterator[Element]:
        """Cite every source in full, in the order of the numbers."""
        for name in self.numbers:
            known = self.records.sources.get(name)
            parts = cite(known) if known else _cite_row(self._row(name))
            yield element("li", *parts, dir="auto")

    def key(self, page: Iterable[Element]) -> Iterator[tuple[str, str]]:
        """Say which letter of a page stands for which outlet."""
        text = "\n".join(text for part in page for text in part.texts())
        for name in self.veil.names:
            letter = self.veil.name(name)
            if re.search(rf"{letter}(?!\w)", text):
                yield letter, name

    def _row(self, name: str) -> Row:
        return next(row for row, _ in self.told if row["id"] == name)


def number_sources(
    records: Records, told: tuple[Told, ...], words: Sequence[str], *, blind: bool
) -> References:
    """Number the sources of some events; where it is blind, hide the outlets.

    `words` is what else stands on the sheet: an outlet that is named in it has a letter too.
    """
    names = list(dict.fromkeys(name for row, event in told for name in _in_order(row, event)))
    numbers = {name: number for number, name in enumerate(names, 1)}
    if not blind:
        return References(records, told, numbers, OPEN)
    rows = {row["id"]: _outlets(row) for row, event in told if event is None}
    cited = [
        outlet for name in names for outlet in rows.get(name) or (records.sources[name].outlet,)
    ]
    texts = [*words, *(text for row, event in told for text in _texts(row, event, records))]
    met = _met(draw_veil(records, cited), "\n".join(texts))
    return References(records, told, numbers, draw_veil(records, [*cited, *met]))


def _outlets(row: Row) -> tuple[str, ...]:
    """List the outlets that a line of a table names."""
    named = row["outlet"]
    return named if isinstance(named, tuple) else (str(named),)


def _texts(row: Row, event: Event | None, records: Records) -> Iterator[str]:
    """Yield what of an event can name outlets that it does not cite."""
    yield from (row["title"], row["summary"])
    if event is None:
        return
    yield event.contested or ""
    yield from (excerpt.text for excerpt in event.excerpts)
    voices = [excerpt.crediting or excerpt.speaker for excerpt in event.excerpts]
    for voice in (*voices, *(figure.according_to for figure in event.figures)):
        yield f"{records.speakers[voice].name}, {records.speakers[voice].role}"


def _met(veil: Veil, text: str) -> Iterator[str]:
    """Yield the outlets that a text names, in its order."""
    names = {veil.name(name): name for name in veil.names}
    for letter in re.findall(r"Outlet [A-Z]+(?!\w)", veil.text(text)):
        if letter in names:
            yield names[letter]


def _in_order(row: Row, event: Event | None) -> Iterator[str]:
    """Yield an event's sources, those that are quoted first."""
    if event is None:
        yield row["id"]
        return
    yield from sources_in_order(event)


def cite(source: Source) -> list[Element | str | None]:
    """Cite an article for paper, in the style of a list of references (APA)."""
    return [in_apa(source_reference(source))]


def _cite_row(row: Row) -> list[Element | str | None]:
    address = row.get("url")
    told = _address(address) if isinstance(address, str) else "No address known."
    return [f"{row['outlets']}, on “{row['title']}”, {row['date_words']}. ", told]


def _address(url: str) -> Element:
    return element("a", url, href=url)
