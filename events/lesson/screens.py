"""What a lesson shows, screen by screen, as the data that its script turns."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from events.compare import contrast_card, story_contrasts, tell_rules
from events.markup import Element
from events.records import MapView, Records, Story
from events.stories import (
    Slide,
    closing,
    closing_notes,
    event_notes,
    event_slide,
    leading,
    opening,
    opening_notes,
    plan_page,
    step_plan,
    story_veil,
)
from events.table import rows_of
from events.telling import Veil
from events.telling.pictures import Held

VEILS: dict[str, dict[str, bool]] = {
    "": {"names": True, "figures": True},
    "blind": {"names": False, "figures": True},
    "uncounted": {"names": True, "figures": False},
    "blind uncounted": {"names": False, "figures": False},
}
"""What a teacher can hide: the names of outlets, figures, or both."""

LARGEST = 1200
"""Pixels of the longer side of a picture before a class."""

Varied = dict[str, Any]
"""A value under each of VEILS, but for those where it is what it is under none."""


@dataclass(frozen=True)
class Scene:
    """What the map shows of a screen."""

    rows: tuple[int, ...]
    """Of the lesson's table."""
    selected: int | None = None
    """The row that is told; None where all are shown alike."""
    view: MapView | None = None
    """The part of the map that a step asks for; None shows the event's place."""


@dataclass(frozen=True)
class Lesson:
    """A story with its events: what the file is made of."""

    story: Story
    records: Records
    table: pd.DataFrame
    """The events of the story, each once, in its order."""

    pictures: Held = field(default_factory=lambda: Held(LARGEST))
    """The pictures of its events; those of a screen are there once it is drawn."""

    @cached_property
    def screens(self) -> list[dict[str, Any]]:
        """The opening, a screen for each step and each contrast, and the closing, for JSON."""
        story, records = self.story, self.records
        everything = Scene(tuple(range(len(self.table))))
        begin = [*opening_notes(story), *plan_page(story, records)]
        return [
            self._screen(lambda veil: opening(story, records, veil), begin, everything),
            *map(self._step, range(len(story.steps))),
            *self._cards(),
            self._screen(lambda veil: closing(story, veil), closing_notes(story), everything),
        ]

    def _step(self, number: int) -> dict[str, Any]:
        """Draw a step, counted from 0."""
        story, records = self.story, self.records
        step = story.steps[number]
        event, first = records.by_id[step.event], leading(story, records)
        at = list(self.table["id"]).index(step.event)
        (row,) = rows_of(self.table.iloc[[at]])
        notes = [*event_notes(step, event, row, records), *step_plan(story, number, records)]
        return self._screen(
            lambda veil: event_slide(step, event, row, records, veil, first, self.pictures.draw),
            notes,
            Scene((at,), at, step.view),
        )

    def _screen(
        self, slide: Callable[[Veil], Slide], notes: Iterable[Element | None], scene: Scene
    ) -> dict[str, Any]:
        """Draw a slide behind each of VEILS, with its notes and its map."""
        slides = {name: slide(veil) for name, veil in self._veils.items()}
        return {
            "heading": _varied({name: each.heading for name, each in slides.items()}),
            "head": _varied({name: _trees(each.head) for name, each in slides.items()}),
            "blocks": _varied({name: _blocks(each) for name, each in slides.items()}),
            "cover": _varied({name: each.cover for name, each in slides.items()}),
            "question": _varied({name: each.question for name, each in slides.items()}),
            "stages": sorted({block.stage for block in slides[""].blocks}),
            "notes": _trees(note for note in notes if note is not None),
            "map": self._map(scene),
            "isStep": scene.selected is not None,
        }

    def _map(self, scene: Scene) -> dict[str, Any]:
        """Describe a scene in numbers; days are counted from 1970-01-01, places in degrees."""
        days, view = self.table.iloc[list(scene.rows)], scene.view
        return {
            "rows": scene.rows,
            "selected": -1 if scene.selected is None else scene.selected,
            "first": int(days["first"].min()),
            "last": int(days["last"].max()),
            "view": view and (view.longitude, view.latitude, view.zoom),
        }

    def _cards(self) -> Iterator[dict[str, Any]]:
        """Draw what two voices of the story tell differently: first blind, then with names."""
        contrasts = story_contrasts(self.story, self.records)
        for contrast in contrasts:
            cards = {
                name: contrast_card(contrast, self.records, veil).as_data()
                for name, veil in self._veils.items()
            }
            told = contrast_card(contrast, self.records, self._veils[""])
            yield {
                "heading": {"": f"{contrast.rule.title}: {contrast.difference.about}"},
                "head": {"": []},
                "blocks": _varied({name: _revealed(cards, name) for name in VEILS}),
                "cover": {"": None},
                "question": {"": ""},
                "stages": ["card", "headline"],
                "notes": _trees([told, tell_rules(contrasts, self.records)]),
                "map": None,
                "isStep": False,
            }

    @cached_property
    def _veils(self) -> dict[str, Veil]:
        """A veil for each of VEILS, in their order."""
        return {
            name: story_veil(self.story, self.records, **shown) for name, shown in VEILS.items()
        }

    @cached_property
    def hash(self) -> str:
        """Name the content, so that windows of another version of the lesson are told apart."""
        written = json.dumps(self.screens, sort_keys=True).encode()
        return hashlib.sha256(written).hexdigest()[:16]


def make_lesson(story: Story, records: Records, table: pd.DataFrame) -> Lesson:
    """Gather what a lesson shows of a story; `table` is the collection's."""
    names = list(dict.fromkeys(step.event for step in story.steps))
    return Lesson(story, records, table.set_index("id", drop=False).loc[names])


def _trees(elements: Iterable[Element]) -> list[Any]:
    return [each.as_data() for each in elements]


def _blocks(slide: Slide) -> list[Any]:
    return [{"stage": block.stage, "tree": block.content.as_data()} for block in slide.blocks]


def _revealed(cards: Varied, name: str) -> list[Any]:
    """Put a card before itself without names."""
    blind = "blind" if VEILS[name]["figures"] else "blind uncounted"
    return [{"stage": "headline", "tree": cards[blind]}, {"stage": "card", "tree": cards[name]}]


def _varied(values: Varied) -> Varied:
    plain = values[""]
    return {name: value for name, value in values.items() if not name or value != plain}
