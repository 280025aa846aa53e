"""What the About page says, from the data itself."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from events.cite.apa import in_apa
from events.cite.reference import dataset_reference
from events.collection import Collection
from events.markup import Element, element, table
from events.records import STATUSES, in_words, span_in_words
from events.records.statuses import STATUS_MEANINGS
from events.telling import badge, distance
from events.telling.history import stood
from geodata import PRECISION_WORDS, Shape

READ = (
    "The events come from the file that this dashboard was started with. What it says of them is "
    "shown as it is: nobody here has checked it against its sources.",
    "A month without a day stays a month and is drawn over all its days; inferred and "
    "approximate dates say so and are drawn pale.",
    "The dashed circle shows how far the true place can lie from the mark; hollow marks stand for "
    "an area or a line. Marks are never moved apart by chance.",
)
"""How the events of a table are shown."""

METHOD = (
    "Every event is curated by hand from the articles on the Sources page. Titles and summaries "
    "are our own words; what an article says stands in quotation marks, at most twenty words, "
    "with its speaker and its outlet.",
    "A date is as precise as the source gives it. A month without a day stays a month and is "
    "drawn over all its days; inferred and approximate dates say so and are drawn pale.",
    "A place is as precise as the source gives it. The dashed circle shows how far the true "
    "place can lie from the mark; hollow marks stand for an area or a line. Marks are never "
    "moved apart by chance.",
    "Figures are never merged: each stands with who gives it. No figure is not a zero.",
)

LIMITS = (
    "It holds what the cited articles say, not all that happened. What they leave out is "
    "missing here too.",
    "An event’s place among many others says nothing about its weight.",
    "That something is reported does not make it true: read the status, and who says so.",
    "Zones on the map are reconstructions after published descriptions, not surveyed lines.",
)


def introduction(collection: Collection) -> Iterator[Element]:
    """Say how much the collection holds, and give its version and description."""
    records, info = collection.records, collection.records.info
    excerpts = sum(len(event.excerpts) for event in records.events)
    yield element("p", info.description, dir="auto")
    counts = {"event": collection.engine.size, "excerpt": excerpts, "source": len(records.sources)}
    events, quoted, sources = (f"{n:,} {what}{'s' * (n != 1)}" for what, n in counts.items())
    changed = in_words(info.modified) if info.modified else "not known"
    yield element(
        "p",
        f"{events} and {quoted} from {sources}, {span_in_words(*collection.engine.span)}. "
        f"Version {info.version or 'not known'}, changed {changed}.",
    )
    yield element("p", info.disclaimer, dir="auto")


def _method(collection: Collection) -> Iterator[Element]:
    yield _list(METHOD if collection.records.info.curated else READ)


def _limits(_: Collection) -> Iterator[Element]:
    yield _list(LIMITS)


def _meanings(collection: Collection) -> Iterator[Element]:
    """Say what the words of the filters and of an event's facts mean."""
    vocabulary = collection.records.vocabulary
    kinds = [
        element("li", badge(c), " ", element("strong", c.label), f": {c.meaning}", dir="auto")
        for c in vocabulary.categories
    ]
    yield element("h3", "Categories")
    yield element("ul", *kinds, class_="kinds")
    yield element("h3", "Who speaks or is credited")
    yield _terms((side.label, side.meaning) for side in vocabulary.sides)
    yield element("h3", "Status")
    curated = collection.records.info.curated
    yield _terms((STATUSES[name], STATUS_MEANINGS[name]) for name in _said(STATUSES, curated))
    yield element("h3", "Precision of places")
    yield _list(PRECISION_WORDS[name] for name in _said(PRECISION_WORDS, curated))


def _said(words: Iterable[str], curated: bool) -> Iterator[str]:
    """Leave out, of a curated collection, what only a list can leave unsaid."""
    return (word for word in words if not (curated and word in ("unstated", "unplaced")))


def _list(lines: Iterable[str]) -> Element:
    return element("ul", *(element("li", line, dir="auto") for line in lines), class_="prose")


def _terms(terms: Iterable[tuple[str, str]]) -> Element:
    """List words with what they mean."""
    lines = [
        element("li", element("strong", term), f": {meaning}", dir="auto")
        for term, meaning in terms
    ]
    return element("ul", *lines, class_="prose")


def _layers(collection: Collection) -> Iterator[Element]:
    """List the shapes of the map with dates, precision, source and licence."""
    heads = ("Shapes", "Stood", "Known to", "Source", "Licence")
    alike: dict[tuple[str, ...], list[str]] = {}
    for shape in collection.records.geography.shapes.values():
        facts = (_stood(shape), distance(shape.precision_m), shape.source, shape.licence)
        alike.setdefault(facts, []).append(shape.name)
    rows = [(", ".join(dict.fromkeys(names)), *facts) for facts, names in alike.items()]
    yield table("Shapes, and where they come from", heads, rows)


def _stood(shape: Shape) -> str:
    dates = (shape.valid_from, shape.valid_to)
    return stood(*dates) if any(dates) else "Throughout"


def _citing(collection: Collection) -> Iterator[Element]:
    """Say how the collection is cited, and where other styles are."""
    yield element("p", in_apa(dataset_reference(collection.records.info)), class_="cite")
    yield element(
        "p",
        "That is APA style. MLA, BibTeX, RIS and CSL-JSON are on the Data page, and a citation of "
        "each curated event and source stands with it. What is not known of a source is left "
        "out of its citation or said to be unknown.",
    )


def _credits(collection: Collection) -> Iterator[Element]:
    """Count the licences of places and shapes, and say that of our own words."""
    geography = collection.records.geography
    located = [*geography.places.values(), *geography.shapes.values()]
    licences = Counter(thing.licence for thing in located)
    licence = collection.records.info.licence
    yield element("p", licence or "The licence of the events is not known.", dir="auto")
    yield _list(f"{name}: {number} places and shapes" for name, number in licences.most_common())
    yield element(
        "p",
        f"{geography.region.thanks} Drawn with Leaflet, folium and streamlit-folium. The page "
        "fetches nothing from any other host.",
        dir="auto",
    )


Parts = Callable[[Collection], Iterator[Element]]

BEFORE: dict[str, Parts] = {
    "How it is made": _method,
    "What it cannot claim": _limits,
    "What the words mean": _meanings,
}
"""The sections before the balance, by their titles."""

AFTER: dict[str, Parts] = {
    "Layers of the map": _layers,
    "How to cite it": _citing,
    "Credits and licences": _credits,
}
"""Those after it."""
