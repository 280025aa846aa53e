"""What the About page says, from the data itself."""

from collections import Counter
from collections.abc import Iterable

from events.cite.apa import in_apa
from events.cite.reference import dataset_reference
from events.collection import Collection
from events.markup import Element, element, table
from events.records import STATUSES, in_words
from events.records.statuses import STATUS_MEANINGS
from events.telling import badge
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


def numbers(collection: Collection) -> Iterable[Element]:
    """Say how much the collection holds, and give its version and description."""
    records, info = collection.records, collection.records.info
    excerpts = sum(len(event.excerpts) for event in records.events)
    first, last = collection.engine.span
    yield element("p", info.description, dir="auto")
    counts = {"event": collection.engine.size, "excerpt": excerpts, "source": len(records.sources)}
    events, quoted, sources = (f"{n:,} {what}{'s' * (n != 1)}" for what, n in counts.items())
    days = " to ".join(dict.fromkeys((in_words(first), in_words(last))))
    yield element(
        "p",
        f"{events} and {quoted} from {sources}, {days}. Version {_known(info.version)}, "
        f"changed {_known(info.modified)}.",
    )
    yield element("p", info.disclaimer, dir="auto")


def _known(value: object) -> str:
    return "not known" if value is None else str(value)


def method(collection: Collection) -> Iterable[Element]:
    """Say how events are made and what the words mean."""
    yield element("h2", "How it is made")
    lines = METHOD if collection.records.events else READ
    yield element("ul", *(element("li", line) for line in lines), class_="prose")
    yield element("h2", "What it cannot claim")
    yield element("ul", *(element("li", line) for line in LIMITS), class_="prose")
    yield element("h2", "What the words mean")
    categories = collection.records.vocabulary.categories
    rows = [element("li", badge(c), f" {c.label}") for c in categories]
    yield element("h3", "Categories")
    yield element("ul", *rows, class_="prose")
    yield element("h3", "Status")
    explained = (
        element("li", f"{name}: {STATUS_MEANINGS[status]}") for status, name in STATUSES.items()
    )
    yield element("ul", *explained, class_="prose")
    yield element("h3", "Precision of places")
    words = (element("li", line) for line in PRECISION_WORDS.values())
    yield element("ul", *words, class_="prose")


def layer_table(collection: Collection) -> Iterable[Element]:
    """List the shapes of the map with dates, precision, source and licence."""
    yield element("h2", "Layers of the map")
    heads = ("Shape", "Stood", "Known to (m)", "Source", "Licence")
    rows = [
        (shape.name, _stood(shape), str(shape.precision_m), shape.source, shape.licence)
        for shape in collection.records.geography.shapes.values()
    ]
    yield table("Shapes, and where they come from", heads, rows)


def _stood(shape: Shape) -> str:
    if not shape.valid_from and not shape.valid_to:
        return "throughout"
    return f"{shape.valid_from or 'before'} to {shape.valid_to or 'after'}"


def citing(collection: Collection) -> Iterable[Element]:
    """Say how the collection is cited, and where other styles are."""
    yield element("h2", "How to cite it")
    yield element("p", in_apa(dataset_reference(collection.records.info)), class_="cite")
    yield element(
        "p",
        "That is APA style. MLA, BibTeX, RIS and CSL-JSON are on the Data page, and a citation of "
        "each curated event and source stands with it. What is not known of a source is left "
        "out of its citation or said to be unknown.",
    )


def credits(collection: Collection) -> Iterable[Element]:
    """Count the licences of places and shapes, and say that of our own words."""
    geography = collection.records.geography
    located = [*geography.places.values(), *geography.shapes.values()]
    licences = Counter(thing.licence for thing in located)
    yield element("h2", "Credits and licences")
    licence = collection.records.info.licence
    yield element("p", licence or "The licence of the events is not known.", dir="auto")
    lines = (f"{licence}: {number} places and shapes" for licence, number in licences.most_common())
    yield element("ul", *(element("li", line) for line in lines), class_="prose")
    yield element(
        "p",
        f"{collection.records.geography.region.thanks} Drawn with Leaflet, folium and "
        "streamlit-folium. The page fetches nothing from any other host.",
        dir="auto",
    )
