"""What a file says of itself: of which set, when, by which filter, under which licence."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from urllib.parse import urlencode, urlsplit

from events.collection import Collection
from events.link import write_link
from events.query.filters import FILTERS
from events.query.question import Query
from events.records import in_words

UNKNOWN_CREDITS = "Positions are those of the file that was read; whose they are is not known."


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class About:
    """What a file carries beside its events."""

    title: str
    version: str | None
    licence: str | None
    disclaimer: str
    credits: str
    filter: str
    """In words."""
    question: str = ""
    """As a link's parameters."""
    address: str | None = None
    """Where the same is shown, where that is known."""
    made: date = field(default_factory=_today)
    """The day in UTC."""

    @property
    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield a name and a text for each; the address only where it is known."""
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
        """Yield the same as lines for a reader."""
        for name, text in self.lines:
            yield f"{name.replace('_', ' ').capitalize()}: {text}"


def describe_file(collection: Collection, query: Query, base: str | None = None) -> About:
    """Say what a file of a question's events holds.

    `base` is the address of a page that answers links.
    """
    records, offers = collection.records, collection.offers
    question = urlencode(write_link(replace(offers.view, query=query), offers))
    info = records.info
    return About(
        info.title,
        info.version,
        info.licence,
        info.disclaimer,
        f"{records.geography.region.credits_full} Each event names its sources."
        if records.events
        else UNKNOWN_CREDITS,
        filter_words(query, collection),
        question,
        urlsplit(base)._replace(query=question, fragment="").geturl() if base else None,
    )


def filter_words(query: Query, collection: Collection) -> str:
    """Say which events a question asks for."""
    offers, labels = collection.offers, collection.labels
    everywhen = (query.first, query.last) == (offers.first, offers.last)
    days = f"{in_words(query.first)} to {in_words(query.last)}"
    parts = [f"all dates ({days})" if everywhen else days]
    for name, choice in FILTERS.items():
        named = [labels[name].get(value, value) for value in query.chosen.get(name, ())]
        parts += [f"{choice.title}: {' or '.join(named)}"] if named else []
    parts += [f"Search: “{query.text}”"] if query.text.strip() else []
    return "; ".join(parts)
