"""What a lesson shows, screen by screen, as the data that its script turns."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from events.compare import contrast_card, story_contrasts, tell_rules
from events.markup import Element, element
from events.records import Records, Step, Story
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

VEILS: dict[str, dict[str, bool]] = {
    "": {"names": True, "figures": True},
    "blind": {"names": False, "figures": True},
    "uncounted": {"names": True, "figures": False},
    "blind uncounted": {"names": False, "figures": False},
}
"""What a teacher can hide: the names of outlets, figures, or both."""

Varied = dict[str, Any]
"""A value under each of VEILS, but for those where it is what it is under none."""


@dataclass(frozen=True)
class Lesson:
    """A story with its events: what the file is made of."""

    story: Story
    records: Records
    table: pd.DataFrame
    """The events of the story, each once, in its order."""

    @cached_property
    def screens(self) -> list[dict[str, Any]]:
        """The opening, a screen for each step and each contrast, and the closing, for JSON."""
        rows = {row["id"]: row for row in rows_of(self.table)}
        first, story, records = leading(self.story, self.records), self.story, self.records

        def slide_of(step: Step) -> Callable[[Veil], Slide]:
            event, row = records.by_id[step.event], rows[step.event]
            return lambda veil: event_slide(step, event, row, records, veil, first)

        every = range(len(self.table))
        steps = [
            self._screen(
                slide_of(step),
                [*_notes_of(step, rows, records), *step_plan(story, number, records)],
                self._place(step),
            )
            for number, step in enumerate(story.steps)
        ]
        return [
            self._screen(
                lambda veil: opening(story, records, veil),
                [*opening_notes(story), *plan_page(story, records)],
                every,
            ),
            *steps,
            *self._cards(),
            self._screen(lambda veil: closing(story, veil), closing_notes(story), every),
        ]

    def _screen(
        self,
        slide: Callable[[Veil], Slide],
        notes: Iterable[Element | None],
        shown: "range | tuple[int, Any]",
    ) -> dict[str, Any]:
        """Draw a slide behind each of VEILS; `shown` is what its map shows."""
        slides = {name: slide(self._veils[name]) for name in VEILS}
        plain = slides[""]
        one = isinstance(shown, tuple)
        rows = [shown[0]] if isinstance(shown, tuple) else list(shown)
        days = self.table.iloc[rows]
        return {
            "heading": _varied({name: each.heading for name, each in slides.items()}),
            "head": _varied({name: _trees(each.head) for name, each in slides.items()}),
            "blocks": _varied({name: _blocks(each) for name, each in slides.items()}),
            "cover": _varied({name: each.cover for name, each in slides.items()}),
            "question": _varied({name: each.question for name, each in slides.items()}),
            "stages": sorted({block.stage for block in plain.blocks}),
            "notes": _trees(note for note in notes if note is not None),
            "map": {
                "rows": rows,
                "selected": shown[0] if isinstance(shown, tuple) else -1,
                "first": int(days["first"].min()),
                "last": int(days["last"].max()),
                "view": shown[1] if isinstance(shown, tuple) else None,
            },
            "isStep": one,
        }

    def _cards(self) -> Iterator[dict[str, Any]]:
        """Draw what two voices of the story tell differently: first blind, then with names."""
        contrasts = story_contrasts(self.story, self.records)
        for contrast in contrasts:
            drawn = {
                name: contrast_card(contrast, self.records, veil).as_data()
                for name, veil in self._veils.items()
            }
            blocks = {
                name: [
                    {"stage": "headline", "tree": drawn[f"blind{' uncounted' * (not counted)}"]},
                    {"stage": "card", "tree": drawn[name]},
                ]
                for name, counted in ((name, VEILS[name]["figures"]) for name in VEILS)
            }
            yield {
                "heading": {"": contrast.rule.title},
                "head": {"": []},
                "blocks": _varied(blocks),
                "cover": {"": None},
                "question": {"": ""},
                "stages": ["card", "headline"],
                "notes": _trees(
                    [element("p", contrast.rule.ask), tell_rules(contrasts, self.records)]
                ),
                "map": None,
                "isStep": False,
            }

    @cached_property
    def _veils(self) -> dict[str, Veil]:
        return {
            name: story_veil(self.story, self.records, **shown) for name, shown in VEILS.items()
        }

    def _place(self, step: Step) -> tuple[int, tuple[float, float, float] | None]:
        """Return the row of a step's event, and the part of the map that the step asks for."""
        view = step.view
        asked = None if view is None else (view.longitude, view.latitude, view.zoom)
        return list(self.table["id"]).index(step.event), asked

    @cached_property
    def hash(self) -> str:
        """Name the content, so that work on another version of the lesson is told apart."""
        written = json.dumps(self.screens, sort_keys=True).encode()
        return hashlib.sha256(written).hexdigest()[:16]


def make_lesson(story: Story, records: Records, table: pd.DataFrame) -> Lesson:
    """Gather what a lesson shows of a story; `table` is the collection's."""
    names = list(dict.fromkeys(step.event for step in story.steps))
    return Lesson(story, records, table.set_index("id", drop=False).loc[names])


def _notes_of(step: Step, rows: dict[str, Any], records: Records) -> list[Element | None]:
    return event_notes(step, records.by_id[step.event], rows[step.event], records)


def _trees(elements: Iterable[Element]) -> list[Any]:
    return [each.as_data() for each in elements]


def _blocks(slide: Slide) -> list[Any]:
    return [{"stage": block.stage, "tree": block.content.as_data()} for block in slide.blocks]


def _varied(values: Varied) -> Varied:
    plain = values[""]
    return {name: value for name, value in values.items() if not name or value != plain}
