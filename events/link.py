"""What a visitor sees, as a link, and back.

Every value has a name of its own, and whatever equals the default is left out.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from events.compare_choice import BY, MOST_COLUMNS, Comparison, cover
from events.dates import in_words, to_date, to_day
from events.query import FACETS, Query
from events.stories import Story
from events.story_files import OWN, StoryError, unpack

LONGEST_TEXT = 200
NONE = "none"
"""Stands in a link for a list that is empty on purpose."""


@dataclass(frozen=True)
class View:
    """All that a link holds: question, selected event, layers, language, what is compared."""

    query: Query
    event: str | None = None
    layers: tuple[str, ...] = ()
    language: str = "en"
    story: str | None = None
    """The id of one of the set's stories, or one that a visitor made, packed behind a `~`."""
    step: int = 0
    """0 is a story's opening, and one more than its steps the closing."""
    notes: bool = False
    """Whether this page is the speaker's, with notes, and not the one that a class sees."""
    comparison: Comparison = field(default_factory=Comparison)


@dataclass(frozen=True)
class Defaults:
    """What a dataset offers: a link may name nothing else."""

    first: int
    last: int
    values: Mapping[str, Sequence[str]]
    """The values of each filter of FACETS."""
    events: Container[str]
    layers: tuple[str, ...]
    layers_on: tuple[str, ...]
    languages: Sequence[str] = field(default=("en",))
    stories: Mapping[str, Story] = field(default_factory=dict)
    """The set's own stories by id."""
    told: Container[str] = ()
    """The ids of the events that a story can show."""
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What can be compared, by what a column is."""
    subjects: Container[str] = ()
    """What a comparison can be about."""

    def story(self, name: str) -> Story:
        """Return one of the set's stories, or unpack a visitor's own.

        Raises StoryError where there is no such story.
        """
        if name.startswith(OWN):
            return unpack(name, self.told)
        if name not in self.stories:
            raise StoryError([f"there is no {_short(name)}"])
        return self.stories[name]

    def within(self, first: int, last: int) -> tuple[int, int]:
        """Return the range moved into the days of the data, at least one day long."""
        start = min(max(first, self.first), self.last)
        return start, min(max(last, start), self.last)

    @property
    def view(self) -> View:
        """What a visitor sees who brings no link."""
        return View(Query(self.first, self.last), layers=self.layers_on)


NAMES: dict[str, str] = {"category": "cat"} | {
    name: name for name in ("place", "source", "side", "status")
}
"""Each filter's name in a link."""

COMPARED: tuple[str, ...] = ("by", "with", "about", "blind")

PARAMETERS: tuple[str, ...] = (
    *("from", "to", *NAMES.values(), "q", "event", "layers", "lang"),
    *COMPARED,
    *("story", "step", "notes"),
)


def write(view: View, defaults: Defaults) -> list[tuple[str, str]]:
    """Return the parameters of a link, in a fixed order, without defaults."""
    query = view.query
    pairs: list[tuple[str, str]] = []
    if query.first != defaults.first:
        pairs.append(("from", to_date(query.first).isoformat()))
    if query.last != defaults.last:
        pairs.append(("to", to_date(query.last).isoformat()))
    for facet in FACETS:
        pairs += [(NAMES[facet], value) for value in query.chosen.get(facet, ())]
    if query.text:
        pairs.append(("q", query.text))
    if view.event:
        pairs.append(("event", view.event))
    if view.layers != defaults.layers_on:
        pairs += [("layers", layer) for layer in view.layers or (NONE,)]
    if view.language != "en":
        pairs.append(("lang", view.language))
    return pairs + _write_comparison(view.comparison) + _write_story(view)


def _write_story(view: View) -> list[tuple[str, str]]:
    if view.story is None:
        return []
    step = [("step", str(view.step))] if view.step else []
    return [("story", view.story), *step, *([("notes", "1")] if view.notes else [])]


def _write_comparison(compared: Comparison) -> list[tuple[str, str]]:
    """Write what is compared; where it is blind the columns are covered."""
    pairs = [("by", compared.by)] if compared.by != Comparison.by else []
    if compared.columns is not None:
        shown = [cover(name) if compared.blind else name for name in compared.columns]
        pairs += [("with", name) for name in shown or [NONE]]
    if compared.about:
        pairs.append(("about", compared.about))
    return pairs + ([("blind", "1")] if compared.blind else [])


def read(
    parameters: Mapping[str, Sequence[str]], defaults: Defaults
) -> tuple[View, tuple[str, ...]]:
    """Return the view that a link asks for, and a line for each value that was ignored."""
    problems = _repeated(parameters)
    query = _read_range(parameters, defaults, problems)
    for facet, name in NAMES.items():
        values = _known(name, parameters, defaults.values[facet], problems)
        query = query.choose(facet, values)
    text = _last(parameters, "q")
    if len(text) > LONGEST_TEXT:
        problems.append(f"q: only the first {LONGEST_TEXT} characters are searched for")
    query = replace(query, text=text[:LONGEST_TEXT])
    event = _known("event", parameters, defaults.events, problems)
    language = _known("lang", parameters, defaults.languages, problems)
    story, step = _read_story(parameters, defaults, problems)
    view = View(
        query,
        event=event[-1] if event else None,
        layers=_read_layers(parameters, defaults, problems),
        language=language[-1] if language else "en",
        story=story,
        step=step,
        notes=story is not None and _read_number(parameters, "notes", 1, problems) == 1,
        comparison=_read_comparison(parameters, defaults, problems),
    )
    return view, tuple(problems)


