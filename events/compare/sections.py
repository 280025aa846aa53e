"""The sections of a comparison, each with questions that a reader can put to it."""

from collections.abc import Iterable, Sequence

from events.compare.columns import on_a_subject, told_alone, told_by_several
from events.compare.layout import Layout, alone, heads, on_subject, title, told_by
from events.compare.tables import figures, speakers, voices, words
from events.records import Event
from events.telling import badge
from events.telling.markup import Element, element

EVENTS = 4
"""Events on a page of those that several columns tell."""

LIMITS = (
    "Everything below is computed from the excerpts and figures of this set. They are a choice of "
    "ours, each shorter than a sentence: what is missing here can well stand in the article."
)

QUESTIONS: dict[str, tuple[str, ...]] = {
    "Who says it": (
        "Who wrote this, when, and for which readers?",
        "Was the writer there? If not, from whom does the writer have it?",
        "What would this writer, or the outlet, like to be true?",
    ),
    "The same event": (
        "On what do they agree? Could one have it from the other?",
        "Where they differ: does one know more, or count something else?",
        "What would have to be found to settle it?",
    ),
    "The same subject": (
        "How much time lies between these events, and what had changed?",
        "Which of these statements could be checked, and where?",
    ),
    "Whom they quote": (
        "Who speaks for themselves, and who is only spoken about?",
        "How does each person quoted know what they say?",
    ),
    "Words for the same": (
        "Which words are the writer’s, and which are somebody else’s?",
        "Put another word in its place: what would a reader think now?",
    ),
    "Told by one alone": (
        "Could the other have known of it when it was published?",
        "Would the picture change if the other had it too?",
    ),
}
"""The sections by their headings, and what to ask in each."""


def sections(layout: Layout, first: int, pager: Element | None) -> list[Element]:
    """Draw a comparison; of the events that several tell, those from `first` on."""
    several = told_by_several(layout.compared)
    turning = [] if pager is None else [pager]
    whole = {name for column in layout.compared for name in column.parts} > {e.id for e in several}
    told: dict[str, Sequence[Element]] = {
        "Who says it": [heads(layout)],
        "The same event": [*_several(layout, several, first), *turning],
        "The same subject": _subjects(layout) if whole else (),
        "Words for the same": [element("p", _searched(layout)), *words(layout)],
        "Whom they quote": [voices(layout), *speakers(layout)],
        "Told by one alone": [_alone(layout)] if whole else (),
    }
    drawn = {name: content for name, content in told.items() if content}
    return [_contents(drawn), *(section(name, content) for name, content in drawn.items())]


def _contents(names: Iterable[str]) -> Element:
    """Link the sections, since they are long."""
    links = [element("li", element("a", name, href=f"#{_anchor(name)}")) for name in names]
    return element("nav", element("ul", *links), aria_label="On this page", class_="contents")


def _anchor(name: str) -> str:
    return name.lower().replace(" ", "-")


def section(name: str, content: Sequence[Element]) -> Element:
    """Head a section, and set its questions beside it."""
    lines = [element("li", question) for question in QUESTIONS[name]]
    asked = element("div", element("h3", "Ask"), element("ul", *lines), class_="ask")
    heading = element("h2", name)
    return element("section", heading, asked, *content, id=_anchor(name), class_="compared")


def _several(layout: Layout, several: Sequence[Event], first: int) -> list[Element]:
    if not several:
        return [element("p", "No event is told by two of them in this set.", class_="none")]
    shown: list[Element] = []
    for event in several[first : first + EVENTS]:
        parts = [[c.parts[event.id]] if event.id in c.parts else [] for c in layout.compared]
        told = [title(layout, event, "h3"), told_by(layout, event)]
        shown.append(element("section", *told, *figures(layout, event.title, parts)))
    return shown


def _subjects(layout: Layout) -> list[Element]:
    shown: list[Element] = []
    for name, parts in on_a_subject(layout.compared, layout.records):
        category = layout.records.vocabulary.category[name]
        label = category.label
        heading = element("h3", badge(category), f" {label}")
        told = [on_subject(layout, parts), *figures(layout, label, parts)]
        shown.append(element("section", heading, *told))
    return shown or [element("p", "No subject is told by two of them in this set.", class_="none")]


def _alone(layout: Layout) -> Element:
    return alone(layout, [told_alone(column, layout.compared) for column in layout.compared])


def _searched(layout: Layout) -> str:
    own = "speakers of each side" if layout.by == "sides" else "outlets themselves"
    return (
        f"Only words of the {own} are searched, in English, for a fixed list of words; what is "
        "quoted within them is left out. Whom a word means, only its fragment shows."
    )
