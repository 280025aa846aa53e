"""A view as the parameters of a link."""

from events.compare.choice import Comparison, cover
from events.link.view import Defaults, View
from events.query.filters import FILTERS
from events.records.dates import to_date

NONE = "none"
"""Stands in a link for a list that is empty on purpose."""

COMPARED: tuple[str, ...] = ("by", "with", "about", "blind")

PARAMETERS: tuple[str, ...] = (
    *(
        "from",
        "to",
        *(entry.parameter for entry in FILTERS.values()),
        "q",
        "event",
        "layers",
        "lang",
    ),
    *COMPARED,
    *("story", "step", "notes", "map", "v"),
)


def write(view: View, defaults: Defaults) -> list[tuple[str, str]]:
    """Return the parameters of a link, in a fixed order, without defaults."""
    query = view.query
    pairs: list[tuple[str, str]] = []
    if query.first != defaults.first:
        pairs.append(("from", to_date(query.first).isoformat()))
    if query.last != defaults.last:
        pairs.append(("to", to_date(query.last).isoformat()))
    for name, entry in FILTERS.items():
        pairs += [(entry.parameter, value) for value in query.chosen.get(name, ())]
    if query.text:
        pairs.append(("q", query.text))
    if view.event:
        pairs.append(("event", view.event))
    if view.layers != defaults.layers_on:
        pairs += [("layers", layer) for layer in view.layers or (NONE,)]
    if view.language != "en":
        pairs.append(("lang", view.language))
    return pairs + _write_comparison(view.comparison) + _write_story(view) + _write_once(view)


def _write_once(view: View) -> list[tuple[str, str]]:
    """Write what holds for the moment in which a link is opened."""
    pairs = []
    if view.map:
        pairs.append(("map", f"{view.map.zoom}/{view.map.latitude}/{view.map.longitude}"))
    return pairs + ([("v", view.version)] if view.version else [])


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
