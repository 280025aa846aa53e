"""A visitor's own story, as a YAML file and as text for a link; the server stores neither."""

import base64
import json
import zlib
from collections.abc import Container, Iterable, Iterator
from typing import Any

import yaml
from pydantic import ValidationError

from events.records.stories import (
    MOST_STEPS,
    Bounds,
    MapView,
    Step,
    Story,
    Zooms,
    view_problems,
)
from geodata.files import explain, parse_yaml

LARGEST = 100_000
"""Bytes of a file, and of an unpacked link; a story with the longest texts, all of them written as
YAML escapes, takes about 75,000."""

LONGEST_LINK = 8_000
"""Characters of a packed story: what servers and browsers accept in an address."""

MOST_PROBLEMS = 30
"""Lines that a reader is shown, however many problems a file has."""

OWN = "~"
"""Marks a packed story in a link; the id of a curated story never starts with it."""

ADVICE = {
    "missing": "write it, if only with '' behind its colon",
    "extra_forbidden": "remove it",
    "string_too_long": "shorten it",
    "string_pattern_mismatch": "write small letters, digits and hyphens",
    "too_long": "remove some",
    "float_parsing": "write a number like 34.3",
}
"""What to do about a fault, by pydantic's name for it; other messages say it themselves."""


class StoryError(ValueError):
    """A story cannot be read or packed; each line names a field and says what to do."""

    def __init__(self, problems: Iterable[str]) -> None:
        every = tuple(problems)
        more = len(every) - MOST_PROBLEMS
        self.problems = every[:MOST_PROBLEMS] + ((f"and {more:,} more",) if more > 0 else ())
        super().__init__("\n".join(self.problems))


def write_story(story: Story) -> str:
    """Write a story, without its plan, as a YAML file that can also become a curated one."""
    record = story.model_dump(mode="json", exclude_none=True, exclude={"plan"})
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=100)


def read_story(
    content: bytes,
    known: Container[str],
    withdrawn: Container[str] = (),
    bounds: Bounds | None = None,
    zooms: Zooms | None = None,
) -> Story:
    """Read a story from a YAML file in UTF-8.

    `known` contains the ids of the events that can be shown, `withdrawn` those of withdrawn ones;
    `bounds` and `zooms` are what the map shows. Raises StoryError with every problem at once.
    """
    if len(content) > LARGEST:
        raise StoryError(
            [f"file: is larger than {LARGEST:,} bytes (got {len(content):,}); shorten it"]
        )
    try:
        record = parse_yaml(content)
    except ValueError as error:
        raise StoryError([str(error)]) from None
    if not isinstance(record, dict):
        raise StoryError(
            ["file: is not a story; open one that was written by “Save as a file (YAML)”"]
        )
    return check_story(record, known, withdrawn, bounds, zooms)


def pack(story: Story) -> str:
    """Write a story as text for a link: `~`, then letters, digits, `-` and `_`.

    Raises StoryError if it is too long.
    """
    parts = [story.id, story.title, story.question, story.closing, *map(_packed_step, story.steps)]
    content = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    text = base64.urlsafe_b64encode(zlib.compress(content, 9)).decode("ascii").rstrip("=")
    if len(text) > LONGEST_LINK:
        raise StoryError(
            [
                f"story: is too long for a link ({len(text):,} characters, at most "
                f"{LONGEST_LINK:,}); shorten it, or pass on the YAML file"
            ]
        )
    return OWN + text


def unpack(
    text: str,
    known: Container[str],
    withdrawn: Container[str] = (),
    bounds: Bounds | None = None,
    zooms: Zooms | None = None,
) -> Story:
    """Read a story that `pack` has written; the other arguments are those of `read_story`.

    Raises StoryError with every problem at once.
    """
    try:
        parts = json.loads(_unzipped(text.removeprefix(OWN)))
        record = _named(parts)
    except (ValueError, TypeError, KeyError, zlib.error, RecursionError):
        raise StoryError(
            ["story: the link is damaged; ask for it again, or for the file"]
        ) from None
    return check_story(record, known, withdrawn, bounds, zooms)


