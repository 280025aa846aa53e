"""A page for a story: its question, its events, and what to ask at each."""

from events.publish.site.page import Preview, Site, lay_out, link
from events.publish.site.pictures import WHOLE
from events.records.stories import Step, Story
from events.table import Row, rows_of
from events.telling.markup import Element, element


def story_page(site: Site, story: Story) -> bytes:
    """Tell a story step after step, with its handout."""
    rows = rows_of(site.table.loc[[step.event for step in story.steps]])
    steps = (_step(step, row) for step, row in zip(story.steps, rows, strict=True))
    parts = [
        element("h1", story.title, dir="auto"),
        _said(story.question, "question"),
        element("p", link(f"{story.id}-handout.html", "The handout, to print")),
        element("ol", *steps, class_="steps"),
        element("h2", "To close"),
        _said(story.closing),
    ]
    text = story.question or site.records.info.description
    preview = Preview(f"stories/{story.id}.html", f"Story: {story.title}", text, WHOLE)
    return lay_out(site, preview, parts)


def _step(step: Step, row: Row) -> Element:
    title = link(f"../events/{step.event}.html", row["title"])
    return element(
        "li",
        element("h2", title, dir="auto"),
        element("p", f"{row['date_words']} · {row['place_name']}", class_="facts", dir="auto"),
        _said(step.line),
        _said(step.prompt, "prompt"),
    )


def _said(text: str, name: str | None = None) -> Element | None:
    return element("p", text, class_=name, dir="auto") if text else None
