"""Events, excerpts and sources as cards for a reader."""

from collections.abc import Iterable, Sequence

import geopandas as gpd

from events.dates import When
from events.load import Dataset
from events.markup import Element, element, foreign
from events.models import Event, Excerpt, Figure, OwnPlace, Source
from events.vocabulary import CATEGORY, SIDES, STATUSES
from geodata import PRECISION_WORDS

MOST_RELATED = 8

Fact = tuple[str, Sequence[Element | str | None]]
"""A term and what is said of it; None is left out, and a term with nothing too."""


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
            self._figures(event.figures),
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

    def source(self, source: Source) -> Element:
        """Tell what is known of an article, and what it is cited for."""
        citing = [e for e in self._dataset.events if any(x.source == source.id for x in e.excerpts)]
        heading = source.title or "Original title not known"
        return element(
            "article",
            element("h2", heading, class_=None if source.title else "unknown"),
            element("dl", *_pairs(_source_facts(source))),
            element("h3", f"Cited for {len(citing)} events"),
            element("ul", *(self._cited(event, source) for event in citing), class_="cited"),
            class_="source",
        )

    def speakers(self) -> Element:
        """List who is quoted or credited, and how often."""
        quoted: dict[str, int] = {}
        credited: dict[str, int] = {}
        for excerpt in (x for event in self._dataset.events for x in event.excerpts):
            quoted[excerpt.speaker] = quoted.get(excerpt.speaker, 0) + 1
            if excerpt.crediting:
                credited[excerpt.crediting] = credited.get(excerpt.crediting, 0) + 1
        rows = [
            (s.name, s.role, SIDES[s.side], str(quoted.get(s.id, 0)), str(credited.get(s.id, 0)))
            for s in sorted(self._dataset.speakers.values(), key=lambda s: -quoted.get(s.id, 0))
        ]
        heads = ("Speaker", "Role, as the source gives it", "Side", "Excerpts", "Credited")
        return write_table(
            "Who is quoted, and who is credited in a newspaper's own words", heads, rows
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
            ("Place", [self._place_names(event), _note(within)]),
            ("Category", [badge(event.category), f" {CATEGORY[event.category].label}"]),
            ("Status", [STATUSES[event.status]]),
            ("Contested", [event.contested]),
            ("Involved", [", ".join(event.actors) or None]),
            ("Note", [event.content_note]),
        ]
        return element("dl", *_pairs(facts))

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
        return element("details", summary, element("dl", *_pairs(facts)))

    def _figures(self, figures: Sequence[Figure]) -> Element | None:
        if not figures:
            return None
        rows = [
            (
                figure.what,
                figure.as_reported,
                self._dataset.speakers[figure.according_to].name,
                self._dataset.sources[figure.source].outlet,
            )
            for figure in figures
        ]
        return write_table("Figures", ("What", "As reported", "According to", "In"), rows)

    def _excerpts(self, event: Event) -> Element:
        number = len(event.excerpts)
        cards = [self._excerpt(excerpt) for excerpt in event.excerpts]
        heading = element("h3", f"{number} excerpt{'s' if number > 1 else ''}")
        if event.content_note is None:
            return element("section", heading, *cards)
        folded = element("details", element("summary", f"Show: {event.content_note}"), *cards)
        return element("section", heading, folded)

    def _excerpt(self, excerpt: Excerpt) -> Element:
        source = self._dataset.sources[excerpt.source]
        rtl = excerpt.language in ("ar", "he")
        return element(
            "article",
            element(
                "blockquote",
                f"“{excerpt.text}”",
                lang=excerpt.language,
                dir="rtl" if rtl else "auto",
            ),
            element("p", excerpt.translation, dir="auto") if excerpt.translation else None,
            element("p", element("strong", self._voice(excerpt)), dir="auto"),
            element("p", *_citation(source), class_="citation"),
            class_="excerpt",
        )

    def _voice(self, excerpt: Excerpt) -> str:
        speaker = self._dataset.speakers[excerpt.speaker]
        where = f" ({excerpt.where})" if excerpt.where else ""
        if speaker.side != "newspaper":
            return f"{speaker.name}, {speaker.role}{where}"
        voice = f"The newspaper’s own words{where}"
        if excerpt.crediting:
            voice += f", crediting {self._dataset.speakers[excerpt.crediting].name}"
        return voice

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

    def _cited(self, event: Event, source: Source) -> Element:
        quotes = [f"“{x.text}”" for x in event.excerpts if x.source == source.id]
        when = When(event.date).words
        return element(
            "li",
            element("strong", event.title, dir="auto"),
            element("span", f" {when}. "),
            *(element("span", f"{quote} ", dir="auto") for quote in quotes),
        )


def _note(text: str | None) -> Element | None:
    return None if text is None else element("span", text, class_="note")


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


def _citation(source: Source) -> list[Element | str | None]:
    title = f"“{source.title}”" if source.title else "original title not known"
    parts: list[Element | str | None] = [
        f"{source.outlet}, {title}, {When(source.published).words}. "
    ]
    if source.url:
        parts.append(element("a", "Read the article", href=source.url))
        parts.append(f" ({source.url.split('/')[2]}, opens in a new tab)")
    else:
        parts.append("No publisher’s address known.")
    return parts


def _source_facts(source: Source) -> list[Fact]:
    address: list[Element | str | None] = (
        [element("a", source.url, href=source.url)] if source.url else ["Not known"]
    )
    return [
        ("Outlet", [source.outlet]),
        ("Author", [source.author or "Not known", _note(source.author_note)]),
        ("Published", [When(source.published).words, _note(source.published_note)]),
        ("Address", [*address, _note(source.url_note)]),
        ("Republished from", [source.republished_from]),
        ("Kind", [source.type]),
        ("Language", [source.language]),
    ]


def _pairs(facts: Iterable[Fact]) -> list[Element]:
    pairs = []
    for term, parts in facts:
        kept = [part for part in parts if part is not None]
        if kept:
            pairs.append(element("div", element("dt", term), element("dd", *kept, dir="auto")))
    return pairs


def write_table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Element:
    """Build a table with a caption and a heading for each column."""
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element(
            "tbody",
            *(element("tr", *(element("td", cell, dir="auto") for cell in row)) for row in rows),
        ),
    )
