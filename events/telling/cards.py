"""Events as cards for a reader: a line in the list, and all that is known in the panel."""

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.records.reading import Dataset
from events.records.vocabulary import CATEGORY, STATUSES
from events.table.curated import Row, rows_of
from events.table.identifiers import Identifiers
from events.telling.account import account, report, tombstone
from events.telling.markup import Element, element
from events.telling.signs import badge

MOST_RELATED = 8


class Cards:
    """Writes the cards of one dataset, from its table or from the curated files behind it."""

    def __init__(
        self,
        dataset: Dataset,
        frame: pd.DataFrame,
        identifiers: Identifiers,
        places: gpd.GeoDataFrame,
    ) -> None:
        self._dataset = dataset
        self._frame = frame
        self._places = places
        self._identifiers = identifiers

    def panel(self, event_id: str) -> Element:
        """Tell all that is known of an event, with every excerpt."""
        close = element("button", "Close", class_="close", data_action="close")
        related = self._related(event_id)
        return element("article", close, *self.told(event_id), related, class_="panel")

    def told(self, event_id: str) -> list[Element | None]:
        """Tell the same without other events beside it."""
        number = self._identifiers.number(event_id)
        if number is None:
            return tombstone(self._dataset.by_id[event_id])
        return self.tell(self.records([number])[0])

    def tell(self, row: Row) -> list[Element | None]:
        """Tell the event of a line of the table."""
        event = self._dataset.by_id.get(row["id"])
        return report(row) if event is None else account(event, row, self._dataset, self._places)

    def rows(self, numbers: list[int], selected: str | None) -> list[Element]:
        """Tell events in short, for the list."""
        return [_row(row, selected=row["id"] == selected) for row in self.records(numbers)]

    def records(self, numbers: list[int]) -> list[Row]:
        """Return the lines of a few events."""
        return rows_of(self._frame.iloc[numbers])

    def _related(self, event_id: str) -> Element | None:
        number = self._identifiers.number(event_id)
        if number is None:
            return None
        row = self.records([number])[0]
        place = (self._frame["place"] == row["place"]).to_numpy()
        lists = [(f"Same place: {row['place_name']}", place)]
        if row["date_precision"] == "day":
            day = (self._frame["date_precision"] == "day") & (self._frame["first"] == row["first"])
            lists.append(("Same day", day.to_numpy()))
        found = [
            (title, rows[rows != number])
            for title, mask in lists
            for rows in [np.flatnonzero(mask)]
        ]
        sections = [self._links(title, rows) for title, rows in found if len(rows)]
        return element("nav", *sections, aria_label="Related events") if sections else None

    def _links(self, title: str, rows: NDArray[np.intp]) -> Element:
        buttons = [
            element(
                "li",
                element(
                    "button",
                    badge(row["category"]),
                    f" {row['title']}",
                    element("span", f" {row['date_words']}", class_="note"),
                    data_action=f"select:{row['id']}",
                ),
            )
            for row in self.records(rows[:MOST_RELATED].tolist())
        ]
        more = len(rows) - len(buttons)
        return element(
            "section",
            element("h3", title),
            element("ul", *buttons),
            element("p", f"and {more:,} more", class_="note") if more > 0 else None,
        )


def _row(row: Row, *, selected: bool) -> Element:
    button = element(
        "button",
        row["title"],
        dir="auto",
        data_action=f"select:{row['id']}",
        aria_pressed=str(selected).lower(),
    )
    facts = (
        row["date_words"],
        row["place_name"],
        CATEGORY[row["category"]].label,
        STATUSES[row["status"]],
        row["outlets"],
    )
    return element(
        "li",
        element("h3", badge(row["category"]), button),
        element("p", " · ".join(facts), class_="facts"),
        class_="selected" if selected else None,
    )
