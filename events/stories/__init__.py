"""Stories shown and written: the screens of a story, the speaker's notes, and a visitor's draft."""

from events.stories.drafts import Draft
from events.stories.kept import read_draft, write_draft
from events.stories.notes import closing_notes, event_notes, opening_notes
from events.stories.plan import plan_page, step_plan, story_warnings
from events.stories.slides import (
    Slide,
    closing,
    event_slide,
    leading,
    opening,
    story_veil,
    voices,
)

__all__ = [
    "Draft",
    "Slide",
    "closing",
    "closing_notes",
    "event_notes",
    "event_slide",
    "leading",
    "opening",
    "opening_notes",
    "plan_page",
    "read_draft",
    "step_plan",
    "story_veil",
    "story_warnings",
    "voices",
    "write_draft",
]
