"""Where a file comes from: the collection, its version, the day, the filter and the licence."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from urllib.parse import urlencode, urlsplit

from events.collection import Collection
from events.link import write_link
from events.markup import Element, descriptions, element
from events.query import FILTERS, Box, Query
from events.records import in_words, span_in_words

UNKNOWN_CREDITS = "Positions are those of the file that was read; whose they are is not known."


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class Provenance:
    """Where a file comes from, as it says itself."""

    title: str
    """Of the collection."""
    version: str | None
    licence: str | None
    disclaimer: str
    credits: str
    filter: str
    """In words."""
    question: str = ""
    """The filter as the parameters of a link."""
    address: str | None = None
    """Of a page that shows the same events, if it is known."""
    made: date = field(default_factory=_today)
    """In UTC."""

    @property
    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of each entry; the address only if it is known."""
        yield "dataset", self.title
        yield "dataset_version", self.version or "not known"
        yield "made", self.made.isoformat()
        yield "filter", self.filter
        yield "licence", self.licence or "not known"
        yield "credits", self.credits
        yield "disclaimer", self.disclaimer
        if self.address:
            yield "address", self.address

    @property
    def words(self) -> Iterator[str]:
        """Yield the entries as lines for a reader."""
        for name, text in self.lines:
            yield f"{_heading(name)}: {text}"

    @property
    def element(self) -> Element:
        """The entries as a list of terms, with the address as a link."""
        return descriptions((_heading(name), [_linked(text)]) for name, text in self.lines)


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _linked(text: str) -> Element | str:
    return element("a", text, href=text) if text.startswith(("https://", "http://")) else text


def describe_file(collection: Collection, query: Query, base: str | None = None) -> Provenance:
    """Describe a file of the events that match a query.

    `base` is the address of a page that opens links to the collection. No link asks for a box, or
    for two ranges of days.
    """
    records, offers = collection.records, collection.offers
    question = urlencode(write_link(replace(offers.view, query=query), offers))
    on_a_page = query.box is None and query.first <= query.last
    info = records.info
    return Provenance(
        info.title,
        info.version,
        info.licence,
        info.disclaimer,
        f"{records.geography.region.credits_full} Each event names its sources."
        if records.events
        else UNKNOWN_CREDITS,
        filter_words(query, collection),
        question,
        urlsplit(base)._replace(query=question, fragment="").geturl()
        if base and on_a_page
        else None,
    )


def _days(query: Query) -> str:
    """Write the range of days, or what two ranges without a day in common ask for."""
    if query.first <= query.last:
        return span_in_words(query.first, query.last)
    return f"begun by {in_words(query.last)} and not over before {in_words(query.first)}"


def filter_words(query: Query, collection: Collection) -> str:
    """Say in words which events a query selects."""
    offers, labels = collection.offers, collection.labels
    all_dates = (query.first, query.last) == (offers.first, offers.last)
    days = _days(query)
    parts = [f"all dates ({days})" if all_dates else days]
    for name, choice in FILTERS.items():
        chosen = [labels[name].get(value, value) for value in query.chosen.get(name, ())]
        parts += [f"{choice.title}: {' or '.join(chosen)}"] if chosen else []
    parts += [f"Search: “{query.text}”"] if query.text.strip() else []
    parts += [f"Box: {query.box.words}"] if query.box else []
    if query.within:
        words = Box(*query.within).words
        parts.append(f"Part of the map: {words}, without events of whole territories")
    return "; ".join(parts)
