"""An event itself: when and where it happened, as precisely as that is known."""

from collections.abc import Iterator

from events.linked_data.nodes import Node, ends, node
from events.records import STATUSES, Event, Records, When
from events.table import NAMELESS, Row
from events.telling import distance
from geodata import POINTS, PRECISION_WORDS, UNPLACED


def happening(event: Event | None, row: Row, records: Records, url: str | None) -> Node:
    """Describe an event by its row, and its record if it is curated."""
    start, end = ends(When(row["date"]))
    return node(
        "Event",
        identifier=row["id"],
        name=row["title"],
        description=row["summary"],
        disambiguatingDescription=" ".join(_doubts(event, row)),
        startDate=start,
        endDate=end,
        location=_location(row, records),
        keywords=[records.vocabulary.category[row["category"]].label],
        url=url,
    )


def _doubts(event: Event | None, row: Row) -> Iterator[str]:
    """Yield how well date and place are known and who says so, in sentences."""
    yield f"Date: {row['date_words']}."
    yield f"Place: {_uncertainty(row)}."
    yield f"Status: {STATUSES[row['status']]}."
    if event is not None and event.contested:
        yield f"Contested: {event.contested}"


def _uncertainty(row: Row) -> str:
    words, metres = PRECISION_WORDS[row["precision"]], int(row["precision_m"])
    is_off = row["precision"] in UNPLACED or not metres
    return words if is_off else f"{words}, within {distance(metres)}"


def _location(row: Row, records: Records) -> Node | None:
    if row["place"] in NAMELESS and row["precision"] in UNPLACED:
        return None
    place = records.geography.places.get(row["place"])
    same = [
        f"https://www.wikidata.org/entity/{place.wikidata}" if place and place.wikidata else "",
        f"https://sws.geonames.org/{place.geonames}/" if place and place.geonames else "",
    ]
    return node(
        "Place",
        name=None if row["place"] in NAMELESS else row["place_name"],
        alternateName=[
            {"@value": name, "@language": language}
            for language, name in (place.names.items() if place else ())
        ],
        geo=_geometry(row),
        disambiguatingDescription=f"{_uncertainty(row).capitalize()}.",
        sameAs=[address for address in same if address],
    )


def _geometry(row: Row) -> Node | None:
    """Return a point where one can stand for the place, else the circle in which it lies.

    None where nothing on a map can stand for it.
    """
    if row["precision"] in UNPLACED:
        return None
    point = node(
        "GeoCoordinates",
        latitude=round(float(row["latitude"]), 5),
        longitude=round(float(row["longitude"]), 5),
    )
    if row["precision"] in POINTS or not row["precision_m"]:
        return point
    return node("GeoCircle", geoMidpoint=point, geoRadius=int(row["precision_m"]))