def _last(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    values = parameters.get(name, ())
    return values[-1] if values else ""


SINGLE = ("from", "to", "q", "event", "lang", "by", "about", "blind", "story", "step", "notes")
"""Parameters of which only the last counts."""


def _repeated(parameters: Mapping[str, Sequence[str]]) -> list[str]:
    names = [name for name in SINGLE if len(parameters.get(name, ())) > 1]
    return [f"{name}: is given more than once, only the last counts" for name in names]


def _known(
    name: str,
    parameters: Mapping[str, Sequence[str]],
    known: Container[str],
    problems: list[str],
) -> tuple[str, ...]:
    asked = dict.fromkeys(parameters.get(name, ()))
    problems += [f"{name}: there is no {_short(value)}" for value in asked if value not in known]
    return tuple(value for value in asked if value in known)


def _read_range(
    parameters: Mapping[str, Sequence[str]], defaults: Defaults, problems: list[str]
) -> Query:
    first = _read_day(parameters, "from", defaults.first, defaults, problems)
    last = _read_day(parameters, "to", defaults.last, defaults, problems)
    if first > last:
        problems.append(f"from: {in_words(first)} is after {in_words(last)}")
        return Query(defaults.first, defaults.last)
    return Query(first, last)


def _read_day(
    parameters: Mapping[str, Sequence[str]],
    name: str,
    default: int,
    defaults: Defaults,
    problems: list[str],
) -> int:
    text = _last(parameters, name)
    if name not in parameters:
        return default
    try:
        day = to_day(date.fromisoformat(text))
    except ValueError:
        problems.append(f"{name}: {_short(text)} is not a date like 2024-04-07")
        return default
    if not defaults.first <= day <= defaults.last:
        problems.append(f"{name}: {in_words(day)} lies outside the data")
        return default
    return day


def _read_layers(
    parameters: Mapping[str, Sequence[str]], defaults: Defaults, problems: list[str]
) -> tuple[str, ...]:
    if "layers" not in parameters:
        return defaults.layers_on
    asked = _known("layers", parameters, (*defaults.layers, NONE), problems)
    if NONE in asked:
        return ()
    return tuple(layer for layer in defaults.layers if layer in asked) or defaults.layers_on


def _read_story(
    parameters: Mapping[str, Sequence[str]], defaults: Defaults, problems: list[str]
) -> tuple[str | None, int]:
    name = _last(parameters, "story")
    if "story" not in parameters:
        alone = [name for name in ("step", "notes") if name in parameters]
        problems += [f"{n}: {_short(_last(parameters, n))} needs a story" for n in alone]
        return None, 0
    try:
        story = defaults.story(name)
    except StoryError as error:
        problems += [f"story: {problem.removeprefix('story: ')}" for problem in error.problems]
        return None, 0
    return name, _read_number(parameters, "step", len(story.steps) + 1, problems)


def _read_number(
    parameters: Mapping[str, Sequence[str]], name: str, most: int, problems: list[str]
) -> int:
    """Read a number from 0 to `most`; 0 where there is none."""
    text = _last(parameters, name)
    if name not in parameters:
        return 0
    if re.fullmatch("[0-9]{1,4}", text) and int(text) <= most:
        return int(text)
    problems.append(f"{name}: {_short(text)} is not a number from 0 to {most}")
    return 0


def _read_comparison(
    parameters: Mapping[str, Sequence[str]], defaults: Defaults, problems: list[str]
) -> Comparison:
    by = (_known("by", parameters, BY, problems) or (Comparison.by,))[-1]
    about = _known("about", parameters, defaults.subjects, problems)
    return Comparison(
        by,
        _read_columns(parameters, defaults.columns.get(by, ()), problems),
        about[-1] if about else None,
        blind=bool(_known("blind", parameters, ("1",), problems)),
    )


def _read_columns(
    parameters: Mapping[str, Sequence[str]], offered: Sequence[str], problems: list[str]
) -> tuple[str, ...] | None:
    """Return the columns asked for by their names or covered; None where none of them is there."""
    if not parameters.get("with"):
        return None
    names = {cover(name): name for name in offered} | {name: name for name in offered}
    asked = _known("with", parameters, {*names, NONE}, problems)
    if NONE in asked:
        return ()
    columns = tuple(dict.fromkeys(names[name] for name in asked))
    if len(columns) > MOST_COLUMNS:
        problems.append(f"with: only the first {MOST_COLUMNS} are compared")
    return columns[:MOST_COLUMNS] or None


def _short(text: str) -> str:
    return f"“{text}”" if len(text) <= 40 else f"“{text[:40]}…”"
