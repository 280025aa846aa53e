"""A link's parameters as a view: junk is named, and does no harm."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from events.compare.choice import BY, MOST_COLUMNS, Comparison, cover
from events.link.asked import LONGEST_TEXT, Asked, short
from events.link.view import Defaults, View
from events.link.writing import NONE
from events.query.filters import FILTERS
from events.query.question import Query
from events.records.dates import in_words, to_day
from events.records.stories import MapView
from events.stories.files import StoryError

SINGLE = (
    *("from", "to", "q", "event", "lang", "by", "about", "blind"),
    *("story", "step", "notes", "map", "v"),
)

"""Parameters of which only the last counts."""


def read(
    parameters: Mapping[str, Sequence[str]], defaults: Defaults
) -> tuple[View, tuple[str, ...]]:
    """Return the view that a link asks for, and a line for each value that was ignored."""
    asked = Asked(parameters)
    for name in SINGLE:
        if len(parameters.get(name, ())) > 1:
            asked.ignore(name, "is given more than once, only the last counts")
    query = _query(asked, defaults)
    event = asked.one("event", defaults.events)
    language = asked.one("lang", defaults.languages) or "en"
    layers, (story, step, notes) = _layers(asked, defaults), _story(asked, defaults)
    comparison = _comparison(asked, defaults)
    shown, version = _map(asked), asked.one("v", defaults.versions)
    view = View(query, event, layers, language, story, step, notes, comparison, shown, version)
    return view, tuple(asked.problems)


def _query(asked: Asked, defaults: Defaults) -> Query:
    query = _range(asked, defaults)
    for name, entry in FILTERS.items():
        query = query.choose(name, asked.known(entry.parameter, defaults.values[name]))
    text = asked.last("q")
    if len(text) > LONGEST_TEXT:
        asked.ignore("q", f"only the first {LONGEST_TEXT} characters are searched for")
    return replace(query, text=text[:LONGEST_TEXT])


def _range(asked: Asked, defaults: Defaults) -> Query:
    first = _day(asked, "from", defaults.first, defaults)
    last = _day(asked, "to", defaults.last, defaults)
    if first > last:
        asked.ignore("from", f"{in_words(first)} is after {in_words(last)}")
        return Query(defaults.first, defaults.last)
    return Query(first, last)


def _day(asked: Asked, name: str, default: int, defaults: Defaults) -> int:
    if name not in asked:
        return default
    text = asked.last(name)
    try:
        day = to_day(date.fromisoformat(text))
    except ValueError:
        asked.ignore(name, f"{short(text)} is not a date like 2024-04-07")
        return default
    if not defaults.first <= day <= defaults.last:
        asked.ignore(name, f"{in_words(day)} lies outside the data")
        return default
    return day


def _layers(asked: Asked, defaults: Defaults) -> tuple[str, ...]:
    if "layers" not in asked:
        return defaults.layers_on
    chosen = asked.known("layers", (*defaults.layers, NONE))
    if NONE in chosen:
        return ()
    return tuple(layer for layer in defaults.layers if layer in chosen) or defaults.layers_on


def _story(asked: Asked, defaults: Defaults) -> tuple[str | None, int, bool]:
    """Return the story, the step and whether its notes are wanted."""
    if "story" not in asked:
        for name in ("step", "notes"):
            if name in asked:
                asked.ignore(name, f"{short(asked.last(name))} needs a story")
        return None, 0, False
    name = asked.last("story")
    try:
        story = defaults.story(name)
    except StoryError as error:
        for problem in error.problems:
            asked.ignore("story", problem.removeprefix("story: "))
        return None, 0, False
    step, notes = asked.number("step", len(story.steps) + 1), asked.number("notes", 1)
    return name, step, notes == 1


def _map(asked: Asked) -> MapView | None:
    """Read zoom, latitude and longitude, as in `map=11.5/31.42/34.38`."""
    if "map" not in asked:
        return None
    text = asked.last("map")
    try:
        parts = zip(("zoom", "latitude", "longitude"), text.split("/"), strict=True)
        return MapView.model_validate(dict(parts))
    except ValueError:
        asked.ignore("map", f"{short(text)} is not a zoom, a latitude and a longitude here")
        return None


def _comparison(asked: Asked, defaults: Defaults) -> Comparison:
    by = asked.one("by", BY) or Comparison.by
    columns = _columns(asked, defaults.columns.get(by, ()))
    about = asked.one("about", defaults.subjects)
    return Comparison(by, columns, about, blind=asked.one("blind", ("1",)) is not None)


def _columns(asked: Asked, offered: Sequence[str]) -> tuple[str, ...] | None:
    """Return the columns asked for by their names or covered; None where none of them is there."""
    if not asked.parameters.get("with"):
        return None
    names = {cover(name): name for name in offered} | {name: name for name in offered}
    known = asked.known("with", {*names, NONE})
    if NONE in known:
        return ()
    columns = tuple(dict.fromkeys(names[name] for name in known))
    if len(columns) > MOST_COLUMNS:
        asked.ignore("with", f"only the first {MOST_COLUMNS} are compared")
    return columns[:MOST_COLUMNS] or None
