"""An event in short, as a row of a list: what, when, where, how sure, and who reports it."""

from events.markup import Element, element
from events.records import STATUSES, Records
from events.table import Row
from events.telling.facts import NO_SOURCE, badge

MOST_NAMED = 2
"""Outlets that a row names; of more it gives their number."""


def list_item(row: Row, records: Records, number: int, *, selected: bool = False) -> Element:
    """Show an event with a button that opens it; `number` is that of its row, for the map."""
    button = element(
        "button",
        row["title"],
        dir="auto",
        data_action=f"select:{row['id']}",
        aria_pressed=str(selected).lower(),
    )
    return listed(button, row, records, number=number, selected=selected)


def listed(
    title: Element, row: Row, records: Records, *, number: int | None = None, selected: bool = False
) -> Element:
    """Show an event under its title."""
    category = records.vocabulary.category[row["category"]]
    when_where = (
        element("span", f"{category.label} · ", class_="category"),
        element("span", f"{row['date_words']} · "),
        element("span", row["place_name"], dir="auto"),
    )
    return element(
        "li",
        badge(category),
        element("h3", title),
        element("p", *when_where, class_="facts when"),
        element(
            "p",
            element("span", STATUSES[row["status"]], class_="chip"),
            " ",
            element("span", few(row["outlet"]), dir="auto"),
            class_="facts",
        ),
        class_="selected" if selected else None,
        data_row=None if number is None else str(number),
    )


def few(outlets: str | tuple[str, ...]) -> str:
    """Name outlets, or count them.

    >>> few(("The Paper", "The Post")), few(("A", "B", "C"))
    ('The Paper, The Post', '3 outlets')
    >>> few(())
    'No source is given'
    """
    names = (outlets,) if isinstance(outlets, str) else outlets
    if len(names) > MOST_NAMED:
        return f"{len(names)} outlets"
    return ", ".join(names) or NO_SOURCE.capitalize()
