"""A draft as a visitor's browser keeps it: whatever comes back is checked like a received story."""

import json
from collections.abc import Container

from events.records import Step
from events.records.stories import MOST_STEPS, Bounds, Zooms
from events.records.story_files import LARGEST, StoryError, check_story
from events.stories.drafts import UNNAMED, Draft

TEXTS = ("title", "question", "closing")


def write_draft(draft: Draft) -> str:
    """Write a draft as JSON, which may still lack its title and its events; an empty one as ""."""
    if draft == Draft():
        return ""
    steps = [step.model_dump(mode="json", exclude_none=True) for step in draft.steps]
    record = {field: getattr(draft, field) for field in (*TEXTS, "kept_as")} | {"steps": steps}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def read_draft(
    text: str,
    known: Container[str],
    withdrawn: Container[str] = (),
    bounds: Bounds | None = None,
    zooms: Zooms | None = None,
) -> tuple[Draft, tuple[str, ...]]:
    """Read a draft; return it, and a line for everything that is wrong with the steps left out.

    The other arguments are those of `read_story`. Raises StoryError where nothing can be read.
    """
    try:
        record = json.loads(text) if len(text) <= LARGEST else None
    except (ValueError, RecursionError):
        record = None
    given = record.get("steps") if isinstance(record, dict) else None
    if not isinstance(record, dict) or not isinstance(given, list):
        raise StoryError(["what was kept is damaged"])
    steps: list[Step] = []
    faults: list[str] = []
    for number, step in enumerate(given[:MOST_STEPS], 1):
        whole = {"id": UNNAMED, "title": UNNAMED, "question": "", "closing": "", "steps": [step]}
        try:
            steps += check_story(whole, known, withdrawn, bounds, zooms).steps
        except StoryError as error:
            lines = (line.removeprefix("steps.0.") for line in error.problems)
            faults += [f"step {number} is left out: {line}" for line in lines]
    kept_as = record.get("kept_as")
    draft = Draft(steps=tuple(steps), kept_as=kept_as if isinstance(kept_as, str) else "")
    for field in TEXTS:
        typed = record.get(field)
        draft = draft.with_text(field, typed if isinstance(typed, str) else "")
    return draft, tuple(faults)
