"""How even-handed the collection is: charts, the same numbers as tables, and what is lopsided."""

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from events.collection import Collection
from events.markup import Element, element, table, titled
from events.report import LOOKED_FOR, WHOLE, Tally, caption, find_flags, in_columns, tally
from events.report.charts import draw_tally
from events.report.tallies import CATEGORY, DEATH, MONTH, PLACE, SOURCE, VOICE, counted_values
from pages.parts import frontend

BALANCE = "Balance"

COUNTED = (
    (WHOLE, VOICE),
    (MONTH, VOICE),
    (CATEGORY, VOICE),
    (PLACE, VOICE),
    (WHOLE, DEATH),
    (WHOLE, SOURCE),
)
MOST_PLACES = 10

INTRO = (
    "Counted from the events themselves, so that readers can judge the choice. An outlet’s own "
    "words count under the side that they credit, or as the outlet itself. Figures of dead are "
    "counted, their numbers never added up. An event belongs to the month of its first day."
)


def balance(collection: Collection) -> None:
    """Draw the charts, each with its table; nothing where no event is curated."""
    if not collection.records.events:
        return
    frontend.draw(titled(BALANCE, element("p", INTRO)), "balance")
    for number, (dimension, measure) in enumerate(COUNTED):
        counts = tally(collection, dimension, measure)
        _chart(_shortened(counts), number)
    frontend.draw(element("section", *_lopsided(collection)), "lopsided")


def _shortened(counts: Tally) -> Tally:
    most = MOST_PLACES if counts.dimension is PLACE else None
    return replace(counts, groups=counts.groups[:most])


def _chart(counts: Tally, number: int) -> None:
    if counted_values(counts):
        st.altair_chart(draw_tally(counts), key=f"chart-{number}", width="stretch")
    name = caption(counts)
    name += f": the {MOST_PLACES} with most events" if counts.dimension is PLACE else ""
    numbers = table(name, *in_columns(counts))
    fold = element("details", element("summary", f"{name}, in numbers"), numbers)
    frontend.draw(fold, f"counts-{number}")


def _lopsided(collection: Collection) -> Iterator[Element]:
    """List what the rules find, for readers; curators get the same from the command."""
    flags = find_flags(collection)
    yield element("h3", "What is lopsided")
    titles = {event.id: event.title for event in collection.records.events}
    lines = [
        element("li", f"{f.what}. {titles.get(f.where, f.where)}: {f.numbers}.", dir="auto")
        for f in flags
    ]
    yield element("ul", *lines, class_="prose") if lines else element("p", "The rules find none.")
    if looked_for := collection.records.info.looked_for:
        yield element("h3", LOOKED_FOR)
        found = (element("li", line, dir="auto") for line in looked_for)
        yield element("ul", *found, class_="prose")
