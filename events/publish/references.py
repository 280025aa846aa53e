"""The sources of a handout: numbered in the order in which they occur, and named or hidden."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from events.cite.apa import in_apa
from events.cite.reference import source_reference
from events.markup import Element, element
from events.records import Event, Records, sources_in_order
from events.table import Row
from events.telling import Veil, draw_veil, told_by
from events.telling.veil import OPEN

Entry = tuple[Row, Event | None]
"""An event of a handout: its row of the table and, if it is curated, its record."""


@dataclass(frozen=True)
class References:
    """Which source has which number, and how outlets are named."""

    records: Records
    rows: Mapping[str, Row]
    """The events without a record, by id; each is its own source."""
    numbers: Mapping[str, int]
    """By the id of a source, or of an event in `rows`."""
    veil: Veil

    def text(self, text: str) -> str:
        """Return a text as it is, or with the names of outlets hidden."""
        return self.veil.text(text)

    def mark(self, source: str) -> str:
        """Return an outlet's name with the number of the source."""
        if source in self.rows:
            outlet = told_by(self.rows[source])
        else:
            outlet = self.records.sources[source].outlet
        return f"{outlet} [{self.numbers[source]}]"

    def cited(self) -> Iterator[Element]:
        """Cite every source in full (APA), in the order of the numbers."""
        for name in self.numbers:
            if name in self.rows:
                parts = _cite_row(self.rows[name])
            else:
                parts = [in_apa(source_reference(self.records.sources[name]))]
            yield element("li", *parts, dir="auto")

    def key(self, page: Iterable[Element]) -> Iterator[tuple[str, str]]:
        """Yield each letter that occurs on a page, with the outlet that it stands for."""
        text = "\n".join(text for part in page for text in part.texts())
        for name in self.veil.names:
            letter = self.veil.name(name)
            if re.search(rf"{letter}(?!\w)", text):
                yield letter, name


def number_sources(
    records: Records, entries: Sequence[Entry], words: Sequence[str], *, blind: bool
) -> References:
    """Number the sources of some events; if `blind`, hide the outlets.

    `words` are the other texts of the handout: an outlet that they name gets a letter too.
    """
    names = list(dict.fromkeys(name for row, event in entries for name in _sources(row, event)))
    numbers = {name: number for number, name in enumerate(names, 1)}
    rows = {row["id"]: row for row, event in entries if event is None}
    veil = _veil(records, entries, words, names) if blind else OPEN
    return References(records, rows, numbers, veil)


def _sources(row: Row, event: Event | None) -> tuple[str, ...]:
    """List an event's sources, those that are quoted first."""
    return (row["id"],) if event is None else sources_in_order(event)


def _veil(
    records: Records, entries: Sequence[Entry], words: Sequence[str], names: Sequence[str]
) -> Veil:
    """Hide the outlets: those of the sources first, then those that texts name, then all others."""
    outlets = {row["id"]: _outlets(row) for row, event in entries if event is None}
    cited = [
        outlet
        for name in names
        for outlet in (outlets[name] if name in outlets else (records.sources[name].outlet,))
    ]
    texts = [*words, *(text for row, event in entries for text in _texts(row, event, records))]
    named = _named(draw_veil(records, cited), "\n".join(texts))
    return draw_veil(records, [*cited, *named])


def _outlets(row: Row) -> tuple[str, ...]:
    """List the outlets that a row names."""
    outlet = row["outlet"]
    return outlet if isinstance(outlet, tuple) else (str(outlet),)


def _texts(row: Row, event: Event | None, records: Records) -> Iterator[str]:
    """Yield the texts of an event that can name outlets which it does not cite."""
    yield from (row["title"], row["summary"])
    if event is None:
        return
    yield event.contested or ""
    yield from (excerpt.text for excerpt in event.excerpts)
    speakers = [excerpt.crediting or excerpt.speaker for excerpt in event.excerpts]
    for speaker in (*speakers, *(figure.according_to for figure in event.figures)):
        yield f"{records.speakers[speaker].name}, {records.speakers[speaker].role}"


def _named(veil: Veil, text: str) -> Iterator[str]:
    """Yield the outlets that a text names, in its order."""
    names = {veil.name(name): name for name in veil.names}
    for letter in re.findall(r"Outlet [A-Z]+(?!\w)", veil.text(text)):
        if letter in names:
            yield names[letter]


def _cite_row(row: Row) -> list[Element | str | None]:
    url = row.get("url")
    address = element("a", url, href=url) if isinstance(url, str) else "No address known."
    return [f"{told_by(row)}, on “{row['title']}”, {row['date_words']}. ", address]