def _packed_step(step: Step) -> list[Any]:
    """List the parts of a step, without a view and choices that it does not have."""
    view = [step.view.longitude, step.view.latitude, step.view.zoom] if step.view else []
    choices = [step.excerpts, step.figures]
    chosen = choices if any(each is not None for each in choices) else []
    return [step.event, step.line, step.prompt, *view, *chosen]


def _named(parts: Any) -> dict[str, Any]:
    """Give the parts of a packed story their names. Raises ValueError if it is not one."""
    fields = ("id", "title", "question", "closing")
    if not isinstance(parts, list) or len(parts) < len(fields):
        raise ValueError("is not a packed story")
    steps = [_named_step(step) for step in parts[len(fields) :]]
    return {**dict(zip(fields, parts, strict=False)), "steps": steps}


def _named_step(parts: Any) -> dict[str, Any]:
    if not isinstance(parts, list) or len(parts) not in (3, 5, 6, 8):
        raise ValueError("is not a packed step")
    named = dict(zip(("event", "line", "prompt"), parts, strict=False))
    if len(parts) in (6, 8):
        named["view"] = dict(zip(MapView.model_fields, parts[3:], strict=False))
    if len(parts) in (5, 8):
        named["excerpts"], named["figures"] = parts[-2:]
    return named


def _unzipped(text: str) -> bytes:
    """Unpack the text of a link to at most LARGEST bytes. Raises ValueError or zlib.error."""
    if len(text) > LONGEST_LINK:
        raise ValueError("is too long")
    packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    reader = zlib.decompressobj()
    content = reader.decompress(packed, LARGEST + 1)
    if len(content) > LARGEST or not reader.eof or reader.unused_data:
        raise ValueError("is too long, cut off, or followed by something else")
    return content


def check_story(
    record: dict[str, Any],
    known: Container[str],
    withdrawn: Container[str],
    bounds: Bounds | None,
    zooms: Zooms | None,
) -> Story:
    """Make a story of values as a file has them; the other arguments are those of `read_story`.

    Raises StoryError with every problem at once.
    """
    problems: list[str] = []
    story = None
    try:
        story = Story.model_validate(record)
    except ValidationError as error:
        problems += explain(error, ADVICE)
    if record.get("plan"):
        problems.append("plan: only a story of a collection has one; remove it")
    steps = record.get("steps")
    for number, step in enumerate(steps[:MOST_STEPS] if isinstance(steps, list) else ()):
        if isinstance(step, dict):
            found = [*_event_problems(step, known, withdrawn), *_view_problems(step, bounds, zooms)]
            problems += [f"steps.{number}.{problem}" for problem in found]
    if story is None or problems:
        raise StoryError(problems)
    return story


def _event_problems(
    step: dict[str, Any], known: Container[str], withdrawn: Container[str]
) -> Iterator[str]:
    """Say whether a step's event can be shown, whatever else is wrong with the step."""
    event = step.get("event")
    if not isinstance(event, str) or (event in known and event not in withdrawn):
        return
    why = "is withdrawn" if event in withdrawn else "is not in this set of events"
    got = event if len(event) <= 90 else f"{event[:87]}..."
    yield f"event: {why}; remove the step, or name another (got {got!r})"


def _view_problems(
    step: dict[str, Any], bounds: Bounds | None, zooms: Zooms | None
) -> Iterator[str]:
    """Say whether the map can show a step's view, whatever else is wrong with the step."""
    try:
        view = MapView.model_validate(step.get("view"))
    except ValidationError:
        return  # There is none, or validating the story reports what is wrong with it.
    for problem in view_problems(view, bounds, zooms):
        yield f"view.{problem}"
