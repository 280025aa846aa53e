"""All that a link holds, and what a dataset offers to it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from events.compare.choice import Comparison
from events.link.asked import short
from events.query.question import Query
from events.records.stories import MapView, Story
from events.stories.files import OWN, StoryError, unpack


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
    map: MapView | None = None
    """What part of the map is shown at first; None shows all."""
    version: str | None = None
    """The version of the set that a link to cite was made with."""


@dataclass(frozen=True)
class Defaults:
    """What a dataset offers: a link may name nothing else."""

    first: int
    last: int
    values: Mapping[str, Sequence[str]]
    """The values of each filter by its name in FILTERS."""
    events: Container[str]
    layers: tuple[str, ...]
    layers_on: tuple[str, ...]
    languages: Sequence[str] = field(default=("en",))
    stories: Mapping[str, Story] = field(default_factory=dict)
    """The set's own stories by id."""
    told: Container[str] = ()
    """The ids of the events that a story can show."""
    withdrawn: Container[str] = ()
    """The ids of events that were taken out of the set."""
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What can be compared, by what a column is."""
    subjects: Container[str] = ()
    """What a comparison can be about."""
    versions: tuple[str, ...] = ()
    """The versions of the set, the newest first."""

    def story(self, name: str) -> Story:
        """Return one of the set's stories, or unpack a visitor's own.

        Raises StoryError where there is no such story.
        """
        if name.startswith(OWN):
            return unpack(name, self.told, self.withdrawn)
        if name not in self.stories:
            raise StoryError([f"there is no {short(name)}"])
        return self.stories[name]

    def within(self, first: int, last: int) -> tuple[int, int]:
        """Return the range moved into the days of the data, at least one day long."""
        start = min(max(first, self.first), self.last)
        return start, min(max(last, start), self.last)

    @property
    def view(self) -> View:
        """What a visitor sees who brings no link."""
        return View(Query(self.first, self.last), layers=self.layers_on)
