"""Events and their excerpts as cards for a reader."""

import geopandas as gpd

from events.dates import When
from events.load import Dataset
from events.markup import Element, Fact, descriptions, element, foreign, note
from events.models import Event, OwnPlace
from events.quotations import excerpt_card, figure_table
from events.vocabulary import CATEGORY, STATUSES
from geodata import PRECISION_WORDS

MOST_RELATED = 8


def badge(category_id: str) -> Element:
    """Draw a category's letter on its colour; its name stands beside it."""
    category = CATEGORY[category_id]
    style = f"--colour:{category.colour};--ink:{category.ink}"
    return element("span", category.letter, class_="badge", style=style, aria_hidden="true")


def distance(metres: int) -> str:
    """Write a distance for a reader.

    >>> distance(550), distance(20000)
    ('about 550 m', 'about 20 km')
    """
    return f"about {metres} m" if metres < 1000 else f"about {metres / 1000:g} km"


class Cards:
    """Writes the cards of one dataset."""

    def __init__(self, dataset: Dataset, frame: gpd.GeoDataFrame, places: gpd.GeoDataFrame) -> None:
        self._dataset = dataset
        self._frame = frame
        self._places = places
        self._events = {event.id: event for event in dataset.events}

    def panel(self, event_id: str) -> Element:
        """Tell all that is known of an event, with every excerpt."""
        event = self._events[event_id]
        if event.status == "withdrawn":
            return self._tombstone(event)
        return element(
            "article",
            element("button", "Close", class_="close", data_action="close"),
            element("h2", event.title, dir="auto", aria_live="polite"),
            element("p", event.summary, dir="auto"),
            self._facts(event),
            self._excerpts(event),
            figure_table(event.figures, self._dataset),
            self._grounds(event),
            self._related(event),
            class_="panel",
        )

    def row(self, event_id: str, *, selected: bool) -> Element:
        """Tell an event in short, for the list."""
        event = self._events[event_id]
        row = self._frame.loc[event_id]
        category = CATEGORY[event.category]
        outlets = sorted({self._dataset.sources[e.source].outlet for e in event.excerpts})
        return element(
            "li",
            element(
                "h3",
                badge(event.category),
                element(
                    "button",
                    event.title,
                    dir="auto",
                    data_action=f"select:{event.id}",
                    aria_pressed=str(selected).lower(),
                ),
            ),
            element(
                "p",
                f"{row['date_words']} · {row['place_name']} · {category.label} · "
                f"{STATUSES[event.status]} · {', '.join(outlets)}",
                class_="facts",
            ),
            class_="selected" if selected else None,
        )

    def _tombstone(self, event: Event) -> Element:
        return element(
            "article",
            element("button", "Close", class_="close", data_action="close"),
            element("h2", "This event was withdrawn"),
            element("p", event.title, dir="auto"),
            element("p", event.change_note or "", dir="auto"),
            class_="panel",
        )

    def _facts(self, event: Event) -> Element:
        row = self._frame.loc[event.id]
        within = f"within {distance(row['precision_m'])}; {PRECISION_WORDS[row['precision']]}"
        facts: list[Fact] = [
            ("Date", [When(event.date).words]),
            ("Place", [self._place_names(event), note(within)]),
            ("Category", [badge(event.category), f" {CATEGORY[event.category].label}"]),
            ("Status", [STATUSES[event.status]]),
            ("Contested", [event.contested]),
            ("Involved", [", ".join(event.actors) or None]),
            ("Note", [event.content_note]),
        ]
        return descriptions(facts)

    def _place_names(self, event: Event) -> Element:
        if isinstance(event.place, OwnPlace):
            return element("span", event.place.name)
        place = self._places.loc[event.place]
        names: list[Element | str] = [place["name"]]
        for language in ("ar", "he"):
            if isinstance(place[f"name_{language}"], str):
                names += [" · ", foreign(place[f"name_{language}"], language)]
        return element("span", *names)

    def _grounds(self, event: Event) -> Element:
        """How the date and the place are known, and when the record changed."""
        if isinstance(event.place, OwnPlace):
            position = event.place.basis
        else:
            position = str(self._places.loc[event.place, "source"])
        facts: list[Fact] = [
            ("Date", [event.date_note]),
            ("Place", [event.place_note]),
            ("Position", [position]),
            ("Record", [f"created {event.created}, changed {event.modified}"]),
            ("Change", [event.change_note]),
        ]
        summary = element("summary", "How the date and the place are known")
        return element("details", summary, descriptions(facts))

    def _excerpts(self, event: Event) -> Element:
        number = len(event.excerpts)
        cards = [excerpt_card(excerpt, self._dataset) for excerpt in event.excerpts]
        heading = element("h3", f"{number} excerpt{'s' if number > 1 else ''}")
        if event.content_note is None:
            return element("section", heading, *cards)
        folded = element("details", element("summary", f"Show: {event.content_note}"), *cards)
        return element("section", heading, folded)

    def _related(self, event: Event) -> Element | None:
        here = self._frame.loc[event.id]
        others = self._frame[self._frame["id"] != event.id]
        day = others["date_precision"].eq("day") & others["first"].eq(here["first"])
        lists = [
            (f"Same place: {here['place_name']}", others[others["place"] == here["place"]]),
            ("Same day", others[day & (here["date_precision"] == "day")]),
        ]
        sections = [_links(title, rows) for title, rows in lists if len(rows)]
        return element("nav", *sections, aria_label="Related events") if sections else None


def _links(title: str, rows: gpd.GeoDataFrame) -> Element:
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
        for row in rows.head(MOST_RELATED).to_dict("records")
    ]
    more = len(rows) - len(buttons)
    return element(
        "section",
        element("h3", title),
        element("ul", *buttons),
        element("p", f"and {more} more", class_="note") if more > 0 else None,
    )
