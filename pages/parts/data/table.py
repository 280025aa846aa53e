"""The table of what is filtered."""

from functools import partial

from events.collection import Collection
from events.markup import Cell, element, note, table
from events.records import STATUSES
from events.table import Row
from events.telling import distance, event_link
from pages.parts import frontend, session
from pages.parts.listing import nothing, open_event, page_of, pager, summary, turn

HEADS = ("Event", "Date", "Place", "Category", "Status", "Summary")


def data_table(collection: Collection) -> None:
    """Draw a page of the table, under how many events match."""
    page = page_of(collection)
    cells = [_cells(row, collection) for row in page.rows]
    tree = element(
        "section",
        table(summary(collection), HEADS, cells) if cells else nothing(collection),
        pager(page),
        class_="events",
    )
    frontend.draw(tree, "table", partial(_act, collection))


def _cells(event: Row, collection: Collection) -> tuple[Cell, ...]:
    metres = event["precision_m"]
    known = note(f"within {distance(metres)}") if metres else None
    category = collection.records.vocabulary.category[event["category"]]
    return (
        event_link(event["id"], event["title"]),
        event["date_words"],
        element("span", event["place_name"], known),
        category.label,
        STATUSES[event["status"]],
        event["summary"],
    )


def _act(collection: Collection, action: str) -> None:
    turn(action, "table")
    open_event(action, collection)
    session.act(action, collection)
