"""StoryMapJS: a slide is an event, the overview gives the title."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from events.importers.readers.json_text import flat, tabulate
from events.importers.report import Answers, Remark
from events.importers.sheet import Sheet

COLUMNS: dict[str, str] = {
    "title": "text.headline", "summary": "text.text", "date": "date", "place": "location.name",
    "latitude": "location.lat", "longitude": "location.lon",
}  # fmt: skip

LOOKS = ("location.icon", "location.line", "location.zoom", "type")
"""How a slide looks, which says nothing of an event."""


def is_storymapjs(content: Any) -> bool:
    """Tell whether a file is a story with slides."""
    story = content.get("storymap", content) if isinstance(content, dict) else None
    return isinstance(story, dict) and isinstance(story.get("slides"), list)


def read_storymapjs(content: Mapping[str, Any], _answers: Answers) -> Sheet:
    """Lay the slides of a story out as rows."""
    story = content.get("storymap", content)
    slides = [flat(slide) if isinstance(slide, dict) else {} for slide in story["slides"]]
    numbered = list(enumerate(slides, 1))
    overviews = [(number, slide) for number, slide in numbered if slide.get("type") == "overview"]
    events = [(number, slide) for number, slide in numbered if slide.get("type") != "overview"]
    about = {
        field: text
        for _, slide in overviews[:1]
        for field, name in (("title", "text.headline"), ("description", "text.text"))
        if (text := slide.get(name))
    }
    kept = [{k: v for k, v in slide.items() if k not in LOOKS} for _, slide in events]
    return Sheet(
        tabulate(kept),
        np.array([number for number, _ in events], dtype=np.int64),
        "slide",
        about=about,
        columns=COLUMNS,
        said=("The zoom of a slide says nothing of how exact its place is.",),
        remarks=tuple(
            Remark(n, "type", "overview", "left out", "is the title of the whole, not an event")
            for n, _ in overviews
        ),
    )
